#!/bin/bash
# Every shipped sweep is planned without a network or a key.
for f in "$ROOT"/sweeps/*.json; do
	lencurve plan "$f" --format csv > out.csv || exit 1
	[ "$(wc -l < out.csv)" -gt 1 ] || exit 1
done
