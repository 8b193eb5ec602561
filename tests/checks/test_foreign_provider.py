"""The protocol half against an OIDC provider that was not written here (oidc-provider-mock, on Authlib).

What is Cognito's own (its login page's redirects, /logout, /oauth2/revoke) is not in it, and is not asked.
"""

import warnings
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from wizard.checks import Target, client_secret, clock, discovery, keys
from wizard.checks.sign_in import STEPS, Attempt, SignIn
from wizard.setup.model import Allow
from wizard.vault import Secret

CALLBACK, BACK = "https://authenticate.corp.example.com/oauth2/callback", "http://127.0.0.1:4711/cb"
ADA = {"email": "ada@corp.example.com", "email_verified": True, "name": "Ada Lovelace", "cognito:groups": ["admins"]}
STEP = {check.id.removeprefix("sign_in."): run for check, run in STEPS}
WALK = ("browser", "code", "id_token", "user_info", "person", "refresh")
pytestmark = pytest.mark.filterwarnings("ignore")  # those of its own libraries


@dataclass
class Foreign:
    """A target there, and a way to sign in."""

    target: Target
    http: httpx.Client

    def attempt(self):
        """An attempt that a person has gone through: what the browser brought back."""
        attempt = Attempt(BACK)
        address = attempt.address(self.target.authorization_endpoint, self.target.client_id, self.target.scopes)
        answer = self.http.post(address, data={"sub": "ada"})
        brought = {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["location"]).query).items()}
        assert brought["state"] == attempt.state
        return SignIn(attempt, brought, (Allow(group="admins"),), signed_out=True)

    def walk(self, sign_in, target=None):
        """Steps up to the first that fails; their outcomes."""
        told = {}
        for name in WALK:
            told[name] = STEP[name](sign_in, target or self.target)
            if told[name].state != "passed":
                break
        return told


@pytest.fixture(scope="module")
def provider():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import oidc_provider_mock

        with oidc_provider_mock.run_server_in_thread(require_client_registration=True) as server:
            yield f"http://localhost:{server.server_port}"


@pytest.fixture
def foreign(provider, http):
    http.put(f"{provider}/users/ada", json=ADA)
    made = http.post(f"{provider}/oauth2/clients", json={"redirect_uris": [CALLBACK, BACK]}).json()
    secret = Secret(made["client_secret"])
    scopes = ("openid", "email", "profile")
    target = Target(provider, provider, made["client_id"], secret, CALLBACK, None, scopes, "oidc", http)
    outcome = discovery.CHECK.run(target)
    assert (outcome.state, outcome.cause) == ("passed", f"The login domain is {provider}.")
    return Foreign(replace(target, discovered=outcome.discovered), http)


def test_its_keys_its_clock_and_the_client_secret_pass(foreign):
    for check in (keys.CHECK, clock.CHECK, client_secret.CHECK):
        assert check.run(foreign.target).state == "passed", check.id


def test_a_code_becomes_tokens_that_hold_and_renew_and_tell_of_the_person(foreign):
    sign_in = foreign.attempt()
    told = foreign.walk(sign_in)
    assert {name: outcome.state for name, outcome in told.items()} == dict.fromkeys(WALK, "passed"), told
    person = sign_in.person
    assert (person.subject, person.email, person.verified, person.name) == ("ada", ADA["email"], True, "Ada Lovelace")
    assert person.groups == ("admins",)


def test_a_wrong_secret_is_named_here_and_where_the_code_is_traded(foreign):
    wrong = replace(foreign.target, client_secret=Secret("another"))
    outcome = client_secret.CHECK.run(wrong)
    assert outcome.state == "failed"
    assert "secret is wrong" in outcome.cause
    told = foreign.walk(foreign.attempt(), wrong)
    assert told["code"].state == "failed"
    assert "secret" in told["code"].cause


def test_a_client_that_it_does_not_know_is_named(foreign):
    outcome = client_secret.CHECK.run(replace(foreign.target, client_id="nobodys"))
    assert "the ID is unknown" in outcome.cause
    assert outcome.value == "nobodys"


def test_an_issuer_with_a_slash_more_is_named(foreign):
    assert "slash" in discovery.CHECK.run(replace(foreign.target, issuer=foreign.target.issuer + "/")).cause


def test_a_code_is_good_once(foreign):
    sign_in = foreign.attempt()
    assert foreign.walk(sign_in)["code"].state == "passed"
    assert STEP["code"](sign_in, foreign.target).state == "failed"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"client_id": "another"}, "another app client"),
        ({"issuer": "http://localhost:1"}, "another issuer"),
    ],
)
def test_a_token_for_somebody_else_is_not_taken(foreign, change, says):
    sign_in = foreign.attempt()
    assert STEP["code"](sign_in, foreign.target).state == "passed"
    outcome = STEP["id_token"](sign_in, replace(foreign.target, **change))
    assert outcome.state == "failed"
    assert says in outcome.cause


def test_a_nonce_of_another_sign_in_is_not_taken(foreign):
    sign_in = foreign.attempt()
    assert STEP["code"](sign_in, foreign.target).state == "passed"
    sign_in.attempt = Attempt(BACK)
    assert "nonce" in STEP["id_token"](sign_in, foreign.target).cause


def test_without_openid_there_is_no_id_token(foreign):
    foreign.target = replace(foreign.target, scopes=("email",))
    told = foreign.walk(foreign.attempt())
    assert "scope openid" in told["code"].cause


def test_tokens_that_were_revoked_are_refused(foreign):
    sign_in = foreign.attempt()
    foreign.walk(sign_in)
    foreign.http.post(f"{foreign.target.issuer}/users/ada/revoke-tokens")
    assert STEP["refresh"](sign_in, foreign.target).state == "failed"
    assert "HTTP 4" in STEP["user_info"](sign_in, foreign.target).cause
