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
# How much it changes is told by no table, to no program and of no pair.
lencurve effects hot --all | sed -n '/effect /,/^$/p'
lencurve effects terse --all | grep ' terse '
lencurve effects terse --json | jq -c '.variants[1].difference'
lencurve compare terse -t variant
lencurve compare terse -t variant --json |
	jq -c '.comparisons[0].overall | [.lacks, .verdict, .missing_b]'
# The same of one that is further off: which way is known, how far is not.
awk -F, -v OFS=, '$3 == "terse" && $10 != "" { $10 += 40 } { print }' \
	terse/samples.csv > a/samples.csv
lencurve effects a
lencurve compare a -t variant
# Where more than half is missing on both sides there is no difference either,
# and a band alone may lack answers.
awk -F, -v OFS=, 'NR > 1 && ($7 == 1 || $6 % 20 == 0) {
	$8 = "refused"; $10 = $16 = "" } { print }' terse/samples.csv \
	> a/samples.csv
lencurve effects a
lencurve compare a -t variant
awk -F, -v OFS=, 'NR > 1 && $10 == "" { $8 = "ok"; $10 = $6; $16 = "00000000000000bb" }
	$3 == "terse" && $6 > 280 && $6 < 300 {
	$8 = "refused"; $10 = $16 = "" } { print }' terse/samples.csv \
	> a/samples.csv
lencurve effects a
