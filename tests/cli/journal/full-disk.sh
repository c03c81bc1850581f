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
