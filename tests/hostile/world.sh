#!/bin/bash
# What servers and gateways send that no reference has: each model of world.py
# behaves in one way, and is measured, told or refused as its line says.
. "$ROOT/tests/e2e/lib.bash"
command -v python3 > /dev/null || { echo "no python3 here" >&2; exit 77; }
python3 "$ROOT/tests/hostile/world.py" > port &
trap 'kill $!' EXIT
until [ -s port ]; do sleep 0.05; done
targets='10, 20, 30, 40' limits='"concurrency": 1, "retries": 2, "max_delay": 0.05'
bad=0

# ask MODEL DIR: leaves the status in $status and stderr in err.txt.
ask() {
	cat > sweep.json <<-END
	{ "name": "world", "prompt": "写{target}个字", "targets": [$targets],
	  "models": [{"name": "m", "provider": "generic", "model": "$1",
	    "base_url": "http://127.0.0.1:$(cat port)/v1"}],
	  "limits": {$limits} }
	END
	lencurve run sweep.json -o "$2" --no-plot > out.txt 2> err.txt
	status=$?
}

# outcomes DIR: "10:ok:10 ...", target, outcome and length.
outcomes() {
	awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
		{ printf "%s%s:%s:%s", s, $c["target"], $c["outcome"],
		$c["length"]; s = " " }' "$1/samples.csv"
}

# expect MODEL STATUS OUTCOMES [WORDS]: WORDS on the screen, or "none" odd.
expect() {
	local got
	ask "$1" "$1"
	got=$([ -f "$1/samples.csv" ] && outcomes "$1")
	[ "$status" = "$2" ] && [ "$got" = "$3" ] &&
		cat out.txt err.txt | grep -q -- "${4:-.}" && return
	echo "$1: expected $2, $3, ${4:-}; found $status, $got" >&2
	cat err.txt >&2
	bad=1
}
ok="10:ok:10 20:ok:20 30:ok:30 40:ok:40"
cut="10:truncated: 20:truncated: 30:truncated: 40:truncated:"
none="10:empty: 20:empty: 30:empty: 40:empty:"
open="10:failed: 20:failed: 30:failed: 40:failed:"

expect changing 0 "$ok" 'more than one model: big (2), small (2)'
expect tagged 0 "10:ok:26 20:ok:36 30:ok:46 40:ok:56" '4 answers.*<draft>'
expect html 0 "10:ok:17 20:ok:27 30:ok:37 40:ok:47"
if grep -q 'unknown' out.txt err.txt; then fail "html is a known tag"; fi
expect ended 0 "$ok"
expect word 0 "$ok" 'not known: "zapped"'
expect full 4 "$cut" "context is full"
expect misrouted 4 "$none" 'empty: reasoning but no answer'
expect long 4 "$cut"
expect breaks 4 "$open" 'stream ended before'
expect words 0 "$ok"
expect usage 0 "$ok"
expect crlf 0 "$ok"
expect comments 0 "$ok"
expect thinks 0 "$ok"
expect late 0 "$ok"
expect parts 0 "$ok"
expect wrapped 0 "$ok"
expect broke 3 "" 'Insufficient Balance'
expect region 3 "" 'not supported'
expect waits 0 "$ok"
expect gateway 0 "$ok"

# A cut answer beyond its target is over, in every table.
[ "$(jq '.series[0].overall.over' long/summary.json)" = 0.25 ] ||
	fail "over: $(jq '.series[0].overall' long/summary.json)"

# Another model answered: said by all who read it.
lencurve curve changing | grep -q 'big (2), small (2)' || fail "curve"
lencurve measure changing 2>&1 | grep -q 'big (2), small (2)' || fail "measure"
ask changed changed
for verb in "compare changing changed" "gate -b changing changed"; do
	LC_ALL=C lencurve $verb > out.txt 2>&1
	grep -q 'more than one model: big (2), small (2)' out.txt &&
		grep -q 'by big (2), small (2), .*other (2), small (2)' out.txt ||
		fail "$verb: $(cat out.txt)"
done

# Where each run had one model and the two differ, in words and in JSON.
ask yesterday yesterday
ask today today
for verb in "compare yesterday today" "gate -b yesterday today"; do
	LC_ALL=C lencurve $verb > out.txt 2>&1
	grep -q 'by big (4), .*by small (4)\|big (4), .*small (4)' out.txt ||
		fail "$verb: $(cat out.txt)"
	lencurve $verb --json > out.json 2> err.txt
	found=$(jq -c '[.. | objects | select(.kind? == "served_model")
		| [.text, .n]]' out.json)
	[ "$found" = '[["big",4],["small",4]]' ] || fail "$verb: $found"
done
[ "$(jq -c '[.remarks[] | [.text, .n]]' changing/summary.json)" = \
	'[["big",2],["small",2]]' ] || fail "curve: $(cat changing/summary.json)"
sed 's/"model": "[a-z]*"/"model": "today"/' sweep.json > today.json
lencurve check today.json --json 2> err.txt | jq -e \
	'.checks[0] | .served_model == "small" and
	any(.remarks[]; test("asked for today, served by small"))' > /dev/null ||
	fail "check: $(cat err.txt)"

# An account that is emptied in words nobody knows: the run stops, and what
# was not answered is open.
targets=$(seq -s, 10 10 400)
for model in spent odd; do
	ask "$model" "$model"
	[ "$status" = 4 ] || fail "$model: status $status, $(cat err.txt)"
	grep -q 'came to the same' err.txt || fail "$model: $(cat err.txt)"
	[ "$(grep -c '"final":true' "$model/journal.jsonl")" = 5 ] ||
		fail "$model: final"
	[ "$(wc -l < "$model/journal.jsonl")" -lt 25 ] ||
		fail "$model: asked on"
done
exit $bad
