#!/bin/bash
# A host says a key back in what came to be after run: a batch's files, ids,
# states and results, a judge's replies; and no eight characters of it are in
# any file that is made of them, packed workbooks and journals included, nor in
# anything that is printed.
. "$ROOT/tests/e2e/lib.bash"
for tool in python3 zstd; do
	command -v $tool > /dev/null || { echo "no $tool here" >&2; exit 77; }
done

export PYTHONPATH=$ROOT/tests/e2e PYTHONDONTWRITEBYTECODE=1

cat > server.py <<'PY'
import json, re
from echo import Echo, said, serve
class Later(Echo):
    def handle_all(self):
        body = self.body()
        key = self.key()
        _, field, n, rest = self.path.split("/", 3)
        s = said(key, int(n))
        error = json.dumps({"error": {"message": "bad: " + s, "code": s, "type": s}})
        if "chat/completions" in rest:
            a = {"id": "r", "model": "m", "choices": [{"index": 0,
                 "finish_reason": "stop", "message": {"role": "assistant",
                 "content": '{"score": 7}'}}]}
            if field == "j-error": return self.reply(400, error)
            if field == "j-id": a["id"] = s
            if field == "j-model": a["model"] = s
            if field == "j-finish": a["choices"][0]["finish_reason"] = s
            return self.reply(200, json.dumps(a))
        if rest.endswith("/content"):
            lines = []
            for i, id in enumerate(sorted(ids.get((field, n), []))):
                m = {"id": s, "model": s, "choices": [{"index": 0,
                     "finish_reason": s if i % 2 else "stop",
                     "message": {"role": "assistant", "content": "春节快乐"}}]}
                r = {"status_code": 200, "request_id": s, "body": m}
                e = None
                if i % 4 == 2: r = {"status_code": 400, "request_id": s,
                    "body": {"error": {"message": "bad: " + s, "code": s}}}
                if i % 4 == 3: r, e = None, {"code": s, "message": "bad: " + s}
                lines.append(json.dumps({"id": s, "custom_id": id,
                                         "response": r, "error": e}))
            return self.reply(200, "\n".join(lines) + "\n")
        if "/files" in rest:
            if field == "upload": return self.reply(400, error)
            found = re.findall(rb'"custom_id": ?"([^"]*)"', body)
            ids.setdefault((field, n), set()).update(f.decode() for f in found)
            return self.reply(200, json.dumps({"object": "file",
                "id": s if field == "file-id" else "file-1", "purpose": "batch",
                "filename": s, "status": "processed", "data": []}))
        if "/batches" in rest:
            if self.command == "POST" and field == "create":
                return self.reply(400, error)
            if self.command == "GET" and field == "garbage":
                return self.reply(200, "9" + key)
            if self.command == "GET" and field == "status":
                return self.reply(500, error)
            state = {"id": s if field == "batch-id" else "batch-1",
                "object": "batch", "status": s if field == "state" else
                "failed" if field == "failed" else "completed",
                "input_file_id": "file-1", "output_file_id":
                s if field == "output" else "file-2",
                "errors": {"data": [{"code": s, "message": "bad: " + s}]},
                "request_counts": {"total": 2, "completed": 2, "failed": 0},
                "metadata": {"x": s}}
            if self.command == "GET" and rest.split("?")[0].endswith("/batches"):
                state = {"object": "list", "data": [], "has_more": False}
            return self.reply(200, json.dumps(state))
        self.reply(404, error)
    do_GET = do_POST = handle_all
ids = {}
serve(Later)
PY
python3 server.py > port &
SERVER=$!
trap 'kill $SERVER' EXIT
until [ -s port ]; do sleep 0.05; done
URL=http://127.0.0.1:$(cat port)

lencurve run "$ROOT/sweeps/smoke.json" -o smoke -q --no-curve > out.txt ||
	fail "smoke: $(cat out.txt)"

# What nothing was sent for: files of results, of answers and of scores.
cat > hand.py <<'PY'
import json, os, re, sys
from echo import said
plan, out, n = sys.argv[1:]
s = said(os.environ["MY_OWN_KEY"], int(n))
ids = re.findall(r'"custom_id": ?"([^"]*)"', open(plan).read())
with open(out + "/out.jsonl", "w") as f:
    for i, id in enumerate(ids):
        m = {"id": s, "model": s, "choices": [{"index": 0, "finish_reason":
             s if i == 1 else "stop", "message": {"role": "assistant",
             "reasoning_content": s, "content": "春节快乐"}}]}
        r, e = {"status_code": 200, "request_id": s, "body": m}, None
        if i == 2: r, e = None, {"code": s, "message": "bad: " + s}
        if i == 3: r = {"status_code": 400, "request_id": s, "body":
            {"error": {"message": "bad: " + s, "code": s, "type": s}}}
        print(json.dumps({"id": s, "custom_id": id, "response": r, "error": e}),
              file=f)
with open(out + "/answers.jsonl", "w") as f:
    for x in ({"t": "春节快乐", "f": s}, {"t": None, "e": "bad: " + s}):
        print(json.dumps({"n": 4, "m": s, "p": s, "i": s} | x), file=f)
with open(out + "/people.csv", "w") as f:
    print("id,score,who,reason", file=f)
    print(f"m/min/plain/4/1,7,{s},bad: {s}", file=f)
PY
by_hand() {
	python3 hand.py "$1/b/batch/plan-0001.jsonl" "$2" "$3" || return
	lencurve import "$1/b" "$2/out.jsonl"
	lencurve measure "$1/b"
	lencurve judge "$1/b" --scores "$2/people.csv"
	lencurve report "$1/b"
	lencurve measure "$2/answers.jsonl" --text t --target n --finish f \
		--error e --group m --prompt p --id i -o "$1/m"
	lencurve measure "$2/answers.jsonl" --text t --target m -o "$1/n"
	lencurve export "$1/m" -o "$1/m.xlsx"
}

# one DIR FIELD N: a batch, or a judge, of that field and cut.
one() {
	local d=$1/$2-$3
	mkdir -p "$d"
	case $2 in
	j-*)
		cp -r smoke "$d/r"
		sed 's|"provider": "sim"|"provider": "generic", "key_env": "MY_OWN_KEY", "base_url": "'"$URL/$2/$3/v1"'"|' \
			"$ROOT/sweeps/judge-zh.json" > "$d/judge.json"
		lencurve judge "$d/r" --with "$d/judge.json"
		lencurve judge "$d/r"
		lencurve judge "$d/r" --json
		lencurve export "$d/r" -o "$d/r.xlsx"
		lencurve report "$d/r"
		lencurve pack "$d/r/judge/judge-zh"
		;;
	*)
		in=$PWD/in$i-$3 # what somebody else wrote
		mkdir -p "$in"
		cat > "$d/s.json" <<-SWEEP
		{ "name": "s", "prompt": "写{target}个字", "targets": [4, 5, 6, 7, 8, 9],
		  "models": [{"name": "m", "provider": "openai", "model": "m",
		    "key_env": "MY_OWN_KEY", "base_url": "$URL/$2/$3/v1"}],
		  "limits": {"retries": 1, "max_delay": 0.01} }
		SWEEP
		lencurve plan "$d/s.json" --batch openai -o "$d/b"
		if [ "$2" = hand ]; then
			by_hand "$d" "$in" "$3"
			return
		fi
		lencurve batch submit "$d/b" --settle 0
		lencurve batch status "$d/b"
		lencurve batch fetch "$d/b"
		lencurve batch cancel "$d/b"
		[ "$2" = results ] || return 0
		lencurve batch status "$d/b" --json
		lencurve curve "$d/b"
		for how in xlsx csv jsonl; do
			lencurve export "$d/b" --$how -o "$d/b.$how"
		done
		lencurve export "$d/b" --as lm-eval -o "$d/lm.jsonl"
		lencurve report "$d/b"
		lencurve merge "$d/b" -o "$d/merged"
		lencurve pack "$d/merged"
		;;
	esac > "$d/said" 2>&1
}

# Each field and cut with two of the keys, results and files with each key at
# one cut; WHOLE=1: all with all.
turn() {
	case $1 in
	results:* | hand:*) [ $(((i + $2) % 3)) = 0 ] ;;
	*) [ $(((i + $2) % 5)) -lt 2 ] ;;
	esac || [ -n "${WHOLE:-}" ]
}

i=0
for key in 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b \
	123e4567-e89b-12d3-a456-426614174000 \
	'Zm9vYmFyL2Jhejx+PytxdXV4/3d4eXo=+/AbCdEf' \
	sk-proj-T3BlbkFJabcdefghijklmnop0123456789 \
	24.a1b2c3d4e5f6.2592000.1735660800.282335-98765432; do
	i=$((i + 1)) OUT=$PWD/o$i jobs='' j=0
	mkdir "$OUT"
	export MY_OWN_KEY=$key
	for job in upload:8 file-id:0 file-id:20 create:$((${#key} - 8)) \
		batch-id:0 batch-id:9 state:8 state:20 garbage:0 failed:8 output:8 \
		results:0 results:8 results:$((${#key} - 8)) \
		hand:0 hand:9 hand:$((${#key} - 8)) \
		j-error:8 j-id:0 j-model:20 j-finish:8; do
		j=$((j + 1))
		turn "$job" $j || continue
		one "$OUT" "${job%:*}" "${job#*:}" &
		jobs="$jobs $!"
		[ "$(wc -w <<< "$jobs")" -lt 6 ] || { wait $jobs; jobs=; }
	done
	[ -z "$jobs" ] || wait $jobs
	grep -q '"final":true' "$OUT"/results-*/b/journal.jsonl ||
		fail "nothing was fetched: $(cat "$OUT"/results-*/said)"
	grep -qF '[key]' "$OUT"/results-*/b/journal.jsonl || fail "no key was said"
	for said in b/journal.jsonl m/samples.csv b/judge/people/people.jsonl \
		said; do
		grep -qF '[key]' "$OUT"/hand-*/$said ||
			fail "no key was taken out of $said: $(cat "$OUT"/hand-*/said)"
	done
	python3 -m echo "$key" 30 2 "$OUT" .cache > found || fail "$key: $(cat found)"
done
exit 0
