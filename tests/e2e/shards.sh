#!/bin/bash
# A sweep in shards, one of them killed on the way, is the whole when merged.
. "$ROOT/tests/e2e/lib.bash"
start_sim --delay-ms 20
write_sweep sweep.json
lencurve run sweep.json -o whole -q --no-curve || fail "whole"
for i in 1 2 3 4 5; do
	lencurve run sweep.json --shard $i/5 -o s$i -q 2> err.txt &
	pid=$!
	if [ $i = 3 ]; then
		until_records 3 s3/journal.jsonl
		kill -9 $pid
	fi
	wait $pid 2> /dev/null
done
lencurve merge s1 s2 s3 s4 s5 -o merged > out.txt || fail "merge"
lencurve run sweep.json --shard 3/5 -o s3 -q 2> err.txt || fail "$(cat err.txt)"
lencurve merge s1 s2 s3 s4 s5 -o all > out.txt || fail "merge"
grep -q "Every planned answer is there" out.txt || fail "$(cat out.txt)"
lencurve measure all > /dev/null 2>&1
timeless whole > whole.csv
timeless all > all.csv
cmp whole.csv all.csv || fail "samples.csv differs"
n=0
for i in 1 2 3 4 5; do
	lines=$(grep -c '"id"' s$i/journal.jsonl)
	[ "$lines" -gt 20 ] && [ "$lines" -lt 100 ] || fail "shard $i has $lines"
	n=$((n + lines))
done
[ $n -le 288 ] || fail "$n answers for 280 cells"
# A shard may have nothing to ask of a model, or nothing at all.
for i in $(seq 40); do
	lencurve run "$ROOT/sweeps/smoke.json" --shard $i/40 -o few$i -q \
		2> err.txt || fail "few: $i: $(cat err.txt)"
done
lencurve merge few* -o few > out.txt || fail "few"
grep -q "Every planned answer is there" out.txt || fail "$(cat out.txt)"
for bad in 0/5 6/5 5 a/b 1/0; do
	lencurve run sweep.json --shard $bad -o bad 2> /dev/null &&
		fail "--shard $bad was taken"
done
[ ! -e bad ] || fail "bad was begun"
exit 0
