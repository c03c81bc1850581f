"""Loopback places for places.sh: a plain server, one behind TLS, a proxy that
refuses tunnels, one that makes them, and a gateway that answers plain HTTP on
its TLS port in words, and one that hangs up on whoever speaks. Prints their ports in this order. Argument: a file with
certificate and key."""
import http.server, json, socket, ssl, sys, threading

class Server(http.server.BaseHTTPRequestHandler):
    def reply(self, status, answer):
        data = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        if self.path != "/props":
            return self.reply(404, {})
        self.reply(200, {"total_slots": 2, "build_info": "b1"})

    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        self.reply(200, {"choices": [{"index": 0, "finish_reason": "stop",
            "message": {"role": "assistant", "content": "春" * 10}}]})

    def do_CONNECT(self):
        self.send_error(403)

    def log_message(self, *a):
        pass

class Tunnel(Server):
    def do_CONNECT(self):
        there = socket.create_connection(("127.0.0.1", tls.server_port))
        self.send_response(200)
        self.end_headers()
        def pump(a, b):
            while data := a.recv(65536):
                b.sendall(data)
        threading.Thread(target=pump, args=(there, self.connection),
                         daemon=True).start()
        pump(self.connection, there)

class Gateway(Server):
    def do_POST(self):
        data = b"<html>400 The plain HTTP request was sent to HTTPS port</html>"
        self.send_response(400)
        self.send_header("content-type", "text/html")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

class Silent(Server):
    def handle(self):
        self.rfile.readline()

def serve(handler, context=None):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.handle_error = lambda *a: None
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server

context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[1])
tls = serve(Server, context)
print(serve(Server).server_port, tls.server_port, serve(Server).server_port,
      serve(Tunnel).server_port, serve(Gateway).server_port,
      serve(Silent).server_port, flush=True)
threading.Event().wait()
