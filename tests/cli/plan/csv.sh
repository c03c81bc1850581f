#!/bin/bash
# Every request as CSV; the overrides are those of run.
lencurve plan "$ROOT/sweeps/prompt-variants.json" --format csv --targets 10,20 --only v2
