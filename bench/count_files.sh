#!/bin/bash
# count_files.sh LENCURVE CSV: the verb count on files, beside cat and wc -m on
# the same file, in turns. Rows as bench/rows.h writes them.
set -eu
lencurve=$1 csv=$2
turns=9
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
stamp=$(date -u +%Y-%m-%dT%H:%M:%SZ)

# Nanoseconds that a command takes.
took() {
	local begin end
	begin=$(date +%s%N)
	"$@" > /dev/null
	end=$(date +%s%N)
	echo $((end - begin))
}

# row WHAT CASE BYTES OP TARGET OURS... -- THEIRS...: the median speeds and the
# median ratio of the turns, with its range.
row() {
	local what=$1 case=$2 bytes=$3 op=$4 target=$5 i
	shift 5
	local -a ours=()
	while [ "$1" != -- ]; do ours+=("$1") && shift; done
	shift
	for ((i = 0; i < turns; i++)); do
		echo "$(took "${ours[@]}") $(took "$@")"
	done | awk -v what="$what" -v name="$case" -v bytes="$bytes" -v op="$op" \
		-v target="$target" -v stamp="$stamp" -v csv="$csv" '
		function sort(a, n, i, j, x) {
			for (i = 2; i <= n; i++)
				for (j = i; j > 1 && a[j - 1] > a[j]; j--) {
					x = a[j]; a[j] = a[j - 1]; a[j - 1] = x
				}
		}
		{ a[NR] = bytes / $1; b[NR] = bytes / $2; r[NR] = $2 / $1 }
		END {
			sort(a, NR); sort(b, NR); sort(r, NR)
			m = int((NR + 1) / 2); v = bytes > 1 ? a[m] : 1e-3 / a[m]
			w = bytes > 1 ? b[m] : 1e-3 / b[m]
			unit = bytes > 1 ? "GB/s" : "us"
			met = ""
			if (op != "")
				met = r[m] >= target ? "yes" : sprintf("missed by %.1f%%", 100 * (1 - r[m] / target))
			name = sprintf("%s (%.2f-%.2f)", name, r[1], r[NR])
			printf "%s,%s,\"%s\",%.4g,%s,%.4g,%.4g,%s%s,%s\n", stamp, what, name, v, unit, w, r[m], op, target, met >> csv
			printf "%-24s %-34s %10.4g %-5s %10.4g %8.4g %3s%-6s %s\n", what, name, v, unit, w, r[m], op, target, met
		}'
}

# 256 MiB of answers, and the same as JSONL.
line='春节快乐，万事如意！愿新的一年里，你所有的努力都不被辜负，所有的期待都如愿以偿。It is 2026 😀'
for ((i = 0; i < 2048; i++)); do echo "$i $line"; done > "$dir/part"
for ((i = 0; i < 2048; i++)); do
	echo "{\"id\":$i,\"model\":\"v2\",\"target\":77,\"text\":\"$line\\n$line\"}"
done > "$dir/part.jsonl"
for kind in part part.jsonl; do
	size=$(stat -c %s "$dir/$kind")
	for ((i = 0; i < 268435456 / size; i++)); do cat "$dir/$kind"; done \
		> "$dir/big.${kind#*.}"
done
text=$dir/big.part jsonl=$dir/big.jsonl
bytes=$(stat -c %s "$text") jbytes=$(stat -c %s "$jsonl")
cat "$text" "$jsonl" > /dev/null

row "count file" "excel vs cat" "$bytes" '>=' 0.8 \
	"$lencurve" count "$text" -- cat "$text"
row "count file" "word vs cat" "$bytes" '' '' \
	"$lencurve" count --unit word "$text" -- cat "$text"
row "count file" "codepoint vs wc -m" "$bytes" '' '' \
	"$lencurve" count --unit codepoint "$text" -- \
	env LC_ALL=C.UTF-8 wc -m "$text"
row "count jsonl" "excel vs cat" "$jbytes" '' '' \
	"$lencurve" count --jsonl text "$jsonl" -- cat "$jsonl"
row "count start" "an empty file vs wc -m" 1 '' '' \
	"$lencurve" count /dev/null -- wc -m /dev/null
