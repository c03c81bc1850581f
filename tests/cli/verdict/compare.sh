. "$ROOT/tests/cli/verdict/make_run.bash"
make_run run 8 base v2
lencurve compare run --all
cmp <(lencurve compare run --all) <(lencurve compare run --verbose)
