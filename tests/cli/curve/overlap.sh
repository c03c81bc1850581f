# Overlap with references: its table, by length over target, beside a judge,
# and the sentence where it misleads.
for i in $(seq 1 48); do
	n=$((40 + 5 * (i % 12)))
	printf '{"id":"q%d","prompt":"写%d个字的春节场景","target":%d,"reference":"%s"}\n' \
		"$i" $n $n "$(printf '除夕守岁灯火长%.0s' $(seq 1 $((n / 7 + 1))))"
done > questions.jsonl
cat > s.json <<'END2'
{ "name": "s", "questions": "questions.jsonl", "sampling": [{"temperature": 0.9}],
  "models": [{"name": "base", "provider": "sim"}] }
END2
lencurve run s.json -q --no-plot -o run > /dev/null || exit
lencurve measure run --reference reference 2> /dev/null
lencurve curve run --all | sed -n '/references/,/^$/p'
lencurve judge run --with "$ROOT/sweeps/judge-zh.json" -q > /dev/null || exit
lencurve curve run --all > judged.txt
sed -n '/^length/,/[.)]$/p' judged.txt
tail -3 judged.txt
lencurve curve run --json | jq -c '.series[0].overlap |
	[.answers, .misleads, .judges[0].judge, .judges[0].score.questions,
	.judges[0].score.rho == null]'

# The answer is its reference but for its length: half, once, twice.
for i in $(seq 1 20); do
	printf '{"t":14,"id":%d,"a":"%s","r":"%s"}\n' "$i" \
		"$(printf '春夏秋冬岁月如歌万家灯火照山河锣鼓喧天' | cut -c1-$((6 + 3 * (i % 13 + 2))))" \
		春夏秋冬岁月如歌万家灯火照山河
done > answers.jsonl
lencurve measure answers.jsonl --text a --target t --id id --reference r \
	-o half 2> /dev/null || exit
lencurve curve half | tail -n +6
lencurve curve half --lang zh | tail -n +6
lencurve curve half --all | sed -n '/^length/,$p'

# Judges of known truth: one whose points follow the overlap, and one whose
# points go against it; the sign of their rank correlation is theirs.
cp -r half judged
for sign in 1 -1; do
	{
		echo id,score
		lencurve export judged --jsonl | jq -r --argjson sign $sign \
			'[.id, 5 + $sign * .bleu / 25] | @csv'
	} > scores.csv
	lencurve judge judged --scores scores.csv --name "sign$sign" > /dev/null || exit
done
lencurve curve judged --json | jq -c '.series[0].overlap |
	[.misleads, (.judges[] | [.judge, .score.rho])]'
lencurve curve judged --all | grep -A1 "sign-1 ("
