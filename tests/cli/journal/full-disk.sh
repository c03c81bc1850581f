#!/bin/bash
# A file size limit in mid-sweep: whole lines stay, the next run finishes.
(
	ulimit -f 4
	lencurve run "$ROOT/sweeps/smoke.json" -o d --no-plot -q > out.txt 2> err.txt
)
echo "status $?"
grep -o "cannot write: File too large; make room and run again" err.txt
tail -c 1 d/journal.jsonl | od -An -c
lencurve run "$ROOT/sweeps/smoke.json" -o d --no-plot -q > out.txt
jq -r "select(.id).id" d/journal.jsonl | sort -u | wc -l
# A result that does not fit leaves the old one, and says what to do.
cp d/curve.csv before
(
	ulimit -f 1
	lencurve curve d > out.txt
)
echo "status $?"
cmp d/curve.csv before
