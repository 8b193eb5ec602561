"""The listener on loopback that takes the code: bound before its address is told to anybody, takes one answer alone.

Its page leads the browser on to sign out, if that is wanted, and a second address sees it come back.
RFC 8252 7.3: 127.0.0.1 and not localhost, which a resolver may lead elsewhere.
"""

from __future__ import annotations

import re
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from urllib.parse import parse_qsl, urlencode, urlsplit

PATH = "/pomerium-cognito/callback"
SIGNED_OUT_PATH = "/pomerium-cognito/signed-out"
_OURS = re.compile(rf"http://127\.0\.0\.1:\d{{1,5}}(?:{re.escape(PATH)}|{re.escape(SIGNED_OUT_PATH)})")
_LOOK = 0.2  # seconds between looks at a wish to stop
_IDLE = 5.0  # seconds; browsers open connections that they never use
_PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{onward}<title>{title}</title><style>body{{'
    "font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem;color:#16191f;background:#fff}}"
    "@media(prefers-color-scheme:dark){{body{{color:#eee;background:#16191f}}a{{color:#9cf}}}}</style></head>"
    "<body><h1>{title}</h1><p>{text}</p>{more}</body></html>"
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"


def is_ours(url: str) -> bool:
    """Whether a callback or sign-out URL is one of this listener's, of a run that was cut short."""
    return bool(_OURS.fullmatch(url))


def loopback_urls(base: str, *, sign_out: bool) -> dict[str, str]:
    """The address that each list of the app client needs; `base` is scheme, host and port."""
    return {"CallbackURLs": base + PATH, **({"LogoutURLs": base + SIGNED_OUT_PATH} if sign_out else {})}


class Listener:
    """Use it as a context: it listens from the beginning to the end of the block."""

    def __init__(self) -> None:
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.listener = self  # type: ignore[attr-defined]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(_LOOK,), name="sign-in", daemon=True)
        self._came = threading.Event()
        self._lock = threading.Lock()
        self._answer: Mapping[str, str] | None = None
        self._state = ""
        self._way_out = ""
        self._left = threading.Event()
        self._back = False
        self.strangers = 0
        """How many requests came with another state."""

    @property
    def base(self) -> str:
        """Scheme, host, and the port that the system gave."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def lead_out(self, endpoint: str, client_id: str, *, signed_out: str) -> None:
        """Have the browser sign out at this endpoint once it has brought the code; with '' for the way back, not."""
        if signed_out:
            self._way_out = f"{endpoint}?{urlencode({'client_id': client_id, 'logout_uri': signed_out})}"

    def __enter__(self) -> Listener:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    def expect(self, state: str) -> None:
        """Take the answer with this state; before that, none is taken."""
        self._state = state

    def wait(self, seconds: float, look: Callable[[float], None]) -> Mapping[str, str] | None:
        """The parameters of the one answer with the expected state, or None when none came in time.

        `look(seconds left)` is called several times a second, and may raise.
        """
        return self._answer if _waited(self._came, seconds, look) else None

    def wait_signed_out(self, seconds: float, look: Callable[[float], None]) -> bool:
        """Whether the browser came back from signing out in time; `look` as in `wait`."""
        return _waited(self._left, seconds, look)

    def take(self, query: str) -> tuple[int, str, str]:
        """Judge a request's parameters; status, title and text of the page that answers it."""
        given = dict(parse_qsl(query, keep_blank_values=True))
        with self._lock:
            if not self._state or not secrets.compare_digest(given.get("state", "").encode(), self._state.encode()):
                self.strangers += 1
                return 400, "Another sign-in", "This is not the sign-in that was begun. Nothing was taken from it."
            if self._answer is not None:
                return 409, "Taken already", "The sign-in was taken already. You can close this page."
            self._answer = given
        if "code" not in given:
            return 200, "Not signed in", "The login page sent an error. The wizard says what it means."
        if self._way_out:
            return 200, "Signed in", "Signing out is tried next: this page goes on by itself."
        return 200, "Signed in", _CLOSE

    def leave(self) -> tuple[int, str, str]:
        """The browser comes back from signing out; what answers it, as `take` does."""
        if self._answer is None:
            return 404, "Nothing here", "Nobody has signed in yet."
        self._back = True
        return 200, "Signed out", _CLOSE

    def served(self) -> None:
        """A page went out whole: only now may whoever waits end the listener, and with it this process."""
        if self._answer is not None:
            self._came.set()
        if self._back:
            self._left.set()

    def page(self, status: int, title: str, text: str) -> bytes:
        """The page; the one that answers a code leads on, where there is somewhere to go."""
        to = escape(self._way_out) if (status, title) == (200, "Signed in") else ""
        onward = f'<meta http-equiv="refresh" content="1;url={to}">' if to else ""
        link = f'<p><a href="{to}">Sign out of the login page</a></p>' if to else ""
        return _PAGE.format(title=escape(title), text=escape(text), onward=onward, more=link).encode()


_CLOSE = "The wizard has what it needs. You can close this page and go back to it."


def _waited(event: threading.Event, seconds: float, look: Callable[[float], None]) -> bool:
    end = time.monotonic() + seconds
    while not event.wait(_LOOK):
        left = end - time.monotonic()
        if left <= 0:
            return False
        look(left)
    return True


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that hung up."""


class _Handler(BaseHTTPRequestHandler):
    timeout = _IDLE
    server_version = "pomerium-cognito"
    sys_version = ""

    def do_GET(self) -> None:
        listener: Listener = self.server.listener  # type: ignore[attr-defined]
        parts = urlsplit(self.path)
        if parts.path == PATH:
            status, title, text = listener.take(parts.query)
        elif parts.path == SIGNED_OUT_PATH:
            status, title, text = listener.leave()
        else:
            status, title, text = 404, "Nothing here", "This address waits for a sign-in alone."
        body = listener.page(status, title, text)
        self.send_response(status)
        for name, value in (
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Content-Security-Policy", _POLICY),
            ("Cache-Control", "no-store"),
            ("Referrer-Policy", "no-referrer"),
            ("Connection", "close"),
        ):
            self.send_header(name, value)
        try:
            self.end_headers()
            self.wfile.write(body)
        finally:
            listener.served()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the address holds a code."""
