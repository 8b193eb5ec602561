"""The steps against a Cognito whose answers are those of its guide; each fault is named by the step that it stops."""

import json
import time
from dataclasses import replace
from urllib.parse import parse_qs

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from wizard.checks.check import Discovered, Target
from wizard.checks.sign_in import READY, STEPS, Attempt, SignIn
from wizard.setup.model import Allow
from wizard.vault import Secret

ISSUER, LOGIN = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a", "https://corp.example.com"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
JWK = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key())) | {"kid": "k", "alg": "RS256", "use": "sig"}
PERSON = {"sub": "u", "email": "ada@corp.example.com", "email_verified": "true", "username": "u"}
OUT = "https://authenticate.corp.example.com/.pomerium/signed_out"


class Cognito:
    """Answers of the login domain, by path; `asked` has what was sent."""

    def __init__(self, attempt):
        self.attempt, self.asked, self.revoked, self.answers = attempt, [], False, {}
        self.claims, self.info = (
            {"cognito:groups": ["admins"], "email": PERSON["email"], "email_verified": True},
            PERSON,
        )

    def __call__(self, request):
        path, form = request.url.path, {k: v[-1] for k, v in parse_qs(request.content.decode()).items()}
        self.asked.append((request.method, path, form, request.headers.get("authorization", "")))
        if path in self.answers:
            return self.answers[path]
        if path.endswith("/jwks.json"):
            return httpx.Response(200, json={"keys": [JWK]})
        if path == "/oauth2/token":
            return self._token(form)
        if path == "/oauth2/userInfo":
            return httpx.Response(200, json=self.info)
        if path == "/oauth2/revoke":
            self.revoked = True
            return httpx.Response(200)
        assert path == "/logout"
        return httpx.Response(302, headers={"Location": dict(request.url.params)["logout_uri"]})

    def _token(self, form):
        if form["grant_type"] == "refresh_token" and self.revoked:
            return httpx.Response(400, json={"error": "invalid_grant"})
        now = int(time.time())
        claims = {"iss": ISSUER, "aud": "abc", "sub": "u", "exp": now + 3600, "iat": now, "token_use": "id"}
        claims |= {"nonce": self.attempt.nonce} | self.claims
        tokens = {
            "id_token": jwt.encode(claims, KEY, "RS256", headers={"kid": "k"}),
            "access_token": "the access token",
        }
        return httpx.Response(200, json=tokens | {"refresh_token": "the refresh token", "token_type": "Bearer"})


@pytest.fixture
def attempt():
    return Attempt("http://127.0.0.1:4711/pomerium-cognito/callback")


@pytest.fixture
def cognito(attempt):
    return Cognito(attempt)


@pytest.fixture
def walked(attempt, cognito):
    """`walked()` does every step; the outcomes by name."""
    with httpx.Client(transport=httpx.MockTransport(cognito)) as http:
        found = Discovered(f"{LOGIN}/oauth2/authorize", f"{LOGIN}/oauth2/token", f"{ISSUER}/.well-known/jwks.json")
        whole = Target(
            ISSUER, LOGIN, "abc", Secret("s+x"), "https://cb", OUT, ("openid",), "cognito", http, discovered=found
        )

        def walk(answer=None, target=whole, **more):
            given = answer if answer is not None else {"code": "the code", "state": attempt.state}
            sign_in = SignIn(attempt, given or None, **{"signed_out": True, **more})
            outcomes, passed = {}, set()
            for check, step in STEPS:
                if passed.issuperset(check.needs):
                    outcomes[check.id.removeprefix("sign_in.")] = outcome = step(sign_in, target)
                    passed |= {check.id} if outcome.state == "passed" else set()
            return outcomes, sign_in

        walk.target = whole
        yield walk


def test_all_pass_and_what_is_sent_is_what_pomerium_sends(walked, cognito, attempt):
    outcomes, sign_in = walked()
    assert {name: outcome.state for name, outcome in outcomes.items()} == dict.fromkeys(outcomes, "passed")
    assert len(outcomes) == len(STEPS)
    assert sign_in.person.groups == ("admins",)
    sent = {(method, path): (form, head) for method, path, form, head in reversed(cognito.asked)}
    form, head = sent[("POST", "/oauth2/token")]
    assert (form["code"], form["redirect_uri"]) == ("the code", attempt.redirect_uri)
    assert form["code_verifier"] == attempt.verifier
    assert head == "Basic YWJjOnMlMkJ4"  # abc:s%2Bx
    assert sent[("GET", "/oauth2/userInfo")] == ({}, "Bearer the access token")
    assert sent[("POST", "/oauth2/revoke")][0]["token"] == "the refresh token"


def test_nothing_that_is_shown_holds_a_token(walked):
    outcomes, sign_in = walked()
    told = repr(outcomes) + repr(sign_in)
    assert "eyJ" not in told
    assert "the access token" not in told
    assert "the refresh token" not in told


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ({}, "Nobody signed in"),
        ({"state": "s", "error": "invalid_request", "error_description": "invalid_scope"}, "scope"),
        ({"state": "s", "error": "odd", "error_description": "Never heard"}, "error=odd"),
        ({"state": "s"}, "neither a code nor an error"),
    ],
)
def test_what_the_browser_brings_is_told(walked, answer, says):
    outcomes, _ = walked(answer)
    assert list(outcomes) == ["browser"]
    assert says in outcomes["browser"].cause
    assert outcomes["browser"].mend


def test_when_nobody_comes_the_accounts_that_cognito_refuses_are_named(attempt):
    outcome = STEPS[0][1](SignIn(attempt, None, disabled=(PERSON["email"],)), None)
    assert f"Cognito refuses {PERSON['email']}: the account is disabled" in outcome.cause
    assert "enable the account" in outcome.mend


@pytest.mark.parametrize(
    ("path", "answer", "step", "says"),
    [
        ("/oauth2/token", httpx.Response(400, json={"error": "invalid_grant"}), "code", "could not be traded"),
        (
            "/oauth2/token",
            httpx.Response(400, json={"error": "invalid_client", "error_description": "invalid_client_secret"}),
            "code",
            "secret",
        ),
        ("/oauth2/token", httpx.Response(200, json={"access_token": "a"}), "code", "openid"),
        ("/oauth2/userInfo", httpx.Response(401, json={"error": "invalid_token"}), "user_info", "HTTP 401"),
        ("/oauth2/userInfo", httpx.Response(200, json={"sub": "somebody else"}), "user_info", "another person"),
        ("/oauth2/revoke", httpx.Response(400, json={"error": "invalid_request"}), "revoke", "HTTP 400"),
        ("/logout", httpx.Response(302, headers={"Location": f"{LOGIN}/login?client_id=abc"}), "sign_out", "sign-out"),
    ],
)
def test_each_refusal_is_named_by_its_step(walked, cognito, path, answer, step, says):
    cognito.answers[path] = answer
    outcomes, _ = walked()
    assert [name for name, outcome in outcomes.items() if outcome.state == "failed"] == [step]
    assert says in outcomes[step].cause
    assert outcomes[step].mend


@pytest.mark.parametrize("off", [-600, 600])
def test_a_clock_ten_minutes_off_is_named(walked, cognito, off):
    now = int(time.time()) + off
    cognito.claims |= {"iat": now, "exp": now + 300}
    outcome = walked()[0]["id_token"]
    assert outcome.state == "failed"
    assert "clock" in outcome.mend


def test_two_faults_of_a_person_are_both_told(walked, cognito):
    cognito.claims, cognito.info = {}, {"sub": "u"}
    outcome = walked(allow=(Allow(group="admins"),))[0]["person"]
    assert outcome.state == "failed"
    assert "no e-mail address" in outcome.cause
    assert "allows admins" in outcome.cause


def test_where_the_pool_lists_nobody_that_is_told_with_the_time_that_ran_out(walked):
    outcome = walked(answer={}, nobody=True)[0]["browser"]
    assert "lists nobody who could" in outcome.cause
    assert "Add people" in outcome.mend


def test_a_person_in_no_group_stops_nobody_where_no_policy_asks_for_one(walked, cognito):
    cognito.claims["cognito:groups"] = None
    outcome = walked()[0]["person"]
    assert (outcome.state, outcome.worth_knowing) == ("passed", True)
    assert "in no group" in outcome.cause


def test_a_browser_that_does_not_come_back_from_signing_out_is_worth_knowing(walked):
    outcome = walked(signed_out=False)[0]["sign_out"]
    assert outcome.state == "passed"
    assert outcome.worth_knowing


def test_where_pomerium_signs_nobody_out_that_is_not_tried(walked):
    target = replace(walked.target, provider="oidc", sign_out_url=None)
    assert walked(target=target, signed_out=False)[0]["sign_out"].state == "skipped"


def test_the_listeners_address_may_take_a_moment_to_be_known(walked, cognito):
    cognito.answers["/oauth2/authorize"] = httpx.Response(302, headers={"Location": "/error?error=redirect_mismatch"})
    outcome = READY.run(walked.target)
    assert (outcome.state, outcome.retry, outcome.fix) == ("failed", True, None)
    cognito.answers["/oauth2/authorize"] = httpx.Response(302, headers={"Location": "/login?client_id=abc"})
    cognito.answers["/login"] = httpx.Response(200, text="<form>")
    assert READY.run(walked.target).state == "passed"
