#!/bin/bash
# With descriptors closed no verb says anything into a file that gets their
# number: what it leaves is what it leaves otherwise. CLOSED="0 1 2 12 012" tries
# more of them.
. "$ROOT/tests/e2e/lib.bash"
printf '{"text":"春节快乐","n":4,"m":"a"}\n{"text":"新年好","n":3,"m":"b"}\n' > a.jsonl
printf '{"prompt":"写4个字","response":"春节快乐"}\n{"prompt":"写5个字","response":"新年好"}\n' > sft.jsonl
start_sim
cat > s.json <<END
{ "name": "s", "prompt": "写{target}个字", "targets": [5, 50, 100, 200],
  "models": [{"name": "base", "provider": "sim", "base_url": "$URL/v1"},
    {"name": "v2", "provider": "sim", "base_url": "$URL/v1"}],
  "limits": {"concurrency": 1} }
END
sed 's/"provider": "sim"/"provider": "openai"/g' s.json > o.json
export OPENAI_API_KEY=none-that-matters
sed "s|\"provider\": \"sim\"|&, \"base_url\": \"$URL/v1\"|" \
	"$ROOT/sweeps/judge-zh.json" > judge.json
mkdir base
cd base || exit 1
for shard in 1 2; do
	lencurve run ../s.json -o "s$shard" --shard $shard/2 -q --no-plot > /dev/null 2>&1
done
lencurve run ../s.json -o d -q --no-plot > /dev/null 2>&1
lencurve curve d > /dev/null 2>&1
lencurve plan ../o.json --batch openai -o b > /dev/null 2>&1
cp b/batch/plan-0001.jsonl back.jsonl
sed -i 's/^{"custom_id": *\("[^"]*"\).*/{"custom_id":\1,"response":{"status_code":200,"body":{"choices":[{"finish_reason":"stop","message":{"content":"好"}}]}},"error":null}/' back.jsonl
printf 'id,score\n%s,7\n' "$(sed -n 2p d/samples.csv | cut -d, -f1)" > people.csv
cat > st.json <<'END'
{ "runs": [{"dir": "d", "model": "base", "lr": 1},
  {"dir": "d", "model": "v2", "lr": 2}] }
END
cd .. || exit 1
# snapshot DIR: every file with its bytes, but for clocks.
snapshot() {
	find "$1" -name samples.csv | while read -r f; do
		timeless "${f%/*}" > "$f.timeless" && rm "$f"
	done
	find "$1" -name '*.jsonl' -o -name batch.json | while read -r f; do
		sed -Ei 's/"(started_ms|latency_ms|asked_ms|input|batch|sum)": ?("[^"]*"|[0-9]+)//g' "$f"
		sort -o "$f" "$f"
	done
	sed -Ei 's/ time(stamp)?="[^"]*"//g' "$1/g.xml" 2> /dev/null
	find "$1" -name measured.json -delete # of rows with their clocks
	(cd "$1" && find . -type f -exec cksum {} + | sort -k 3)
}

n=0
while read -r line; do
	rm -rf ref && cp -r base ref
	(cd ref && eval "lencurve $line" > ../out 2> ../err < /dev/null)
	want=$?
	snapshot ref > want.txt
	for c in ${CLOSED:-12 012}; do
		to=
		[[ $c = *0* ]] && to+=" <&-"
		if [[ $c = *1* ]]; then to+=" >&-"; else to+=" > ../out"; fi
		[[ $c = *2* ]] && to+=" 2>&-"
		rm -rf got && cp -r base got
		(cd got && eval "lencurve $line $to")
		status=$?
		[ $status = "$want" ] || [[ $c = *1* && $status = 4 ]] ||
			fail "$line, closed $c: $status, else $want: $(cat err)"
		snapshot got > got.txt
		diff want.txt got.txt > differ ||
			fail "$line, closed $c: $(cat differ)"
		n=$((n + 1))
	done
done <<'END'
run ../s.json -o r --no-plot
measure d
measure ../a.jsonl --text text --target n --group m -o m
curve d
gate --baseline d d --junit g.xml --markdown g.md
baseline accept d --root bl
export d -o d.xlsx
export d --jsonl -o d.jsonl
report d
judge d --with ../judge.json
judge d --scores people.csv
dataset rewrite ../sft.jsonl -o rw.jsonl
dataset testset -o t2.jsonl
merge s1 s2 -o merged
import b back.jsonl
batch submit b
plan ../o.json --batch openai -o b2
study st.json --save s.csv
pack d
invert d --targets 50 --save i.md
init --provider vllm --model x --base-url http://127.0.0.1:9/v1 -o mine.json
doctor ../s.json
END
[ $n -ge 44 ] || fail "only $n cases"
