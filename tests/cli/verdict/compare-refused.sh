. "$ROOT/tests/cli/verdict/make_run.bash"
make_run a 8 m
make_run b 8 m
sed -i 's/,excel,/,grapheme,/' b/samples.csv
lencurve compare a b
echo $? >&2
make_run b 8 m
sed -i 's/00000000000000aa/00000000000000bb/' b/samples.csv
lencurve compare a b
echo $? >&2
make_run b 8 m
sed -i 's/,0.01,/,0.9,/' b/samples.csv
lencurve compare a b
echo $? >&2
lencurve compare a
