#!/bin/bash
# A cell has its last word only when the server's word was about it: one
# error for everything stops the run and leaves the cells open; what failed
# is asked anew on demand; a run that measured nothing is no success.
. "$ROOT/tests/e2e/lib.bash"

# sweep MODEL [LIMITS]: twenty cells at $URL.
sweep() {
	cat > sweep.json <<-END
	{ "name": "e2e", "prompt": "写{target}个字",
	  "targets": {"from": 10, "to": 200, "step": 10},
	  "models": [{"name": "$1", "provider": "sim",
	    "base_url": "$URL/v1"}],
	  "limits": {${2:-"\"concurrency\": 2, \"retries\": 0"}} }
	END
}

# outcomes DIR: "18 ok 2 failed", from samples.csv.
outcomes() {
	awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "outcome") c = i
		next } { n[$c]++ } END { for (o in n) print n[o], o }' \
		"$1/samples.csv" | sort -rn | tr '\n' ' '
}

# Every request fails alike: told once, with a count, after a few cells.
start_sim --faults '500:1'
sweep v2
[ "$(run_status all)" = 4 ] || fail "all alike: $(cat err.txt)"
grep -q 'every request so far came to the same: HTTP 500' err.txt ||
	fail "no reason: $(cat err.txt)"
grep -qE '^ +[5-7]  HTTP 500' err.txt || fail "no count: $(cat err.txt)"
[ "$(count faults)" -le 7 ] || fail "it went on asking: $(count faults)"
stop_sim

# In words no table knows it is the same: no cell has had its last word.
start_sim --faults '400:1'
sweep v2
[ "$(run_status all)" = 4 ] || fail "400 for all: $(cat err.txt)"
grep -q 'every request so far came to the same: HTTP 400' err.txt ||
	fail "400: no reason: $(cat err.txt)"
if grep '"final":true' all/journal.jsonl; then fail "400: a last word"; fi
[ "$(count faults)" -le 7 ] || fail "400: it went on asking"
stop_sim

# The cause gone, the same directory is answered whole.
start_sim
sweep v2
[ "$(run_status all)" = 0 ] || fail "after it: $(cat err.txt)"
[ "$(outcomes all)" = "20 ok " ] || fail "after it: $(outcomes all)"
[ "$(count answers)" = 20 ] || fail "asked $(count answers)"

# --again: chosen outcomes only, the old records stay and the new ones count.
sweep picky
[ "$(run_status picky)" = 0 ] || fail "picky: $(cat err.txt)"
[ "$(outcomes picky)" = "16 ok 4 refused " ] || fail "$(outcomes picky)"
before=$(count answers) lines=$(wc -l < picky/journal.jsonl)
[ "$(run_status picky --again failed --again empty)" = 0 ] || fail none
[ "$(count answers)" = "$before" ] || fail "asked what was not named"
[ "$(run_status picky --again refused)" = 0 ] || fail "again: $(cat err.txt)"
[ "$(count answers)" = $((before + 4)) ] || fail "refused: $(count answers)"
[ "$(wc -l < picky/journal.jsonl)" = $((lines + 4)) ] || fail "journal"
[ "$(run_status picky --again all)" = 0 ] || fail "all: $(cat err.txt)"
[ "$(count answers)" = $((before + 24)) ] || fail "all: $(count answers)"
[ "$(run_status picky --again refusd)" = 2 ] || fail "a slip is taken"
grep -q 'did you mean "refused"?' err.txt || fail "no hint: $(cat err.txt)"

# A server that is away takes no answer that was there.
stop_sim
[ "$(run_status picky --again all)" = 4 ] || fail "away: $(cat err.txt)"
lencurve measure picky > /dev/null || fail measure
[ "$(outcomes picky)" = "16 ok 4 refused " ] || fail "away: $(outcomes picky)"

# Nothing measured, or every answer cut.
start_sim
for model in mute refuser burner censored; do
	sweep $model
	[ "$(run_status $model)" = 4 ] || fail "$model: a success"
	grep -q "nothing could be measured of model \"$model\": 20 of 20" \
		err.txt || fail "$model: $(cat err.txt)"
done
sweep v2
sed -i 's/"limits"/"token_budget": 3, "limits"/' sweep.json
[ "$(run_status cut)" = 4 ] || fail "cut: a success"
[ "$(outcomes cut)" = "20 truncated " ] || fail "cut: $(outcomes cut)"
grep -q '20 of 20 answers are truncated; a larger "token_budget"' err.txt ||
	fail "cut: $(cat err.txt)"

# A pass needs answers, whatever --on-inconclusive says.
lencurve gate -b picky burner --common --on-inconclusive pass > /dev/null 2>&1
[ $? -ne 0 ] || fail "the gate passes on nothing"
for dir in was is; do
	sweep picky && sed -i 's/"picky", "prov/"m", "model": "picky", "prov/' \
		sweep.json
	[ "$(run_status $dir)" = 0 ] || fail "$dir: $(cat err.txt)"
done
sed -i 's/"picky"/"refuser"/' sweep.json
[ "$(run_status is)" = 4 ] || fail "is"
lencurve gate -b was is --on-inconclusive pass > gate.txt
[ $? = 6 ] || fail "the gate passes on missing answers: $(cat gate.txt)"
