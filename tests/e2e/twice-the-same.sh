#!/bin/bash
# Two runs at minimal sampling differ in nothing but what the clock says;
# measured and summed up again, one run's files are the same to the byte.
. "$ROOT/tests/e2e/lib.bash"
for dir in one two; do
	lencurve run "$ROOT/sweeps/spring-festival.json" -o $dir --no-plot -q \
		> $dir.txt || fail "run $dir"
done
timeless one > one.csv
timeless two > two.csv
cmp one.csv two.csv || fail "samples.csv differs"
cmp one/curve.csv two/curve.csv || fail "curve.csv differs"
cmp <(sed "s/one/two/g" one.txt) two.txt || fail "the tables differ"
cp one/samples.csv samples.csv
cp one/curve.csv curve.csv
lencurve measure one > /dev/null && lencurve curve one > /dev/null || fail again
cmp one/samples.csv samples.csv && cmp one/curve.csv curve.csv || fail "again"
