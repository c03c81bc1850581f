#!/bin/bash
# A server says a key back, cut at each of its characters, in each field that
# a server fills; and no eight characters of it are in any file, in anything
# that is printed, in an argument or in what a child of ours is told.
. "$ROOT/tests/e2e/lib.bash"
command -v python3 > /dev/null || { echo "no python3 here" >&2; exit 77; }

export PYTHONPATH=$ROOT/tests/e2e PYTHONDONTWRITEBYTECODE=1

cat > server.py <<'PY'
import json, re, urllib.parse
from echo import Echo, said, serve
class Keys(Echo):
    def do_POST(self):
        body = self.body()
        url = urllib.parse.urlsplit(self.path)
        query = urllib.parse.parse_qs(url.query)
        if "/oauth" in url.path:
            key = query["client_secret"][0]
            n = int(url.path.split("/")[1])
            return self.reply(401, json.dumps({"error": "invalid_client",
                "error_description": "no client " + said(key, n)}))
        key = self.key()
        body = json.loads(body)
        field = body["model"]
        n = int(re.search(r"\d+", body["messages"][-1]["content"]).group())
        s = said(key, n)
        answer = {"id": "r", "model": "m", "choices": [{"index": 0,
            "finish_reason": "stop",
            "message": {"role": "assistant", "content": "w" * n}}]}
        status, head, kind = 200, {}, "application/json"
        if n % 3 == 1 and field in ("error", "type", "html", "proxy", "list"):
            field = "id"  # not every request comes to the same
        if field == "id": answer["id"] = s
        if field == "model": answer["model"] = s
        if field == "finish": answer["choices"][0]["finish_reason"] = s
        if field == "thought":
            answer["choices"][0]["message"]["reasoning_content"] = s
        if field == "head":
            head = {"x-request-id": s, "retry-after": s, "server": s,
                    "x-ratelimit-limit-requests": s, "location": s}
        if field == "error":
            status, answer = 400, {"error": {"message": "bad: " + s}}
        if field == "type":
            status, answer = 400, {"error": {"message": "bad", "code": s,
                                             "type": s, "param": s}}
        if field == "list":
            status, answer = 422, {"detail": [{"loc": ["body"], "msg": s}]}
        text = json.dumps(answer)
        if field == "html": text, kind = "<h1>" + "." * (n % 200) + s, "text/html"
        if field == "proxy":
            status, text = 502, f"POST / HTTP/1.1\r\nProxy-Authorization: Basic {s}\r\n"
        if field == "stream": text = "data: " + text + s + "\n\n" + s
        self.reply(status, text, kind, head)
    do_GET = do_POST
serve(Keys)
PY
python3 server.py > port &
SERVER=$!
trap 'kill $SERVER' EXIT
until [ -s port ]; do sleep 0.05; done
URL=http://127.0.0.1:$(cat port)

# What children are told.
mkdir bin
cat > bin/gnuplot <<'END_OF_CHILD'
#!/bin/sh
{ env; echo "$@"; } >> "$OUT/child"
END_OF_CHILD
chmod +x bin/gnuplot
export PATH=$PWD/bin:$PATH

# said VERB...: what it prints, and the arguments it has, go to $OUT.
said() {
	lencurve "$@" >> "$OUT/said" 2>&1 &
	local pid=$!
	while kill -0 $pid 2> /dev/null; do
		cat /proc/$pid/cmdline >> "$OUT/arguments" 2> /dev/null
		sleep 0.05
	done
	wait $pid
}

i=0
for key in 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b \
	123e4567-e89b-12d3-a456-426614174000 \
	'Zm9vYmFyL2Jhejx+PytxdXV4/3d4eXo=+/AbCdEf' \
	sk-proj-T3BlbkFJabcdefghijklmnop0123456789 \
	24.a1b2c3d4e5f6.2592000.1735660800.282335-98765432; do
	i=$((i + 1)) OUT=$PWD/o$i
	export OUT
	mkdir "$OUT"
	models=
	for field in id model finish thought head error type list html proxy stream; do
		models="$models{\"name\": \"$field\", \"provider\": \"generic\",
			\"base_url\": \"$URL/v1\", \"key_env\": \"MY_OWN_KEY\"},"
	done
	cat > s.json <<-SWEEP
	{ "name": "s", "prompt": "写{target}个字",
	  "targets": {"from": 1, "to": ${#key}, "step": 1},
	  "models": [$models
	    {"name": "other", "provider": "generic", "base_url": "$URL/v1",
	     "key_command": "env >> $OUT/child; echo another-key-0123456"}],
	  "limits": {"concurrency": 24, "retries": 1, "max_delay": 0.01} }
	SWEEP
	export MY_OWN_KEY=$key
	said check s.json
	said run s.json -o "$OUT/d"
	said run s.json -o "$OUT/d" --json --again failed
	said curve "$OUT/d"
	said report "$OUT/d"
	said compare "$OUT/d" -o "$OUT/c"
	unset MY_OWN_KEY
	rows=$(grep -c '"final":true' "$OUT/d/journal.jsonl")
	[ "$rows" -ge $((7 * ${#key})) ] || fail "few answers: $rows of ${#key} cells"
	for said in "$OUT/said" "$OUT/d/journal.jsonl" "$OUT/d/samples.csv"; do
		grep -qF '[key]' "$said" || fail "no key was taken out of $said"
	done
	[ -s "$OUT/child" ] || fail "no child was seen"

	# Each model's token is asked for at a place of its own, which cuts there.
	models=$(for cut in $(seq 0 $((${#key} - 1))); do
		echo "{\"name\": \"q$cut\", \"provider\": \"qianfan-v1\",
			\"auth\": \"oauth\", \"base_url\": \"$URL/$cut\"},"
	done)
	cat > t.json <<-SWEEP
	{ "name": "t", "prompt": "写{target}个字", "targets": [5],
	  "models": [${models%,}], "limits": {"retries": 0} }
	SWEEP
	QIANFAN_AK=an-access-key-01 QIANFAN_SK=$key \
		lencurve check t.json > "$OUT/token" 2>&1
	[ "$(grep -c 'no client.*\[key\]' "$OUT/token")" = ${#key} ] ||
		fail "the token's server: $(cat "$OUT/token")"
	python3 -m echo "$key" 10 0 "$OUT" .cache > found || fail "$key: $(cat found)"
done
