# A note explains what is drawn: no bars where there are none, no mean around
# targets that it would be of nearly all; and so does the legend. What is too long
# for a column's width takes two lines.
command -v gnuplot > /dev/null || { echo "no gnuplot here" >&2; exit 77; }
cat > s.json << 'END'
{ "name": "s", "prompt": "请写{target}个字", "targets": {"from": 10, "to": 700, "step": 10},
  "models": [ { "name": "base", "provider": "sim" }, { "name": "v2", "provider": "sim" } ] }
END
notes() { # RUN CHART
	lencurve plot "$1" --chart "$2" --size column --format svg > /dev/null || exit
	grep -H '^array note\[' "$1/plots/$2-settings.gp"
}
for step in 50 10; do
	lencurve run s.json -o "r$step" -q --no-curve --targets 50:700:$step
	notes r$step miss
	notes r$step compare
	notes r$step length
	cut -d, -f3 "r$step/plots/miss.csv" | sort | uniq -c
done
grep -o '>Mean |dev[^<]*\|>base [^<]*' r10/plots/miss-column.svg
lencurve history r10 r50 -o h --format svg > /dev/null
grep -E '^array (entry|side_by_side)\[' h/history-settings.gp
sed 's/"models"/"repeats": 2, "sampling": {"temperature": 1}, &/' s.json > t.json
lencurve run t.json -o t -q --no-curve --targets 50:700:50
notes t length
# A line ends before a bracket, not before a percent sign; or else behind the
# word between two names, not within one.
lencurve plot r10 --chart compare --size column --format svg --lang zh > /dev/null
grep -oE '>(v2 优于|（95)[^<]*' r10/plots/compare-column.svg
sed 's/"base"/"some model aa"/; s/"v2"/"some model bb"/; s/"some model [ab]*", "provider": "sim"/&, "model": "v2"/g
	s/"repeats": 2/"seed": 3/' t.json > n.json
sed -i 's/\[ {/&"name": "some model cc", "provider": "sim", "model": "base" }, { "name": "some model dd", "provider": "sim", "model": "short" }, {/' n.json
lencurve run n.json -o n -q --no-curve --targets 50:700:50
lencurve plot n --chart deviation --size column --format svg --lang zh > /dev/null
grep -oE '>(平均偏差|some model .. -)[^<]*' n/plots/deviation-column.svg
