. "$ROOT/tests/cli/verdict/make_run.bash"
# Four quiet nights, one that jumps.
for night in 1 2 3 4; do make_run "night-$night" "$((10 + night % 2))" m; done
make_run night-5 30 m
lencurve history night-? --reference 4 --band 5-300 --all
lencurve history night-? --reference 4 --band 5-300 --csv | head -n 3
lencurve history night-? night-1/nothing
# A run whose answers are missing is not judged; one that sent another
# sampling under the old name is refused.
awk -F, -v OFS=, 'NR % 3 == 0 { $8 = "failed"; $10 = "" } 1' \
	night-1/samples.csv > holes.csv
lencurve history night-1 holes.csv --all | tail -n 3
sed 's/,0\.01,,1,/,0.5,,1,/' night-1/samples.csv > warm.csv
lencurve history night-1 warm.csv
# The same as JSON: a quiet night has no signal, the last one an alarm.
lencurve history night-[1345] --reference 3 --band 5-300 --json
lencurve history night-1 --csv --json
