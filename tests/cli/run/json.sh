#!/bin/bash
# How a run went, for programs.
lencurve run "$ROOT/sweeps/smoke.json" -o out --json --no-curve -q |
	jq -c 'del(.seconds)'
