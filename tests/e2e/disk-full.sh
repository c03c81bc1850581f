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

# No room even for a directory: 4 as well. Needs a file system of one's own.
if mkdir small && mount -t tmpfs -o size=64k,nr_inodes=2 none small 2> /dev/null
then
	: > small/last
	status=$(run_status small/out)
	umount small
	[ "$status" = 4 ] || fail "without inodes: status $status: $(cat err.txt)"
fi
