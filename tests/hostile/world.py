"""A loopback server for world.sh: the model that is asked for says how it
behaves. Prints its port."""
import http.server, json, re, sys

LINE = "春节灯火可亲人间团圆爆竹声声辞旧岁" * 100

def chat(content, finish="stop", usage=(12, 9), served="m", **message):
    m = {"role": "assistant", "content": content, **message}
    return {"model": served, "choices": [
        {"index": 0, "message": m, "finish_reason": finish}],
        "usage": {"prompt_tokens": usage[0], "completion_tokens": usage[1]}}

def chunk(text=None, finish=None, key="delta", **delta):
    if text is not None:
        delta["content"] = text
    return {"choices": [{"index": 0, key: delta, "finish_reason": finish}]}

def sse(*events, sep="\n\n", name=""):
    return "".join("%sdata: %s%s" % (name, e if isinstance(e, str) else
                   json.dumps(e, ensure_ascii=False), sep) for e in events)

def spelled(text, finish=None, **more):
    return [chunk(c, finish, **more) for c in text]

# name: what comes for a target n, the text t of that length, the count of
# requests so far: a body, or (status, body), or (status, body, headers).
def changing(n, t, k): return chat(t, served="big" if n < 30 else "small")
def yesterday(n, t, k): return chat(t, served="big")
def today(n, t, k): return chat(t, served="small")
def changed(n, t, k): return chat(t, served="small" if n > 20 else "other")
def tagged(n, t, k): return chat("<draft>想</draft>" + t)
def html(n, t, k): return chat("<p>%s</p>" % t)
def ended(n, t, k): return chat(t + "<|eot_id|>\n</s>")
def word(n, t, k): return chat(t, "zapped")
def full(n, t, k): return chat(t, "length", usage=(12, 3))
def misrouted(n, t, k): return chat(None, reasoning_content=t)
def long(n, t, k): return chat(LINE[:3 * n] if n == 10 else LINE[:2], "length")
def breaks(n, t, k): return sse(*spelled(t[:n // 2], "stop"))
def words(n, t, k): return sse(*spelled(t, "stop"), "[DONE]")
def usage(n, t, k):
    return sse(*spelled(t, "stop"), {"choices": [], "usage": {
        "prompt_tokens": 3, "completion_tokens": 4}})
def crlf(n, t, k):
    return sse(*spelled(t), chunk(finish="stop"), sep="\r\n\r\n",
               name="event: message\r\n")
def comments(n, t, k):
    return ": ping\n\n" + sse(*spelled(t)) + ": OPENROUTER PROCESSING\n\n" \
        + sse(chunk("", "stop"), "[DONE]")
def thinks(n, t, k):
    return sse(*[chunk(reasoning="想") for _ in t], *spelled(t),
               chunk(finish="stop"), "[DONE]")
def late(n, t, k):
    return sse(*spelled(t), {"error": {"message": "upstream overloaded",
                                       "code": 503}}) if k < 2 else chat(t)
def parts(n, t, k):
    return chat([{"type": "text", "text": t[:5]}, {"type": "text",
                                                   "text": t[5:]}])
def wrapped(n, t, k): return {"code": 0, "msg": "ok", "data": chat(t)}
def broke(n, t, k):
    return (402, {"error": {"message": "Insufficient Balance"}})
def spent(n, t, k):
    return chat(t) if k < 5 else \
        {"state": 7, "hint": "the jar is empty"}
def odd(n, t, k):
    return chat(t) if k < 5 else \
        (418, {"error": {"message": "the plan of this team has run dry"}})
def region(n, t, k):
    return (403, {"error": {"code": "unsupported_country_region_territory",
            "message": "Country, region, or territory not supported"}})
def waits(n, t, k):
    return (429, {"error": {"message": "slow down"}},
            {"x-ratelimit-reset-requests": "20ms"}) if k % 2 == 0 else chat(t)
def gateway(n, t, k):
    return (502, "<html><h1>502 Bad Gateway</h1></html>") if k < 2 else \
        chat(t)

class Server(http.server.BaseHTTPRequestHandler):
    counts = {}

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        n = int(re.search(r"(\d+)个字", json.dumps(body, ensure_ascii=False))[1])
        k = self.counts.get(body["model"], 0)
        self.counts[body["model"]] = k + 1
        status, answer, headers = 200, globals()[body["model"]](n, LINE[:n], k), {}
        if isinstance(answer, tuple):
            status, answer, headers = (*answer, {})[:3]
        if not isinstance(answer, str):
            answer = json.dumps(answer, ensure_ascii=False)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(answer.encode())))
        self.end_headers()
        self.wfile.write(answer.encode())

    def log_message(self, *a):
        pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
print(server.server_port, flush=True)
server.serve_forever()
