#!/bin/bash
# llama.cpp's server and a real model that takes no notice of a number: equal
# runs must look equal. Twenty runs of other seeds, each run's 95 % interval
# of the mean error held against the truth, each run gated by each other one.
# The truth is a flat curve, the mean length of all runs, so that a run's mean
# error is that less the targets it has an answer to: about a tenth of them,
# another tenth each time, is cut at the budget. Runs where LLAMA_SERVER names the server's binary; ten minutes, on one
# thread: two that wait for each other by spinning take hours on a busy machine.
set -eu
data=$ROOT/../shared/data/real
server=${LLAMA_SERVER:-}
[ -n "$server" ] || { echo "LLAMA_SERVER names no llama-server" >&2; exit 77; }
[ -f "$data/null.json" ] || { echo "no $data here" >&2; exit 77; }
RUNS=20 PORT=${LLAMA_PORT:-9951}

"$server" -m "$data/stories260K.gguf" --host 127.0.0.1 --port "$PORT" \
	-t 1 -c 4096 -np 8 --alias stories260K --chat-template-file \
	"$data/tmpl.jinja" --override-kv \
	llama.context_length=int:512,tokenizer.ggml.eos_token_id=int:1 \
	> server.log 2>&1 &
pid=$!
trap 'kill $pid 2> /dev/null; wait $pid 2> /dev/null || true' EXIT
for _ in $(seq 600); do
	{ exec 3<> "/dev/tcp/127.0.0.1/$PORT"; } 2> /dev/null && break
	kill -0 $pid || { tail server.log; exit 1; }
	sleep 0.1
done

for i in $(seq $RUNS); do
	sed -e "s|127.0.0.1:9951|127.0.0.1:$PORT|" \
		-e "s|\"repeats\":20|\"repeats\":1,\"seed\":$i|" \
		"$data/null.json" > sweep.json
	lencurve run sweep.json -o "run$i" --no-plot -q > /dev/null
done
# The sampling that the server adds of its own is on record.
jq -e '.sent[0].server.top_k' run1/manifest.json > /dev/null

# mean COLUMN FILE...: of that column of samples.csv over the answers
mean() {
	local column=$1
	shift
	awk -F, -v c="$column" '$9 == "ok" { s += $c; n++ }
		END { print s / n }' "$@"
}
length=$(mean 11 run*/samples.csv)
covered=$(for i in $(seq $RUNS); do
	jq --argjson l "$length" --argjson t "$(mean 7 "run$i/samples.csv")" \
		'.series[0].intervals.overall.bias_mean |
		.[0] <= $l - $t and $l - $t <= .[1]' "run$i/summary.json"
done | grep -c true)
alarms=0
for a in $(seq $RUNS); do
	for b in $(seq $RUNS); do
		[ "$a" != "$b" ] || continue
		status=0
		lencurve gate -b "run$a" "run$b" > /dev/null || status=$?
		[ $status -ne 1 ] || alarms=$((alarms + 1))
	done
done
echo "covered $covered of $RUNS, $alarms false alarms in $((RUNS * RUNS - RUNS))"
# Intervals of 95 % cover 16 or fewer of 20 once in sixty times.
[ "$covered" -ge $((RUNS - 3)) ]
[ $((alarms * 50)) -le $((RUNS * RUNS - RUNS)) ]
