"""Forged, misaddressed and stale ID tokens, made with a key of the test's own; each is refused by its name."""

import base64
import hashlib
import hmac
import json
import time

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from wizard.checks.check import Target
from wizard.checks.sign_in.id_token import Untrusted, verified
from wizard.vault import Secret

ISSUER = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a"
KEY, OTHER = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
PUBLIC = KEY.public_key()


def target():
    jwk = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(PUBLIC)) | {"kid": "k", "alg": "RS256", "use": "sig"}

    def answer(request):
        return httpx.Response(200, json={"keys": [jwk]})

    http = httpx.Client(transport=httpx.MockTransport(answer))
    return Target(ISSUER, "https://corp.example.com", "abc", Secret("s"), "", None, ("openid",), "cognito", http)


def token(key=KEY, algorithm="RS256", kid="k", **changed):
    now = int(time.time())
    claims = {"iss": ISSUER, "aud": "abc", "sub": "u", "exp": now + 3600, "iat": now, "nonce": "n", "token_use": "id"}
    claims = {name: value for name, value in (claims | changed).items() if value is not None}
    return jwt.encode(claims, key, algorithm, headers={"kid": kid} if kid else None)


def test_a_good_token_is_taken():
    assert verified(target(), token(), "n")["sub"] == "u"


def test_a_token_that_names_no_key_is_tried_with_each():
    assert verified(target(), token(kid=None), "n")["sub"] == "u"
    with pytest.raises(Untrusted, match="signature"):
        verified(target(), token(OTHER, kid=None), "n")


def test_the_hash_of_the_access_token_is_compared_where_both_are_there():
    # OpenID Connect Core 1.0, example in A.3: at_hash of this access token
    given, half = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y", "77QmUPtjPfzWtF2AnpK9RQ"
    assert verified(target(), token(at_hash=half), "n", given)["at_hash"] == half
    assert verified(target(), token(), "n", given)


def hs256():
    """Signed with the public key as a shared secret: the classic confusion."""
    pem = PUBLIC.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)

    def part(value):
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    head = part({"alg": "HS256", "kid": "k"}) + "." + part({"iss": ISSUER, "aud": "abc", "sub": "u"})
    mark = base64.urlsafe_b64encode(hmac.new(pem, head.encode(), hashlib.sha256).digest()).rstrip(b"=").decode()
    return f"{head}.{mark}"


NOW = int(time.time())


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (lambda: token(OTHER), "signature"),
        (lambda: token(kid="other", iss="https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_b"), "doesn't have"),
        (lambda: token(kid="other"), "old key set"),
        (lambda: token(iss=ISSUER + "/"), "another issuer"),
        (lambda: token(aud="xyz"), "another app client"),
        (lambda: token(exp=NOW - 600, iat=NOW - 4200), "run out"),
        (lambda: token(iat=NOW + 600, exp=NOW + 4200), "in the future"),
        (lambda: token(nonce="other"), "nonce"),
        (lambda: token(nonce=None), "nonce"),
        (lambda: token(sub=None), "claim is missing"),
        (lambda: token(token_use="access"), "another token"),
        (lambda: token(at_hash="AAAA"), "at_hash"),
        (lambda: jwt.encode({"iss": ISSUER}, None, "none", headers={"kid": "k"}), "can't be trusted"),
        (hs256, "RS256"),
        (lambda: "not.a0token0at0all.x", "can't be read"),
    ],
)
def test_each_fault_is_named_and_the_token_not_repeated(made, says):
    forged = made()
    with pytest.raises(Untrusted) as caught:
        verified(target(), forged, "n", "an access token")
    assert says in caught.value.why.text
    assert caught.value.why.mend
    assert forged.split(".")[1][:20] not in repr(caught.value.why)
