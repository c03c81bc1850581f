#!/bin/bash
# A directory belongs to one sweep.
lencurve run "$ROOT/sweeps/smoke.json" -o out --no-curve -q
sed 's/"smoke"/"mine"/' "$ROOT/sweeps/smoke.json" > mine.json
lencurve run mine.json -o out
