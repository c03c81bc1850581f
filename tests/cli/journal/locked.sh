#!/bin/bash
# A second process on the same directory is refused.
lencurve run "$ROOT/sweeps/smoke.json" -o d --no-plot -q > out.txt 2>&1 || cat out.txt
flock d/journal.jsonl lencurve run "$ROOT/sweeps/smoke.json" -o d --no-plot -q
