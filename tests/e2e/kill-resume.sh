#!/bin/bash
# kill -9 in mid-sweep, again and again; what comes out in the end is what an
# undisturbed run gives, and nothing but what was in flight was paid twice.
. "$ROOT/tests/e2e/lib.bash"
start_sim --delay-ms 30
write_sweep sweep.json
[ "$(run_status whole)" = 0 ] || fail "undisturbed: $(cat err.txt)"
before=$(count answers)
[ "$before" = 280 ] || fail "$before requests for 280 cells"
kills=0
answered() {
	grep -c '"outcome":"ok"' killed/journal.jsonl 2> /dev/null
}
while [ "$(answered)" != 280 ]; do
	lencurve run sweep.json -o killed --no-plot -q > /dev/null 2> err.txt &
	pid=$!
	if [ $((RANDOM % 4)) = 0 ]; then
		sleep "0.0$((RANDOM % 10))" # wherever that is: at its start
	else
		want=$(($(answered) + RANDOM % 60 + 1))
		until_records $((want < 280 ? want : 280)) killed/journal.jsonl
	fi
	kill -9 $pid
	wait $pid 2> /dev/null
	kills=$((kills + 1))
	[ $kills -lt 100 ] || fail "no progress between kills: $(cat err.txt)"
done
[ $kills -gt 0 ] || fail "was never killed"
[ "$(run_status killed)" = 0 ] || fail "resumed: $(cat err.txt)"
timeless whole > whole.csv
timeless killed > killed.csv
cmp whole.csv killed.csv || fail "samples.csv differs"
cmp whole/curve.csv killed/curve.csv || fail "curve.csv differs"
paid=$(($(count answers) - before))
[ "$paid" -le $((280 + 8 * kills)) ] ||
	fail "$paid requests after $kills kills of 8 in flight"
echo "$kills kills, $paid requests"

# Another program writes over lines in mid-run: the file is as long as it was
# and has its name, so it is told at the end, and asked again.
for try in 1 2 3 4 5; do
	rm -rf hit
	lencurve run sweep.json -o hit --no-plot -q > /dev/null 2> err.txt &
	pid=$!
	until_records 20 hit/journal.jsonl
	kill -STOP $pid
	if [ "$(wc -l < hit/journal.jsonl)" -lt 200 ]; then
		dd if=/dev/zero of=hit/journal.jsonl bs=4000 count=1 conv=notrunc \
			status=none
		kill -CONT $pid
		wait $pid
		status=$?
		break
	fi
	kill -9 $pid
	wait $pid 2> /dev/null
done
[ "$status" = 4 ] && grep -q 'cannot be read any more' err.txt ||
	fail "written over, try $try: status $status: $(cat err.txt)"
[ "$(run_status hit)" = 0 ] || fail "written over: $(cat err.txt)"
timeless hit > hit.csv
cmp whole.csv hit.csv || fail "written over: samples.csv differs"
