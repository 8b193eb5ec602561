"""Domains: names that are refused, two a pool, life from not live to gone. Texts as AWS gave them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

Refused = Callable[..., str]
BAD = "[InvalidParameterException] "
ISSUED = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-1111-4111-8111-111111111111"
PENDING = "arn:aws:acm:us-east-1:123456789012:certificate/22222222-2222-4222-8222-222222222222"
FORM = (
    "The domain name contains an invalid character. Domain names can only contain lower-case letters, numbers, and "
    r"hyphens. Please enter a different name that follows this format: ^[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?$"
)
PARENT = (
    "Custom domain is not a valid subdomain: Was not able to resolve a DNS A record for the parent domain or domain "
    "parent is a top-level domain."
)


@pytest.mark.parametrize(
    ("prefix", "text"),
    [
        ("x-cognito-y", "Domain cannot contain reserved word: cognito"),
        ("aws", "Domain cannot contain reserved word: aws"),
        ("my-amazon", "Domain cannot contain reserved word: amazon"),
        ("Corp", FORM),
        ("corp.staff", FORM),
        ("-corp", FORM),
        ("corp-login", "Domain already associated with another user pool."),
        ("pomerium", "Domain already associated with another user pool."),
        (
            "a" * 64,
            f"1 validation error detected: Value '{'a' * 64}' at 'domain' failed to satisfy constraint: "
            "Member must have length less than or equal to 63",
        ),
    ],
)
def test_prefixes_that_are_refused(cognito: Any, pool: str, refused: Refused, prefix: str, text: str) -> None:
    assert refused(cognito.create_user_pool_domain, UserPoolId=pool, Domain=prefix) == BAD + text
    if len(prefix) < 64:
        assert cognito.describe_user_pool_domain(Domain=prefix)["DomainDescription"] == {}


@pytest.mark.parametrize("prefix", ["x-awsome-y", "a" * 63, "7"])
def test_prefixes_that_are_taken(cognito: Any, pool: str, prefix: str) -> None:
    cognito.create_user_pool_domain(UserPoolId=pool, Domain=prefix)
    shown = cognito.describe_user_pool_domain(Domain=prefix)["DomainDescription"]
    assert (shown["UserPoolId"], shown["Status"], shown["ManagedLoginVersion"]) == (pool, "ACTIVE", 1)
    assert shown["AWSAccountId"] == "123456789012"
    cognito.delete_user_pool_domain(UserPoolId=pool, Domain=prefix)
    assert cognito.describe_user_pool_domain(Domain=prefix)["DomainDescription"] == {}


def test_one_prefix_a_pool_and_one_pool_a_prefix(cognito: Any, pool: str, refused: Refused) -> None:
    cognito.create_user_pool_domain(UserPoolId=pool, Domain="only-one")
    text = refused(cognito.create_user_pool_domain, UserPoolId=pool, Domain="second")
    assert text == BAD + "User pool already has a domain configured."
    other = cognito.create_user_pool(PoolName="other")["UserPool"]["Id"]
    text = refused(cognito.create_user_pool_domain, UserPoolId=other, Domain="only-one")
    assert text == BAD + "Domain already associated with another user pool."
    gone = BAD + "No such domain or user pool exists."
    assert refused(cognito.delete_user_pool_domain, UserPoolId=other, Domain="only-one") == gone
    assert refused(cognito.update_user_pool_domain, UserPoolId=pool, Domain="nobodys") == gone


def test_a_prefix_is_free_in_another_region(stand: Any, cognito: Any, pool: str) -> None:
    cognito.create_user_pool_domain(UserPoolId=pool, Domain="two-regions")
    there = stand.client(region="us-west-2")
    other = there.create_user_pool(PoolName="corp")["UserPool"]["Id"]
    assert there.describe_user_pool_domain(Domain="two-regions")["DomainDescription"] == {}
    there.create_user_pool_domain(UserPoolId=other, Domain="two-regions")


def test_managed_login_needs_a_tier(cognito: Any, refused: Refused) -> None:
    lite = cognito.create_user_pool(PoolName="lite", UserPoolTier="LITE")["UserPool"]["Id"]
    feature = "The following feature is not available for the LITE pricing tier configured: Managed Login Version 2"
    text = refused(cognito.create_user_pool_domain, UserPoolId=lite, Domain="lite-pages", ManagedLoginVersion=2)
    assert text == "[FeatureUnavailableInTierException] " + feature
    cognito.create_user_pool_domain(UserPoolId=lite, Domain="lite-pages")
    cognito.update_user_pool(UserPoolId=lite, UserPoolTier="ESSENTIALS")
    cognito.update_user_pool_domain(UserPoolId=lite, Domain="lite-pages", ManagedLoginVersion=2)
    assert cognito.describe_user_pool_domain(Domain="lite-pages")["DomainDescription"]["ManagedLoginVersion"] == 2
    text = refused(cognito.update_user_pool, UserPoolId=lite, UserPoolTier="LITE")
    assert text.endswith("need to be disabled for the LITE pricing tier configured: Managed Login Version 2")


@pytest.mark.parametrize(
    ("name", "certificate", "text"),
    [
        ("example.com", ISSUED, PARENT),
        ("localhost", ISSUED, PARENT),
        (
            "login.pending.example.com",
            PENDING,
            "The specified SSL certificate doesn't exist, isn't in us-east-1 region",
        ),
        ("auth.other.example.com", ISSUED, "The specified SSL certificate doesn't exist, isn't in us-east-1 region"),
        (
            "auth.corp.example.com",
            ISSUED.replace("us-east-1", "eu-west-1"),
            "The specified SSL certificate doesn't exist",
        ),
        ("a_b.corp.example.com", ISSUED, "The domain name contains an invalid character"),
    ],
)
def test_custom_domains_that_are_refused(
    cognito: Any, pool: str, refused: Refused, name: str, certificate: str, text: str
) -> None:
    config = {"CertificateArn": certificate}
    said = refused(cognito.create_user_pool_domain, UserPoolId=pool, Domain=name, CustomDomainConfig=config)
    assert said.startswith(BAD + text)


def test_custom_domain_from_creation_to_the_end(slow_stand: Any, refused: Refused) -> None:
    cognito = slow_stand.client()
    pool = cognito.create_user_pool(PoolName="corp")["UserPool"]["Id"]
    asked = {"UserPoolId": pool, "Domain": "auth.corp.example.com", "CustomDomainConfig": {"CertificateArn": ISSUED}}
    made = cognito.create_user_pool_domain(**asked)
    assert made["CloudFrontDomain"].endswith(".cloudfront.net")
    shown = cognito.describe_user_pool_domain(Domain="auth.corp.example.com")["DomainDescription"]
    assert shown["Status"] == "CREATING"
    assert shown["CloudFrontDistribution"] == made["CloudFrontDomain"]
    slow_stand.clock.now += 3.0
    shown = cognito.describe_user_pool_domain(Domain="auth.corp.example.com")["DomainDescription"]
    assert shown["Status"] == "ACTIVE"
    assert cognito.describe_user_pool(UserPoolId=pool)["UserPool"]["CustomDomain"] == "auth.corp.example.com"
    elsewhere = slow_stand.client(region="us-west-2")
    other = elsewhere.create_user_pool(PoolName="corp")["UserPool"]["Id"]
    text = refused(elsewhere.create_user_pool_domain, **{**asked, "UserPoolId": other})
    assert text == BAD + "Domain already associated with another user pool."
    cognito.update_user_pool_domain(**asked)
    shown = cognito.describe_user_pool_domain(Domain="auth.corp.example.com")["DomainDescription"]
    assert shown["Status"] == "UPDATING"
    cognito.delete_user_pool_domain(UserPoolId=pool, Domain="auth.corp.example.com")
    cognito.delete_user_pool(UserPoolId=pool)


def test_four_custom_domains_a_region(slow_stand: Any, refused: Refused) -> None:
    cognito = slow_stand.client()
    for number in range(5):
        asked = {
            "UserPoolId": cognito.create_user_pool(PoolName="corp")["UserPool"]["Id"],
            "Domain": f"auth{number}.corp.example.com",
            "CustomDomainConfig": {"CertificateArn": ISSUED},
        }
        if number < 4:
            cognito.create_user_pool_domain(**asked)
        else:
            assert refused(cognito.create_user_pool_domain, **asked).startswith("[LimitExceededException]")


def test_a_prefix_is_not_live_at_once(slow_stand: Any) -> None:
    cognito = slow_stand.client()
    pool = cognito.create_user_pool(PoolName="corp")["UserPool"]["Id"]
    client = cognito.create_user_pool_client(UserPoolId=pool, ClientName="p")["UserPoolClient"]["ClientId"]
    cognito.create_user_pool_domain(UserPoolId=pool, Domain="corp-staff")
    with httpx.Client(base_url=slow_stand.url) as http:
        for path in (f"/oauth2/authorize?client_id={client}", "/oauth2/authorize?client_id=unknown", "/error"):
            with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
                http.get(path)
        for path in ("/oauth2/token", "/oauth2/revoke"):
            with pytest.raises(httpx.RemoteProtocolError):
                http.post(path, data={"client_id": client})
        slow_stand.clock.now += 1.6
        location = http.get(f"/oauth2/authorize?client_id={client}").headers["location"]
    assert location == f"/error?error=redirect_mismatch&client_id={client}"


def test_a_pool_with_a_domain_or_protection_stays(cognito: Any, refused: Refused) -> None:
    pool = cognito.create_user_pool(PoolName="corp", DeletionProtection="ACTIVE")["UserPool"]["Id"]
    cognito.create_user_pool_domain(UserPoolId=pool, Domain="stays-here")
    text = refused(cognito.delete_user_pool, UserPoolId=pool)
    assert text == BAD + (
        "The user pool cannot be deleted because deletion protection is activated. "
        "Deletion protection must be inactivated first."
    )
    cognito.update_user_pool(UserPoolId=pool)
    text = refused(cognito.delete_user_pool, UserPoolId=pool)
    assert text == BAD + "User pool cannot be deleted. It has a domain configured that should be deleted first."
    cognito.delete_user_pool_domain(UserPoolId=pool, Domain="stays-here")
    cognito.delete_user_pool(UserPoolId=pool)
    assert refused(cognito.delete_user_pool, UserPoolId=pool).startswith("[ResourceNotFoundException]")
