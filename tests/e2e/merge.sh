#!/bin/bash
# A journal torn into parts at random, merged in any order and any grouping,
# gives the same bytes, and the same samples as it had whole.
. "$ROOT/tests/e2e/lib.bash"
RANDOM=7
lencurve run "$ROOT/sweeps/spring-festival.json" -o whole -q --no-curve \
	--targets 10:700:10 --repeats 2 || fail "run"
lencurve merge whole -o alone > out.txt || fail "merge of one: $(cat out.txt)"
for part in a b c; do
	mkdir $part
	cp whole/manifest.json $part/
	head -n 1 whole/journal.jsonl > $part/journal.jsonl
done
tail -n +2 whole/journal.jsonl | while IFS= read -r line; do
	set -- a b c
	shift $((RANDOM % 3))
	printf '%s\n' "$line" >> "$1/journal.jsonl"
	# Some lines stand twice.
	[ $((RANDOM % 10)) -gt 0 ] || printf '%s\n' "$line" >> a/journal.jsonl
done
same() {
	cmp "$1/journal.jsonl" alone/journal.jsonl &&
		cmp "$1/manifest.json" alone/manifest.json || fail "$1 differs"
}
lencurve merge a b c -o abc > out.txt && same abc
grep -q "Every planned answer is there" out.txt || fail "$(cat out.txt)"
lencurve merge c a b -o cab > /dev/null && same cab
lencurve merge a b -o ab > /dev/null && lencurve merge c ab -o c_ab > /dev/null
same c_ab
lencurve merge abc abc ab -o again > /dev/null && same again
# Packed, and packed in part with the rest behind it.
cp -r a packed && lencurve pack packed > /dev/null || fail "pack"
cp -r b half && head -n 30 b/journal.jsonl > half/journal.jsonl
lencurve pack half > /dev/null || fail "pack"
{ head -n 1 b/journal.jsonl && tail -n +31 b/journal.jsonl; } \
	> half/journal.jsonl
lencurve merge half c packed -o from_packed > /dev/null && same from_packed
cp -r b broken_off && lencurve pack broken_off > /dev/null || fail "pack"
cp b/journal.jsonl broken_off/
lencurve merge c broken_off packed a -o both_there > /dev/null && same both_there
cp -r abc self && lencurve merge self a -o self > /dev/null && same self
grep -q "are still open (" <(lencurve merge ab -o less) ||
	fail "what is missing is not told"
lencurve measure abc > /dev/null 2>&1
cut -d, -f1-12 abc/samples.csv > abc.csv
cut -d, -f1-12 whole/samples.csv > whole.csv
cmp abc.csv whole.csv || fail "samples.csv differs"
lencurve run "$ROOT/sweeps/spring-festival.json" -o ab -q --no-curve \
	--targets 10:700:10 --repeats 2 || fail "the rest"
lencurve merge ab abc -o both --json > both.json
[ "$(jq .open both.json)" = 0 ] || fail "both: $(cat both.json)"
[ "$(jq .twice both.json)" -gt 0 ] || fail "twice: $(cat both.json)"

# Labels of some are the result's, whichever comes first; and so are the words
# of a sweep that asks the same otherwise put.
for part in a b c; do
	cp -r $part l_$part
	case $part in a) label='"z":"1"' ;; b) label='"lr":"2"' ;; *) label= ;; esac
	jq --argjson l "{$label}" '.labels = $l | .sweep += "\n"' \
		$part/manifest.json > l_$part/manifest.json
done
jq '.sweep += " "' l_c/manifest.json > c.json && mv c.json l_c/manifest.json
lencurve merge l_a l_b l_c -o l_abc > /dev/null || fail "labels"
for order in "l_c l_b l_a" "l_b l_a l_c"; do
	rm -rf l_other
	# shellcheck disable=SC2086 # several names
	lencurve merge $order -o l_other > /dev/null
	cmp l_other/manifest.json l_abc/manifest.json || fail "order: $order"
done
[ "$(jq -c .labels l_abc/manifest.json)" = '{"lr":"2","z":"1"}' ] ||
	fail "$(jq -c .labels l_abc/manifest.json)"
sed -i 's/"z"/"lr"/' l_a/manifest.json
lencurve merge l_c l_a l_b -o wrong 2> err.txt && fail "two labels are merged"
grep -q "l_a is labelled lr=1, l_b lr=2" err.txt || fail "$(cat err.txt)"

# What is refused leaves nothing behind.
lencurve run "$ROOT/sweeps/smoke.json" -o smoke -q --no-curve || fail "smoke"
lencurve merge abc smoke -o wrong 2> err.txt && fail "another sweep is merged"
grep -q "holds another sweep" err.txt || fail "$(cat err.txt)"
[ ! -e wrong ] || fail "wrong was begun"
lencurve merge abc -o smoke 2> err.txt && fail "smoke is written over"
grep -q "has a journal already" err.txt || fail "$(cat err.txt)"
lencurve merge abc nowhere -o wrong 2> /dev/null && fail "nowhere is merged"

# A run that writes there, or a pipe in the place of a journal, is no source.
cp -r abc taken
flock taken lencurve merge abc taken -o taken 2> err.txt && fail "two at once"
grep -q "another process is running this sweep" err.txt || fail "$(cat err.txt)"
cp -r abc piped && rm piped/journal.jsonl && mkfifo piped/journal.jsonl
timeout 20 lencurve merge abc piped -o wrong 2> err.txt
[ $? = 2 ] || fail "a pipe: $(cat err.txt)"

# A line that nobody can read is left out of a copy, and never of the only one.
cp -r abc flipped
sed -i '5s/"outcome":"ok"/"outcome":"oK"/' flipped/journal.jsonl
cp flipped/journal.jsonl before
lencurve merge flipped a -o flipped 2> err.txt && fail "merged into itself"
grep -q "has 1 lines that are no records" err.txt || fail "$(cat err.txt)"
cmp flipped/journal.jsonl before || fail "the only copy was touched"
lencurve merge flipped a -o copied > /dev/null || fail "copied"

# Cut, emptied or replaced while it is read: all of it comes out, or nothing.
cp -r abc large
for _ in $(seq 40); do tail -n +2 abc/journal.jsonl; done >> large/journal.jsonl
cp large/journal.jsonl large.jsonl
lencurve merge large -o whole-large > /dev/null || fail "large"
refused=0
for i in $(seq 24); do
	cp large.jsonl large/journal.jsonl
	rm -rf to
	lencurve merge large -o to > out.txt 2> err.txt &
	pid=$!
	sleep "0.0$((RANDOM % 90 + 10))"
	case $((i % 3)) in
	0) truncate -s 200000 large/journal.jsonl ;;
	1) : > large/journal.jsonl ;;
	2) cp abc/journal.jsonl other && mv other large/journal.jsonl ;;
	esac
	wait $pid
	status=$?
	if [ ! -e to/journal.jsonl ]; then
		[ $status = 2 ] || fail "status $status: $(cat err.txt)"
		refused=$((refused + 1))
	elif ! cmp -s to/journal.jsonl whole-large/journal.jsonl; then
		# Begun only when the hand had been there.
		lencurve merge large -o late > /dev/null
		cmp to/journal.jsonl late/journal.jsonl || fail "half of it"
	fi
	rm -rf late
done
echo "$refused of 24 refused"

# No journal is left without what says whose it is.
mkdir -p headless/manifest.json
lencurve merge packed large -o headless > out.txt 2>&1 && fail "headless"
[ ! -e headless/journal.jsonl ] || fail "a journal without a manifest"

# Killed anywhere, the result being one of those that are merged.
merged=0
for i in $(seq 12); do
	cp large.jsonl large/journal.jsonl
	lencurve merge packed large -o large > out.txt 2> err.txt &
	pid=$!
	sleep "0.0$((RANDOM % 90 + 10))"
	kill -9 $pid 2> /dev/null
	wait $pid 2> /dev/null
	cmp -s large/journal.jsonl large.jsonl || {
		cmp large/journal.jsonl whole-large/journal.jsonl ||
			fail "killed, it is neither"
		merged=$((merged + 1))
	}
	lencurve merge packed large -o large > out.txt || fail "after it"
	cmp large/journal.jsonl whole-large/journal.jsonl || fail "another one"
done
echo "$merged of 12 were through"
exit 0
