#!/bin/bash
# A journal torn at its end: what is whole is kept, the rest asked again.
lencurve run "$ROOT/sweeps/smoke.json" -o d --no-plot -q > out.txt 2>&1 || cat out.txt
for cut in 1 2 100 3000; do
	size=$(wc -c < d/journal.jsonl)
	truncate -s $((size - cut)) d/journal.jsonl
	lencurve run "$ROOT/sweeps/smoke.json" -o d --no-plot -q > out.txt
	jq -r "select(.id).id" d/journal.jsonl | sort -u | wc -l
	wc -l < d/journal.jsonl
done
