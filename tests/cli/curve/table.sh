# The printed table; what was not measured is a miss.
for n in 5 10 15 300; do
	printf '{"t":"%0*d","n":%d,"m":"exact"}\n' "$n" 0 "$n"
	printf '{"t":"%0*d","n":%d,"m":"long"}\n' $((n + 6)) 0 "$n"
done > in.jsonl
echo '{"t":null,"n":20,"m":"long"}' >> in.jsonl
lencurve measure in.jsonl --text t --target n --group m -o out || exit
lencurve curve out --band 5-10 --band 11-300
lencurve curve out --band 5-10 --band 11-300 --all
cut -d, -f1,11-14,24,27-32 out/curve.csv
lencurve curve out --band 301-400; echo "$?"
