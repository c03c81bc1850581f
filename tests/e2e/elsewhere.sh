#!/bin/bash
# A variable sends a sweep to a server; the directory remembers which, and is
# not gone on with at another.
. "$ROOT/tests/e2e/lib.bash"
start_sim
cat > sweep.json <<- 'END'
	{ "name": "there", "prompt": "生成{target}个字的春节场景",
	  "targets": [5, 10], "models": [{"name": "base", "provider": "openai"}] }
END
export OPENAI_API_KEY=x OPENAI_BASE_URL="$URL/v1"
[ "$(run_status out)" = 0 ] || fail "first: $(cat err.txt)"
grep -q "\"place\": \"${URL#http://}/v1\"" out/manifest.json ||
	fail "the place is not in the manifest"
sed -i 's/\[5, 10\]/[5, 10, 15]/' sweep.json
export OPENAI_BASE_URL="$URL/v1/other"
[ "$(run_status out)" = 2 ] || fail "elsewhere: $(cat err.txt)"
grep -q "came from ${URL#http://}/v1, and now" err.txt || fail "$(cat err.txt)"
[ "$(wc -l < out/journal.jsonl)" = 3 ] || fail "something was asked"
export OPENAI_BASE_URL="$URL/v1"
[ "$(run_status out)" = 0 ] || fail "back again: $(cat err.txt)"
[ "$(wc -l < out/journal.jsonl)" = 4 ] || fail "not gone on with"
