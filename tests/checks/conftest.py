"""A Cognito as small as the checks need it: an issuer host and a login domain on loopback.

Its answers are those recorded on live domains and in Amazon's guide (Location forms, parameter order, statuses, bodies
of /oauth2/authorize, /login, /error, /oauth2/token, /logout; the dead endpoints of a pool without a domain).
"""

from __future__ import annotations

import base64
import json
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote_plus, urlencode, urlsplit

import httpx
import pytest

from wizard.checks import Discovered, Standing, Target
from wizard.events import Cancel, Event
from wizard.vault import Secret

POOL = "eu-west-1_AbCdEf123"
CLIENT = "1h57kf5cpq17m0eml12example"
SECRET = "a+b0c1d2e3f4g5h6i7j8k9l0"
CALLBACK = "https://authenticate.corp.example.com/oauth2/callback"
SIGNED_OUT = "https://authenticate.corp.example.com/.pomerium/signed_out"
KEY = {"kty": "RSA", "alg": "RS256", "use": "sig", "kid": "k1", "n": "xyz", "e": "AQAB"}
Reply = tuple[int, dict[str, str], str]


@dataclass
class Cognito:
    """What the fake knows, and who asked what; tests change it before they ask."""

    issuer_host: str = ""
    login_url: str = ""
    domain: bool = True
    document: dict[str, Any] = field(default_factory=dict)
    keys: Any = field(default_factory=lambda: {"keys": [KEY, KEY | {"kid": "k2"}]})
    scopes: tuple[str, ...] = ("openid", "email", "profile")
    callbacks: tuple[str, ...] = (CALLBACK,)
    sign_outs: tuple[str, ...] = (SIGNED_OUT,)
    style: bool = True
    revocation: bool = True
    login_endpoints: bool = True
    answers: dict[str, Reply] = field(default_factory=dict)
    asked: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def issuer(self) -> str:
        return f"{self.issuer_host}/{POOL}"

    def paths(self) -> list[str]:
        return [path for _, path, _ in self.asked]

    def reply(self, method: str, path: str, query: dict[str, str], form: dict[str, str], auth: str) -> Reply:
        if path in self.answers:
            return self.answers[path]
        if path == f"/{POOL}/.well-known/openid-configuration":
            return 200, {"Content-Type": "application/json"}, json.dumps(self._document())
        if path == f"/{POOL}/.well-known/jwks.json":
            return 200, {"Content-Type": "application/json"}, json.dumps(self.keys)
        routes: dict[str, Callable[[], Reply]] = {
            "/oauth2/authorize": lambda: self._authorize(query),
            "/login": lambda: self._login(query),
            "/error": lambda: (400, {}, "An error was encountered with the requested page."),
            "/oauth2/token": lambda: self._token(form, auth),
            "/oauth2/revoke": lambda: self._revoke(form, auth),
            "/logout": lambda: self._logout(query),
        }
        if path in routes and self.login_endpoints:
            return routes[path]()
        return 404, {}, "<title>404 Not Found</title>"

    def _document(self) -> dict[str, Any]:
        ends = f"{self.login_url}/oauth2" if self.domain else self.issuer
        return {
            "authorization_endpoint": f"{ends}/authorize",
            "id_token_signing_alg_values_supported": ["RS256"],
            "issuer": self.issuer,
            "jwks_uri": f"{self.issuer}/.well-known/jwks.json",
            "token_endpoint": f"{ends}/token",
        } | self.document

    def _authorize(self, query: dict[str, str]) -> Reply:
        if query.get("client_id") != CLIENT:
            return _to("/error?error=invalid_request")
        if query.get("redirect_uri") not in self.callbacks:
            return _to(f"/error?error=redirect_mismatch&client_id={CLIENT}")
        if not set(query["scope"].split(" ")) <= set(self.scopes):
            state = urlencode({"state": query["state"]})
            return _to(f"{query['redirect_uri']}?error_description=invalid_scope&{state}&error=invalid_request")
        assert query["response_type"] == "code"
        return _to("/login?" + urlencode(query))

    def _login(self, query: dict[str, str]) -> Reply:
        if "redirect_uri" not in query:
            return 400, {}, "Required String parameter 'redirect_uri' is not present"
        if not self.style:
            return 403, {}, "<h1>Login pages unavailable</h1><p>Please contact an administrator.</p>"
        return 200, {}, '<form method="post"><input type="password" name="password"></form>'

    def _token(self, form: dict[str, str], auth: str) -> Reply:
        pair = base64.b64decode(auth.removeprefix("Basic ")).decode().split(":") if auth else []
        client, secret = map(unquote_plus, pair) if pair else (form.get("client_id"), form.get("client_secret"))
        if client != CLIENT:
            return 400, {}, '{"error":"invalid_client"}'
        if secret != SECRET:
            return 400, {}, '{"error":"invalid_client","error_description":"invalid_client_secret"}'
        assert form["grant_type"] == "authorization_code" and form["redirect_uri"] == CALLBACK
        return 400, {"Cache-Control": "no-store"}, '{"error":"invalid_grant"}'

    def _revoke(self, form: dict[str, str], auth: str) -> Reply:
        if not (form.get("token") and self.revocation):
            return 400, {}, '{"error":"invalid_request"}'
        secret = base64.b64decode(auth.removeprefix("Basic ")).decode().partition(":")[2]
        return (200, {}, "") if unquote_plus(secret) == SECRET else (401, {}, '{"error":"invalid_client"}')

    def _logout(self, query: dict[str, str]) -> Reply:
        if query["logout_uri"] in self.sign_outs and query["client_id"] == CLIENT:
            return _to(query["logout_uri"])
        return _to(f"/login?client_id={CLIENT}")


def _to(url: str) -> Reply:
    return 302, {"Location": url}, ""


def _one(query: str) -> dict[str, str]:
    return {name: values[-1] for name, values in parse_qs(query, keep_blank_values=True).items()}


class Quiet(ThreadingHTTPServer):
    """Says nothing of clients that hang up in the middle of an answer."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        assert isinstance(sys.exc_info()[1], ConnectionError), sys.exc_info()[1]


def _server(cognito: Cognito) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 64 * 1024  # head and body in one packet: no wait for an acknowledgement

        def log_message(self, *args: object) -> None:
            pass

        def _any(self) -> None:
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
            cognito.asked.append((self.command, parts.path, parts.query or body))
            auth = self.headers.get("authorization", "")
            status, headers, text = cognito.reply(self.command, parts.path, _one(parts.query), _one(body), auth)
            if status == 0:
                self.close_connection = True
                return
            self.send_response(status)
            for name, value in (headers | {"Content-Length": str(len(text.encode()))}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(text.encode())

        do_GET = do_POST = _any

    server = Quiet(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    return server


@pytest.fixture
def cognito() -> Iterator[Cognito]:
    fake = Cognito()
    servers = [_server(fake), _server(fake)]
    fake.issuer_host, fake.login_url = (f"http://127.0.0.1:{server.server_port}" for server in servers)
    yield fake
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def http() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False) as client:
        yield client


@pytest.fixture
def target(cognito: Cognito, http: httpx.Client) -> Target:
    return Target(
        issuer=cognito.issuer,
        login_url=cognito.login_url,
        client_id=CLIENT,
        client_secret=Secret(SECRET),
        callback_url=CALLBACK,
        sign_out_url=SIGNED_OUT,
        scopes=("openid", "email", "profile"),
        provider="cognito",
        http=http,
        discovered=Discovered(
            f"{cognito.login_url}/oauth2/authorize",
            f"{cognito.login_url}/oauth2/token",
            f"{cognito.issuer}/.well-known/jwks.json",
        ),
        standing=Standing(somebody=True),
    )


class Clock(Cancel):
    """Time that passes by waiting alone: a clock and a cancel in one."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 1000.0
        self.waited: list[float] = []
        self.stop_after: int | None = None

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.now += seconds
        if self.stop_after is not None and len(self.waited) >= self.stop_after:
            self.wish()
        self.check()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def events() -> list[Event]:
    return []
