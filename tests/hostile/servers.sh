#!/bin/bash
# What is there instead of a model: nothing, HTML, a redirect, a wrong key.
. "$ROOT/tests/e2e/lib.bash"

# expect STATUS WORDS FAULTS: one run against a simulator with faults.
expect() {
	start_sim --faults "$3" --slow-ms 100
	write_sweep sweep.json '"concurrency": 4, "retries": 1, "max_delay": 0.01'
	status=$(run_status "d-$3" --targets 10,20,30)
	[ "$status" = "$1" ] || fail "$3: status $status: $(cat err.txt)"
	[ -z "$2" ] || grep -q "$2" err.txt || fail "$3: $(cat err.txt)"
	stop_sim
}
expect 4 'run the same command again to resume' html:1
expect 4 'may pass' 503:1
expect 3 'valid' 401:1
expect 3 'quota' quota:1
expect 4 'the request is not valid' 400:1

export URL=http://127.0.0.1:9
write_sweep sweep.json
[ "$(run_status refused)" = 4 ] || fail "port 9: $(cat err.txt)"
grep -q 'cannot be reached.*127.0.0.1' err.txt || fail "$(cat err.txt)"

export URL=http://example.invalid
write_sweep sweep.json
[ "$(run_status clear)" = 2 ] || fail "plain http: $(cat err.txt)"
grep -q 'allow_http' err.txt || fail "$(cat err.txt)"
[ ! -e clear/journal.jsonl ] || [ ! -s clear/manifest.json ] ||
	fail "a refused run left a manifest"
