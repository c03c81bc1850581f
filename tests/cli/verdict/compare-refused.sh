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
echo $? >&2
# Two relations miss by two measures; prompts under test are no exception.
make_run b 8 m
sed -i 's/,about,/,at_most,/; s/,plain,/,limit,/' b/samples.csv
lencurve compare a b --under-test variant
echo $? >&2
tail -n +2 b/samples.csv >> a/samples.csv
sed 's/,at_most,/,about,/; s/,limit,/,other,/' b/samples.csv | tail -n +2 >> a/samples.csv
lencurve compare a --under-test variant | head -n 1
# Nor are models.
make_run c 8 m n
sed -i '/^n,/s/,about,/,at_most,/' c/samples.csv
lencurve compare c
echo $? >&2
