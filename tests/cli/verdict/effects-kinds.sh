# Kinds of questions ask for lengths of their own: they are no wordings of one.
lencurve run "$ROOT/sweeps/testset.json" -q --no-curve -o r > /dev/null
lencurve effects r --all | grep -c "Prompt variants"
