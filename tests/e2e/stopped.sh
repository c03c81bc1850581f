#!/bin/bash
# Ctrl-Z for longer than the time-out, then fg: the answers came meanwhile and
# are taken; nothing is late that is there, and nothing is asked twice.
. "$ROOT/tests/e2e/lib.bash"
start_sim --delay-ms 1500
write_sweep sweep.json '"concurrency": 280, "timeout": 3'
lencurve run sweep.json -o out --no-plot -q > out.txt 2> err.txt &
pid=$!
sleep 1
kill -STOP $pid || fail "over already: $(cat out.txt err.txt)"
sleep 3.5
kill -CONT $pid
wait $pid
status=$?
[ $status = 0 ] || fail "status $status: $(cat err.txt)"
late=$(jq -s 'map(select(.attempts > 1)) | length' out/journal.jsonl)
[ "$late" = 0 ] || fail "$late answers were asked for twice"
[ "$(count answers)" = 280 ] || fail "$(count answers) answers for 280 cells"
