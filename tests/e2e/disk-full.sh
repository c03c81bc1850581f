#!/bin/bash
# A disk that fills up: 4, said so, nothing lost, resumed when there is room.
. "$ROOT/tests/e2e/lib.bash"
start_sim
write_sweep sweep.json
status=$( (ulimit -f 60; run_status out) )
[ "$status" = 4 ] || fail "status $status: $(cat err.txt)"
grep -qi 'file too large\|no space' err.txt || fail "$(cat err.txt)"
kept=$(grep -c '"outcome":"ok"' out/journal.jsonl)
[ "$kept" -gt 10 ] || fail "only $kept kept"
before=$(count answers)
[ "$(run_status out)" = 0 ] || fail "$(cat err.txt)"
asked=$(($(count answers) - before))
[ $asked = $((280 - kept)) ] || fail "$asked asked with $kept kept"
lencurve run sweep.json -o whole --no-plot -q > /dev/null
timeless whole > whole.csv
timeless out > out.csv
cmp whole.csv out.csv || fail "samples.csv differs"
