# Charts of more than the curve: a judge's scores, overlap with references.
command -v gnuplot > /dev/null || { echo "no gnuplot here" >&2; exit 77; }
lencurve plot nowhere --chart score; echo $?
for n in 10 20 30 40 50 60; do
	printf '{"t":"%s","n":%d,"r":"%s","m":"a"}\n' \
		"$(printf '%0*d' $((n - n / 5)) 7)" "$n" "$(printf '%0*d' "$n" 7)"
done > a.jsonl
lencurve measure a.jsonl --text t --target n --group m -o bare > /dev/null
lencurve plot bare --chart score; echo $?
lencurve plot bare --chart overlap; echo $?
lencurve measure a.jsonl --text t --target n --group m --reference r -o r \
	> /dev/null
lencurve judge r --with "$ROOT/sweeps/judge-zh.json" -q > /dev/null
lencurve plot r --chart score --chart overlap --chart length --format svg,pdf
lencurve plot r --chart score --size slide --theme dark --format svg \
	--lang zh -o out
head -c 8 r/plots/score.pdf | head -1
grep -c '评分与偏差' out/score-slide-dark.svg
head -3 out/score.csv
# What length does, and who wins of pairs.
lencurve plot r --chart pairs; echo $?
lencurve plot r --chart bias; echo $?
sed 's/"t":"/&77/; s/"m":"a"/"m":"b"/' a.jsonl | cat a.jsonl - > ab.jsonl
lencurve measure ab.jsonl --text t --target n --group m -o ab > /dev/null
lencurve judge ab --with "$ROOT/sweeps/judge-pairwise.json" -q > /dev/null
lencurve judge ab --with "$ROOT/sweeps/judge-en.json" -q > /dev/null
lencurve judge ab --with "$ROOT/sweeps/judge-zh.json" -q > /dev/null
lencurve plot ab --chart bias --chart pairs --format svg -o out
grep -o 'array heading\[.*' out/bias-settings.gp out/pairs-settings.gp
cut -d, -f4-8 out/pairs.csv; cut -d, -f4-7 out/bias.csv | uniq -c
lencurve plot ab --chart pairs --terminal --lang zh | grep -c '胜率'
lencurve plot r r --chart score -o out; echo $?
lencurve plot r --chart overlap --terminal; echo $?
