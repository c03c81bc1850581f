#!/bin/bash
# A model that is not in the sweep.
lencurve plan "$ROOT/sweeps/smoke.json" --only bas 2>&1 | sed "s|$ROOT/||"
