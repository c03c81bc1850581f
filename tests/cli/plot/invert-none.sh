# Where no length can be asked for there is no chart, and of many series only
# those that can be inverted have a panel; a long list of the others is cut, and
# does not run off the picture.
command -v gnuplot > /dev/null || { echo "no gnuplot here" >&2; exit 77; }
for m in 1 2 3 4 5 6 7 8; do
	for n in 20 40 60 80 100 120 140 160 180 200; do
		[ "$m" = 1 ] || [ "$n" -lt 60 ] || continue
		printf '{"t":"%s","n":%s,"m":"model-%s"}\n' \
			"$(printf '%0*d' "$n" 7)" "$n" "$m"
	done
done > all.jsonl
grep -v 'model-1' all.jsonl > few.jsonl
for f in all few; do
	lencurve measure "$f.jsonl" --text t --target n --group m -o "$f" \
		> /dev/null 2>&1
done
lencurve plot few --chart invert -o none; echo $?
lencurve plot few --chart invert -t --lang zh; echo $?
lencurve invert few -o verb | tail -1; ls verb
lencurve plot all --chart invert --format svg -o out
grep -E '^array (panels|part|note)\[' out/invert-settings.gp
