#!/bin/bash
# A packed journal is read as it is: every verb says what it said before, a run
# goes on behind it, and packing that is killed anywhere loses nothing.
. "$ROOT/tests/e2e/lib.bash"
start_sim
write_sweep sweep.json
sed -i 's/"step": 5/"step": 20/' sweep.json
lencurve run sweep.json -o a -q --no-plot > out.txt 2>&1 || fail "run"
cp -r a b
cp a/journal.jsonl whole.jsonl

# said DIR: what the verbs make of it.
said() {
	rm -rf it && cp -r "$1" it
	lencurve measure it > /dev/null || fail "measure $1"
	lencurve curve it > /dev/null || fail "curve $1"
	lencurve compare it > /dev/null || fail "compare $1"
	lencurve export it --jsonl -o it.jsonl > /dev/null || fail "export $1"
	lencurve report it > /dev/null 2>&1 || fail "report $1"
	cat it/samples.csv it/curve.csv it/summary.json it/report.html it.jsonl
}
said a > a.txt
lencurve pack b > out.txt || fail "pack"
[ ! -e b/journal.jsonl ] || fail "the journal is still there"
said b > b.txt
cmp a.txt b.txt || fail "another result"
if command -v zstd > /dev/null; then
	zstd -dcq b/journal.jsonl.zst | cmp - whole.jsonl || fail "zstd -d"
fi

# It goes on behind it, and is packed again; and back.
was=$(count answers)
lencurve run sweep.json -o b -q --no-curve || fail "resume"
[ "$(count answers)" = "$was" ] || fail "asked again what is packed"
lencurve run sweep.json -o b -q --no-curve --repeats 2 || fail "more"
[ "$(($(count answers) - was))" = 70 ] || fail "asked $(($(count answers) - was))"
[ "$(tail -n +2 b/journal.jsonl | wc -l)" = 70 ] || fail "not behind it"
lencurve measure b > /dev/null && cp b/samples.csv both.csv
[ "$(wc -l < both.csv)" = 141 ] || fail "not both parts"
lencurve pack b > /dev/null || fail "pack again"
lencurve measure b > /dev/null && cmp b/samples.csv both.csv || fail "packed twice"
lencurve pack b > /dev/null || fail "pack what is packed"
lencurve pack b --undo > /dev/null || fail "undo"
[ ! -e b/journal.jsonl.zst ] || fail "still packed"
lencurve measure b > /dev/null && cmp b/samples.csv both.csv || fail "undone"
lencurve run sweep.json -o c -q --no-curve --compress || fail "--compress"
[ -e c/journal.jsonl.zst ] && [ ! -e c/journal.jsonl ] || fail "not compressed"

# Broken off between the two files: both are there, nothing counts twice.
cp -r a both
lencurve pack both > /dev/null
cp whole.jsonl both/journal.jsonl
said both > both.txt
cmp a.txt both.txt || fail "both files count twice"
lencurve run sweep.json -o both -q --no-curve --repeats 2 || fail "both: run"
lencurve pack both > /dev/null || fail "both: pack"
lencurve measure both > /dev/null || fail "both: measure"
diff <(timeless both) <(timeless b) > diff.txt || fail "both: $(head -3 diff.txt)"
# A line that was torn stays behind, to be cut off by who writes next.
cp -r a torn
printf '{"id":"base/min' >> torn/journal.jsonl
lencurve pack torn > /dev/null || fail "torn"
lencurve measure a > /dev/null && lencurve measure torn > /dev/null &&
	cmp torn/samples.csv a/samples.csv ||
	fail "torn: measured"

# Killed anywhere.
lencurve run sweep.json -o big -q --no-curve --repeats 60 || fail "big"
lencurve measure big > /dev/null && cp big/samples.csv big.csv
for wait in 0.001 0.003 0.005 0.008 0.012 0.02 0.03; do
	for undo in "" --undo; do
		lencurve pack big $undo > /dev/null 2>&1 &
		pid=$!
		sleep $wait
		kill -9 $pid 2> /dev/null
		wait $pid 2> /dev/null
		lencurve measure big > /dev/null || fail "killed: measure"
		cmp big/samples.csv big.csv || fail "killed pack $undo $wait"
	done
done
lencurve pack big > /dev/null && lencurve pack big --undo > /dev/null ||
	fail "after all of it"

# Damage is named, and nothing crashes.
lencurve pack a > /dev/null
size=$(stat -c %s a/journal.jsonl.zst)
for at in 0 7 $((size / 2)) $((size - 1)) $((size - 9)) $((size - 20)) \
	$((size - 40)); do
	cp -r a damaged
	printf '\377' | dd of=damaged/journal.jsonl.zst bs=1 seek="$at" \
		conv=notrunc status=none
	lencurve measure damaged > out.txt 2> err.txt
	status=$?
	case $status in
	0) cmp damaged/samples.csv a/samples.csv || fail "damage at $at" ;;
	2 | 5) grep -q "is damaged" err.txt || fail "$at: $(cat err.txt)" ;;
	*) fail "damage at $at: status $status: $(cat err.txt)" ;;
	esac
	rm -r damaged
done
for n in 0 1 8 20 $((size / 2)); do
	cp -r a damaged
	truncate -s "$n" damaged/journal.jsonl.zst
	lencurve measure damaged > out.txt 2> err.txt
	[ $? = 2 ] || fail "cut to $n is read"
	rm -r damaged
done
# The plain journal goes only when what is packed was read back.
cp -r b twofold
lencurve pack twofold > /dev/null
cp b/journal.jsonl twofold/journal.jsonl
printf '\377' | dd of=twofold/journal.jsonl.zst bs=1 seek=3000 conv=notrunc \
	status=none
for undo in "" --undo; do
	lencurve pack twofold $undo > /dev/null 2> err.txt && fail "a damaged one"
	cmp b/journal.jsonl twofold/journal.jsonl || fail "the good one went"
done
# The same tail is not the same journal.
cp -r b both2
lencurve pack both2 > /dev/null
sed '3s/"outcome":"ok"/"outcome":"oK"/' b/journal.jsonl > both2/journal.jsonl
cp both2/journal.jsonl other.jsonl
for undo in "" --undo; do
	lencurve pack both2 $undo > /dev/null 2> err.txt && fail "another one"
	grep -q "does not hold what" err.txt || fail "$(cat err.txt)"
	cmp other.jsonl both2/journal.jsonl || fail "the other one went"
done
cp -r b held
flock held lencurve pack held 2> err.txt && fail "packed while it is written"
rm held/journal.jsonl && mkdir held/journal.jsonl
lencurve pack held 2> err.txt
[ $? = 2 ] || fail "a directory: $(cat err.txt)"
lencurve pack nowhere 2> err.txt && fail "nowhere is packed"
lencurve merge a torn -o a 2> err.txt && fail "merged into a packed journal"
grep -q "a: is packed, and cannot be merged into" err.txt || fail "$(cat err.txt)"
exit 0
