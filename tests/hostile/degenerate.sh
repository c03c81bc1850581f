#!/bin/bash
# One target, two cells, nothing measured, no deviation, ties everywhere,
# holes in a grid: every verb gives an answer or says that there is not
# enough data; no output ever holds nan or inf.
. "$ROOT/tests/e2e/lib.bash"
head="model,sampling,variant,item,relation,target,repeat,outcome,unit,length,temperature,top_p,pinned,simulated,seed,text_hash,prompts"

# cells CASE MODELS SAMPLINGS VARIANTS TARGETS REPEATS LENGTH: a samples.csv.
# A sampling is temperature/top_p; LENGTH is awk over t, r, m, s, v, the
# numbers of model, sampling and variant; -1 fails.
cells() {
	mkdir "$1"
	{
		echo "$head"
		awk -v models="$2" -v samplings="$3" -v variants="$4" \
			-v targets="$5" -v repeats="$6" 'BEGIN {
			nm = split(models, M, " "); ns = split(samplings, S, " ")
			nv = split(variants, V, " "); nt = split(targets, T, " ")
			for (m = 1; m <= nm; m++) for (s = 1; s <= ns; s++)
			for (v = 1; v <= nv; v++) for (k = 1; k <= nt; k++)
			for (r = 1; r <= repeats; r++) {
				t = T[k]; n = '"$7"'; split(S[s], x, "/")
				print M[m] ",s" s "," V[v] ",,about," t "," r "," \
					(n < 0 ? "failed" : "ok") ",excel," \
					(n < 0 ? "" : n) "," x[1] "," x[2] \
					",1,0,1," sprintf("%016x", k * 10 + r) \
					",00000000000000aa"
			}
		}'
	} > "$1/samples.csv"
}
many=$(seq -s ' ' 5 5 300)
grid="0.1/0.5 0.1/1 0.9/0.5 0.9/1"
cells one-cell m 0/ p 10 1 't'
cells one-target "a b" 0/ p 10 4 't + r'
cells two-cells "a b" 0/ p "10 20" 1 't + m'
cells nothing "a b" 0/ p "$many" 2 -1
cells nothing-of-b "a b" 0/ p "$many" 1 'm == 1 ? t : -1'
cells two-measured "a b" 0/ p "$many" 1 't == 15 || t == 280 ? t + m : -1'
cells no-deviation "a b" 0/ p "$many" 3 't'
cells ties "a b" 0/ p "$many" 1 't + 2 + m'
cells no-length "a b" 0/ p "$many" 1 0
cells huge "a b" 0/ p "$many" 1 '1000000000 * m'
cells nine "a b" 0/ p "5 10 15 20 25 30 35 40 45" 2 't + k % 3 + m'
cells grid-nothing m "$grid" p "$many" 2 -1
cells grid-hole m "$grid" p "$many" 2 's == 4 ? -1 : t + r'
cells grid-one-target m "$grid" p 50 2 't + r'
cells grid-no-deviation m "$grid" p "$many" 2 't'
cells one-factor m "0.1/ 0.5/ 0.9/" p "$many" 2 't + s * r'
cells other-factor m "/0.1 /0.5" p "$many" 2 't + s * r'
cells variant-fails m 0/ "p q r" "$many" 1 'v == 2 ? -1 : t + v'

# try VERB...: a status that is an answer, and neither nan nor inf.
try() {
	local status
	"$@" > out.txt 2> err.txt
	status=$?
	case $status in
	0 | 1 | 2 | 6) ;;
	*) fail "$* in $case: status $status: $(head -n 5 err.txt)" ;;
	esac
	[ $status -ne 2 ] || grep -q . err.txt || fail "$* says nothing"
	finite out.txt err.txt
}
finite() {
	if grep -iE '(^|[^a-z])(nan|inf|infinity)([^a-z]|$)' "$@"; then
		fail "not finite, in $case: $*"
	fi
}
for case in */; do
	cd "$case" || fail "$case"
	try lencurve curve . --draws 200
	try lencurve compare . --draws 200
	try lencurve compare . . --draws 200 --json
	try lencurve effects . -o fx
	try lencurve effects . --json
	try lencurve gate -b . . --junit j.xml --markdown g.md --json-file g.json
	try lencurve history . . . . . -r 3 -o trend
	try lencurve plot . -o plots
	try lencurve report .
	# The page's own script knows the word.
	[ ! -e report.html ] ||
		sed -i '/^<script>(() => {/,/^<\/script>/d' report.html
	# And so does gnuplot, whose settings say with it what there is not.
	find . -name '*settings.gp' -exec sed -i -e 's/ = NaN$/ = -/' \
		-e '/^array /s/NaN/-/g' {} +
	find . -type f \( -name '*.csv' -o -name '*.json' -o -name '*.xml' -o \
		-name '*.md' -o -name '*.html' -o -name '*.svg' -o \
		-name '*settings.gp' \) > files.txt
	while IFS= read -r file; do finite "$file"; done < files.txt
	if command -v jq > /dev/null; then
		jq . summary.json g.json > /dev/null || fail "$case: JSON"
	fi
	cd ..
done
