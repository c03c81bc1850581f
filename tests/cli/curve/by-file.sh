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
cd ..
printf '{"name":"s","targets":{"from":5,"to":100,"step":5},"prompt":"写{target}字","models":[{"name":"m","provider":"sim","model":"base"}]}\n' > s.json
sed 's/"targets"/"asks":"from a\/samples.csv","targets"/; s/写{target}字/写{ask}字/; s/5,"to":100/20,"to":60/' s.json > asks.json
lencurve run s.json -o a > /dev/null 2>&1
lencurve baseline accept a/samples.csv --name n --root b > /dev/null
lencurve gate a -b a/samples.csv | head -1
lencurve gate a/samples.csv -b b/n/v0001/samples.csv | head -1
lencurve gate a -b missing/samples.csv
lencurve check asks.json > /dev/null && echo asks
