# Of more answers than the page may have it has whole questions, their texts
# beside them, and the figures of all.
for m in a b; do
	for n in $(seq 1 40); do
		printf '{"t":"%s%0*d","n":%d,"m":"%s"}\n' "$m" "$n" 0 "$n" "$m"
	done
done > in.jsonl
lencurve measure in.jsonl --text t --target n --group m -o out || exit
lencurve report out --answers 21 > /dev/null || exit
grep -o 'An excerpt[^<]*' out/report.html
block() { sed -n "s|.*id=\"$1\">\(.*\)</script>|\1|p" "$2"; }
data() { block data "$1" | jq -c "$2"; }
page=out/report.html
data $page '.runs[0] | [.rows, (.columns.target | length)]'
sed -n 's|.*class="chart">\(.*\)</script>|\1|p' $page | head -n 1 | jq -c \
	'.panels[0].lines | map(.points | length)'
# Both answers of each question, and its text has its length.
data $page '.runs[0].columns.target | group_by(.) | map(length) | unique'
paste <(data $page '.runs[0].columns.target[]') \
	<(block t0-0 $page | jq '.[] | .[0] | length - 1') |
	awk '$1 != $2' | wc -l
lencurve report out --answers 21 -o again.html > /dev/null
cmp $page again.html && echo the same
lencurve report out --answers 21 --seed 2 -o other.html --lang zh > /dev/null
grep -o '节选[^<]*' other.html
[ "$(data $page '.runs[0].columns.target')" = \
	"$(data other.html '.runs[0].columns.target')" ] || echo another draw
lencurve report out --answers 80 -o whole.html > /dev/null
grep -c 'An excerpt' whole.html
