"""`updates`: told, never done."""

import http.server
import json
import threading

import pytest


@pytest.fixture
def published(monkeypatch):
    """Call it with a tag: a forge on loopback whose latest release has it; what it was asked."""
    asked = []
    servers = []

    def start(tag):
        class Forge(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                asked.append(self.path)
                body = json.dumps({"tag_name": tag, "html_url": "https://forge.example.com/v9"}).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *words):
                pass

        server = http.server.HTTPServer(("127.0.0.1", 0), Forge)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("POMERIUM_COGNITO_UPDATES", f"http://127.0.0.1:{server.server_port}/latest")
        return asked

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_a_newer_one_is_named_with_its_page(run, published):
    asked = published("v999.0")
    ended = run("updates")
    assert ended.status == 0
    assert ended.out.splitlines()[0].startswith("999.0 is published; this is ")
    assert "https://forge.example.com/v9" in ended.out
    assert asked == ["/latest"]


def test_as_json(run, published):
    published("v0.0.1")
    result = run("updates", "--json").result
    assert (result["ok"], result["newer"], result["newest"]) == (True, False, "0.0.1")


def test_a_checkout_says_that_it_does_not_know(run, monkeypatch):
    monkeypatch.delenv("POMERIUM_COGNITO_UPDATES", raising=False)
    ended = run("updates")
    assert ended.status == 2
    assert "does not know where newer versions are published" in ended.err
