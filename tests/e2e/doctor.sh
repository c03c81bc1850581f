#!/bin/bash
# doctor names what is missing, by name and never by value; its status is that
# of the worst it found.
. "$ROOT/tests/e2e/lib.bash"
export COLUMNS=400

# looked STATUS OPTION...: what it found, in found.txt.
looked() {
	local want=$1
	shift
	lencurve doctor "$@" > found.txt 2> err.txt
	local status=$?
	[ $status -eq "$want" ] ||
		fail "doctor $*: status $status: $(cat found.txt err.txt)"
}
found() {
	grep -qE "$1" found.txt || fail "no \"$1\" in: $(cat found.txt)"
}

looked 0 --offline
found '^ok +disk'
found '^warn +key +No provider'
looked 0 --offline --lang zh
found '^正常 +磁盘'

# Programs that are not there, or fail.
mkdir none
ln -s "$(command -v lencurve)" "$(command -v sh)" none/
(PATH=$PWD/none:$PWD/none looked 0 --offline &&
	found '^warn +gnuplot' && found '^warn +font') || exit 1

# Values of keys and passwords of proxies are nowhere.
(
	export OPENAI_API_KEY=PLANTED-1 QIANFAN_AK=PLANTED-2 \
		ANTHROPIC_API_KEY='PLANTED 3' \
		https_proxy=http://me:PLANTED-4@proxy.example:3128/PLANTED-5
	looked 3 --offline
	found '^ok +key +OPENAI_API_KEY is set$'
	found '^ok +key +QIANFAN_AK is set$'
	found '^warn +key +QIANFAN_SK is not set$'
	found '^fail +key +ANTHROPIC_API_KEY is set, but'
	found '^ok +proxy +https_proxy: proxy.example:3128$'
	! grep -q PLANTED found.txt err.txt || fail "a value: $(cat found.txt)"
	looked 3 --offline --json
	! grep -q PLANTED found.txt err.txt || fail "a value: $(cat found.txt)"
	[ "$(grep -c '"level": "fail"' found.txt)" -eq 1 ] ||
		fail "JSON: $(cat found.txt)"
) || exit 1
(export SSL_CERT_FILE=$PWD/no-such.pem; looked 2 --offline &&
	found '^fail +ca .*no-such.pem') || exit 1

# A sweep's models: their keys, their servers, and the time there.
start_sim
cat > mine.json <<END
{ "name": "mine", "prompt": "{target}", "targets": [5], "models": [
  { "name": "here", "provider": "generic", "base_url": "$URL/v1" },
  { "name": "shut", "provider": "vllm", "base_url": "http://127.0.0.1:9/v1" },
  { "name": "keyed", "provider": "generic", "base_url": "$URL/v1",
    "key_env": "MY_KEY" },
  { "name": "told", "provider": "generic", "base_url": "$URL/v1",
    "key_command": "touch ran" }] }
END
MY_KEY=PLANTED-6 looked 2 mine.json
found '^ok +server +here: 127'
found '^fail +server +shut, 127.0.0.1:9: '
found '^ok +key +MY_KEY is set$'
found '^ok +clock +[0-9] s from a server'
[ ! -e ran ] || fail "a key_command was run"
looked 3 mine.json
found '^fail +key +MY_KEY is not set$'
looked 2 --offline no-such.json
[ ! -s found.txt ] || fail "no sweep, but findings"

# Where nothing can be written (root may write everywhere).
if [ "$(id -u)" -ne 0 ]; then
	mkdir shut && chmod 500 shut
	(cd shut && lencurve doctor --offline) | grep -q '^fail *disk' ||
		fail "disk"
fi
exit 0
