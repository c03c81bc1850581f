# Names that differ in their middle alone stay apart where they are shortened:
# legend, title, panels, small print.
command -v gnuplot > /dev/null || { echo "no gnuplot here" >&2; exit 77; }
for size in half quarter tenth none; do
	for n in 5 9 20; do
		printf '{"t":"%s","n":%s,"m":"qwen2.5-7b-instruct-lora-festival-%s-epoch3-lr1e-4"}\n' \
			"$([ "$size" = none ] || printf 'xxxx%s' "$size")" $n "$size"
	done
done > in.jsonl
lencurve measure in.jsonl --text t --target n --group m -o out > /dev/null 2>&1
lencurve plot out --chart length --chart bands --chart compare --format svg > /dev/null
grep -hE '^array (heading|entry|part|note|y_title)\[' out/plots/{length,bands,compare}-settings.gp
COLUMNS=50 lencurve plot out --chart length -t | grep -o '…val.*'
sed 's/"m":"/"m":"another-/' in.jsonl >> in.jsonl
lencurve measure in.jsonl --text t --target n --group m -o out > /dev/null 2>&1
lencurve plot out --chart length --format svg > /dev/null
grep -hE '^array part\[' out/plots/length-settings.gp
