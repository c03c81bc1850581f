#!/bin/bash
# Real answers of ComplexBench, M-IFEval and COLLIE, each alarm read by people:
# so many refuse and leave it at that, so many refuse first and then write.
set -eu
data=$ROOT/../shared/data
[ -f "$data/mifeval_length.jsonl" ] || { echo "no $data here" >&2; exit 77; }

# expect FILE REFUSED SOFT
expect() {
	lencurve measure "$data/$1" --text output --target target \
		--group model -o out > /dev/null
	found=$(lencurve measure "$data/$1" --text output --target target \
		--group model -o out 2>&1 > /dev/null |
		grep -o '[0-9]* refused' || echo 0 refused)
	soft=$(grep -c soft_refusal out/samples.csv || true)
	echo "$1: $found, $soft soft; expected $2 and $3"
	[ "$found, $soft" = "$2 refused, $3" ]
}
expect complexbench_length_zh.jsonl 2 3
expect mifeval_length.jsonl 5 9
expect collie_exact_length.jsonl 21 6
