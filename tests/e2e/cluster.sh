#!/bin/bash
# The ready file for GNU parallel: its shards, merged, are one run, also when two
# of them are killed in the middle.
. "$ROOT/tests/e2e/lib.bash"
command -v parallel > /dev/null || { echo "no GNU parallel here" >&2; exit 77; }
start_sim --delay-ms 50
write_sweep sweep.json '"concurrency": 4'
lencurve run sweep.json -o one -q --no-curve || fail "one run"
lencurve measure one > out.txt 2>&1 || fail "measure"
timeless one > one.csv
ln -s "$ROOT/sweeps" sweeps
for doc in README.md README.zh-CN.md; do
	grep -m 1 '^    sweeps/cluster/parallel.sh' sweeps/cluster/$doc
done | uniq > said.sh
[ "$(wc -l < said.sh)" = 1 ] || fail "the documents differ"
bash said.sh > out.txt 2>&1 &
script=$!

# One of the script's runs, that no other test's is taken for one.
victim() {
	local pid
	for pid in $(pgrep -f 'sweep\.json --shard'); do
		[ "$(readlink "/proc/$pid/cwd")" = "$PWD/shards" ] &&
			[ "$(cat "/proc/$pid/comm")" != perl ] &&
			grep -q lencurve "/proc/$pid/comm" && echo "$pid" && return
	done
}
killed=0
for _ in $(seq 100); do
	sleep 0.1
	pid=$(victim 2> /dev/null)
	[ -n "$pid" ] && kill -9 "$pid" 2> /dev/null && killed=$((killed + 1))
	[ $killed -lt 2 ] || break
	kill -0 $script 2> /dev/null || break
done
wait $script || fail "parallel.sh: $(cat out.txt)"
[ $killed = 2 ] || fail "killed $killed of its runs"
lencurve measure shards/whole > out.txt 2>&1 || fail "measure: $(cat out.txt)"
timeless shards/whole | diff one.csv - > diff.txt || fail "$(head -4 diff.txt)"

# Again asks nothing and changes nothing.
before=$(count answers)
cp shards/whole/journal.jsonl whole.jsonl
bash said.sh > out.txt 2>&1 ||
	fail "again: $(cat out.txt)"
[ "$(count answers)" = "$before" ] || fail "asked again"
cmp shards/whole/journal.jsonl whole.jsonl || fail "merged again, it differs"
