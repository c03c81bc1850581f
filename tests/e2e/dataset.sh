#!/bin/bash
# A made-up file of 334 records: 56 questions asked at two lengths, 50 records
# that repeat one, five questions of the test set. All of that and no more is
# found; every length is rewritten, once.
. "$ROOT/tests/e2e/lib.bash"

python=$(command -v python3) || { echo "python3 is not here" >&2; exit 77; }
"$python" - << 'PY' || fail "made-up data"
import json, random
r = random.Random(7)
han = [chr(c) for c in range(0x4e00, 0x9000)]
text = lambda n: "".join(r.choice(han) for _ in range(n))
test = ["请以" + text(24) + "为题写一段%d字的祝福" % (50 + i) for i in range(60)]
train = ["为" + text(18) + "写一篇不超过%d字的作文" % (10 + i) for i in range(223)]
train += [p.replace("字的作文", "0字的作文") for p in train[:56]]
# The number changed, a white space more, words in front, words behind, a part.
train += [test[0].replace("50字", "88字"), test[1].replace("为题", "为题 "),
          "好的。" + test[2], test[3] + "，语气温暖", test[4][2:]]
train += r.sample(train, 50)
answer = {p: text(5 + i) for i, p in enumerate(train)}
r.shuffle(train)
with open("test.jsonl", "w") as f:
    for p in test:
        f.write(json.dumps({"prompt": p}, ensure_ascii=False) + "\n")
with open("sft.jsonl", "w") as f:
    for p in train:
        f.write(json.dumps([{"prompt": p, "response": [[answer[p]]]}],
                           ensure_ascii=r.random() < .3) + "\n")
PY

[ "$(wc -l < sft.jsonl)" -eq 334 ] || fail "334 records"
lencurve dataset duplicates sft.jsonl --json > twice.json || fail duplicates
[ "$(jq -c '[.same, .same_answer, .asked, .lengths, .near, .answers]' \
	twice.json)" = '[50,50,56,112,0,0]' ] || fail "$(jq 'del(.rows)' twice.json)"
[ "$(jq -s '[.[0].rows[] | select(.sort == "same").line] | length' \
	twice.json)" = 50 ] || fail "rows"
lencurve dataset leak test.jsonl sft.jsonl --json > leak.json
[ $? -eq 1 ] || fail "exit status of a leak"
[ "$(jq -c '[.leaked, ([.leaks[].test_record] | unique)]' leak.json)" = \
	'[5,[1,2,3,4,5]]' ] || fail "leaks: $(jq -c .leaks leak.json)"
sed -n '6,$p' test.jsonl > clean.jsonl
lencurve dataset leak clean.jsonl sft.jsonl > /dev/null || fail "no leak"

lencurve dataset rewrite sft.jsonl -o exact.jsonl --json 2> /dev/null |
	jq -e '.outcomes | .done + .right == 334' > /dev/null || fail rewrite
lencurve dataset audit exact.jsonl --json |
	jq -e '.exact == 334 and .mald == 0' > /dev/null || fail audit
lencurve dataset rewrite exact.jsonl -o twice.jsonl > list 2> /dev/null
cmp exact.jsonl twice.jsonl && [ ! -s list ] || fail twice
# Only numbers differ: without digits the files are one.
cmp <(tr -d 0-9 < sft.jsonl | wc -c) <(tr -d 0-9 < exact.jsonl | wc -c) ||
	fail "something but the numbers"
lencurve dataset audit exact.jsonl -o out > /dev/null 2>&1 || fail "-o"
lencurve curve out --json | jq -e '.series[0].overall.mald == 0' \
	> /dev/null || fail curve
