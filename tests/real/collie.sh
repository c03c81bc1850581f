#!/bin/bash
# COLLIE, sentences of exactly 80 to 119 characters: the known exact rates and
# distances; and five trials that are one answer five times are seen to be.
set -eu
data=$ROOT/../shared/data/collie_exact_length.jsonl
[ -f "$data" ] || { echo "no $data here" >&2; exit 77; }

lencurve measure "$data" --text output --target target --relation relation \
	--group model,field --where unit=char_all --unit codepoint \
	--strip space --verbatim -o out
lencurve curve out

expect() {
	found=$(jq -r --arg m "$1" --arg k "$2" --argjson p "$4" \
		'.series[] | select(.model == $m) | .overall[$k] * $p |
		round / $p' "${5:-out}/summary.json")
	echo "$1 $2 $found, expected $3"
	[ "$found" = "$3" ]
}

expect gpt-4/1st_round_text planned 40 1
expect gpt-4/1st_round_text exact 0.025 1000
expect gpt-4/1st_round_text mald 3.3 10
expect gpt-3.5-turbo/1st_round_text exact 0 1000
expect gpt-3.5-turbo/1st_round_text mald 21.1 10
expect vicuna-7b/texts exact 0 1000
expect vicuna-7b/texts mald 135.5 10

# Vicuna's and Alpaca's five trials were byte-identical.
for _ in 1 2 3 4 5; do
	grep -E '"model": "(vicuna|alpaca)-7b"' "$data"
done > trials.jsonl
lencurve measure trials.jsonl --text output --target target --id id \
	--group model,field --where unit=char_all --unit codepoint -o trials
lencurve curve trials
expect vicuna-7b/texts distinct 0.2 1000 trials
expect alpaca-7b/texts distinct 0.2 1000 trials
