#!/bin/bash
# unit.sh BINARY: the Criterion tests, judged by more than their exit status:
# Criterion exits 0 when it ran no test, and when a sanitizer report ended a
# child after its assertions.
set -u
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# Twice as many as there are cores: many wait for a server or for time to pass.
"$1" -j$((2 * $(nproc))) > "$log" 2>&1
status=$?
grep -vE '^\[(RUN|PASS|----)' "$log" | grep -vE '^\[SKIP\]$' | tail -n 60
bad=0
[ $status -eq 0 ] || bad=1
grep -qE 'Tested: *(.\[[0-9;]*m)*[1-9]' "$log" || {
	echo "unit: no test was run"
	bad=1
}
if grep -qE 'ERROR: (Address|Leak)Sanitizer|runtime error:' "$log"; then
	echo "unit: a sanitizer reported an error above"
	bad=1
fi
exit $bad
