#!/bin/bash
# Every request as JSON lines.
lencurve plan "$ROOT/sweeps/smoke.json" -f jsonl --targets 5 --repeats 2
