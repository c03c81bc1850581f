# Answers against references: of a field, of a list, of a file, of a sweep's
# questions; and what is said where there is none.
cat > answers.jsonl <<'END2'
{"id":"same","t":12,"a":"春节快乐，阖家团圆，万事如意","ref":"春节快乐，阖家团圆，万事如意"}
{"id":"half","t":12,"a":"春节快乐，阖家","ref":"春节快乐，阖家团圆，万事如意"}
{"id":"short","t":3,"a":"新年好","ref":["新年好","过年好"]}
{"id":"english","t":4,"a":"The quick fox","ref":"A quick brown fox!"}
{"id":"none","t":4,"a":"春节快乐","ref":null}
{"id":"empty","t":4,"a":"","ref":"春节快乐"}
END2
overlap() {
	lencurve measure "$@" -o out 2>&1 >&2 | tail -n +2
	for column in item bleu rouge_1 rouge_2 rouge_l rouge_1_words \
		rouge_l_words overlap_match_4; do
		i=$(head -1 out/samples.csv | tr , '\n' | grep -nx $column)
		tail -n +2 out/samples.csv | cut -d, -f"${i%%:*}" |
			xargs -d '\n' printf "$column %s %s %s %s %s %s\n"
	done
}
fields="--text a --target t --id id"
overlap answers.jsonl $fields --reference ref
echo
overlap answers.jsonl $fields --reference ref --bleu llamafactory
echo
overlap answers.jsonl $fields --reference ref --bleu zh | grep bleu
echo
echo 'id,reference
half,春节快乐，阖家
english,The quick fox' > refs.csv
overlap answers.jsonl $fields --reference refs.csv
head -2 out/samples.csv | tail -1 | tr , '\n' | grep nrefs
grep -o '[^,]*nrefs[^,]*' out/samples.csv | sort -u

echo '{"id":"a","prompt":"写10个字","target":10,"reference":"鞭炮声声辞旧岁啊啊啊"}
{"prompt":"写20个字","target":20}' > questions.jsonl
cat > s.json <<'END2'
{ "name": "s", "questions": "questions.jsonl",
  "models": [{"name": "base", "provider": "sim"}] }
END2
lencurve run s.json -q --no-plot -o run > /dev/null || exit
lencurve measure run --reference reference
grep -c nrefs run/samples.csv
echo '{"id":"q2","reference":"红灯笼高高挂起来"}' > refs.jsonl
lencurve measure run --reference refs.jsonl 2> /dev/null
grep -c ',q2,.*nrefs' run/samples.csv
lencurve curve run --json | grep -A5 '"overlapped": 1' | head -5

wrong() { lencurve measure "$@" || echo "$?"; }
wrong run --reference other 2>&1
wrong answers.jsonl $fields --reference nobody -o new 2>&1
echo '{"id":"x","reference":"春"}' > refs.jsonl
wrong answers.jsonl $fields --reference refs.jsonl -o new 2>&1
wrong run --reference refs.jsonl 2>&1
echo '{"id":"half","reference":["春",["节"]]}' > refs.jsonl
wrong answers.jsonl $fields --reference refs.jsonl -o new 2>&1
echo '{"id":"half","reference":"春"}
{"id":"half","reference":"节"}' > refs.jsonl
wrong answers.jsonl $fields --reference refs.jsonl -o new 2>&1
echo '{"reference":"春"}' > refs.jsonl
wrong answers.jsonl $fields --reference refs.jsonl -o new 2>&1
wrong answers.jsonl $fields --reference ref --bleu words -o new 2>&1
wrong answers.jsonl $fields --bleu zh -o new 2>&1
ls new 2>&1
