#!/bin/bash
# Somebody else's file is not taken for a journal.
mkdir d
echo "dear diary" > d/journal.jsonl
lencurve run "$ROOT/sweeps/smoke.json" -o d --no-plot -q
status=$?
cat d/journal.jsonl
exit $status
