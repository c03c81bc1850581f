#!/bin/bash
# The page in headless Chromium: clicked, typed into, searched, printed, on a
# phone, in the dark, in Chinese; and with texts that would like to be alive.
set -u
here=$ROOT/tests/page
if ! command -v chromium > /dev/null; then
	echo "needs chromium (Debian: apt-get install chromium)" >&2
	exit 77
fi
# shellcheck disable=SC2034
node_least=18 # playwright-core's
# shellcheck source=/dev/null
. "$ROOT/tests/sdk/npm.bash"

fail() {
	printf '%s\n' "$*"
	exit 1
}

# 140 x 2 x 5 answers; two runs of one page; and a grid, for the effects.
lencurve run "$ROOT/sweeps/spring-festival.json" -q --repeats 5 --no-plot \
	-o five > /dev/null || fail "run five"
lencurve run "$ROOT/sweeps/spring-festival.json" -q --targets 50:200:50 \
	--no-plot -o small > /dev/null || fail "run small"
lencurve run "$ROOT/sweeps/decoding-grid.json" -q --targets 50:300:50 \
	--no-plot -o grid > /dev/null || fail "run grid"
lencurve report five -o five.html > /dev/null || fail "report five"
lencurve report five --answers 100 -o excerpt.html > /dev/null ||
	fail "report an excerpt"
lencurve report small small small -o three.html > /dev/null ||
	fail "report three"
lencurve judge small --with "$ROOT/sweeps/judge-zh.json" -q > /dev/null ||
	fail "judge small"
lencurve report small -o judged.html > /dev/null || fail "report judged"
lencurve report grid -o grid.html --lang zh > /dev/null || fail "report grid"

lencurve run "$ROOT/sweeps/testset.json" -q --no-plot -o kinds > /dev/null ||
	fail "run kinds"
lencurve report kinds -o kinds.html > /dev/null || fail "report kinds"
lencurve report small kinds -o apart.html > /dev/null || fail "report apart"
jq -n '{name: "none", prompt: "写{target}字", targets: [50, 100],
	models: [{name: "mute", provider: "sim", model: "mute"},
		{name: "censored", provider: "sim", model: "censored"}]}' > none.json
lencurve run none.json -q --no-plot -o none > /dev/null 2>&1
lencurve report none -o none.html > /dev/null || fail "report none"

# Texts, prompts and names of models that are anything but texts.
jq -c --slurp '. as $all | range(length) as $i |
	{t: $all[$i], n: 20, m: ($all[$i] | gsub("\n"; " ")), p: $all[$i]}' \
	"$here/hostile.json" > hostile.jsonl || fail "hostile.jsonl"
lencurve measure hostile.jsonl --text t --target n --group m -o hostile \
	> /dev/null 2>&1 || fail "measure"
[ -f hostile/answers.jsonl ] ||
	jq -c '{id: (input_line_number | tostring), prompt: .p, text: .t}' \
		hostile.jsonl > hostile/answers.jsonl
printf '%s\n' '{"t":"<think>数一数</think>**你好**世界👋（5字）","n":3}' \
	> off.jsonl
lencurve measure off.jsonl --text t --target n --strip remark,markdown \
	-o off > /dev/null 2>&1 || fail "measure off"
[ -f off/answers.jsonl ] || jq -c '{id: "1", text: .t}' off.jsonl \
	> off/answers.jsonl
jq -cn '["e\u0301e\u0301", "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67x",
	"a\r\nb\r\nc", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "a\u200db"][] |
	{t: ., n: (if .[0:1] == "a" then 2 else 1 end)}' > marks.jsonl
lencurve measure marks.jsonl --text t --target n --unit codepoint -o marks \
	> /dev/null 2>&1 || fail "measure marks"
lencurve report marks -o marks.html > /dev/null || fail "report marks"
lencurve report off -o off.html > /dev/null || fail "report off"
lencurve report hostile -o hostile.html > /dev/null || fail "report hostile"

# Names of models, prompts, samplings, runs and judges, and judges' reasons.
jq --slurp '[.[] | select(test("[/\n\u0007\u2028\ufeff]") | not)] as $p | {
	name: "names", purpose: $p[0], targets: [20, 40],
	prompts: {($p[1]): ("写{target}字" + $p[2])},
	sampling: [{name: $p[3], temperature: 0.5}],
	models: [$p[] | select(test("^ | $") | not) |
		{name: ., provider: "sim", model: "base"}][0:12]}' \
	"$here/hostile.json" > names.json || fail "names.json"
run='run<img src=x onerror=alert(1)>'
lencurve run names.json -q --no-plot -o "$run" > /dev/null || fail "run names"
lencurve export "$run" --jsonl -o names.jsonl > /dev/null || fail "export names"
jq -r --slurp --slurpfile p "$here/hostile.json" '["id", "score", "who",
	"reason"], (to_entries[] | [.value.id, 5 + .key % 4, $p[5],
		$p[.key]]) | @csv' names.jsonl > scores.csv
lencurve judge "$run" --scores scores.csv > /dev/null 2>&1 ||
	fail "scores of names"
lencurve report "$run" -o names.html > /dev/null || fail "report names"

texts=$(tail -n +2 five/journal.jsonl | jq -j '.text' | wc -c)
page=$(stat -c %s five.html)
[ $((page * 10)) -le $((texts * 13)) ] ||
	fail "the page has $page bytes, its texts $texts: more than 1.3 times"

timeout 240 node "$here/page.mjs" "$PWD" "$(command -v chromium)" \
	"$here/hostile.json"
