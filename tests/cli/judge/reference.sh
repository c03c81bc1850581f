# A template's {reference} is that of the question; the part between
# {if reference} and {end} is left out where a question has none, and what
# stands outside of one is refused then.
cat > questions.jsonl <<'END'
{"id":"a","prompt":"写20个字的\"春\"","target":20,"reference":"春风\"又绿\"{answer}江南岸"}
{"id":"b","prompt":"写30个字的夏","target":30}
{"id":"c","prompt":"写40个字的秋","target":40,"reference":["秋水共长天","第二种"]}
END
cat > s.json <<'END'
{ "name": "s", "questions": "questions.jsonl",
  "models": [ { "name": "m", "provider": "sim", "model": "exact" } ] }
END
judge() { # TEMPLATE
	printf '{ "name": "j", "judge": { "template": "%s" }, "models": [
		{ "name": "judge", "provider": "sim" } ] }' "$1" > j.json
	lencurve judge r --with j.json -q > out.txt && jq -r .questions \
		r/judge/j/manifest.json | jq -c '[.item, .prompt]' |
		sed 's/"\([^"]*[春夏秋][^{]*\)"]$/"\1"]/'
}
lencurve run s.json -o r -q --no-curve
judge '{if reference}R {reference}\n{end}Q {question} {target}\n{answer}' |
	sed 's/\\n\\"[^"]*\\""]/ ANSWER]/'
judge '{reference} {answer}'
judge '{if reference}{reference}{answer}'
lencurve judge r --with "$ROOT/sweeps/judge-zh.json" -q --json |
	jq -c '.series[] | [.scored, .planned]'
jq -r .questions r/judge/judge-zh/manifest.json | grep -c 参考
# A run without questions has none.
cat > plain.json <<'END'
{ "name": "p", "prompt": "{target}个字", "targets": [5],
  "models": [ { "name": "m", "provider": "sim", "model": "exact" } ] }
END
lencurve run plain.json -o p -q --no-curve
lencurve judge p --with "$ROOT/sweeps/judge-en.json" -q --json |
	jq -c '.series[] | [.scored, .planned]'
jq -r .questions p/judge/judge-en/manifest.json | grep -c reference
# Those of an import are kept beside its texts, of a field or of a file.
printf '%s\n' '{"q":"写5个字","a":"春风又绿岸","n":5,"gold":"春风吹绿江"}' \
	'{"q":"写4个字","a":"夏日炎炎","n":4}' > own.jsonl
printf '%s\n' '{"id":"2","reference":"夏日长长"}' > refs.jsonl
for from in gold refs.jsonl; do
	lencurve measure own.jsonl --text a --target n --prompt q \
		--reference $from -o i > out.txt
	jq -c .reference i/answers.jsonl
	lencurve judge i --with "$ROOT/sweeps/judge-en.json" -q > out.txt
	jq -r .questions i/judge/judge-en/manifest.json | grep -c reference
	rm -r i/judge
done
true
