#!/bin/bash
# A real endpoint: prices, limits and time, without a network.
lencurve plan "$ROOT/sweeps/openai.json" --targets 5:100:5
