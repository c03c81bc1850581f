#!/bin/bash
# The clients from npm of OpenAI, Anthropic, Ollama and Qianfan (v1 with OAuth
# and signed, v2 with a key and a minted token) against `lencurve sim`,
# streaming and not.
set -u
here=$ROOT/tests/sdk
# shellcheck source=/dev/null
. "$here/npm.bash"
lencurve sim --key sk-sim > url &
sim=$!
trap 'kill $sim; wait $sim' EXIT
for _ in $(seq 100); do
	[ -s url ] && break
	sleep 0.05
done
timeout 120 node "$here/clients.mjs" "$(cat url)"
