#!/bin/bash
# chart.sh: results/bench/targets.svg and .png from results/bench/*.csv, one
# bar for the last of each row that has a target; 1 is the target, right of it
# is better.
set -eu
cd "$(dirname "$0")/.."
out=results/bench
awk -F'"' '
	FNR == 1 { next }
	{
		split($1, head, ",")
		split($3, rest, ",")
		# rest: "", value, unit, against, ratio, target, met
		if (rest[6] == "" || rest[5] == "")
			next
		limit = substr(rest[6], 3)
		margin = rest[6] ~ /^>=/ ? rest[5] / limit : limit / rest[5]
		name = head[2] ": " $2
		sub(/ \([0-9.]+-[0-9.]+\)$/, "", name)
		if (!(name in order))
			names[++n] = name
		order[name] = n
		last[name] = margin
	}
	END {
		for (i = 1; i <= n; i++) {
			real = names[i]
			# The stand-in counts where simdutf itself is missing.
			if (sub(/two passes like simdutf.s/, "simdutf two passes",
				real) && real in last)
				continue
			printf "%s\t%.4f\n", names[i], last[names[i]]
		}
	}' "$out"/*.csv | tac > "$out/targets.tsv"
rows=$(wc -l < "$out/targets.tsv")
for form in svg png; do
	gnuplot -e "form='$form'; rows=$rows; out='$out'" bench/chart.gp
done
rm -f "$out/targets.tsv"
echo "$out/targets.svg $out/targets.png"
