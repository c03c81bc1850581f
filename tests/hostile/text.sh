#!/bin/bash
# Names from other people's files reach no terminal, page, XML or Markdown
# alive.
. "$ROOT/tests/e2e/lib.bash"

ESC=$(printf '\033') C1=$(printf '\302\233') RLO=$(printf '\342\200\256')
NONE=$(printf '\357\277\276')
evil="=x${ESC}[31m${ESC}]0;t\\u0007${C1}${RLO}<img src=x>[l](http://e.example)@team]]>${NONE}\\nline"
for m in base now; do
	for t in $(seq 5 5 100); do
		printf '{"m":"%s","t":%d,"r":1,"x":"%0*d"}\n' "${evil//\\/\\\\}" \
			"$t" "$t" 0
		printf '{"m":"b","t":%d,"r":1,"x":"%0*d"}\n' "$t" "$((t + 1))" 0
	done | sed "s/$ESC/\\\\u001b/g; s/\\\\\\\\u/\\\\u/g; s/\\\\\\\\n/\\\\n/g" > $m.jsonl
	lencurve measure $m.jsonl --text x --target t --group m -o $m \
		> say.$m 2>&1 || fail "measure: $(cat say.$m)"
done

alive() {
	LC_ALL=C grep -lqE "$ESC|$C1|$RLO" "$@" && fail "alive in $(LC_ALL=C \
		grep -lE "$ESC|$C1|$RLO" "$@")"
}

lencurve curve base > say.curve 2>&1 || fail "curve: $(cat say.curve)"
lencurve compare base > say.compare 2>&1
lencurve compare base now > say.compare2 2>&1
lencurve effects base > say.effects 2>&1
lencurve history base now > say.history 2>&1
lencurve baseline accept base --name b > say.accept 2>&1 ||
	fail "accept: $(cat say.accept)"
lencurve gate -b results/baseline/b now --junit g.xml --markdown g.md \
	> say.gate 2>&1
[ -s g.md ] || fail "no gate: $(cat say.gate)"
lencurve plot base > say.plot 2>&1
lencurve report base > say.report 2>&1 || fail "report: $(cat say.report)"
grep -q 'x *.31m' say.curve || fail "the name is not shown: $(cat say.curve)"
alive say.*  g.md
grep -H '^line' say.* && fail "a name breaks its line"
grep -qE '(^|[^\\])<img|(^|[^\\])\[l|[^\\]!\[|@team|http://' g.md && fail "alive: $(cat g.md)"
grep -q '<img src=x' base/report.html && fail "a tag in the page"
if command -v python3 > /dev/null; then
	python3 - g.xml base/plots/*.svg <<-'END' || fail "not XML"
	import sys, xml.dom.minidom
	for f in sys.argv[1:]:
	    if f.endswith('*.svg'): continue
	    xml.dom.minidom.parse(f)
	END
fi

# Charts that were found are anybody's, and not in the page; nor is gnuplot.
mkdir -p base/plots
cat > base/plots/length.svg <<'END'
<svg xmlns="http://www.w3.org/2000/svg"><foreignObject>
<meta http-equiv="refresh" content="0; url=http://evil.example"/>
</foreignObject><script>alert(1)</script></svg>
END
lencurve="$(command -v lencurve)"
PATH=/nonexistent "$lencurve" report base > say.without 2>&1 ||
	fail "report: $(cat say.without)"
grep -qE 'evil.example|http-equiv="refresh|foreignObject' base/report.html &&
	fail "a foreign chart is in the page"
grep -q '<svg viewBox' base/report.html || fail "there is no chart"
