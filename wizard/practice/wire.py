"""HTTP of the stand-in: connections on loopback, limits, routing between API and login pages, the log."""

from __future__ import annotations

import contextlib
import datetime
import json
import re
import socket
import sys
import threading
import traceback
import uuid
from collections.abc import Callable
from html import escape
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TextIO

from wizard.practice.api import dispatch
from wizard.practice.login import routes
from wizard.practice.login.asked import Answer, Asked, parameters
from wizard.practice.login.pages import page
from wizard.practice.state import Store

LABEL = ("x-practice-stand-in", "not Amazon")
"""The header of every answer."""

_BODY_LIMIT = 4_000_000


class PracticeServer(ThreadingHTTPServer):
    """One server on 127.0.0.1; a thread a connection, all ended by `stop`.

    `mark` tells whose state it serves; `delay` is the seconds that a prefix domain takes; `clock` gives seconds.
    """

    daemon_threads = True
    allow_reuse_address = sys.platform != "win32"  # on Windows it would let two servers share a port

    def __init__(
        self, port: int, store: Store, *, mark: str, delay: float, clock: Callable[[], float], log: TextIO | None
    ) -> None:
        self.store = store
        self.mark = mark
        self.delay = delay
        self.clock = clock
        self._log = log
        self._log_lock = threading.Lock()
        self._open: dict[socket.socket, threading.Thread | None] = {}
        super().__init__(("127.0.0.1", port), Handler)
        port = self.server_address[1]
        self.base = f"http://127.0.0.1:{port}"
        self.hosts = (f"127.0.0.1:{port}", f"localhost:{port}")

    def note(self, operation: str, status: int | str, region: str, more: str = "") -> None:
        """Write one line of the log: time, operation or path, status, region, and the error's name where one is."""
        if self._log is None:
            return
        now = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3]
        with self._log_lock, contextlib.suppress(ValueError, OSError):
            self._log.write(f"{now}Z {operation} {status} {region}{' ' + more if more else ''}\n")
            self._log.flush()

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve one connection, known to `stop` while it lasts."""
        self._open[request] = threading.current_thread()
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._open.pop(request, None)

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002
        """A connection that its other end dropped is no news; anything else is noted without its content."""
        fault = sys.exception()
        if not isinstance(fault, ConnectionError | TimeoutError | ValueError):
            self.note("-", "-", "-", type(fault).__name__)

    def stop(self) -> None:
        """End the loop, the listening socket and every open connection."""
        self.shutdown()
        self.server_close()
        for connection, thread in list(self._open.items()):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            if thread is not None and thread is not threading.current_thread():
                thread.join(2)


class Handler(BaseHTTPRequestHandler):
    """One connection; HTTP/1.1, kept alive."""

    protocol_version = "HTTP/1.1"
    server_version = "practice-stand-in"
    sys_version = ""
    disable_nagle_algorithm = True
    wbufsize = -1
    server: PracticeServer

    def do_GET(self) -> None:
        """Answer a GET."""
        self._serve()

    def do_POST(self) -> None:
        """Answer a POST."""
        self._serve()

    def log_message(self, format: str, *args: object) -> None:
        """The server's own lines hold whole request lines, so they are dropped; `note` writes instead."""

    def _serve(self) -> None:
        path, _, query = self.path.partition("?")
        try:
            body = self._body()
            if body is None:
                return
            # A name that only resolves to this machine is somebody else's page reaching in.
            if self.headers.get("Host", "") not in self.server.hosts:
                self._send(400, "text/plain", f"Ask for {self.server.base}", path)
            elif self.command == "POST" and path == "/":
                self._api(body)
            elif path.startswith("/practice"):
                self._about(path)
            else:
                self._login(path, query, body)
        except ConnectionError:
            raise
        except Exception as fault:  # noqa: BLE001  the stand-in's own mistake: Amazon's form for it, so that callers see a 500
            place = traceback.extract_tb(fault.__traceback__)[-1]
            text = json.dumps({"__type": "InternalErrorException", "message": "The practice stand-in failed."})
            where = f"{type(fault).__name__}@{place.filename.rpartition('/')[2]}:{place.lineno}"
            self._send(500, "application/x-amz-json-1.1", text, path, error=where)

    def _body(self) -> bytes | None:
        """The request's body; None where its length can't be taken, and then the answer is out."""
        length = self.headers.get("Content-Length", "0")
        if "Transfer-Encoding" in self.headers or not length.isdigit() or int(length) > _BODY_LIMIT:
            self.close_connection = True
            self._send(413, "text/plain", "A body needs a Content-Length, of 4 MB at most.", "-")
            return None
        return self.rfile.read(int(length))

    def _api(self, body: bytes) -> None:
        server = self.server
        headers = {name.lower(): value for name, value in self.headers.items()}
        given = dispatch.answer(headers, body, server.store, server.clock(), server.delay)
        kind = (("x-amzn-errortype", given.error),) if given.error else ()
        more = (("x-amzn-requestid", str(uuid.uuid4())), *kind)
        self._send(
            given.status,
            given.content_type,
            given.body,
            given.operation,
            region=given.region,
            headers=more,
            error=given.error or "",
        )

    def _about(self, path: str) -> None:
        """What this is, for whoever wants to attach; and the messages that would have been sent."""
        if path == "/practice":
            self._send(200, "application/json", json.dumps({"practice": True, "state": self.server.mark}), path)
            return
        with self.server.store.change() as tree:
            messages = [dict(message) for message in reversed(tree["outbox"])]
        if path == "/practice/outbox.json":
            self._send(200, "application/json", json.dumps(messages), path)
            return
        rows = "".join(
            f"<li><p>{escape(message['medium'])} to {escape(message['to'])}:</p><p>{escape(message['text'])}</p></li>"
            for message in messages
        )
        self._send_answer(page(200, "Messages", f"<ul>{rows}</ul>" if rows else "<p>None yet.</p>"), path)

    def _login(self, path: str, query: str, body: bytes) -> None:
        form = "x-www-form-urlencoded" in self.headers.get("Content-Type", "")
        posted, doubled = parameters(body.decode("utf-8", "replace")) if form else ({}, frozenset[str]())
        server = self.server
        with server.store.change() as tree:
            answer = routes.answer(
                Asked(
                    method=self.command,
                    path=path,
                    query=parameters(query)[0],
                    form=posted,
                    doubled=doubled,
                    headers={name.lower(): value for name, value in self.headers.items()},
                    cookies=self._cookies(),
                    tree=tree,
                    now=server.clock(),
                    base=server.base,
                )
            )
        if answer is None:
            self.close_connection = True
            server.note(self._label(path), "-", "-", "domain not live")
        else:
            self._send_answer(answer, path)

    def _cookies(self) -> dict[str, str]:
        try:
            return {name: morsel.value for name, morsel in SimpleCookie(self.headers.get("Cookie", "")).items()}
        except CookieError:
            return {}

    def _send_answer(self, answer: Answer, path: str) -> None:
        self._send(answer.status, answer.content_type, answer.body, path, headers=answer.headers)

    def _send(
        self,
        status: int,
        content_type: str,
        text: str,
        name: str,
        *,
        region: str = "-",
        headers: tuple[tuple[str, str], ...] = (),
        error: str = "",
    ) -> None:
        body = text.encode()
        # Noted before it is sent: who has the answer finds its line.
        self.server.note(self._label(name), status, region, error)
        self.send_response(status)
        for header, value in (LABEL, ("Content-Type", content_type), ("Content-Length", str(len(body))), *headers):
            self.send_header(header, re.sub(r"[\r\n]", "", value))
        if self.close_connection:
            self.send_header("Connection", "close")  # or the caller sends its next request into a closing connection
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def _label(self, name: str) -> str:
        if not name.startswith("/"):
            return name
        return f"{self.command} {re.sub(r'[^!-~]', '?', name)[:200]}"
