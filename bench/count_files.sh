#!/bin/bash
# count_files.sh LENCURVE CSV: the verb count on files, beside cat and wc -m on
# the same file, in turns. Rows as bench/rows.h writes them.
set -eu
lencurve=$1 csv=$2
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
stamp=$(date -u +%Y-%m-%dT%H:%M:%SZ)
export LC_ALL=C.UTF-8

# Nanoseconds that a command takes.
took() {
	local begin=$EPOCHREALTIME end
	"$@" > /dev/null
	end=$EPOCHREALTIME
	echo $(((${end/./} - ${begin/./}) * 1000))
}

# row WHAT CASE TURNS FILE OP TARGET OURS... -- THEIRS...: FILE is the last
# argument of both. The median speeds, and the median ratio of the turns with
# its range; times when FILE is empty.
row() {
	local what=$1 case=$2 turns=$3 file=$4 op=$5 target=$6 i
	local bytes
	bytes=$(stat -c %s "$file")
	shift 6
	local -a ours=()
	while [ "$1" != -- ]; do ours+=("$1") && shift; done
	shift
	for ((i = 0; i < turns; i++)); do
		echo "$(took "${ours[@]}" "$file") $(took "$@" "$file")"
	done | awk -v what="$what" -v name="$case" -v bytes="$bytes" -v op="$op" \
		-v target="$target" -v stamp="$stamp" -v csv="$csv" '
		function sort(a, n, i, j, x) {
			for (i = 2; i <= n; i++)
				for (j = i; j > 1 && a[j - 1] > a[j]; j--) {
					x = a[j]; a[j] = a[j - 1]; a[j - 1] = x
				}
		}
		BEGIN { if (bytes == 0) bytes = 1 }
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

# grow FILE TIMES: the file, doubled so many times.
grow() {
	local i
	for ((i = 0; i < $2; i++)); do
		cat "$1" "$1" > "$1.twice"
		mv "$1.twice" "$1"
	done
}

# Answers, and the same as JSONL: 30 MiB, 60 MiB; 960 MiB of the former.
line='春节快乐，万事如意！愿新的一年里，你所有的努力都不被辜负，所有的期待都如愿以偿。It is 2026 😀'
for ((i = 0; i < 2048; i++)); do echo "$i $line"; done > "$dir/text"
for ((i = 0; i < 2048; i++)); do
	printf '{"id":%d,"model":"v2","target":77,"text":"%s\\n%s"}\n' \
		"$i" "$line" "$line"
done > "$dir/jsonl"
grow "$dir/text" 7
grow "$dir/jsonl" 7
cp "$dir/text" "$dir/big"
grow "$dir/big" 5
: > "$dir/empty"
# What is still on its way to the disk would be written during the turns.
sync "$dir"/*
cat "$dir"/* > /dev/null

row "count file" "excel vs cat" 15 "$dir/big" '>=' 0.8 "$lencurve" count -- cat
row "count file" "word vs cat" 15 "$dir/text" '>=' 0.5 \
	"$lencurve" count --unit word -- cat
row "count file" "codepoint vs wc -m" 5 "$dir/text" '' '' \
	"$lencurve" count --unit codepoint -- wc -m
row "count jsonl" "excel vs cat" 15 "$dir/jsonl" '' '' \
	"$lencurve" count --jsonl text -- cat
row "count start" "an empty file vs wc -m" 25 "$dir/empty" '' '' \
	"$lencurve" count -- wc -m
