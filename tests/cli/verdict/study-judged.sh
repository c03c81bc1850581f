# Score, sd and the share of 9s of a study are those of the runs' judges, held
# against scores.csv; a judge that cannot be read, is not there or leaves too
# much out is named, in `study` and in `curve`.
cat > one.json <<'END'
{ "name": "one", "prompt": "写{target}个字", "targets": {"from": 50, "to": 300, "step": 5},
  "models": [{"name": "m", "provider": "sim", "model": "v2"}] }
END
judge() { # NAME MODEL
	sed "s/\"name\": \"judge-zh\"/\"name\": \"$1\"/; s/\[0, 10\]/[0, 8.5]/
		s/\"provider\": \"sim\"/\"provider\": \"sim\", \"model\": \"$2\"/" \
		"$ROOT/sweeps/judge-zh.json" > "$1.json"
}
judge good judge
judge long judge-long
judge sloppy judge-sloppy
for lr in 1 2 3 4 5; do
	lencurve run one.json -o "r$lr" --label "lr=$lr" -q --no-plot > out.txt || cat out.txt
done
lencurve judge r1 --with good.json --repeats 2 -q > out.txt
lencurve judge r2 --with good.json -q > out.txt
lencurve judge r3 --with sloppy.json --repeats 9 -q > out.txt
mkdir -p r4/judge/broken && echo '{' > r4/judge/broken/manifest.json
lencurve judge r5 --with long.json -q > out.txt
runs='{"dir": "r1"}, {"dir": "r2"}, {"dir": "r3"}, {"dir": "r4"}, {"dir": "r5"}'
printf '{"name": "s", "factors": {"lr": {}}, "runs": [%s]}' "$runs" > s.json
lencurve study s.json | grep 'no score'
lencurve study s.json --lang zh | grep '在此'
lencurve study s.json --json | jq -c '.runs[] |
	select(.response == "score") | [.dir, .judge, .no_score]'
sed 's/"name": "s",/"name": "s", "judge": "good",/' s.json > named.json
lencurve study named.json | grep 'judged by'
# The figures of r1, reckoned from its judgements.
lencurve study s.json --json | jq -c '[.runs[] | select(.dir == "r1") |
	select(.response == "score" or .response == "sd" or .response == "high")
	| .value]' > found
awk -F, 'NR > 1 { n++; sum[$7] += $16; k[$7]++; x += $16; xx += $16 * $16
		high += $16 >= 7.65 }
	END { for (t in sum) mean += sum[t] / k[t] / length(sum)
		printf "[%.9f,%.9f,%.9f]\n", mean, sqrt(xx / n - (x / n) ^ 2), high / n }' \
	r1/judge/good/scores.csv > expected
jq -s '[.[0], .[1]] | transpose | map(.[0] - .[1] | fabs < 1e-6)' -c found expected
[ "$(jq '.[2] > 0' expected)" = true ] || echo 'nobody is excellent'
lencurve study s.json | grep -A1 'different judges'

# Beside overlap with references.
awk 'BEGIN { for (i = 1; i <= 12; i++) {
	text = ""; for (k = 0; k < i; k++) text = text "春风又绿江南岸"
	printf "{\"text\":\"%s\",\"target\":%d,\"reference\":\"%s\"}\n", text, 7 * i, text } }' > a.jsonl
lencurve measure a.jsonl --text text --target target --reference reference -o o 2> out.txt
mkdir -p o/judge/torn && echo nothing > o/judge/torn/people.jsonl
lencurve curve o --all | grep torn
lencurve curve o --lang zh | grep torn
jq -c '.series[0].overlap.unread' o/summary.json
