#!/bin/bash
# ComplexBench, prompts about the whole answer that say "about N": the
# published answers of 15 models give the known medians and rates.
set -eu
data=$ROOT/../shared/data/complexbench_length_zh.jsonl
[ -f "$data" ] || { echo "no $data here" >&2; exit 77; }

lencurve measure "$data" --text output --target target --id id \
	--relation relation --group model --where scope=whole \
	--where relation=about -o out
lencurve curve out > table
cat table

# expect MODEL METRIC VALUE: of summary.json, as rounded here.
expect() {
	found=$(jq -r --arg m "$1" --arg k "$2" --argjson p "$4" \
		'.series[] | select(.model == $m) | .overall[$k] * $p |
		round / $p' out/summary.json)
	echo "$1 $2 $found, expected $3"
	[ "$found" = "$3" ]
}

expect erniebot_4 planned 26 1
expect erniebot_4 d_abs_median 0.048 1000
expect erniebot_4 hit_10pct 0.77 100
expect gpt4_1106 d_abs_median 0.328 1000
expect gpt4_1106 hit_10pct 0.04 100

# The same file gives the same bytes.
cp out/samples.csv first.csv
cp out/curve.csv first_curve.csv
lencurve measure "$data" --text output --target target --id id \
	--relation relation --group model --where scope=whole \
	--where relation=about -o out
lencurve curve out > /dev/null
cmp out/samples.csv first.csv
cmp out/curve.csv first_curve.csv
