# A variant that is called like its relation says it; another is told both.
lencurve run "$ROOT/sweeps/prompt-variants.json" --targets 50:200:50 -o r -q --no-plot > /dev/null
lencurve curve r --all | grep -oE '^(base|v2) (plain about|at-most|exactly)( at_most| exactly)?' | sort -u
