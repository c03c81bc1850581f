# Of limits a title says how many were kept, not how many came near.
. "$ROOT/tests/cli/verdict/make_run.bash"
make_run a 8 m n
sed -i 's/,about,/,at_most,/' a/samples.csv
lencurve plot a --chart length --chart bands --format svg -o plots > /dev/null 2>&1
grep -h '^array heading\[' plots/length-settings.gp plots/bands-settings.gp
# And what is within 15 is not marked.
grep '^array strip_hi' plots/bands-settings.gp
sed -i '/^n,/s/,at_most,/,about,/' a/samples.csv
lencurve plot a --chart bands --format svg -o plots > /dev/null 2>&1
grep -E '^array (heading|strip_hi)\[' plots/bands-settings.gp
