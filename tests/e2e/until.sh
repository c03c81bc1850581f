#!/bin/bash
# A baseline of several nights, and a run that asks until its gate can tell:
# unchanged nights pass, a worse model is called, kill -9 changes nothing, and
# answers that are alike every night cost the least.
. "$ROOT/tests/e2e/lib.bash"

# sweep SEED [MODEL]: what is called m is this model of the simulator.
sweep() {
	cat > sweep.json <<-END
	{ "name": "until", "prompt": "写{target}个字",
	  "targets": {"from": 10, "to": 400, "step": 10},
	  "models": [{"name": "m", "provider": "sim", "model": "${2:-v2}",
	    "base_url": "$URL/v1"}],
	  "sampling": {"temperature": 0.99, "top_p": 0.9},
	  "repeats": 3, "seed": $1, "limits": {"concurrency": 8} }
	END
}

# until DIR: the status of a run that grows; its words are in out.txt.
until_status() {
	lencurve run sweep.json -o "$1" --no-plot -q --until \
		"gate:${BASE:-results/baseline/n}" > out.txt 2> err.txt
	echo $?
}

start_sim
for i in 1 2 3 4 5 6; do
	sweep "$i"
	[ "$(run_status night$i)" = 0 ] || fail "night $i: $(cat err.txt)"
done
lencurve baseline accept night[1-6] --name n > out.txt 2> err.txt ||
	fail "accept: $(cat err.txt)"
tr '\n' ' ' < err.txt | grep -q '19 times in 20 at a margin of' || fail "$(cat err.txt)"
# plan knows them by the sweep's name, and says what its own repeats support.
lencurve plan sweep.json | grep -q 'passes 19 times in 20' && fail "plan: no baseline"
lencurve plan sweep.json -b results/baseline/n > out.txt || fail "plan -b"
tr '\n' ' ' < out.txt | grep -q 'margin of 2 needs [0-9]* answers' ||
	fail "plan: $(cat out.txt)"
lencurve plan sweep.json -b results/baseline/n -n 1000 |
	tr '\n' ' ' | grep -q 'margin of 2 needs' && fail "1000 are enough"
lencurve plan sweep.json -b nowhere > /dev/null 2>&1 && fail "plan -b nowhere"
jq -e '.format == 2 and .nights == 6' results/baseline/n/v0001/baseline.json \
	> /dev/null || fail "baseline.json"

# An unchanged night passes, and so does its gate afterwards.
sweep 101
[ "$(until_status same)" = 0 ] || fail "same: $(cat out.txt err.txt)"
grep -q '^pass: same against results/baseline/n/v0001' out.txt ||
	fail "$(cat out.txt)"
tr '\n' ' ' < out.txt | grep -q 'a baseline of 6 nights; look [0-9]* of 10' ||
	fail "$(cat out.txt)"
jq -e '.until | .looked > 0 and (.each | max) > 2' same/manifest.json \
	> /dev/null || fail "it did not grow"
lencurve gate -b results/baseline/n same > out.txt || fail "gate: $(cat out.txt)"
planned=$(jq .requests same/manifest.json)
[ "$(wc -l < same/samples.csv)" -eq $((planned + 1)) ] || fail "samples.csv"
lencurve measure same > /dev/null && lencurve curve same > /dev/null ||
	fail "measure"

# Where three nights leave it open whatever is asked, it says so and asks little.
lencurve baseline accept night[1-3] --name few > out.txt 2> err.txt ||
	fail "accept: $(cat err.txt)"
lencurve run sweep.json -o few --no-plot --until gate:results/baseline/few \
	> out.txt 2> err.txt
[ $? = 6 ] || fail "few: $(cat out.txt err.txt)"
grep -q 'By the 3 nights .* leave m [0-9-]* open .* margin of [0-9]' err.txt ||
	fail "few: $(cat err.txt)"
[ "$(jq .requests few/manifest.json)" -le 240 ] || fail "few asked on"

# kill -9 at any moment, also between a look and what it asks.
for i in $(seq 12); do
	lencurve run sweep.json -o killed --no-plot -q \
		--until gate:results/baseline/n > /dev/null 2>&1 &
	sleep "0.0$((i * 3 % 8))"
	kill -9 $! 2> /dev/null
	wait $! 2> /dev/null
done
[ "$(until_status killed)" = 0 ] || fail "killed: $(cat err.txt)"
cmp <(timeless same) <(timeless killed) || fail "kill -9 changed the samples"
cmp <(jq .until same/manifest.json) <(jq .until killed/manifest.json) ||
	fail "kill -9 changed the looks"

# A budget ends it as it ends any run; more of it goes on.
lencurve run sweep.json -o poor --no-plot -q --max-tokens-total 30000 \
	--until gate:results/baseline/n > out.txt 2> err.txt
[ $? = 4 ] || fail "budget: $(cat out.txt err.txt)"
grep -q 'against results' out.txt && fail "a verdict on half a night"
[ "$(until_status poor)" = 0 ] || fail "poor: $(cat err.txt)"
cmp <(timeless same) <(timeless poor) || fail "a budget changed the samples"

# A worse model is a regression.
sweep 102 base
[ "$(until_status worse)" = 1 ] || fail "worse: $(cat out.txt)"

# What was stated before the first answer stands.
for extra in "" "--until gate:results/baseline/n --most 30" \
	"--until gate:night1" "--until gate:results/baseline/n --margin 3"; do
	# shellcheck disable=SC2086
	lencurve run sweep.json -o worse -q $extra > /dev/null 2> err.txt
	[ $? = 2 ] || fail "\"$extra\" is taken"
done
sweep 1
lencurve run sweep.json -o night1 -q --until gate:night2 > /dev/null 2> err.txt
[ $? = 2 ] && grep -q 'begun without --until' err.txt || fail "$(cat err.txt)"
for wrong in width gate: gate:nowhere; do
	lencurve run sweep.json -o wrong -q --until $wrong > /dev/null 2> err.txt
	[ $? = 2 ] || fail "--until $wrong is taken"
done

# The same seed: answers alike, at the least that can be asked.
[ "$(BASE=night1 until_status alike)" = 0 ] || fail "alike: $(cat out.txt)"
tr '\n' ' ' < out.txt | grep -q "All 80 answers are the baseline's to the byte" ||
	fail "$(cat out.txt)"

# Nights that are one another's copies, and then a server that answers
# otherwise: they count as one night, and the luck of this one is no growth.
for i in 1 2 3; do
	sweep 7
	[ "$(run_status copy$i)" = 0 ] || fail "copy $i: $(cat err.txt)"
done
lencurve baseline accept copy[1-3] --name copies > out.txt 2> err.txt ||
	fail "copies: $(cat err.txt)"
sweep 8
[ "$(run_status changed)" = 0 ] || fail "changed: $(cat err.txt)"
lencurve gate -b results/baseline/copies changed --all > out.txt
case $? in 0 | 6) ;; *) fail "changed: $(cat out.txt)" ;; esac
tr '\n' ' ' < out.txt | grep -q 'less in common with the nights' ||
	fail "$(cat out.txt)"
# What more is asked of such a server has the seeds of the baseline again.
sweep 9
again() {
	lencurve run sweep.json -o again --no-plot -q --margin 5 \
		--until gate:results/baseline/copies > out.txt 2> err.txt
}
again
first=$?
[ "$first" = 6 ] || [ "$first" = 0 ] || fail "again: $(cat out.txt)"
jq -e '.again == 3 and (.until.each | max) > 3' again/manifest.json \
	> /dev/null || fail "no seed is asked again"
awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
	{ seed[$at["target"] "/" $at["repeat"]] = $at["seed"] }
	END { for (k in seed) { split(k, p, "/")
		if (p[2] > 3 && seed[k] != seed[p[1] "/" (p[2] - 1) % 3 + 1])
			exit 1 } }' again/samples.csv || fail "seeds: $(cat again/samples.csv)"
again
[ $? = "$first" ] || fail "again, resumed: $(cat out.txt)"
lencurve baseline accept copy1 again --name both > out.txt 2> err.txt ||
	fail "both: $(cat err.txt)"
jq -e '.again == [0, 3]' results/baseline/both/v0001/baseline.json \
	> /dev/null || fail "the baseline forgets what was asked again"
lencurve gate -b results/baseline/both copy2 > out.txt
[ $? != 2 ] || fail "both: $(cat out.txt)"

# The last that passed: the worse one is left out.
lencurve baseline accept night? worse same --last 4 --name n > out.txt \
	2> err.txt || fail "last: $(cat err.txt)"
grep -q '^worse did not pass' err.txt || fail "$(cat err.txt)"
jq -e '.nights == 4' results/baseline/n/v0002/baseline.json > /dev/null ||
	fail "nights of the last"

# Nights of another sweep make no baseline; an old one is one night.
sed 's/写/编/' sweep.json > other.json
lencurve run other.json -o other -q --no-plot > /dev/null
lencurve baseline accept night1 other --name n 2> err.txt && fail "two sweeps"
[ ! -e results/baseline/n/v0003 ] || fail "a version of two sweeps"
lencurve baseline accept night1 --name old > /dev/null
sed -i 's/"format": 2/"format": 1/; /"nights"/d' results/baseline/old/*/baseline.json
lencurve gate -b results/baseline/old night1 > /dev/null || fail "format 1"
sed -i 's/"format": 1/"format": 9/' results/baseline/old/*/baseline.json
lencurve gate -b results/baseline/old night1 > /dev/null 2> err.txt
[ $? = 2 ] && grep -q 'newer lencurve' err.txt || fail "format 9"
exit 0
