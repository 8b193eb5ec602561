"""verify as a process, beside a Pomerium that runs: played by a server over TLS, whose certificate the bundle names.

What it answers is as in pomerium/pomerium authenticate/handlers.go and internal/handlers/well_known_pomerium.go.
"""

import datetime
import ipaddress
import json
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlencode

import pytest
from programs import Program

from wizard import practice

HOSTED = "https://authenticate.pomerium.app"


def certificate(folder):
    """A certificate for 127.0.0.1 that vouches for itself, and its key: the one file."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name.from_rfc4514_string("CN=corp")
    now, host = datetime.datetime.now(datetime.UTC), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([host]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    path = folder / "corp.pem"
    path.write_bytes(made.public_bytes(form[0]) + key.private_bytes(*form))
    return path


class Pomerium:
    """`callback` is what it announces, `asked` what it sends people to the login page with."""

    def __init__(self, folder):
        played = self
        self.callback, self.login, self.asked, self.seen = "", "", {}, []

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *args):
                """Say nothing."""

            def do_GET(self):
                played.seen.append(self.path)
                pages = {
                    "/.well-known/pomerium": (
                        200,
                        "",
                        json.dumps({"authentication_callback_endpoint": played.callback}),
                    ),
                    "/.pomerium/": (302, f"{played.login}/oauth2/authorize?{urlencode(played.asked)}", ""),
                    "/.pomerium/signed_out": (200, "", "<html>Signed out</html>"),
                }
                status, location, body = pages.get(self.path, (404, "", ""))
                self.send_response(status)
                if location:
                    self.send_header("Location", location)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body.encode())

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.handle_error = lambda request, address: None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.bundle = certificate(folder)
        context.load_cert_chain(self.bundle)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        self.url = f"https://127.0.0.1:{self.server.server_address[1]}"


@pytest.fixture
def there(tmp_path, monkeypatch):
    """A Pomerium that is right, and a command whose setup names it."""
    monkeypatch.setenv("POMERIUM_COGNITO_PRACTICE_DELAY", "0")
    stand, pomerium = practice.start(tmp_path / "practice"), Pomerium(tmp_path)
    places = dict.fromkeys(
        ("AWS_ENDPOINT_URL", "POMERIUM_COGNITO_ISSUER_BASE", "POMERIUM_COGNITO_LOGIN_BASE"), stand.url
    )
    program = Program(tmp_path, **places, AWS_CA_BUNDLE=str(pomerium.bundle))
    port = pomerium.url.rpartition(":")[2]
    route = f'{{from: "https://localhost:{port}", to: "http://app:80", allow: [{{domain: x.com}}]}}'
    program.run(
        *("new", "-o", "s.yaml", "--authenticate-url", pomerium.url, "--region", "eu-west-1", "--prefix", "corp-staff"),
        *("--set", f"pomerium.route={route}"),
    )
    program.run("apply", "s.yaml", "--yes", "--no-verify", "--secrets", "none")
    tree = json.loads((tmp_path / "practice" / "practice.json").read_text())
    (pool,) = tree["pools"].values()
    pomerium.login, pomerium.callback = stand.url, f"{pomerium.url}/oauth2/callback"
    pomerium.asked = {
        "client_id": next(iter(pool["clients"])),
        "redirect_uri": pomerium.callback,
        "response_type": "code",
        "scope": "openid email profile",
        "state": "s",
    }
    yield program, pomerium
    pomerium.server.shutdown()
    pomerium.server.server_close()
    stand.close()


@pytest.mark.parametrize(
    ("change", "state", "says"),
    [
        ({}, "passed", ""),
        ({"callback": f"{HOSTED}/oauth2/callback"}, "failed", "hosted authenticate service"),
        ({"login": HOSTED}, "failed", "hosted authenticate service"),
        ({"client_id": "another"}, "failed", "another client ID: another"),
        ({"scope": "openid offline_access"}, "failed", "list of scopes: openid offline_access"),
        ({"redirect_uri": "https://old.example.com/oauth2/callback"}, "failed", "another callback URL: https://old."),
        ({"login": "https://accounts.example.com"}, "failed", "another identity provider: accounts.example.com"),
    ],
)
def test_what_it_does_is_held_against_the_setup(there, change, state, says):
    program, pomerium = there
    for name, value in change.items():
        if name in pomerium.asked:
            pomerium.asked[name] = value
        else:
            setattr(pomerium, name, value)
    told = program.run("verify", "s.yaml", "--secrets", "none", "--json", code=0 if state == "passed" else 4)
    events = [json.loads(line) for line in told.splitlines() if line.startswith("{")]
    (found,) = [event for event in events if event.get("id") == "running"]
    assert (found["state"], says in found["cause"]) == (state, True), found
    assert events[-1]["failed"] == ([] if state == "passed" else ["running"])
    assert "/.well-known/pomerium" in pomerium.seen


def test_one_that_does_not_run_yet_stops_nothing(there):
    program, pomerium = there
    pomerium.server.shutdown()
    pomerium.server.server_close()
    told = program.run("verify", "s.yaml", "--secrets", "none")
    assert "skipped  Running Pomerium: No Pomerium answers at" in told
