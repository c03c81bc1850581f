#!/bin/bash
# The curve that comes out of the whole path equals the closed form of the
# reference models in every bucket, at minimal sampling.
set -eu
lencurve run "$ROOT/sweeps/spring-festival.json" -o out --no-plot
lencurve sim --list curves > truth.csv
awk -F, '
FNR == 1 { delete at; for (i = 1; i <= NF; i++) at[$i] = i }
FNR == 1 { next }
NR == FNR { base[$1] = $at["base"]; v2[$1] = $at["v2"]; next }
{
	t = $at["target"]
	want = $at["model"] == "base" ? base[t] : v2[t]
	if ($at["length"] != want || $at["outcome"] != "ok") {
		print "wrong, expected " want ": " $0
		bad = 1
	}
	n++
}
END { if (n != 280) print n " rows"; exit bad || n != 280 }
' truth.csv out/samples.csv
