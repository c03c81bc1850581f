#!/bin/bash
# Targets that are no range.
lencurve plan "$ROOT/sweeps/smoke.json" --targets 700:5:5
