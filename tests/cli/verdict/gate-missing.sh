# A regression of few answers is one, but how far it goes is told to nobody.
. "$ROOT/tests/cli/verdict/make_run.bash"
make_run past 6 m
make_run now 40 m
few() {
	awk -F, -v OFS=, 'NR > 1 && ++n % 4 == 0 { $8 = "refused"; $10 = $16 = "" }
		{ print }' "$1/samples.csv" > s && mv s "$1/samples.csv"
}
gate() {
	lencurve gate --baseline past now "$@"
	echo "status $?"
}
few now
gate --markdown g.md --junit j.xml
grep -c 'not known' g.md j.xml
gate --lang zh | grep 缺少
lencurve gate --baseline past now --json |
	jq -c ".looks_at[0] | [.answer, .lacks, .reason]"
# What the baseline lacks says no more of it.
make_run now 40 m
few past
gate --all | grep 5-300:
