#!/bin/bash
# A second server on the same port is refused with what to do.
lencurve sim > url 2> /dev/null &
sim=$!
for _ in $(seq 100); do
	[ -s url ] && break
	sleep 0.05
done
port=$(sed 's/.*://' url)
lencurve sim --port "$port" 2>&1 | sed "s/$port/PORT/"
kill $sim
wait $sim
