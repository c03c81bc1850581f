#!/bin/bash
# A journal of a later format is refused and left alone.
lencurve run "$ROOT/sweeps/smoke.json" -o d --no-plot -q > out.txt 2>&1 || cat out.txt
sed -i "1s/1/2/" d/journal.jsonl
sum=$(cksum < d/journal.jsonl)
lencurve run "$ROOT/sweeps/smoke.json" -o d --no-plot -q
status=$?
[ "$sum" = "$(cksum < d/journal.jsonl)" ] || echo "the journal was changed"
exit $status
