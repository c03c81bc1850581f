"""A server for budget.sh that bills every request it has read, whatever comes
of the answer: what it reports as used, or else the most that it could be. How
it answers stands in front of the path; GET / tells what has been billed and
how many requests there were. Prints its port."""
import http.server, json, threading, time

lock = threading.Lock()
billed = requests = 0

class Server(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def reply(self, status, data, kind="application/json"):
        data = data.encode()
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        self.reply(200, f"{billed} {requests}\n")

    def do_POST(self):
        global billed, requests
        ask = json.loads(self.rfile.read(int(self.headers["content-length"])))
        inward = sum(len(m["content"].encode()) for m in ask["messages"])
        most = ask.get("max_tokens") or ask["max_completion_tokens"]
        mode = self.path.split("/")[1]
        usage = {"prompt_tokens": inward, "completion_tokens": most // 2}
        with lock:
            requests += 1
            billed += inward + (most // 2 if mode == "counted" else most)
        text = {"index": 0, "finish_reason": "stop",
                "message": {"role": "assistant", "content": "春节"}}
        whole = json.dumps({"choices": [text], "usage": usage})
        if mode == "counted":
            time.sleep(0.05)
            self.reply(200, whole)
        elif mode == "uncounted":
            time.sleep(0.05)
            self.reply(200, json.dumps({"choices": [text]}))
        elif mode == "silent":
            time.sleep(9)
            self.close_connection = True
        elif mode == "html":
            self.reply(200, "<html>busy</html>", "text/html")
        elif mode == "empty":
            self.reply(200, "")
        elif mode == "cut":
            self.reply(200, whole[:-9])
        elif mode == "other":
            self.reply(200, '{"state":"done"}')
        elif mode == "reset":
            self.wfile.write(b"HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n{")
            self.close_connection = True
        elif mode == "noise":
            self.wfile.write(b"\x00\x01\x02 no HTTP at all\r\n\r\n")
            self.close_connection = True
        elif mode == "late":
            self.reply(504, "<html>upstream timed out</html>", "text/html")

    def log_message(self, *a):
        pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
server.daemon_threads = True
server.handle_error = lambda *a: None
print(server.server_port, flush=True)
server.serve_forever()
