#!/bin/bash
# The clients from npm of OpenAI (against its own paths and Qianfan v2's) and of
# Anthropic use the simulator's batch interfaces; so does OpenAI's for Python,
# where it is installed.
set -u
here=$ROOT/tests/sdk
# shellcheck source=/dev/null
. "$here/npm.bash"
lencurve sim --key sk-sim --batches after:400 > url &
sim=$!
trap 'kill $sim; wait $sim' EXIT
for _ in $(seq 100); do
	[ -s url ] && break
	sleep 0.05
done
timeout 120 node "$here/batches.mjs" "$(cat url)" || exit 1
python3 -c 'import openai' 2> /dev/null || {
	echo "no openai for Python here: its part is left out"
	exit 0
}
timeout 120 python3 "$here/batches.py" "$(cat url)"
