# A setting or a prompt that answers only what it is near on is not nearest.
. "$ROOT/tests/cli/verdict/make_run.bash"
make_run a 20 m
# few AWK-SUBSTITUTION: as it is, and so changed with a quarter missing and the
# rest exact.
few() {
	awk -F, -v OFS=, -v column="$1" -v name="$2" 'NR == 1 { print; next }
		{ print; $column = name; $10 = $6
		  if (++n % 4 == 0) { $8 = "refused"; $10 = $16 = "" }
		  if (column == 2) $11 = 0.9
		  more = more $0 "\n" }
		END { printf "%s", more }' a/samples.csv
}
mkdir hot terse
few 2 hot > hot/samples.csv
few 3 terse > terse/samples.csv
lencurve effects hot
lencurve effects hot --lang zh | tail -n 4
lencurve effects terse
