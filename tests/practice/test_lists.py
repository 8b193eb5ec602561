"""Lists in pages, held against botocore's own paginators."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


def test_user_pools(slow_stand: Any) -> None:
    cognito = slow_stand.client()
    names = [f"pool{number}" for number in range(7)]
    for name in names:
        cognito.create_user_pool(PoolName=name)
    first = cognito.list_user_pools(MaxResults=3)
    assert [pool["Name"] for pool in first["UserPools"]] == names[:3]
    assert "UserPoolTags" not in first["UserPools"][0]
    pages = list(cognito.get_paginator("list_user_pools").paginate(PaginationConfig={"PageSize": 3}))
    assert [pool["Name"] for page in pages for pool in page["UserPools"]] == names
    assert [len(page["UserPools"]) for page in pages] == [3, 3, 1]
    whole = cognito.list_user_pools(MaxResults=7)
    assert "NextToken" not in whole


def test_the_other_lists(cognito: Any, pool: str) -> None:
    for number in range(5):
        cognito.create_user_pool_client(UserPoolId=pool, ClientName=f"c{number}")
        cognito.create_group(UserPoolId=pool, GroupName=f"g{number}")
        cognito.admin_create_user(UserPoolId=pool, Username=f"u{number}", MessageAction="SUPPRESS")
        cognito.admin_add_user_to_group(UserPoolId=pool, Username=f"u{number}", GroupName="g0")
        cognito.admin_add_user_to_group(UserPoolId=pool, Username="u0", GroupName=f"g{number}")
        cognito.create_resource_server(UserPoolId=pool, Identifier=f"r{number}", Name="r")
        cognito.create_identity_provider(
            UserPoolId=pool, ProviderName=f"idp{number}", ProviderType="OIDC", ProviderDetails={"client_id": "x"}
        )
    for operation, member, more in (
        ("list_user_pool_clients", "UserPoolClients", {}),
        ("list_groups", "Groups", {}),
        ("list_users", "Users", {}),
        ("list_users_in_group", "Users", {"GroupName": "g0"}),
        ("admin_list_groups_for_user", "Groups", {"Username": "u0"}),
        ("list_resource_servers", "ResourceServers", {}),
        ("list_identity_providers", "Providers", {}),
    ):
        paginator = cognito.get_paginator(operation)
        pages = list(paginator.paginate(UserPoolId=pool, **more, PaginationConfig={"PageSize": 2}))
        assert [len(page[member]) for page in pages] == [2, 2, 1], operation
        shown = [repr(one) for page in pages for one in page[member]]
        assert len(set(shown)) == 5, operation
    assert cognito.list_user_pool_clients(UserPoolId=pool, ClientType="DCR")["UserPoolClients"] == []


@pytest.mark.parametrize("token", ["nonsense", "cHJhY3RpY2U6OTk=", "é"])
def test_a_token_that_is_none(cognito: Any, refused: Callable[..., str], token: str) -> None:
    text = refused(cognito.list_user_pools, MaxResults=5, NextToken=token)
    assert text == "[InvalidParameterException] Invalid pagination token."


def test_more_than_sixty_are_refused(cognito: Any, refused: Callable[..., str]) -> None:
    assert refused(cognito.list_user_pools, MaxResults=61) == (
        "[InvalidParameterException] 1 validation error detected: Value '61' at 'maxResults' failed to satisfy "
        "constraint: Member must have value less than or equal to 60"
    )


def test_certificates_are_in_one_region(stand: Any) -> None:
    acm = stand.client("acm", "us-east-1")
    shown = {one["Status"]: one for one in acm.list_certificates()["CertificateSummaryList"]}
    assert set(shown) == {"ISSUED", "PENDING_VALIDATION"}
    issued = acm.list_certificates(CertificateStatuses=["ISSUED"])["CertificateSummaryList"]
    assert issued == [shown["ISSUED"]]
    assert issued[0]["SubjectAlternativeNameSummaries"] == ["*.corp.example.com", "auth.corp.example.com"]
    arn = issued[0]["CertificateArn"]
    assert acm.describe_certificate(CertificateArn=arn)["Certificate"]["Status"] == "ISSUED"
    elsewhere = stand.client("acm", "eu-west-1")
    assert elsewhere.list_certificates()["CertificateSummaryList"] == []
    with pytest.raises(elsewhere.exceptions.ResourceNotFoundException):
        elsewhere.describe_certificate(CertificateArn=arn)
