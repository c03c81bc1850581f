#!/bin/bash
# A ceiling is the directory's, whatever becomes of answers and of runs: the
# server bills each request that reached it, runs are killed at any moment with
# requests in flight, and no ceiling is passed by what was billed.
. "$ROOT/tests/e2e/lib.bash"
command -v python3 > /dev/null || fail "needs python3"
python3 "$ROOT/tests/e2e/budget.py" > port 2> server.err &
server=$!
trap 'kill $server 2> /dev/null' EXIT
for _ in $(seq 100); do
	[ -s port ] && break
	sleep 0.05
done
port=$(cat port)

billed() {
	exec 3<> "/dev/tcp/127.0.0.1/$port" || fail "no server"
	printf 'GET / HTTP/1.0\r\n\r\n' >&3
	tail -n 1 <&3
	exec 3>&-
}

# sweep MODE CEILING: sweep.json
sweep() {
	cat > sweep.json <<-END
	{ "name": "e2e", "prompt": "生成{target}个字的春节场景",
	  "targets": {"from": 5, "to": 300, "step": 5}, "repeats": 4,
	  "models": [{"name": "m", "provider": "generic",
	    "base_url": "http://127.0.0.1:$port/$1/v1",
	    "price": {"input": 1000, "output": 1000}}],
	  "limits": {"concurrency": 27, "timeout": 0.4, "retries": 3,
	    "max_delay": 0.01, $2} }
	END
}

# held MODE DIR: what was billed since $before is within 40000.
held() {
	local now
	read -r now _ <<< "$(billed)"
	[ $((now - before)) -le 40000 ] ||
		fail "$1: $((now - before)) billed of 40000 in $2"
}

# come FIRST N: waits until more than N requests have come since FIRST.
come() {
	local asked
	for _ in $(seq 200); do
		read -r _ asked <<< "$(billed)"
		[ $((asked - $1)) -le "$2" ] || break
		sleep 0.05
	done
}

# Twenty-seven in flight, nothing answered, killed: the next run knows of them.
sweep silent '"max_tokens_total": 40000'
read -r before _ <<< "$(billed)"
lencurve run sweep.json -o inflight --no-plot -q --timeout 9 2> err.txt &
pid=$!
for _ in $(seq 200); do
	sleep 0.05
	read -r now asked <<< "$(billed)"
	[ "$asked" = 0 ] || break
done
kill -9 $pid
wait $pid 2> /dev/null
read -r now asked <<< "$(billed)"
[ "$asked" -gt 0 ] || fail "nothing was in flight at the kill"
lencurve run sweep.json -o inflight --no-plot 2> err.txt > out.txt
owed=$(sed -n 's/.*killed, counted in the budget as the most.*: //p' err.txt)
[ "${owed:-0}" -ge "$asked" ] && [ "$owed" -le 27 ] ||
	fail "$asked in flight, '$owed' counted: $(cat err.txt)"
held silent inflight

# Killed again and again, under either ceiling, then left to itself.
for mode in silent counted uncounted html empty cut other reset noise late; do
	for ceiling in '"max_tokens_total": 40000' '"max_cost": 40'; do
		sweep $mode "$ceiling"
		dir=$mode-${ceiling:5:1}
		read -r before first <<< "$(billed)"
		for round in 1 2 3; do
			lencurve run sweep.json -o "$dir" --no-plot -q \
				> /dev/null 2> err.txt &
			pid=$!
			[ $round != 1 ] || come "$first" 9
			sleep "0.$((RANDOM % 25 + 5))"
			kill -9 $pid 2> /dev/null
			wait $pid 2> /dev/null
			held $mode "$dir"
		done
		for _ in 1 2 3; do
			[ "$(run_status "$dir")" = 4 ] ||
				fail "$mode, $ceiling: $(cat err.txt)"
			held $mode "$dir"
		done
		read -r now asked <<< "$(billed)"
		[ $((asked - first)) -gt 9 ] || fail "$mode: $asked requests"
	done
done

# Each shard has its part of the ceiling, killed or not: together they are
# within it.
for mode in silent counted late; do
	for ceiling in '"max_tokens_total": 40000' '"max_cost": 40'; do
		sweep $mode "$ceiling"
		dir=shard-$mode-${ceiling:5:1}
		read -r before first <<< "$(billed)"
		for round in 1 2 3; do
			pids=
			for i in 1 2 3; do
				lencurve run sweep.json --shard $i/3 -o "$dir-$i" \
					-q > /dev/null 2> err.txt &
				pids="$pids $!"
			done
			[ $round != 1 ] || come "$first" 3
			sleep "0.$((RANDOM % 25 + 15))"
			[ $round = 3 ] || kill -9 $pids 2> /dev/null
			for pid in $pids; do
				wait "$pid" 2> /dev/null
				status=$?
				[ $round != 3 ] || [ $status = 4 ] ||
					fail "$dir: status $status"
			done
			held $mode "$dir"
		done
		read -r now asked <<< "$(billed)"
		[ $((asked - first)) -gt 3 ] || fail "$dir: $asked requests"
	done
done

# What was in flight stays counted when directories are merged.
sweep silent '"max_tokens_total": 40000'
lencurve merge inflight silent-t -o merged 2> err.txt > /dev/null ||
	[ $? = 4 ] || fail "merge: $(cat err.txt)"
read -r before _ <<< "$(billed)"
[ "$(run_status merged)" = 4 ] || fail "merged: $(cat err.txt)"
read -r now _ <<< "$(billed)"
[ "$now" = "$before" ] || fail "merged: $((now - before)) more were spent"

# An announcement is no answer: nothing reads it as one.
lencurve measure inflight 2> err.txt > /dev/null
[ "$(wc -l < inflight/samples.csv)" = 241 ] || fail "$(cat err.txt)"
grep -q reserved inflight/journal.jsonl || fail "nothing is announced"
! grep -q reserved inflight/samples.csv || fail "announced ones are rows"

# Without a ceiling nothing is announced.
sweep counted '"rpm": 100000'
[ "$(run_status free)" = 0 ] || fail "free: $(cat err.txt)"
! grep -q reserved free/journal.jsonl || fail "announced without a ceiling"
[ "$(wc -l < free/journal.jsonl)" = 241 ] || fail "a line an answer"

# One that is enough is enough, after kills too.
sweep counted '"max_tokens_total": 2000000'
for _ in 1 2 3; do
	lencurve run sweep.json -o enough --no-plot -q 2> /dev/null &
	pid=$!
	sleep 0.15
	kill -9 $pid
	wait $pid 2> /dev/null
done
[ "$(run_status enough)" = 0 ] || fail "enough: $(cat err.txt)"

# So it is where an end is looked for, for a judge, and where a batch answered.
sweep counted '"max_tokens_total": 40000'
for round in 1 2; do
	[ $round != 1 ] || read -r before _ <<< "$(billed)"
	lencurve run sweep.json -o widths --no-plot -q --until width:1 \
		> /dev/null 2> err.txt
	[ $? = 4 ] || fail "--until, round $round: $(cat err.txt)"
	held counted widths
done
jq '.name = "j" | .judge = {scale: [0, 10], template: "{question} {answer}"} |
	del(.prompt, .targets)' sweep.json > judge.json
read -r before _ <<< "$(billed)"
for round in 1 2; do
	lencurve judge uncounted-t --with judge.json -q > /dev/null 2> err.txt
	[ $? = 4 ] || fail "judge, round $round: $(cat err.txt)"
	held counted uncounted-t/judge/j
done
lencurve plan sweep.json --batch openai -o brought > /dev/null 2> err.txt ||
	fail "plan --batch: $(cat err.txt)"
jq -c '{custom_id, error: null, response: {status_code: 200, body: {
	choices: [{message: {content: "春节"}, finish_reason: "stop"}],
	usage: {prompt_tokens: 1, completion_tokens: 3900}}}}' \
	brought/batch/*.jsonl | head -n 10 > out.jsonl
lencurve import brought out.jsonl > /dev/null 2> err.txt
read -r before _ <<< "$(billed)"
[ "$(run_status brought)" = 4 ] || fail "brought: $(cat err.txt)"
read -r now _ <<< "$(billed)"
[ $((now - before + 39010)) -le 40000 ] ||
	fail "$((now - before)) billed behind a batch of 39010"
