#!/bin/bash
# Every shipped sweep is planned without a network or a key; a judge has no
# questions of its own, and is checked.
for f in "$ROOT"/sweeps/*.json; do
	if [[ $f == */judge-* ]]; then
		lencurve check "$f" > out.txt || exit 1
		continue
	fi
	lencurve plan "$f" --format csv > out.csv || exit 1
	[ "$(wc -l < out.csv)" -gt 1 ] || exit 1
done
