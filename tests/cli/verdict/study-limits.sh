# Of limits what counts is what goes beyond them: a recipe whose answers stay far
# below keeps every limit, though it is off by half of the length.
awk 'BEGIN { for (t = 10; t <= 400; t += 10)
	for (m = 0; m < 2; m++) {
		n = m == 0 ? t / 2 : t + (t % 20 == 0 ? 4 : -4)
		text = ""; for (k = 0; k < n; k++) text = text "字"
		printf "{\"text\":\"%s\",\"target\":%d,\"model\":\"%s\"}\n", text, t,
			substr("ab", m + 1, 1) } }' > a.jsonl
import() {
	lencurve measure a.jsonl --text text --target target --group model \
		--relation "$1" -o "$1" > /dev/null 2>&1
}
study() {
	printf '{"name": "s", "factors": {"m": {}}, "runs": [
		{"dir": "%s", "model": "a", "m": "a"},
		{"dir": "%s", "model": "b", "m": "b"}]}' "$1" "$2" > s.json
	lencurve study s.json "${@:3}" 2>&1 || echo "$?"
}
import at_most
import about
study at_most at_most
study at_most at_most --lang zh | head -n 3
study at_most at_most --json |
	jq -c '.runs[] | select(.recipe == "m=a") | [.response, .value]'
study about about | head -n 1
study at_most about
study at_most about --lang zh
