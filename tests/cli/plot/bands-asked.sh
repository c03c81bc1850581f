# A band of no target is no place of the axis; one that some model was asked
# keeps its place.
command -v gnuplot > /dev/null || { echo "no gnuplot here" >&2; exit 77; }
for t in 10 20 30; do
	printf '{"m":"short","n":%d,"x":"春节"}\n' $t
done > a.jsonl
lencurve measure a.jsonl --text x --target n --group m -o a 2> /dev/null
lencurve plot a --chart bands > /dev/null 2>&1
grep -h "^array tic_text" a/plots/bands-settings.gp
printf '{"m":"long","n":%d,"x":"春节"}\n' 300 >> a.jsonl
lencurve measure a.jsonl --text x --target n --group m -o b 2> /dev/null
lencurve plot b --chart bands > /dev/null 2>&1
grep -h "^array tic_text" b/plots/bands-settings.gp
cat b/plots/bands.csv
