#!/bin/bash
# batch submit, status, fetch and cancel against the interfaces of OpenAI,
# Anthropic and Qianfan v2: a sweep that goes that way is the sweep asked live;
# and whatever breaks off, at whichever request, nothing is created twice and
# every cell is there once or open.
. "$ROOT/tests/e2e/lib.bash"
command -v jq > /dev/null || { echo "no jq here" >&2; exit 77; }
export ANTHROPIC_API_KEY=sk-sim OPENAI_API_KEY=sk-sim
export QIANFAN_ACCESS_KEY=sim-ak QIANFAN_SECRET_KEY=sim-sk

# write_host FILE PROVIDER BASE_URL [MORE]: two models behind one interface.
write_host() {
	cat > "$1" <<-END
	{ "name": "e2e", "prompt": "生成{target}个字的春节场景",
	  "targets": {"from": 5, "to": 700, "step": 60},
	  "models": [
	    {"name": "base", "provider": "$2", "model": "base",
	     "base_url": "$3"${4:-}},
	    {"name": "v2", "provider": "$2", "model": "v2",
	     "base_url": "$3"${4:-}}],
	  "limits": {"concurrency": 8, "retries": 3, "max_delay": 1} }
	END
}


# samples DIR: its samples but for times and attempts.
samples() {
	lencurve measure "$1" > measure.txt 2>&1 || cat measure.txt >&2
	timeless "$1"
}
journal() { tail -n +2 "$1/journal.jsonl" | jq -r 'select(.outcome) | .id'; }

start_sim --batches after:6000 --key sk-sim
for host in openai anthropic qianfan; do
	case $host in
	openai) write_host $host.json openai "$URL/v1" ;;
	anthropic) write_host $host.json anthropic "$URL" ;;
	qianfan) write_host $host.json qianfan "$URL/v2" ', "auth": "iam-bearer"' ;;
	esac
	lencurve run $host.json -o live-$host -q --no-curve || fail "$host live"
	lencurve plan $host.json --batch $host -o b-$host > out.txt ||
		fail "$host: plan"
	before=$(count batches)
	lencurve batch submit b-$host > out.txt || fail "$host: submit"
	files=$(jq '.files | length' b-$host/batch.json)
	[ $(($(count batches) - before)) = "$files" ] || fail "$host: batches"
	[ "$(jq -r '[.files[].stage] | unique | join(" ")' \
		b-$host/batch.json)" = submitted ] || fail "$host: stage"
	lencurve batch fetch b-$host > out.txt 2> err.txt
	[ $? = 4 ] || fail "$host: fetched at once: $(cat err.txt)"
	lencurve run $host.json -o b-$host -q --no-curve 2> err.txt
	[ $? = 2 ] || fail "$host: run pays twice"
	grep -q "is paid for twice" err.txt || fail "$host: $(cat err.txt)"
	lencurve plan --missing b-$host 2> err.txt && fail "$host: planned again"
	lencurve batch fetch b-$host --wait --every 0.1 > out.txt ||
		fail "$host: fetch"
	grep -q "Every planned answer is there" out.txt || fail "$(cat out.txt)"
	samples live-$host > live.csv
	samples b-$host | diff live.csv - > diff.txt ||
		fail "$host: $(head -4 diff.txt)"
	[ "$(jq -r .via b-$host/manifest.json)" = batch ] || fail "$host: via"
	jq -e '.sent[0].place' b-$host/manifest.json > place.txt ||
		fail "$host: no place"
	diff <(jq '.sent[].place' live-$host/manifest.json) \
		<(jq '.sent[].place' b-$host/manifest.json) ||
		fail "$host: another place"
	# Nobody is asked any more, so nobody needs a key.
	(
		unset OPENAI_API_KEY ANTHROPIC_API_KEY QIANFAN_ACCESS_KEY \
			QIANFAN_SECRET_KEY
		lencurve batch status b-$host --json > status.json &&
			lencurve batch submit b-$host > out.txt &&
			lencurve batch fetch b-$host > out.txt &&
			lencurve batch cancel b-$host > out.txt
	) || fail "$host: wants a key for nothing"
	[ "$(jq -r '[.files[].stage] | unique | join(" ")' status.json)" = \
		taken ] || fail "$host: not taken"
	lencurve compare live-$host b-$host -o cmp > out.txt 2>&1 ||
		fail "$host: compare: $(cat out.txt)"
	grep -q "as a batch" out.txt || fail "$host: compare says no batch"
done
grep -rqE "sk-sim|sim-sk" b-* && fail "a key is in a run directory"

# Cancelled: what was done is fetched, the rest is open and asked live.
stop_sim
start_sim --batches after:60000 --key sk-sim
write_host cancel.json openai "$URL/v1"
lencurve plan cancel.json --batch openai -o c > out.txt || fail "plan"
lencurve batch submit c > out.txt || fail "submit"
lencurve batch cancel c > out.txt || fail "cancel"
grep -q cancelled out.txt || fail "not cancelled: $(cat out.txt)"
lencurve batch fetch c > out.txt || fail "fetch"
grep -q "expired or cancelled" out.txt || fail "$(cat out.txt)"
lencurve run cancel.json -o c -q --no-curve || fail "run"
[ "$(jq -r .via c/manifest.json)" = both ] || fail "not both"
samples c > some.csv
[ "$(wc -l < some.csv)" = 25 ] || fail "not every cell: $(wc -l < some.csv)"

# Results that a host names by a place alone are brought by people; until then
# nothing is asked twice.
stop_sim
start_sim --batches bos:1
write_host bos.json qianfan "$URL/v2" ', "auth": "iam-bearer"'
lencurve plan bos.json --batch qianfan -o bos > out.txt || fail "plan"
lencurve batch submit bos > out.txt || fail "submit"
lencurve batch fetch bos --wait --every 0.1 > out.txt 2> err.txt
[ $? = 4 ] || fail "bos: fetched: $(cat err.txt)"
grep -q "its results are at bos:/sim/file" out.txt || fail "bos: $(cat out.txt)"
lencurve run bos.json -o bos -q 2> err.txt && fail "bos: pays twice"
grep -q "lie at its host" err.txt || fail "bos: $(cat err.txt)"
grep -oE 'bos:/sim/[a-z0-9_-]+' out.txt | sort -u > places.txt
[ "$(wc -l < places.txt)" = 2 ] || fail "bos: $(cat places.txt)"
while IFS=/ read -r _ _ id; do
	curl -sS "$URL/v2/files/$id/content" > "$id" || fail "bos: $id"
	lencurve import bos "$id" > out.txt || fail "bos: import"
done < places.txt
grep -q "Every planned answer is there" out.txt || fail "bos: $(cat out.txt)"
jq -e '[.files[].stage] | unique == ["taken"]' bos/batch.json > stage.txt ||
	fail "bos: stage"
before=$(count answers)
lencurve run bos.json -o bos -q --no-curve || fail "bos: run"
[ "$(count answers)" = "$before" ] || fail "bos: asked again"

# However often what is missing is planned, each request is sent once.
stop_sim
start_sim --key sk-sim
write_host again.json openai "$URL/v1"
lencurve plan again.json --batch openai -o again > out.txt || fail "plan"
for _ in 1 2 3; do
	lencurve plan --missing again > out.txt || fail "missing"
done
lencurve batch submit again > out.txt || fail "again: submit"
lencurve batch submit again > out.txt || fail "again: submit"
grep -q "on their way in another file" out.txt || fail "again: $(cat out.txt)"
lencurve batch fetch again --wait --every 0.1 > out.txt || fail "again: fetch"
[ "$(count answers)" = 24 ] || fail "again: $(count answers) answers of 24"

# A host refuses a batch: nothing of it was run, and it is sent again.
stop_sim
start_sim --seed 5 --batches failed:0.5 --key sk-sim
write_host refused.json openai "$URL/v1"
lencurve plan refused.json --batch openai -o r > out.txt || fail "plan"
for _ in $(seq 20); do
	lencurve batch submit r > out.txt || fail "submit"
	lencurve batch fetch r >> all.txt 2> err.txt || fail "$(cat err.txt)"
	jq -e '[.files[].stage] | unique == ["taken"]' r/batch.json > stage.txt &&
		break
done
grep -q "was refused by its host: the batch was refused" all.txt ||
	fail "nothing was refused: $(cat all.txt)"
jq -e '[.files[].stage] | unique == ["taken"]' r/batch.json > stage.txt ||
	fail "never through"
[ "$(journal r | sort -u | wc -l)" = 24 ] || fail "refused: cells"

# Broken off by kill -9 while the host's n-th answer is on its way, and by a
# connection that is reset after the host has done what it was told. Most of it
# is waiting: the hosts side by side, each with a simulator and a folder.
broken_off() {
	local host=$1 fault n dir plan files step pid
	mkdir "off-$host" && cd "off-$host" || fail "off-$host"
	for fault in kill reset-start; do
		for n in 0 1 2 3 4 5 6 7; do
			dir=k-$host-$fault-$n
			stop_sim
			plan=slow-start
			[ $fault = kill ] || plan=reset-start
			[ $n = 0 ] || plan="ok*$n,$plan*1"
			[ $n != 0 ] || plan="$plan*1"
			start_sim --slow-ms 300 --key sk-sim --batch-faults "$plan"
			case $host in
			openai) write_host k.json openai "$URL/v1" ;;
			anthropic) write_host k.json anthropic "$URL" ;;
			esac
			lencurve plan k.json --batch $host -o $dir > out.txt ||
				fail "$dir: plan"
			files=$(jq '.files | length' $dir/batch.json)
			for step in submit fetch; do
				lencurve batch $step $dir --settle 0.2 \
					> out.txt 2> err.txt &
				pid=$!
				if [ $fault = kill ]; then
					sleep 0.12
					kill -9 $pid 2> /dev/null
					# Whoever died has hung up by now.
				fi
				wait $pid 2> /dev/null
				sleep 0.2
				lencurve batch $step $dir --settle 0.2 > out.txt \
					2> err.txt || fail "$dir: $step: $(cat err.txt)"
			done
			[ "$(count batches)" = "$files" ] ||
				fail "$dir: $(count batches) batches of $files files"
			[ "$(journal $dir | wc -l)" = 24 ] || fail "$dir: lines"
			[ "$(journal $dir | sort -u | wc -l)" = 24 ] ||
				fail "$dir: cells"
			jq -e '[.files[].stage] | unique == ["taken"]' \
				$dir/batch.json > stage.txt || fail "$dir: stage"
		done
	done
	stop_sim
}
stop_sim
broken_off openai &
openai=$!
broken_off anthropic &
wait $! || fail "anthropic, broken off"
wait $openai || fail "openai, broken off"

# By seed: lines that expire, fail, are lost, come twice; results that come
# torn; busy hosts. What is open is planned and sent again until all is there.
for seed in 1 2 3; do
	dir=s$seed
	stop_sim
	start_sim --seed $seed --key sk-sim --batches \
		after:20,expired:0.2,error:0.1,lost:0.1,twice:0.2,torn:0.5 \
		--batch-faults 503:0.1,429-retry-after-ms:0.05,reset-start:0.1
	case $((seed % 3)) in
	0) write_host s.json anthropic "$URL" ;;
	1) write_host s.json openai "$URL/v1" ;;
	2) write_host s.json qianfan "$URL/v2" ', "auth": "iam-bearer"' ;;
	esac
	host=$(jq -r '.models[0].provider' s.json)
	lencurve plan s.json --batch "$host" -o $dir > out.txt || fail "$dir: plan"
	for round in $(seq 60); do
		lencurve batch submit $dir --settle 0.1 > out.txt 2> err.txt
		lencurve batch fetch $dir --wait --every 0.05 --json > fetch.json \
			2> err.txt || continue
		[ -z "$(journal $dir | sort | uniq -d | head -1)" ] ||
			jq -s 'map(select(.outcome == "ok")) | group_by(.id) |
				map(select(length > 1)) | length == 0' \
				<(tail -n +2 $dir/journal.jsonl) | grep -q true ||
			fail "$dir: a cell is ok twice"
		lencurve plan --missing $dir > out.txt 2> err.txt || continue
		grep -q "Nothing is open" out.txt && break
	done
	grep -q "Nothing is open" out.txt || fail "$dir: never whole: $(cat err.txt)"
	[ "$(count batches)" = "$(jq '.files | length' $dir/batch.json)" ] ||
		fail "$dir: $(count batches) batches of $(jq '.files | length' \
			$dir/batch.json) files"
	samples $dir > some.csv
	[ "$(grep -c ',ok,' some.csv)" = 24 ] || fail "$dir: $(cat some.csv)"
	echo "seed $seed: $round rounds" >&2
done

# What cannot be done says so.
write_host no.json vllm "$URL/v1"
lencurve plan no.json --batch vllm -o v > out.txt || fail "vllm"
lencurve batch submit v 2> err.txt && fail "vllm is submitted"
grep -q "by hand" err.txt || fail "$(cat err.txt)"
lencurve batch submit live-openai 2> err.txt && fail "a live run is submitted"
grep -q "has no batch files" err.txt || fail "$(cat err.txt)"
lencurve batch sumbit v 2> err.txt && fail "sumbit"
grep -q "expected submit" err.txt || fail "$(cat err.txt)"
exit 0
