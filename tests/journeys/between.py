"""A proxy that stands between the program and the stand-in, and alters or keeps back what goes by.

It takes a forward proxy's requests (whole addresses, CONNECT) and, for Amazon's API, plain ones.
"""

import contextlib
import http.client
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

HOP = ("connection", "proxy-connection", "transfer-encoding", "content-length", "keep-alive")


@dataclass
class Passing:
    """A request, and what the stand-in answered to it; `status` 0 while nobody has answered."""

    method: str
    path: str
    sent: dict[str, str]
    asked: bytes
    status: int = 0
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""

    def answer(self, status, body, kind="text/html", **headers):
        """Put this answer in place of any other."""
        self.status, self.body = status, body.encode() if isinstance(body, str) else body
        self.headers = [("Content-Type", kind), *((name.replace("_", "-"), value) for name, value in headers.items())]

    def header(self, name, value):
        """Set a header of the answer."""
        self.headers = [(key, old) for key, old in self.headers if key.lower() != name.lower()] + [(name, value)]


class Between:
    """`before(passing)` may answer in the stand-in's place, `after(passing)` alters what it answered."""

    def __init__(self, upstream):
        self.before = self.after = lambda passing: None
        self.refused = []
        between, host = self, urlsplit(upstream).netloc

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = 64 * 1024

            def log_message(self, *args):
                """Say nothing."""

            def do_CONNECT(self):
                between.refused.append(self.path)
                page = "<html><title>Access denied</title></html>"
                self.reply(Passing("CONNECT", self.path, {}, b"", 403, [("Content-Type", "text/html")], page.encode()))

            def any(self):
                parts = urlsplit(self.path)
                path = parts.path + ("?" + parts.query if parts.query else "")
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                passing = Passing(self.command, path, {k.lower(): v for k, v in self.headers.items()}, body)
                between.before(passing)
                if passing.status:
                    between.refused.append(path)
                else:
                    forward(passing, parts.netloc or host)
                    between.after(passing)
                self.reply(passing)

            def reply(self, passing):
                self.send_response_only(passing.status)
                for name, value in passing.headers:
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(passing.body)))
                self.end_headers()
                self.wfile.write(passing.body)

            do_GET = do_POST = any

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.handle_error = lambda request, address: None  # a program that is done says no goodbye
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self):
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()


def forward(passing, host):
    """Ask the stand-in, and keep its answer."""
    headers = {name: value for name, value in passing.sent.items() if name not in (*HOP, "host")}
    with contextlib.closing(http.client.HTTPConnection(host, timeout=30)) as connection:
        try:
            connection.request(passing.method, passing.path, passing.asked, headers)
            told = connection.getresponse()
            passing.status, passing.body = told.status, told.read()
        except (http.client.HTTPException, OSError):
            passing.answer(502, "<html>Bad gateway</html>")
            return
    passing.headers = [(name, value) for name, value in told.getheaders() if name.lower() not in HOP]
