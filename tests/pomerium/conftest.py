"""Settings to write: a whole set, changed where a test wants it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wizard.pomerium.settings import PomeriumSettings
from wizard.setup.model import Allow, Route
from wizard.setup.versions import Version
from wizard.vault import Secret

Made = Callable[..., PomeriumSettings]


@pytest.fixture(scope="session")
def facts() -> Path:
    return Path(__file__).parents[1] / "data"


@pytest.fixture(scope="session")
def route() -> Route:
    allow = (Allow(email="ada@corp.example.com"), Allow(domain="corp.example.com"), Allow(group="1e3"))
    return Route("https://app.corp.example.com", "http://app.internal:8080", allow)


@pytest.fixture(scope="session")
def made() -> Made:
    whole = PomeriumSettings(
        version=Version(0, 33),
        authenticate_url="https://authenticate.corp.example.com",
        authorize_url=None,
        provider_url="https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEf123",
        client_id="304a12ktcc5djt9d7enj6dsjkg",
        client_secret=Secret("1re5ukkv3dab6up5aefv7rru65lu60oblf04t6cv8u9s0itjbci7"),
        scopes=("openid", "email", "profile"),
    )

    def change(**changes: Any) -> PomeriumSettings:
        return dataclasses.replace(whole, **changes)

    return change
