#!/bin/bash
# Said before anything is sent: no key, no such model, another's directory,
# a directory that cannot be written.
. "$ROOT/tests/e2e/lib.bash"
start_sim
write_sweep sweep.json
sed "s/\"provider\": \"sim\"/\"provider\": \"openai\"/" sweep.json > paid.json
lencurve run paid.json -o paid > out.txt 2> err.txt
[ $? = 3 ] || fail "no key: $(cat err.txt)"
grep -q OPENAI_API_KEY err.txt || fail "no variable named: $(cat err.txt)"
[ ! -e paid ] || fail "a directory for nothing"

[ "$(run_status out --only v3)" = 2 ] || fail "no such model"
grep -q 'v2' err.txt || fail "no hint: $(cat err.txt)"

[ "$(run_status out --targets 10,20)" = 0 ] || fail "$(cat err.txt)"
sed 's/"e2e"/"other"/' sweep.json > other.json
lencurve run other.json -o out > out.txt 2> err.txt
[ $? = 2 ] || fail "another sweep's directory: $(cat err.txt)"
grep -q '"e2e"' err.txt || fail "$(cat err.txt)"

# An edited sweep asks only what is new.
before=$(count answers)
[ "$(run_status out --targets 10,20,30)" = 0 ] || fail "$(cat err.txt)"
new=$(($(count answers) - before))
[ $new = 2 ] || fail "$new requests for two new cells"

if [ "$(id -u)" -ne 0 ]; then
	mkdir closed && chmod 500 closed
	[ "$(run_status closed/in)" = 2 ] || fail "unwritable: $(cat err.txt)"
fi
touch file
[ "$(run_status file/in)" = 2 ] || fail "a file in the way: $(cat err.txt)"
[ "$(count answers)" = $((before + 2)) ] || fail "something was sent"

# Two at a time.
stop_sim
start_sim --delay-ms 200
write_sweep sweep.json
lencurve run sweep.json -o shared --no-plot -q > /dev/null 2>&1 &
first=$!
for _ in $(seq 100); do
	[ -s shared/journal.jsonl ] && [ -s shared/manifest.json ] && break
	sleep 0.05
done
cp shared/manifest.json manifest.before
status=$(run_status shared --targets 10)
[ "$status" != 0 ] || fail "two runs on one directory"
grep -qi 'another\|lock\|in use' err.txt || fail "$(cat err.txt)"
cmp shared/manifest.json manifest.before || fail "the second one wrote"
kill -9 $first
wait $first 2> /dev/null
exit 0
