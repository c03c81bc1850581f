#!/bin/bash
# millions.sh BINARY_DIR [ROWS]: what verbs over a run of a million answers take
# of processor and memory, beside awk, which adds the same rows up by model and
# target, on the same file in turns. The rows are those of a small simulated
# run with other numbers of repeats.
set -eu
bin=$1 rows=${2:-1000000}
csv=results/bench/millions.csv
mkdir -p results/bench
[ -s "$csv" ] || echo time,what,case,value,unit,against,ratio,target,met > "$csv"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
export LC_ALL=C
"$bin/lencurve" run sweeps/spring-festival.json -q --no-curve -o "$dir/one"
mkdir "$dir/run"
awk -F, -v OFS=, -v rows="$rows" '
	NR == 1 { print; next }
	{ line[++n] = $0 }
	END {
		for (i = 0; i < rows; i++) {
			$0 = line[i % n + 1]
			$8 = int(i / n) + 1
			sub(/[0-9]+$/, $8, $1)
			print
		}
	}' "$dir/one/samples.csv" > "$dir/run/samples.csv"
cat > "$dir/add_up.awk" << 'AWK'
BEGIN { FS = "," }
NR > 1 && $11 != "" { sum[$2, $7] += $11; n[$2, $7]++ }
END { for (k in n) print k, sum[k] / n[k] }
AWK

# Seconds of processor, and bytes at the most, of a command.
took() {
	/usr/bin/time -o "$dir/took" -f '%U %S %M' "$@" > "$dir/out" 2>&1
	awk '{ print $1 + $2, $3 * 1024 }' "$dir/took"
}

# put CASE VALUE UNIT AGAINST RATIO LIMIT
put() {
	awk -v OFS=, -v stamp="$(date -u +%Y-%m-%dT%H:%M:%SZ)" -v name="$1" \
		-v value="$2" -v unit="$3" -v against="$4" -v ratio="$5" \
		-v limit="$6" -v csv="$csv" 'BEGIN {
			met = ratio <= limit ? "yes" : sprintf("missed by %.1f%%",
				100 * (ratio / limit - 1))
			print stamp, "millions", "\"" name "\"", value, unit,
				against, ratio, "<=" limit, met >> csv
			printf "%-24s %-34s %10.4g %-5s %10.4g %8.4g %-8s %s\n",
				"millions", name, value, unit, against, ratio,
				"<=" limit, met
		}'
}

# verb NAME LIMIT COMMAND...: the median of three turns.
verb() {
	local name=$1 limit=$2 i
	shift 2
	for ((i = 0; i < 3; i++)); do
		echo "$(took "$@")" "$(took awk -f "$dir/add_up.awk" "$dir/run/samples.csv")"
	done | awk '{ print $1, $2, $3, $1 / $3 }' | sort -k4,4g | sed -n 2p \
		> "$dir/median"
	read -r ours most theirs ratio < "$dir/median"
	put "$name: processor to awk" "$ours" s "$theirs" "$ratio" "$limit"
	# 10^7 rows are to stay below a GiB: 107 bytes a row.
	put "$name: memory a row" "$((most / rows))" B 107 \
		"$(awk -v a="$most" -v n="$rows" 'BEGIN { print a / n / 107 }')" 1
}

verb curve 3 "$bin/lencurve" curve "$dir/run"
verb compare 3 "$bin/lencurve" compare "$dir/run"
verb history 3 "$bin/lencurve" history "$dir/run"
verb report 8 "$bin/lencurve" report "$dir/run"
