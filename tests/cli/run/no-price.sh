#!/bin/bash
# A budget of money needs prices.
cp "$ROOT/sweeps/smoke.json" .
lencurve run smoke.json --max-cost 1
