#!/bin/bash
# A corrupt line is named and skipped; its request, and no other, is asked
# again.
lencurve run "$ROOT/sweeps/smoke.json" -o d --no-plot -q > out.txt 2>&1 || cat out.txt
sed -i "5s/.*/garbage/" d/journal.jsonl
lencurve run "$ROOT/sweeps/smoke.json" -o d --no-plot -q > out.txt
wc -l < d/journal.jsonl
tail -n 1 d/journal.jsonl | jq -r .outcome
