#!/bin/bash
# The weights of text/refusal_odds: bench/refusals.sh BUILD > refusal_odds.inc,
# from the table of refusals and answers, and from the real answers of
# ../shared where they are; without those more answers sound like refusals.
set -eu
data=../shared/data
for set in complexbench_length_zh mifeval_length collie_exact_length; do
	[ -f "$data/$set.jsonl" ] || {
		echo "no $data/$set.jsonl here: fewer answers to learn from" >&2
		continue
	}
	jq -r '.output // "" | gsub("\r"; "") | gsub("\t"; " ")
		| gsub("\\\\"; "/") | gsub("\n"; "\\n") | "unread\t" + .' \
		"$data/$set.jsonl"
done > "$1/unread.tsv"
"$1/refusals" tests/cases/refusals.tsv "$1/unread.tsv"
