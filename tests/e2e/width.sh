#!/bin/bash
# A run that asks until its intervals are narrow: more where answers spread,
# the same whoever is killed in between, and means that count targets alike.
. "$ROOT/tests/e2e/lib.bash"

# sweep SEED [TARGET-MODEL]: m is this model of the simulator.
sweep() {
	cat > sweep.json <<-END
	{ "name": "width", "prompt": "写{target}个字",
	  "targets": {"from": 10, "to": 400, "step": 10},
	  "models": [{"name": "m", "provider": "sim", "model": "${2:-v2}",
	    "base_url": "$URL/v1"},
	   {"name": "n", "provider": "sim", "model": "base",
	    "base_url": "$URL/v1"}],
	  "sampling": {"temperature": 0.99, "top_p": 0.9},
	  "seed": $1, "limits": {"concurrency": 8} }
	END
}

start_sim
sweep 1
[ "$(run_status narrow --until width:10)" = 0 ] ||
	fail "width:10: $(cat out.txt err.txt)"
grep -q '^Narrow enough: all 86 95 % intervals are within ±10\.' out.txt ||
	fail "$(cat out.txt)"
jq -e '.grown and (.until | .what == "width:10" and .against == null and
	.margin == null and (.each | min) == 3 and (.each | max) > 6)' \
	narrow/manifest.json > /dev/null || fail "$(jq .until narrow/manifest.json)"

# Means count each target the same: those of the plain run, not of where most
# was asked.
[ "$(run_status plain --repeats 20)" = 0 ] || fail "plain: $(cat err.txt)"
for m in 0 1; do
	a=$(jq ".series[$m].overall.mald" narrow/summary.json)
	b=$(jq ".series[$m].overall.mald" plain/summary.json)
	awk -v a="$a" -v b="$b" 'BEGIN { exit !(a > 0.85 * b && a < 1.15 * b) }' ||
		fail "MALD $a where each target has 20 answers: $b"
done
jq -e '.series[] | select(.overall.hit_15 > 1)' narrow/summary.json &&
	fail "a rate above 1"
lencurve curve narrow > out.txt || fail "curve"
tr '\n' ' ' < out.txt | grep -q 'each target counts the same' || fail "$(cat out.txt)"
# Its models were asked different questions often: what all have is paired.
lencurve compare narrow > out.txt 2> err.txt || fail "compare: $(cat err.txt)"
tr '\n' ' ' < out.txt | grep -q 'the first 3 answers to each, which all have, are paired' ||
	fail "$(cat out.txt)"
lencurve compare narrow --json | jq -e '.comparisons[0].first_repeats == 3' \
	> /dev/null || fail "compare --json"

# kill -9 at any moment, also between a look and what it asks.
for i in $(seq 10); do
	lencurve run sweep.json -o killed --no-plot -q --until width:10 \
		> /dev/null 2>&1 &
	sleep "0.0$((i * 3 % 8))"
	kill -9 $! 2> /dev/null
	wait $! 2> /dev/null
done
[ "$(run_status killed --until width:10)" = 0 ] || fail "killed: $(cat err.txt)"
cmp <(timeless narrow) <(timeless killed) || fail "kill -9 changed the samples"
cmp <(jq .until narrow/manifest.json) <(jq .until killed/manifest.json) ||
	fail "kill -9 changed the plan"

# A budget ends it as it ends any run; more of it goes on.
[ "$(run_status poor --until width:10 --max-tokens-total 60000)" = 4 ] ||
	fail "budget: $(cat out.txt err.txt)"
grep -q 'arrow enough' out.txt && fail "a verdict on half a run"
[ "$(run_status poor --until width:10)" = 0 ] || fail "poor: $(cat err.txt)"
cmp <(timeless narrow) <(timeless poor) || fail "a budget changed the samples"

# The most is the most, and what is not reached is said: 6, with what it needs.
[ "$(run_status short --until width:3 --most 6)" = 6 ] ||
	fail "short: $(cat out.txt err.txt)"
grep -q '^Not narrow enough' out.txt && grep -q 'targets are still wider' out.txt ||
	fail "$(cat out.txt)"
jq -e '.until.each | max <= 9' short/manifest.json > /dev/null ||
	fail "more than 1.5 times 6 of one target"
[ "$(run_status short --until width:3 --most 6 --json)" = 6 ] || fail "again"
jq -e '.status == 6 and .done == 0 and .until.half == 3 and
	(.until.looks | map(select(.of == "target" and (.enough | not))) |
	 length > 0 and all(.needs > 6))' out.txt > /dev/null ||
	fail "$(cat out.txt)"
lencurve --lang zh run sweep.json -o short --no-plot -q --until width:3 --most 6 \
	2>&1 | grep -q '还不够窄' || fail "zh"

# Bands alone cost less.
[ "$(run_status bands --until width:bands:10)" = 0 ] || fail "bands: $(cat out.txt)"
[ "$(jq .requests bands/manifest.json)" -lt "$(jq .requests narrow/manifest.json)" ] ||
	fail "bands ask as much as targets"

# Answers that are alike every time are narrow at once.
sed 's/0.99/0/' sweep.json > alike.json
lencurve run alike.json -o alike --no-plot -q --until width:0.5 > out.txt 2>&1
jq -e '.until.each == null and .requests == 240' alike/manifest.json > /dev/null ||
	fail "alike: $(cat out.txt)"

# What was stated before the first answer stands, and nonsense is refused.
for extra in "" "--until width:9" "--until width:bands:10" \
	"--until width:10 --most 30" "--until gate:narrow"; do
	# shellcheck disable=SC2086
	lencurve run sweep.json -o narrow -q $extra > /dev/null 2> err.txt
	[ $? = 2 ] || fail "\"$extra\" is taken"
done
grep -q -- '--until width:10 --most 90' err.txt || fail "$(cat err.txt)"
for wrong in width width: width:0 width:-1 width:x width:nan width:inf \
	width:1e999 width:bands: width:bands:0 width:5x; do
	lencurve run sweep.json -o wrong -q --until $wrong > /dev/null 2> err.txt
	[ $? = 2 ] || fail "--until $wrong is taken"
	grep -q -- '--until' err.txt || fail "$(cat err.txt)"
	[ ! -e wrong ] || fail "$wrong left a directory"
done
jq '.until.what = "gate:narrow"' narrow/manifest.json > m.json
mv m.json narrow/manifest.json
lencurve run sweep.json -o narrow -q --until gate:narrow > /dev/null 2>&1
[ $? = 2 ] || fail "a width called a gate is taken"
exit 0
