"""A proxy in front of the stand-in, over HTTP, that does one thing wrong at one call, or from one call on."""

import contextlib
import http.client
import io
import json
import socket
import struct
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

REFUSALS = {
    "throttled": (400, "TooManyRequestsException", "Rate exceeded"),
    "rate": (400, "ThrottlingException", "Rate exceeded"),
    "conflict": (400, "ConcurrentModificationException", "Another update is under way."),
    "broken": (500, "InternalErrorException", "Internal error"),
    "away": (503, "ServiceUnavailable", "Service Unavailable"),
    "expired": (400, "ExpiredTokenException", "The security token included in the request is expired"),
}
BEFORE = (*REFUSALS, "reset", "closed")  # the call is not carried out
AFTER = ("lost", "cut", "slow")  # it is, and its answer does not come as it should
KINDS = (*BEFORE, *AFTER)
LASTS = ("expired",)  # every later call is met by it, too
UNSURE = ("broken", "away", "reset", "closed", *AFTER[:2])  # nobody can tell whether the call was carried out
_SLOW = 0.3  # seconds


class Faulty:
    """The proxy; `fault(kind, number)` arms it: the call of that number, counted from then on from 1, meets it."""

    def __init__(self, upstream):
        self.fault(None)
        self._lock = threading.Lock()
        host = upstream.partition("//")[2]
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *args):
                """Say nothing."""

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                kind = proxy.turn(operation_of(self.headers.get("X-Amz-Target"), body))
                if kind in BEFORE:
                    proxy.refuse(self, kind)
                    return
                status, headers, data = forwarded(host, self.path, body, self.headers)
                proxy.carried_out(kind)
                if kind == "lost":
                    reset(self)
                elif kind == "cut":
                    answer(self, status, headers, data, cut=True)
                else:
                    if kind == "slow":
                        time.sleep(_SLOW)
                    answer(self, status, headers, data)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.handle_error = lambda request, address: None  # a process that is killed says no goodbye
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def fault(self, kind, number=0, *, lasts=False):
        """Arm it; None: do everything right. `lasts`: every later call is met by it, too."""
        self.kind, self.number, self.calls, self.met = kind, number, 0, ""
        self.lasts = lasts or kind in LASTS

    def turn(self, operation):
        """What happens to the call that comes now; None: nothing wrong."""
        with self._lock:
            self.calls += 1
            hit = self.kind and (self.calls == self.number or (self.lasts and self.calls > self.number))
            if hit:
                self.met = self.met or operation
            return self.kind if hit else None

    def carried_out(self, kind):
        """Hear of a call between being carried out and being answered."""

    def refuse(self, handler, kind):
        """Answer without asking the stand-in."""
        if kind in ("reset", "closed"):
            reset(handler, politely=kind == "closed")
            return
        status, code, message = REFUSALS[kind]
        if handler.headers.get("X-Amz-Target") is None:
            text = f"<ErrorResponse><Error><Code>{code}</Code><Message>{message}</Message></Error></ErrorResponse>"
            answer(handler, status, [("Content-Type", "text/xml")], text.encode())
            return
        text = json.dumps({"__type": code, "message": message})
        answer(handler, status, [("Content-Type", "application/x-amz-json-1.1")], text.encode())

    def close(self):
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()


def operation_of(target, body):
    """The operation's name, in JSON's form or the query form of STS."""
    return target.rpartition(".")[2] if target else parse_qs(body.decode()).get("Action", [""])[0]


def forwarded(host, path, body, headers):
    """Status, headers and body of the stand-in's own answer."""
    with contextlib.closing(http.client.HTTPConnection(host, timeout=30)) as connection:
        sent = {name: value for name, value in headers.items() if name.lower() not in ("connection", "host")}
        connection.request("POST", path, body, sent)
        told = connection.getresponse()
        return told.status, told.getheaders(), told.read()


def answer(handler, status, headers, data, *, cut=False):
    """Send an answer; of one that is cut half of the body, and then nothing more."""
    handler.send_response_only(status)
    for name, value in headers:
        if name.lower() not in ("connection", "transfer-encoding", "content-length"):
            handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data[: len(data) // 2] if cut else data)
    if cut:
        handler.close_connection = True


def reset(handler, *, politely=False):
    """End the connection without a word; politely: as a server does that goes down in order."""
    if politely:
        handler.connection.shutdown(socket.SHUT_RDWR)
    else:
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.close_connection = True
    handler.connection.close()
    handler.wfile = io.BytesIO()  # the handler flushes it as it ends
