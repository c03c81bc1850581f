#!/bin/bash
# A deployment's address as Azure has it: the version behind ?, the key in a
# header of its own, and neither the key nor a query where they do not belong.
. "$ROOT/tests/e2e/lib.bash"
command -v python3 > /dev/null || { echo "no python3 here" >&2; exit 77; }
cat > server.py <<'END'
import http.server, json, sys
class Azure(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        n = int(self.headers.get("content-length", 0))
        body = json.loads(self.rfile.read(n))
        fine = (self.path == "/openai/deployments/gpt/chat/completions?api-version=2024-10-21%20b"
                and self.headers.get("api-key") == "azure-key-of-a-test-0123"
                and "authorization" not in self.headers)
        answer = {"choices": [{"index": 0, "finish_reason": "stop",
                  "message": {"role": "assistant", "content": "春" * 10}}]}
        if not fine:
            answer = {"error": {"code": "404", "message":
                      "Resource not found for " + str(self.headers.get("api-key"))}}
        data = json.dumps(answer).encode()
        self.send_response(200 if fine else 404)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
    def log_message(self, *a): pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Azure)
print(server.server_port, flush=True)
server.serve_forever()
END
python3 server.py > port &
trap 'kill $!' EXIT
until [ -s port ]; do sleep 0.05; done
sweep() {
	cat <<END
{ "name": "a", "prompt": "写{target}个字", "targets": [10],
  "models": [{ "name": "m", "provider": "openai", "key_env": "AZURE_KEY",
    "base_url": "http://127.0.0.1:$(cat port)/openai/deployments/gpt$1" $2 }] }
END
}
export AZURE_KEY=azure-key-of-a-test-0123
sweep '' ', "auth": "api-key", "query": {"api-version": "2024-10-21 b"}' > a.json
lencurve run a.json -q --no-plot -o out > said.txt 2>&1 || fail "$(cat said.txt)"
grep -q ',ok,' out/samples.csv || fail "$(cat out/samples.csv)"
! grep -rq "$AZURE_KEY" out said.txt || fail "the key is in a file"
sweep /chat/completions ', "auth": "api-key", "query": {"api-version": "2024-10-21 b"}' > d.json
lencurve run d.json -q --no-plot -o d > said.txt 2>&1 || fail "the whole address: $(cat said.txt)"
sweep '?api-version=1' '' > b.json
lencurve run b.json -o b > said.txt 2>&1
[ $? -eq 2 ] && grep -q '"query"' said.txt || fail "a query in base_url: $(cat said.txt)"
sweep '' ', "query": {"api-key": "0123456789abcdef0123"}' > c.json
lencurve run c.json -o c > said.txt 2>&1
[ $? -eq 2 ] && ! grep -q 0123456789abcdef said.txt || fail "a key in query: $(cat said.txt)"

# A header whose value a variable holds: sent, and nowhere else.
header() {
	sweep "$1" "$2" | sed 's/"openai", "key_env": "AZURE_KEY"/"generic", "auth": "none"/'
}
header '' ', "headers_env": {"api-key": "AZURE_KEY"}, "query": {"api-version": "2024-10-21 b"}' > h.json
lencurve run h.json -q --no-plot -o h > said.txt 2>&1 || fail "headers_env: $(cat said.txt)"
grep -q ',ok,' h/samples.csv || fail "headers_env: $(cat h/samples.csv)"
lencurve check h.json > checked.txt 2>&1 || fail "check: $(cat checked.txt)"
header '' ', "headers_env": {"api-key": "AZURE_KEY"}' > i.json
lencurve run i.json -q --no-plot -o i >> said.txt 2>&1
grep -q 'not found for .key.' said.txt i/journal.jsonl || fail "no echo: $(cat said.txt)"
! grep -rq "${AZURE_KEY:4:12}" h i said.txt checked.txt || fail "the header's value is in a file"
header '' ", \"headers_env\": {\"api-key\": \"$AZURE_KEY\"}" > j.json
lencurve check j.json > said.txt 2>&1
[ $? -eq 2 ] && ! grep -q "$AZURE_KEY" said.txt && grep -q variable said.txt ||
	fail "a key in place of a name: $(cat said.txt)"
header '' ', "headers_env": {"api-key": "NO_SUCH_VARIABLE"}' > k.json
lencurve run k.json -o k > said.txt 2>&1
[ $? -eq 3 ] && grep -q NO_SUCH_VARIABLE said.txt || fail "not set: $(cat said.txt)"
