# What a judge said and overlap with references have their tabs in the page and
# their sheets in the workbook, with a chart each, in both languages.
for n in 10 20 30 40 50 60; do
	for m in a b; do
		printf '{"t":"%s","n":%d,"r":"%s","m":"%s"}\n' \
			"$(printf '%0*d' $((n - n / 5)) 7)" "$n" \
			"$(printf '%0*d' "$n" 7)" "$m"
	done
done > a.jsonl
lencurve measure a.jsonl --text t --target n --group m --reference r -o r \
	> /dev/null
lencurve judge r --with "$ROOT/sweeps/judge-zh.json" -q > /dev/null
lencurve judge r --with "$ROOT/sweeps/judge-pairwise.json" -q > /dev/null
# A judge that cannot be read is named, and does not stand in the way.
mkdir -p r/judge/broken
for lang in en zh; do
	lencurve report r -o r.html --lang $lang > /dev/null
	grep -o '<section id="\(score\|overlap\)">' r.html
	sed -n '/<section id="score">/,/<\/section>/p' r.html |
		grep -o '<h2>.*</h2>\|<figcaption>[^<]*\|<p>.*broken.*'
	sed -n '/<section id="overlap">/,/<\/section>/p' r.html |
		grep -o '<h2>.*</h2>\|<figcaption>[^<]*'
	lencurve export r -o r.xlsx --lang $lang > /dev/null
	unzip -p r.xlsx xl/workbook.xml | grep -o '<sheet name="[^"]*"'
	unzip -l r.xlsx | grep -c 'charts/chart'
done
# Nothing of it where nobody judged and nothing is to be held against.
lencurve measure a.jsonl --text t --target n --group m -o bare > /dev/null
lencurve report bare -o bare.html > /dev/null
grep -c '<section id="\(score\|overlap\)">' bare.html
