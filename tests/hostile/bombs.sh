#!/bin/bash
# 128 answers in flight, each a megabyte that unpacks to a gigabyte: memory
# stays what bodies in flight may take together.
. "$ROOT/tests/e2e/lib.bash"
command -v python3 > /dev/null || { echo "no python3 here" >&2; exit 77; }
cat > server.py <<'PY'
import http.server, socketserver, zlib
z = zlib.compressobj(9, zlib.DEFLATED, 31)
bomb = z.compress(b'{"choices":[{"message":{"role":"assistant","content":"')
for _ in range(1024): bomb += z.compress(b"a" * (1 << 20))
bomb += z.flush()
class Bomb(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_POST(self):
        self.rfile.read(int(self.headers.get("content-length", 0)))
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-encoding", "gzip")
        self.send_header("content-length", str(len(bomb)))
        self.end_headers()
        try: self.wfile.write(bomb)
        except OSError: self.close_connection = True
    def log_message(self, *a): pass
class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 256
    def handle_error(self, *a): pass
server = Server(("127.0.0.1", 0), Bomb)
server.daemon_threads = True
print(server.server_port, flush=True)
server.serve_forever()
PY
python3 server.py > port &
SERVER=$!
trap 'kill $SERVER' EXIT
until [ -s port ]; do sleep 0.05; done
cat > s.json <<END
{ "name": "s", "prompt": "写{target}个字",
  "targets": {"from": 1, "to": 256, "step": 1},
  "models": [{ "name": "m", "provider": "generic", "key_env": "NO_SECRET",
    "base_url": "http://127.0.0.1:$(cat port)/v1" }],
  "limits": {"concurrency": 128, "retries": 0} }
END
# A sanitizer keeps what is freed; it is not to be counted.
export ASAN_OPTIONS=${ASAN_OPTIONS:-}:quarantine_size_mb=1 NO_SECRET=none-0123456789
lencurve run s.json -o d --no-plot -q > out.txt 2> err.txt &
pid=$! most=0
while kill -0 $pid 2> /dev/null; do
	now=$(awk '/^VmHWM/ { print $2 }' /proc/$pid/status 2> /dev/null)
	[ "${now:-0}" -gt $most ] && most=$now
	sleep 0.02
done
wait $pid
status=$?
[ $status = 4 ] || fail "status $status: $(cat err.txt)"
grep -qE 'larger than any we expect|larger together' err.txt ||
	fail "not told: $(cat err.txt)"
[ "$most" -gt 1000 ] || fail "memory was not seen"
[ "$most" -lt $((192 * 1024)) ] || fail "$most KiB for 128 bodies in flight"
