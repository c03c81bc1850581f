# Of limits a title says how many were kept, not how many came near.
. "$ROOT/tests/cli/verdict/make_run.bash"
make_run a 8 m n
sed -i 's/,about,/,at_most,/' a/samples.csv
lencurve plot a --chart bands --format svg -o plots > /dev/null 2>&1
grep -E '^title_(length|bands) =' plots/settings.gp
sed -i '/^n,/s/,at_most,/,about,/' a/samples.csv
lencurve plot a --chart bands --format svg -o plots > /dev/null 2>&1
grep '^title_bands =' plots/settings.gp
