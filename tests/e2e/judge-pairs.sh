#!/bin/bash
# A pairwise judge of known truth: killed in the middle it goes on without
# asking twice; what its first place is worth and that nobody is better are
# found within their intervals; length is taken out where lengths overlap.
. "$ROOT/tests/e2e/lib.bash"
command -v jq > /dev/null || { echo "no jq here" >&2; exit 77; }
start_sim --delay-ms 30

cat > s.json << 'END'
{ "name": "s", "prompt": "请写{target}个字", "repeats": 2,
  "targets": {"from": 10, "to": 600, "step": 10}, "sampling": {"temperature": 1},
  "models": [ { "name": "noisy", "provider": "sim" },
              { "name": "v2", "provider": "sim" } ] }
END
lencurve run s.json -o r -q --no-curve || fail "run"
judge() {
	sed -e "s|\"name\": \"judge\", \"provider\": \"sim\"|\"name\": \"j\", \"provider\": \"sim\", \"model\": \"$1\", \"base_url\": \"$URL/v1\"|" \
		-e "s|\"name\": \"judge-pairwise\"|\"name\": \"$1\"|" \
		-e "s|\"concurrency\": 16|\"concurrency\": $2|" \
		"$ROOT/sweeps/judge-pairwise.json" > "$1.json"
}
judge judge-first 4
lencurve judge r --with judge-first.json --repeats 2 -q > /dev/null 2>&1 &
pid=$!
until_records 20 r/judge/judge-first/journal.jsonl
kill -9 $pid
wait $pid 2> /dev/null
half=$(grep -c '"id"' r/judge/judge-first/journal.jsonl)
[ "$half" -gt 0 ] && [ "$half" -lt 480 ] || fail "killed at $half of 480"
lencurve judge r --with judge-first.json --repeats 2 --json -q > out.json ||
	fail "resumed"
[ "$(grep -c '"id"' r/judge/judge-first/journal.jsonl)" -le 484 ] ||
	fail "something was asked twice"
[ "$(wc -l < r/judge/judge-first/pairs.csv)" -eq 481 ] || fail "pairs.csv"
# It names the first in a fifth of its replies anyway: 0.6; no answer is better.
jq -e '.pairs[0] | (.first_wins.interval | .[0] < 0.6 and 0.6 < .[1] and
	0.5 < .[0]) and (.win_rate.interval | .[0] < 0.5 and 0.5 < .[1]) and
	.coverage == 1 and .pairs == 120' out.json > /dev/null ||
	fail "the first place: $(jq -c '.pairs' out.json)"

# One that likes answers long: the shorter ones lose, and would not at equal
# lengths.
sed -e 's/"from": 10, "to": 600, "step": 10/"from": 20, "to": 70, "step": 1/' \
	-e 's/"name": "v2"/"name": "short"/' -e 's/"repeats": 2/"repeats": 8/' \
	s.json > small.json
lencurve run small.json -o small -q --no-curve || fail "small"
judge judge-long 16
lencurve judge small --with judge-long.json --json -q > out.json || fail "long"
jq -e '.pairs[0] | .control == "controlled" and .length_slope < 0 and
	(.controlled_rate.interval | .[0] < 0.5 and 0.5 < .[1]) and
	.win_rate.interval[1] < 0.5' out.json > /dev/null ||
	fail "length: $(jq -c '.pairs' out.json)"

# One of whose replies 15 % name nobody.
judge judge-sloppy 16
lencurve judge r --with judge-sloppy.json --json -q > out.json || fail "sloppy"
jq -e '.pairs[0] | .verdict == "uncovered" and .scored < 228 and .pairs < 120 and
	.scored + .unparsed + .ambiguous + .out_of_range + .refused +
	.empty == 240' \
	out.json > /dev/null || fail "sloppy: $(jq -c '.pairs' out.json)"

# The page has them all.
lencurve report r -o page.html > /dev/null || fail "report"
for name in judge-first judge-sloppy; do
	grep -q "$name: [0-9]* of [0-9]* judgements name a winner" page.html ||
		fail "$name is not in the page"
done

# As a batch it says what it says live.
cp -r r live
judge judge-first 4
rm -r r/judge live/judge
lencurve judge live --with judge-first.json --targets 10:100:10 -q > live.txt ||
	fail "live"
lencurve judge r --with judge-first.json --targets 10:100:10 --batch openai \
	> out.txt || fail "plan: $(cat out.txt)"
lencurve batch submit r/judge/judge-first > out.txt || fail "submit"
lencurve batch fetch r/judge/judge-first > out.txt || fail "fetch"
lencurve judge r | diff live.txt - > diff.txt || fail "$(cat diff.txt)"
