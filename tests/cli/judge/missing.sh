# Who answers only what is easy is not judged better, nor is its recipe best; of
# whom there is no answer at all it is said.
awk 'BEGIN { for (t = 10; t <= 200; t += 10)
	for (m = 0; m < 3; m++) {
		text = ""; for (k = 0; k < t; k++) text = text "字"
		if (m == 2 || (m == 1 && t > 60)) text = "很抱歉，我无法满足这个请求。"
		printf "{\"text\":\"%s\",\"target\":%d,\"model\":\"%s\",\"prompt\":\"写%d个字\"}\n",
			text, t, substr("abc", m + 1, 1), t } }' > a.jsonl
lencurve measure a.jsonl --text text --target target --group model --prompt prompt \
	-o r 2> out.txt
judge() {
	sed 's/"provider": "sim"/"provider": "sim", "model": "judge"/' \
		"$ROOT/sweeps/$1.json" > "$1.json"
	lencurve judge r --with "$1.json" -q
}
judge judge-zh | head -n 4
lencurve judge r --lang zh | head -n 2
lencurve judge r --json | jq -c '.pairs[] | [.other, .verdict]'
judge judge-pairwise | head -n 4
printf '{"name": "s", "factors": {"m": {}}, "runs": [%s]}' "$(for m in a b c; do
	printf '%s{"dir": "r", "model": "%s", "m": "%s"}' "$comma" "$m" "$m"
	comma=', '
done)" > s.json
lencurve study s.json | sed -n '1,2p; /missing/,/best/p'
lencurve study s.json --lang zh | grep -A1 '缺'
lencurve study s.json --json | jq -c '.recipes[] | [.recipe, .answered, .lacks, .pareto]'
awk -F, 'NR == 1 { print "id,score" } $9 == "ok" { print $1 "," 7 + ($2 == "b") + ($7 % 3) / 2 }' \
	r/samples.csv > people.csv
lencurve judge r --scores people.csv --name people -q | head -n 2
lencurve judge nowhere
