#!/bin/bash
# init writes what check and run accept, for every provider; asks on a terminal
# and never elsewhere; overwrites nothing; takes no key.
. "$ROOT/tests/e2e/lib.bash"
export COLUMNS=400 OPENAI_API_KEY=made-up QIANFAN_BEARER_TOKEN=made-up \
	ANTHROPIC_API_KEY=made-up QIANFAN_AK=made QIANFAN_SK=up

for lang in en zh; do
	for p in $(lencurve check --list providers | awk 'NF == 0 { exit }
		NR > 2 { print $1 }'); do
		lencurve --lang $lang init -p "$p" -m org/first -m second \
			--base-url http://127.0.0.1:9/v1 -o "$p-$lang.json" \
			< /dev/null 2> err.txt || fail "$p: $(cat err.txt)"
		lencurve check -n "$p-$lang.json" > said.txt 2>&1 ||
			fail "$p: check: $(cat said.txt)"
		grep -q '"name": "first"' "$p-$lang.json" || fail "$p: name"
	done
done

# refused SAID OPTION...: not written, with that in the message.
refused() {
	local said=$1
	shift
	lencurve init "$@" -o no.json < /dev/null > said.txt 2>&1
	[ $? -eq 2 ] || fail "init $*: not refused"
	grep -q -- "$said" said.txt || fail "init $*: $(cat said.txt)"
	[ ! -e no.json ] || fail "init $*: written"
}
refused '--provider is missing'
refused 'did you mean vllm?' -p vlm
refused '--model is missing' -p openai
refused '--base-url is missing' -p generic -m x
refused 'plain http' -p generic -m x --base-url http://example.com/v1
refused 'prompt' -p sim --prompt 'no place for the length'
refused 'twice\|second\|again\|already' -p openai -m same -m same
refused 'key' -p openai -m x --key-env sk-planted-0123456789abcdef0123456789

echo mine > here.json
ln -s nowhere dangling.json
for f in here.json dangling.json; do
	lencurve init -p sim -o $f 2> err.txt && fail "$f overwritten"
	grep -q 'is there already' err.txt || fail "$(cat err.txt)"
done
[ "$(cat here.json)" = mine ] || fail "here.json changed"

# What it writes runs.
lencurve init -p sim -o - > sim.json || fail "-o -"
sed -i 's/700/20/' sim.json
lencurve run sim.json -q --no-plot > said.txt 2>&1 || fail "$(cat said.txt)"
[ -s results/sim/curve.csv ] || fail "no curve"

# Questions, answered by hand: an awkward prompt stays what it was typed.
if command -v script > /dev/null; then
	printf '%s\n' generic base v2 '' http://127.0.0.1:8000/v1 \
		'写 {target} 字，题为"\春"' | script -qec \
		'lencurve init -o asked.json' /dev/null > said.txt
	grep -q '"prompt": "写 {target} 字，题为\\"\\\\春\\""' asked.json ||
		fail "asked: $(cat said.txt asked.json)"
	grep -q '"model": "v2"' asked.json || fail "asked: $(cat asked.json)"
	lencurve check -n asked.json > said.txt 2>&1 || fail "$(cat said.txt)"
	# What will not do is asked again, and nobody when the terminal ends.
	printf '%s\n' opnai generic '' base '' http://example.com/v1 \
		http://127.0.0.1:8000/v1 'no place' '{target} 字' | script -qec \
		'lencurve init -o again.json' /dev/null > said.txt
	for said in 'did you mean openai' 'plain http' 'has no {target}'; do
		grep -q "$said" said.txt || fail "again: $(cat said.txt)"
	done
	lencurve check -n again.json > said.txt 2>&1 || fail "$(cat said.txt)"
	script -qec 'lencurve init --lang zh -o zh.json' /dev/null \
		> said.txt < /dev/null
	grep -q 'generic  *任何' said.txt || fail "zh: $(cat said.txt)"
	script -qec 'lencurve init -o end.json' /dev/null > said.txt < /dev/null
	[ ! -e end.json ] || fail "end: written"
	grep -q -- '--model is missing' said.txt || fail "end: $(cat said.txt)"
fi
