#!/bin/bash
# The weights of text/refusal_odds: bench/refusals.sh BUILD > refusal_odds.inc,
# from the table of refusals and answers, and from the real answers of
# ../shared where they are, whole and, as answers may be short, sentence by
# sentence; without those more answers sound like refusals. The table is read
# three times, as its rows are few beside them.
set -eu
data=../shared/data
table=tests/cases/refusals.tsv
clean='gsub("\r"; "") | gsub("\t"; " ") | gsub("\\\\"; "/")'
for set in complexbench_length_zh mifeval_length collie_exact_length; do
	[ -f "$data/$set.jsonl" ] || {
		echo "no $data/$set.jsonl here: fewer answers to learn from" >&2
		continue
	}
	jq -r '.output // "" | '"$clean"' | gsub("\n"; "\\n") | "unread\t" + .' \
		"$data/$set.jsonl"
	# Of long answers only: what refuses is short.
	jq -r '.output // "" | select(length >= 300) | '"$clean"' |
		scan("[^。！？.!?\n]{4,120}[。！？.!?]") | "answer\t" + .' \
		"$data/$set.jsonl" | awk 'NR % 3 == 0'
done > "$1/unread.tsv"
"$1/refusals" $table $table $table "$1/unread.tsv"
