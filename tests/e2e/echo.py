"""A server that says a key back, and who looks for it afterwards: what the
scripts echoed-*.sh share. echo.py KEY FILES PACKED DIR...: no eight characters
of KEY are in the files below DIR, of which there are so many at least, nor in
workbooks and journals that are packed there."""
import http.server, io, os, subprocess, sys, zipfile


def said(key, n):
    """Both parts of a key that is cut in two at n, and the whole at 0."""
    n %= len(key)
    return f"{key[:n]} and {key[n:]}" if n else key


class Echo(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def body(self):
        return self.rfile.read(int(self.headers.get("content-length", 0)))

    def key(self):
        return self.headers["authorization"].split(" ", 1)[1]

    def reply(self, status, data, kind="application/json", head={}):
        data = data.encode()
        self.send_response(status)
        for name, value in head.items():
            self.send_header(name, value)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *a):
        pass


def serve(handler):
    """Its port is printed first."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    print(server.server_port, flush=True)
    server.serve_forever()


def parts(path):
    """What is in a file: its bytes, and those that are packed in it."""
    data = open(path, "rb").read()
    yield path, data
    if path.endswith(".xlsx"):
        z = zipfile.ZipFile(io.BytesIO(data))
        for part in z.namelist():
            yield f"{path}:{part}", z.read(part)
    if path.endswith(".zst"):
        yield path + ":", subprocess.run(["zstd", "-dcq", path], check=True,
                                         capture_output=True).stdout


def search(key, least, packed, tops):
    key = key.lower().encode()
    pieces = {key[i:i + 8] for i in range(len(key) - 7)}
    bad = files = inner = 0
    for top in tops:
        for dir, _, names in os.walk(top):
            for path in (os.path.join(dir, name) for name in names):
                files += 1
                for where, data in parts(path):
                    inner += where != path
                    data = data.lower()
                    at = [data.find(p) for p in pieces if p in data]
                    if at:
                        print(where, data[max(0, at[0] - 80):][:200])
                        bad = 1
    if files < least or inner < packed:
        sys.exit(f"only {files} files, {inner} packed")
    sys.exit(bad)


if __name__ == "__main__":
    search(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
