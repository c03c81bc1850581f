#!/bin/bash
# A planted key is in no file and in nothing that is printed, whatever goes
# wrong; what is kept is readable by its owner alone.
. "$ROOT/tests/e2e/lib.bash"
KEY=sk-planted-7f3a9c51e2d84b06
AK=ALTAKplanted51e2d84b06
SK=planted7f3a9c51e2d84b06secret
export OPENAI_API_KEY=$KEY ANTHROPIC_API_KEY=$KEY QIANFAN_BEARER_TOKEN=$KEY
export QIANFAN_AK=$AK QIANFAN_SK=$SK
export QIANFAN_ACCESS_KEY=$AK QIANFAN_SECRET_KEY=$SK

# sweep PROVIDER AUTH PATH
sweep() {
	cat > "sweep-$1-$2.json" <<-END
	{ "name": "keys-$1-$2", "prompt": "生成{target}个字的春节场景",
	  "targets": [5, 50, 100, 200],
	  "models": [{"name": "v2", "provider": "$1", "auth": "$2",
	    "base_url": "$URL$3"}],
	  "limits": {"retries": 1, "max_delay": 0.01, "timeout": 2} }
	END
}

# every VERB over one sweep; what they print goes to talk.txt.
every_verb() {
	local name=$1 dir=out-$1-$2
	for verb in "plan sweep-$name.json" "check sweep-$name.json" \
		"run sweep-$name.json -o $dir" \
		"run sweep-$name.json -o $dir --json --no-plot" \
		"measure $dir" "curve $dir" "compare $dir $dir" "gate $dir" \
		"report $dir"; do
		# shellcheck disable=SC2086
		lencurve $verb >> talk.txt 2>&1
	done
}

for faults in ok:1 401:0.5 400:0.5 503:0.5 html:0.5 qianfan-110:0.4 \
	reset:0.5 redirect:1 quota:0.3; do
	start_sim --faults "$faults" --key $KEY --access-key $AK \
		--secret-key $SK
	sweep openai bearer /v1
	sweep anthropic x-api-key ''
	sweep qianfan-v1 oauth ''
	for name in openai-bearer anthropic-x-api-key qianfan-v1-oauth; do
		every_verb $name "${faults%:*}"
	done
	stop_sim
done
grep -q 'ok 4' talk.txt || fail "nothing was ever answered"
grep -rlF -e $KEY -e $AK -e $SK . && fail "a key stands in these files"
# Wrong keys are refused in words that do not repeat them.
start_sim --key sk-other --access-key other --secret-key other
sweep openai bearer /v1
sweep qianfan-v1 oauth ''
for name in openai-bearer qianfan-v1-oauth; do
	lencurve run sweep-$name.json -o wrong-$name >> talk.txt 2>&1
	[ $? = 3 ] || fail "a wrong key: $(tail -n 3 talk.txt)"
done
grep -rlF -e $KEY -e $AK -e $SK . && fail "a key stands in these files"

[ "$(stat -c %a out-openai-bearer-ok)" = 700 ] || fail "mode of the directory"
[ "$(stat -c %a out-openai-bearer-ok/journal.jsonl)" = 600 ] ||
	fail "mode of the journal"
[ -n "$(find .cache -type f)" ] || fail "no token was kept"
[ -z "$(find .cache -type f -perm /077)" ] || fail "mode of the token"
[ -z "$(find .cache -type d -perm /077)" ] || fail "mode of its directory"
