#!/bin/bash
# all.sh: every kind of test, one after the other; a failed kind does not
# stop the next. Each tells its time, and that of the processors: less than there
# are of them means that it waits. Ends with one line of counts, in kinds of test.
set -u
cd "$(dirname "$0")/.." || exit 2
passed=0 failed=0
took=$(mktemp)
trap 'rm -f "$took"' EXIT

# Compile all that is needed first, on every core, so that nothing is timed.
kinds="lint clang unit cli hostile e2e chaos chaos-asan page real sdk fuzz-replay"
jobs=$(nproc)
if ! make --no-print-directory -s -j"$jobs" all; then
	echo "test: 0 passed, 1 failed"
	exit 1
fi
for kind in $kinds; do
	echo "== $kind"
	TIMEFORMAT="%0R s, CPU %0U s and %0S s of the system"
	if { time make --no-print-directory -s -j"$jobs" "$kind" 2>&3; } \
		3>&2 2> "$took"; then
		passed=$((passed + 1))
		echo "-- $kind: passed in $(cat "$took")"
	else
		failed=$((failed + 1))
		echo "-- $kind: FAILED after $(cat "$took")"
	fi
done
echo "test: $passed passed, $failed failed"
[ $failed -eq 0 ]
