#!/bin/bash
# A file may bring as many models as it has rows. Eight times as many take
# about eight times as long, not 64 times; only the ratio is looked at, of
# time on the processor, so a slow machine changes nothing.
. "$ROOT/tests/e2e/lib.bash"
SMALL=1000 LARGE=8000 MOST=24

# groups N BIAS DIR: two answers each of N models.
groups() {
	awk -v n="$1" -v bias="$2" 'BEGIN { s = sprintf("%0200d", 0)
		for (i = 0; i < n; i++) for (t = 50; t <= 100; t += 50)
			printf "{\"m\":\"group-%d\",\"t\":%d,\"x\":\"%s\"}\n", i, t,
				substr(s, 1, t - bias + (i * 7 + t) % 11) }' > a.jsonl
	lencurve measure a.jsonl --text x --target t --group m -o "$3" \
		> say 2>&1 || fail "measure: $(cat say)"
}

# took VERB...: the least time on the processor of two, in ms.
took() {
	local least=999999 ms TIMEFORMAT='%3U %3S'
	for _ in 1 2; do
		{ time lencurve "$@" > out.txt 2> err.txt; } 2> took.txt
		ms=$(awk '{ print int(($1 + $2) * 1000) }' took.txt)
		[ "$ms" -lt $least ] && least=$ms
	done
	[ -s out.txt ] || fail "$*: $(cat err.txt)"
	# Less than this is start-up.
	[ $least -gt 10 ] || least=10
	echo $least
}

for n in $SMALL $LARGE; do
	groups $n 0 "a$n"
	groups $n 3 "b$n"
	lencurve curve "a$n" --draws 100 > say 2>&1 || fail "curve: $(cat say)"
	lencurve baseline accept "a$n" --name "n$n" > say 2>&1 ||
		fail "accept: $(cat say)"
done

# compare VERB...: N stands for the number of groups.
linear() {
	local small large
	small=$(took "${@//N/$SMALL}")
	large=$(took "${@//N/$LARGE}")
	echo "$*: $small ms, $large ms"
	[ "$large" -le $((MOST * small)) ] ||
		fail "$*: $small ms for $SMALL groups, $large ms for $LARGE"
}


linear curve aN --draws 100
linear compare aN --draws 100
linear compare aN bN --draws 100
linear effects aN
linear history aN bN
linear invert aN --targets 60
linear gate -b results/baseline/nN bN
if command -v gnuplot > /dev/null; then
	linear plot aN
	linear invert aN --targets 60 -o drawnN
	linear history aN bN -o drawnN
	grep -q "the first 60 of $LARGE are drawn" a$LARGE/plots/length-settings.gp ||
		fail "what is not drawn is not told"
fi

# The page has the bootstrap of every group: fewer of them.
SMALL=100 LARGE=800
for n in $SMALL $LARGE; do groups $n 0 "a$n"; done
linear report aN
