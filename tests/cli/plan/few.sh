#!/bin/bash
# A plan short enough is shown whole.
lencurve plan "$ROOT/sweeps/smoke.json" --targets 5:20:5
