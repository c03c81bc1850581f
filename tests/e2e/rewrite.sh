#!/bin/bash
# A thousand made-up records in four formats, with escapes, quotes and line
# ends of every sort: after rewrite all but the phrase is there byte for byte,
# audit finds no deviation where something was rewritten, and a second run
# changes nothing.
. "$ROOT/tests/e2e/lib.bash"

python=$(command -v python3) || { echo "python3 is not here" >&2; exit 77; }
cat > made.py << 'PY'
import json, random, sys

r = random.Random(16)
han = [chr(c) for c in range(0x4e00, 0x9000)]
lead = ["请", "写一篇关于“团圆”的短文，", "第1步：\n", "a\tb, ", "Please write it in ", "\\n ", "\"问\"：😀", ""]
tail = ["的祝福。", "；谢谢", "\r\n", " (please)", "，要\"温暖\"", ""]
digits = "零一二三四五六七八九"

def numeral(n):
    n = n % 900 + 100
    return digits[n // 100] + "百" + ("零" if 0 < n % 100 < 10 else "") + \
        (digits[n % 100 // 10] + "十" if n % 100 >= 10 else "") + \
        (digits[n % 10] if n % 10 else "")

wide = lambda n: "".join(chr(0xfee0 + ord(c)) for c in str(n))
phrases = [lambda n: "%d字" % n, lambda n: "不超过%d字" % n,
           lambda n: "不少于%d个字" % n, lambda n: wide(n) + "字左右",
           lambda n: numeral(n) + "字", lambda n: "两百来字",
           lambda n: "%d-%d字" % (n, n + 50),
           lambda n: "字数在%d字到%d字之间" % (n, n + 50),
           lambda n: "不少于%d字，不超过%d字" % (n, n + 50),
           lambda n: "一千五百字", lambda n: "300多字", lambda n: "八百余字",
           lambda n: "约%d字（±10%%）" % n, lambda n: "少于%d字" % n,
           lambda n: "%d字不到" % n, lambda n: "1.5千字", lambda n: "字数：%d" % n,
           lambda n: "at most %d words" % n, lambda n: "exactly %d words" % n,
           lambda n: "about %d words (+/- 10%%)" % n,
           lambda n: "between %d and %d words" % (n, n + 9),
           lambda n: "one hundred words", lambda n: "1 word",
           lambda n: "no more than %d characters" % n]

def answer():
    n = r.choice([1, 1, 2, 7, 60, 288])
    if r.random() < .3:
        return " ".join(r.choice(["red", "lantern", "snow"]) for _ in range(n))
    return "".join(r.choice(han) for _ in range(n))

def quote(s, at):
    if at == "csv":
        return s.replace('"', '""')
    return json.dumps(s, ensure_ascii=r.random() < .3)[1:-1]

def record(at):
    l, p, t = r.choice(lead), r.choice(phrases)(r.randrange(5, 700)), r.choice(tail)
    a = answer()
    l, p, t = quote(l, at), quote(p, at), quote(t, at)
    z = " " * r.randrange(3)
    if at == "qianfan":
        parts = ['[%s{"prompt":%s"' % (z, z), '", "response" :[["%s"]],"x":1.50}]' % quote(a, at)]
        if r.random() < .5:
            parts = ['[{"response":[["%s"]],%s"prompt": "' % (quote(a, at), z), '"}%s]' % z]
    elif at == "alpaca":
        parts = ['{"output":"%s",\n  "input" : "",%s\n"instruction":"' % (quote(a, at), z), '"}']
    elif at == "sharegpt":
        parts = ['{"id": 1e3,"conversations":[{"from":"human",%s"value":"' % z,
                 '"},{"value":"%s","from":"gpt"}]}' % quote(a, at)]
    else:
        parts = ['%d,"' % r.randrange(99), '","%s"' % quote(a, at)]
    return parts[0] + l, p, t + parts[1]

kept = {}
for at, open_, between, close in [("qianfan", "", "\n", "\n"), ("alpaca", "[\n", " ,\n", "\n]\n"),
                                  ("sharegpt", "", "\r\n", ""), ("csv", "id,prompt,response\r\n", "\r\n", "\r\n")]:
    all_ = [record(at) for _ in range(250)]
    kept[at] = [open_] + [x for l, p, t in all_ for x in (l, p, t, between)][:-1] + [close]
    open(at, "w", newline="").write("".join(kept[at]))
json.dump(kept, open("kept.json", "w"))
PY
cat > check.py << 'PY'
import json, sys
kept = json.load(open("kept.json"))[sys.argv[1]]
new = open("new", newline="").read()
at = 0
for i, part in enumerate(kept):
    if i % 4 != 2 or i == 0:    # all but a phrase, behind which is a tail
        found = new.find(part, at)
        assert found == at or i % 4 == 3, (i, part, new[at:at + 80])
        at = found + len(part)
assert at == len(new), new[at:]
said = json.load(open("said"))
n = said["outcomes"]
assert n["done"] > 180 and n["done"] + n["right"] + n["read_back"] == 250, n
done = {x["record"] for x in said["rows"] if x["outcome"] == "done"}
if "+1" not in sys.argv:
    for row in json.load(open("audit"))["rows"]:
        assert row["record"] not in done or row["deviation"] == 0, row
PY
"$python" -S made.py || fail made
for at in qianfan alpaca sharegpt csv; do
	for how in "keep" "exact" "keep --strict +1"; do
		[[ $how != *+1 || $at = qianfan ]] || continue
		# shellcheck disable=SC2086
		lencurve dataset rewrite $at -o new --wording $how --json \
			> said 2> /dev/null || fail "$at $how"
		lencurve dataset audit new --json > audit || fail "$at $how"
		# shellcheck disable=SC2086
		"$python" -S check.py $at $how || fail "$at $how: bytes or lengths"
		# shellcheck disable=SC2086
		lencurve dataset rewrite new -o twice --wording $how > list 2> /dev/null
		cmp new twice && ! grep '^+' list || fail "$at $how: twice"
	done
done
