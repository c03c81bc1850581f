#!/bin/bash
# It prints its address, serves, says what it saw, and stops on SIGTERM.
command -v curl > /dev/null || {
	echo "needs curl" >&2
	exit 77
}
lencurve sim --faults '503*1' > url &
sim=$!
for _ in $(seq 100); do
	[ -s url ] && break
	sleep 0.05
done
sed 's/[0-9]*$/PORT/' url
url=$(cat url)
ask='{"model":"exact","temperature":0,"messages":[{"role":"user",
"content":"生成20个字的春节场景"}]}'
for _ in 1 2 3; do
	curl -sS -d "$ask" "$url/v1/chat/completions"
	echo
done
curl -sS "$url/sim/counts"
echo
kill $sim
wait $sim
echo "status $?"
