#!/bin/bash
# A sweep, then its judge: killed in the middle it goes on without asking twice,
# and what it thinks of length is found within its interval.
. "$ROOT/tests/e2e/lib.bash"
start_sim --delay-ms 30

lencurve run "$ROOT/sweeps/spring-festival.json" -o r -q --no-curve \
	--targets 10:700:10 --repeats 2 || fail "run"
sed -e "s|\"name\": \"judge\", \"provider\": \"sim\"|\"name\": \"j\", \"provider\": \"sim\", \"model\": \"judge-long\", \"base_url\": \"$URL/v1\"|" \
	-e 's/"concurrency": 16/"concurrency": 4/' \
	"$ROOT/sweeps/judge-zh.json" > judge.json
lencurve judge r --with judge.json --repeats 3 -q > /dev/null 2>&1 &
sleep 2
kill -9 $!
wait $! 2> /dev/null
half=$(grep -c '"id"' r/judge/judge-zh/journal.jsonl)
[ "$half" -gt 0 ] && [ "$half" -lt 840 ] || fail "killed at $half of 840"
lencurve judge r --with judge.json --repeats 3 --json -q > out.json ||
	fail "resumed"
[ "$(grep -c '"id"' r/judge/judge-zh/journal.jsonl)" -le 844 ] ||
	fail "something was asked twice"
[ "$(wc -l < r/judge/judge-zh/scores.csv)" -eq 841 ] || fail "scores.csv"
jq -e '.length[0].slope_interval | .[0] < 2 and 2 < .[1]' out.json > /dev/null ||
	fail "the judge's slope of 2: $(jq -c '.length' out.json)"
jq -e '.series | all(.coverage == 1)' out.json > /dev/null || fail "coverage"
