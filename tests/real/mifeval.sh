#!/bin/bash
# M-IFEval's published verdicts on real answers: every boolean of English,
# French (\w+ words) and Japanese (characters) is reproduced; of the Spanish,
# which were cut by a tokenizer we do not have, 134 of 136.
set -eu
data=$ROOT/../shared/data/mifeval_length.jsonl
[ -f "$data" ] || { echo "no $data here" >&2; exit 77; }

# agree LANGUAGE UNIT: how many verdicts are the published ones, of how many.
agree() {
	lencurve measure "$data" --text output --target target --id key \
		--relation relation --group model --where "lang=$1" \
		--unit "$2" --verbatim -o "$1" 2> /dev/null
	jq -r "select(.lang == \"$1\") | if .published_follow then 1 else 0 end" \
		"$data" > published
	# No cell of these rows holds a comma before the column.
	awk -F, 'NR == 1 { for (i = 1; i <= NF; i++)
			if ($i == "satisfied") c = i; next } { print $c }' \
		"$1/samples.csv" > ours
	paste -d ' ' ours published |
		awk '{ n += $1 == $2 } END { print n " of " NR }'
}

check() {
	found=$(agree "$1" "$2")
	echo "$1: $found"
	[ "$found" = "$3" ]
}

check en words '884 of 884'
check fr words '272 of 272'
check ja codepoint '119 of 119'
check es words '134 of 136'
lencurve curve en > /dev/null
jq -e '[.series[] | .overall | .planned * .satisfied] | add | round == 597' \
	en/summary.json > /dev/null
