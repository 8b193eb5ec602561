"""A running Pomerium, played by a transport: what it answers is compared with what was checked."""

import httpx
import pytest

from wizard.checks import chosen, running
from wizard.checks.check import Target
from wizard.vault import Secret

BASE = "https://authenticate.corp.example.com"
LOGIN = "https://corp.auth.eu-west-1.amazoncognito.com"
ASKED = {
    "client_id": "abc",
    "redirect_uri": f"{BASE}/oauth2/callback",
    "scope": "openid email",
    "response_type": "code",
}


def asked(**changed):
    query = httpx.QueryParams({**ASKED, **changed})
    return httpx.Response(302, headers={"location": f"{LOGIN}/oauth2/authorize?{query}"})


ROUTE = "https://app.corp.example.com"


def known(callback):
    return httpx.Response(200, json={"authentication_callback_endpoint": callback})


def outcome(pages, **more):
    seen = []

    def answer(request):
        seen.append(request.url.path)
        where = request.url.path if str(request.url).startswith(BASE) else str(request.url)
        found = pages.get(where, httpx.Response(404))
        if isinstance(found, Exception):
            raise found
        return found

    http = httpx.Client(transport=httpx.MockTransport(answer))
    target = Target(
        "https://issuer", LOGIN, "abc", Secret("s"), f"{BASE}/oauth2/callback", f"{BASE}/.pomerium/signed_out",
        ("openid", "email"), "cognito", http, probe=True, **more,
    )  # fmt: skip
    return running.CHECK.run(target), seen


def pages(**changed):
    found = {
        "/.well-known/pomerium": httpx.Response(200, json={"authentication_callback_endpoint": ASKED["redirect_uri"]}),
        "/.pomerium/": asked(),
        "/.pomerium/signed_out": httpx.Response(200),
    }
    return found | changed


def test_one_that_is_right():
    found, seen = outcome(pages())
    assert (found.state, len(seen)) == ("passed", 3)


def test_practice_mode_asks_nobody():
    assert running.CHECK not in chosen(probe=False)
    assert running.CHECK in chosen(probe=True)


@pytest.mark.parametrize(
    ("changed", "state", "says"),
    [
        ({"/.well-known/pomerium": httpx.ConnectError("refused")}, "skipped", "No Pomerium answers"),
        ({"/.well-known/pomerium": httpx.Response(404)}, "skipped", "is no Pomerium"),
        ({"/.well-known/pomerium": httpx.Response(200, text="hello")}, "skipped", "is no Pomerium"),
        (
            {
                "/.well-known/pomerium": httpx.Response(
                    200, json={"authentication_callback_endpoint": "https://authenticate.pomerium.app/oauth2/callback"}
                )
            },
            "failed",
            "hosted authenticate service",
        ),
        (
            {"/.well-known/pomerium": httpx.Response(200, json={"authentication_callback_endpoint": "https://x/cb"})},
            "failed",
            "another callback URL",
        ),
        ({"/.pomerium/": httpx.Response(500)}, "failed", "HTTP 500"),
        ({"/.pomerium/": httpx.Response(200)}, "skipped", "sends nobody"),
        ({"/.pomerium/": asked(client_id="other")}, "failed", "client ID: other"),
        ({"/.pomerium/": asked(scope="openid")}, "failed", "scopes: openid"),
        ({"/.pomerium/": asked(redirect_uri="https://x")}, "failed", "callback URL: https://x"),
        (
            {"/.pomerium/": httpx.Response(302, headers={"location": "https://accounts.example.com/o?client_id=abc"})},
            "failed",
            "identity provider: accounts.example.com",
        ),
        ({"/.pomerium/signed_out": httpx.Response(404)}, "failed", "after signing out"),
        (
            {"/.pomerium/": httpx.Response(302, headers={"location": "https://authenticate.pomerium.app/.pomerium/x"})},
            "failed",
            "hosted authenticate service",
        ),
    ],
)
def test_what_is_wrong_is_named(changed, state, says):
    found, _ = outcome(pages(**changed))
    assert (found.state, says in found.cause) == (state, True), found.cause
    assert found.mend


@pytest.mark.parametrize(
    ("callback", "state", "says"),
    [
        ("https://authenticate.pomerium.app/oauth2/callback", "failed", "hosted authenticate service"),
        ("https://else.example.com/oauth2/callback", "failed", "another callback URL"),
        (ASKED["redirect_uri"], "skipped", f"answers at {ROUTE}, and none here"),
        (None, "skipped", f"No Pomerium answers at {BASE} yet"),
    ],
)
def test_where_none_answers_at_the_authenticate_url_a_route_is_asked(callback, state, says):
    """A Pomerium that uses the hosted service serves no authenticate URL of one's own."""
    there = {f"{ROUTE}/.well-known/pomerium": known(callback)} if callback else {}
    found, _ = outcome({"/.well-known/pomerium": httpx.ConnectError("refused")} | there, route_url=ROUTE)
    assert (found.state, says in found.cause) == (state, True), found.cause
    assert found.mend
