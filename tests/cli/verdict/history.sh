. "$ROOT/tests/cli/verdict/make_run.bash"
# Four quiet nights, one that jumps.
for night in 1 2 3 4; do make_run "night-$night" "$((10 + night % 2))" m; done
make_run night-5 30 m
lencurve history night-? --reference 4 --band 5-300
lencurve history night-? --reference 4 --band 5-300 --csv | head -n 3
lencurve history night-? night-1/nothing
