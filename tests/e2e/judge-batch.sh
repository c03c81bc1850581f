#!/bin/bash
# A judge that is asked as a batch says what it says live.
. "$ROOT/tests/e2e/lib.bash"
command -v jq > /dev/null || { echo "no jq here" >&2; exit 77; }
start_sim
lencurve run "$ROOT/sweeps/spring-festival.json" -o r -q --no-curve \
	--targets 50:700:50 || fail "run"
sed -e "s|\"name\": \"judge\", \"provider\": \"sim\"|\"name\": \"j\", \"provider\": \"sim\", \"model\": \"judge-long\", \"base_url\": \"$URL/v1\"|" \
	"$ROOT/sweeps/judge-zh.json" > judge.json
cp -r r live
lencurve judge live --with judge.json --repeats 2 -q > live.txt || fail "live"
lencurve judge r --with judge.json --repeats 2 --batch openai > out.txt ||
	fail "plan: $(cat out.txt)"
grep -q "56 requests" out.txt || fail "$(cat out.txt)"
dir=r/judge/judge-zh
lencurve judge r --with judge.json --batch openai 2> err.txt && fail "twice"
lencurve batch submit $dir > out.txt || fail "submit"
lencurve judge r --with judge.json --repeats 2 2> err.txt && fail "pays twice"
grep -q "is paid for twice" err.txt || fail "$(cat err.txt)"
lencurve batch fetch $dir > out.txt || fail "fetch"
grep -q "Every planned answer is there" out.txt || fail "$(cat out.txt)"
lencurve judge r | diff live.txt - > diff.txt || fail "$(cat diff.txt)"
lencurve judge r --batch openai 2> err.txt && fail "no judge"
grep -q "name it with --with" err.txt || fail "$(cat err.txt)"

# In two parts, one of them packed, merged, it is the same judge.
cp -r $dir a && cp -r $dir b
head -n 20 $dir/journal.jsonl > a/journal.jsonl
{ head -n 1 $dir/journal.jsonl && tail -n +21 $dir/journal.jsonl; } \
	> b/journal.jsonl
lencurve pack b > /dev/null && rm -r $dir || fail "pack"
lencurve merge b a -o $dir > out.txt || fail "merge: $(cat out.txt)"
lencurve judge r | diff live.txt - > diff.txt || fail "merged: $(cat diff.txt)"
