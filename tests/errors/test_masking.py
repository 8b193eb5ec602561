from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from wizard.errors.explain import explain, explain_text
from wizard.errors.masking import DOTS, masked

SECRET = "s3cr3tS3cr3tS3cr3t"
CLIENT_SECRET = "1a2b3c4d5e6f7g8h9i0j1k2l3m4n5o6p7q8r9s0t1u2v3w4x5y6z"
SECRET_KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"


@pytest.mark.parametrize(
    "text",
    [
        f"aws_secret_access_key = {SECRET}",
        f"AWS_SECRET_ACCESS_KEY={SECRET} next",
        f"aws_session_token: {SECRET}",
        f'"SecretAccessKey": "{SECRET}"',
        f"client_secret={SECRET}&code=x",
        f"'ClientSecret': '{SECRET}'",
        f'{{"ClientSecretValue":"{SECRET}"}}',
        f"IDP_CLIENT_SECRET={SECRET}",
        f"idp_client_secret: '{SECRET}'",
        f"TemporaryPassword={SECRET}",
        f'\\"refresh_token\\": \\"{SECRET}\\"',
        f"Authorization: Basic {SECRET}",
        f"'Authorization': b'AWS4-HMAC-SHA256 Credential=x, Signature={SECRET}'",
        f"Proxy-Authorization: {SECRET}",
        f"got bearer {SECRET}",
        f"x-amz-security-token:{SECRET}",
        f"https://h/?X-Amz-Signature={SECRET}&b=1",
        f"http://ada:{SECRET}@proxy.corp:3128",
        f"https://a/oauth2/callback?code={SECRET}&state=1",
        f"--client-secret {SECRET}",
        f"Value '{SECRET}' at 'clientSecret' failed to satisfy constraint",
        f"Invalid type for parameter ClientSecret, value: {SECRET}, type: str",
    ],
)
def test_a_secret_beside_its_name_is_hidden(text: str) -> None:
    assert SECRET not in masked(text)
    assert DOTS in masked(text)


@pytest.mark.parametrize(
    "secret", [SECRET_KEY, CLIENT_SECRET, "AKIAIOSFODNN7EXAMPLE", "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln"]
)
def test_a_secret_is_known_by_its_form(secret: str) -> None:
    assert secret not in masked(f"refused: {secret} (see above)")


@pytest.mark.parametrize(
    "text",
    [
        '{"error":"invalid_client","error_description":"invalid_client_secret"}',
        "Password did not conform with policy: Password not long enough",
        "User pool client 1h57kf5cpq17m0eml12EXAMPLE does not exist.",
        "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012",
        "https://corp-staff.auth.eu-west-1.amazoncognito.com/error?error=redirect_mismatch",
        "/usr/lib/python3/dist-packages/botocore/client.py",
        "sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "The security token included in the request is invalid.",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert masked(text) == text


def test_no_explanation_shows_a_secret() -> None:
    message = f"client_secret={SECRET} AKIAIOSFODNN7EXAMPLE {SECRET_KEY} User pool x does not exist"
    error = ClientError({"Error": {"Code": "ResourceNotFoundException", "Message": message}}, "X")
    for explanation in (explain(error), explain_text(message), explain(RuntimeError(message))):
        for secret in (SECRET, "AKIAIOSFODNN7EXAMPLE", SECRET_KEY):
            assert secret not in repr(explanation)
