#!/bin/bash
# Where a seed alone fixes the noise, as on real servers, one seed for all
# targets breaks the intervals and a seed for each cell mends them; every
# verdict says which it was; a directory of old keeps its rule.
. "$ROOT/tests/e2e/lib.bash"

RUNS=16

# sweep SEED [CONCURRENCY]: a model that is right on average.
sweep() {
	cat > sweep.json <<-END
	{ "name": "seeds", "prompt": "写{target}个字",
	  "targets": {"from": 60, "to": 500, "step": 10},
	  "models": [{"name": "noisy", "provider": "sim",
	    "base_url": "$URL/v1"}],
	  "sampling": {"temperature": 0.99, "top_p": 0.9},
	  "seed": $1, "limits": {"concurrency": ${2:-8}} }
	END
}

# covered NAME: how many of NAME's bias intervals have the truth, 0, in them.
covered() {
	for i in $(seq $RUNS); do
		jq '.series[0].intervals.overall.bias_mean |
			.[0] <= 0 and 0 <= .[1]' "$1$i/summary.json"
	done | grep -c true
}

# alarms NAME: how many nights the gate cries out against the one before.
alarms() {
	for i in $(seq 2 $RUNS); do
		lencurve gate -b "$1$((i - 1))" "$1$i" > gate.txt
		echo $?
	done | grep -c '^1$'
}

start_sim --noise seed
for i in $(seq $RUNS); do
	sweep "$i"
	[ "$(run_status cell"$i")" = 0 ] || fail "cell $i: $(cat err.txt)"
	sweep "{\"fixed\": $i}"
	[ "$(run_status fixed"$i")" = 0 ] || fail "fixed $i: $(cat err.txt)"
done
[ "$(covered cell)" -ge $((RUNS - 3)) ] || fail "cell: $(covered cell) cover"
[ "$(covered fixed)" -le $((RUNS / 3)) ] || fail "fixed: $(covered fixed)"
[ "$(alarms cell)" -eq 0 ] || fail "cell: $(alarms cell) false alarms"
[ "$(alarms fixed)" -ge 3 ] || fail "fixed: $(alarms fixed) alarms, too few"

# Said by every verdict, and by none where there is nothing to say.
said='one seed for all requests'
lencurve gate -b fixed1 fixed2 > out.txt
grep -q "; $said; simulated" out.txt || fail "gate: $(cat out.txt)"
grep -q 'share their noise' out.txt || fail "gate: $(cat out.txt)"
lencurve gate -b fixed1 cell2 | grep -q \
	"^The baseline had $said, this run a seed for each cell" || fail between
lencurve compare fixed1 fixed2 | grep -q "; $said" || fail compare
lencurve curve fixed1 | grep -q "; $said" || fail curve
lencurve effects fixed1 2>&1 | grep -q "; $said" || fail effects
lencurve history fixed1 cell2 2>&1 | grep -q 'share their noise' || fail history
lencurve compare fixed1 cell1 --json | jq -e '.comparisons[0] |
	.terms_a.seeds == "fixed" and .terms_b.seeds == "cell"' > /dev/null ||
	fail "compare --json"
lencurve compare cell1 cell2 > out.txt
if grep -E 'seed|at a time' out.txt; then fail "cell: too many words"; fi

# An accepted baseline remembers; so do differing numbers in flight.
lencurve baseline accept fixed1 --name b > /dev/null || fail accept
lencurve gate -b results/baseline/b cell2 | grep -q "^The baseline had $said" ||
	fail "baseline"
sweep 2 3
[ "$(run_status three)" = 0 ] || fail three
lencurve gate -b cell1 three | grep -q \
	'^The baseline was asked 8 at a time, this run 3:' || fail flight

# Before seeds belonged to cells: the manifest names no rule. It goes on so.
sweep 5
[ "$(run_status old --targets 60:100:10)" = 0 ] || fail old
jq 'del(.seeds, .concurrency)' old/manifest.json > m && mv m old/manifest.json
rm old/journal.jsonl
[ "$(run_status old)" = 0 ] || fail "old again"
jq -e '.seeds == "repeat"' old/manifest.json > /dev/null || fail "old rule"
jq -r 'select(.seed) | .seed' old/journal.jsonl | sort -u | diff - <(echo 5) ||
	fail "old seeds"
lencurve curve old | grep -q 'one seed for all targets of a repeat' || fail told
before=$(count answers)
[ "$(run_status old)" = 0 ] || fail "old a third time"
[ "$(count answers)" = "$before" ] || fail "an old directory was asked anew"
