#!/bin/bash
# Ctrl-C: 130, what is in flight is kept, and how to resume is said.
. "$ROOT/tests/e2e/lib.bash"
start_sim --delay-ms 100
write_sweep sweep.json
# A background job of a script ignores SIGINT; run it through a shell that
# does not.
bash -c 'set -m; lencurve run sweep.json -o out --no-plot > out.txt 2> err.txt &
pid=$!; for _ in $(seq 200); do
	[ "$(cat out/journal.jsonl 2> /dev/null | grep -c outcome)" -ge 20 ] && break
	sleep 0.05
done; kill -INT $pid; wait $pid; echo $? > status.txt'
[ "$(cat status.txt)" = 130 ] || fail "status $(cat status.txt): $(cat err.txt)"
grep -q 'resume' err.txt || fail "$(cat err.txt)"
kept=$(grep -c '"outcome":"ok"' out/journal.jsonl)
[ "$kept" = "$(count answers)" ] || fail "$kept kept of $(count answers)"
[ "$(run_status out)" = 0 ] || fail "$(cat err.txt)"
[ "$(count answers)" = 280 ] || fail "$(count answers) requests"
