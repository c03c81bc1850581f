# A run is named by its directory, by "." in it and by its samples.csv.
for n in 10 20 30 40; do
	printf '{"t":"%0*d","n":%d}\n' "$((n - n / 5))" 7 "$n"
done > a.jsonl
lencurve measure a.jsonl --text t --target n -o r > /dev/null
lencurve curve r/samples.csv | head -1
lencurve export r/samples.csv --csv -o r.csv > /dev/null && wc -l < r.csv
cd r || exit
lencurve curve samples.csv | head -1
lencurve curve . | head -1
lencurve compare ./samples.csv | head -1
ls
