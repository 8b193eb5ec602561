"""One stand-in for all tests here, driven over HTTP by boto3 and httpx; answers are held against botocore's shapes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from wizard.practice import server

_SIZES = {"string": str, "integer": int, "long": int, "boolean": bool, "list": list, "map": dict, "structure": dict}


class Clock:
    """A clock that tests move; it never goes back."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


def _holds(shape: Any, value: Any, path: str) -> None:
    """Fail where an answer has a member that the service model does not know, or of another type, or misses one."""
    kind = _SIZES.get(shape.type_name)
    if kind is not None:
        assert isinstance(value, kind), f"{path} is a {type(value).__name__}"
    if shape.type_name == "timestamp":
        assert isinstance(value, int | float), f"{path} is no epoch number"
    if shape.type_name == "structure" and not getattr(shape, "is_document_type", False):
        missing, unknown = set(shape.required_members) - set(value), set(value) - set(shape.members)
        assert not missing and not unknown, f"{path} misses {missing}, has unknown {unknown}"
        for name, inner in value.items():
            _holds(shape.members[name], inner, f"{path}.{name}")
    if shape.type_name == "list":
        for inner in value:
            _holds(shape.member, inner, f"{path}[]")
    if shape.type_name == "map":
        for inner in value.values():
            _holds(shape.value, inner, f"{path}{{}}")
    if "enum" in shape.metadata:
        assert value in shape.metadata["enum"], f"{path} is {value}"


def _check_answer(operation_model: Any, response_dict: Any, **_: Any) -> None:
    if response_dict["status_code"] == 200 and operation_model.output_shape is not None:
        _holds(operation_model.output_shape, json.loads(response_dict["body"]), operation_model.name)


@dataclass
class Stand:
    """The stand-in: its URL, clients for its API, its log."""

    url: str
    clock: Clock
    log: Path
    _clients: dict[tuple[str, ...], Any] = field(default_factory=dict)

    def client(self, service: str = "cognito-idp", region: str = "eu-west-1", key: str = "AKIAPRACTICE00000000") -> Any:
        name = (service, region, key)
        if name not in self._clients:
            self._clients[name] = make_client(self.url, *name)
        return self._clients[name]

    def raw(self, operation: str, body: Any, **headers: str) -> httpx.Response:
        """One API request as it goes over the wire, past botocore's own checks."""
        content = body if isinstance(body, str) else json.dumps(body)
        with httpx.Client() as http:
            return http.post(self.url, content=content, headers={**signed(operation), **headers})

    def close(self) -> None:
        for client in self._clients.values():
            client.close()


def make_client(url: str, service: str, region: str, key: str) -> Any:
    import boto3
    from botocore.config import Config

    client = boto3.Session().client(
        service,
        endpoint_url=url,
        region_name=region,
        aws_access_key_id=key,
        aws_secret_access_key="practice",
        config=Config(retries={"total_max_attempts": 1}),
    )
    if service not in ("sts", "iam"):
        client.meta.events.register("before-parse", _check_answer)
    return client


def signed(operation: str, region: str = "eu-west-1") -> dict[str, str]:
    scope = f"AKIAPRACTICE00000000/20260101/{region}/cognito-idp/aws4_request"
    return {
        "Content-Type": "application/x-amz-json-1.1",
        "X-Amz-Target": f"AWSCognitoIdentityProviderService.{operation}",
        "Authorization": f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0",
    }


@pytest.fixture(scope="session")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    folder = tmp_path_factory.mktemp("practice")
    clock = Clock()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(server.DELAY_VARIABLE, "0")
        practice = server.start(folder, log=folder / "log", clock=clock)
    stand = Stand(practice.url, clock, folder / "log")
    yield stand
    stand.close()
    practice.close()


@pytest.fixture
def slow_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stand]:
    """A stand-in of its own with the delays that people get, and an empty account."""
    monkeypatch.delenv(server.DELAY_VARIABLE, raising=False)
    clock = Clock()
    practice = server.start(tmp_path, log=tmp_path / "log", clock=clock)
    stand = Stand(practice.url, clock, tmp_path / "log")
    yield stand
    stand.close()
    practice.close()


@pytest.fixture
def cognito(stand: Stand) -> Any:
    return stand.client()


@pytest.fixture
def pool(cognito: Any) -> str:
    """A new pool with nothing in it."""
    return str(cognito.create_user_pool(PoolName="corp")["UserPool"]["Id"])


@pytest.fixture
def refused() -> Callable[..., str]:
    """Calls an operation that must be refused: gives `[Code] message`."""

    def call(operation: Callable[..., Any], **asked: Any) -> str:
        from botocore.exceptions import ClientError

        with pytest.raises(ClientError) as caught:
            operation(**asked)
        error = caught.value.response["Error"]
        return f"[{error['Code']}] {error['Message']}"

    return call


CALLBACK = "https://authenticate.corp.example.com/oauth2/callback"
SIGNED_OUT = "https://authenticate.corp.example.com/signed_out"


class Browser:
    """A browser at the login pages of one client; follows no redirect by itself."""

    def __init__(self, stand: Stand, client: dict[str, Any]) -> None:
        self.http = httpx.Client(base_url=stand.url)
        self.stand, self.client = stand, client
        self.page: httpx.Response | None = None

    def asks(self, **changes: str | None) -> dict[str, str]:
        asked = {
            "client_id": self.client["ClientId"],
            "redirect_uri": CALLBACK,
            "response_type": "code",
            "scope": "openid email",
            "state": "st/ate",
            "nonce": "n-1",
            **changes,
        }
        return {name: value for name, value in asked.items() if value is not None}

    def authorize(self, **changes: str | None) -> httpx.Response:
        return self.http.get("/oauth2/authorize", params=self.asks(**changes))

    def open(self, **changes: str | None) -> httpx.Response:
        """From the application to the login page."""
        self.page = self.http.get(self.authorize(**changes).headers["location"])
        return self.page

    def send(self, **typed: str) -> httpx.Response:
        """Fill in the form that the page shows, and send it."""
        assert self.page is not None
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', self.page.text))
        self.page = self.http.post(self.page.request.url, data={**hidden, **typed})
        return self.page

    def told(self) -> str:
        assert self.page is not None
        alert = re.search(r'role="alert">([^<]*)<', self.page.text)
        return alert.group(1) if alert else ""

    def token(self, secret: str | None = "own", **form: str) -> httpx.Response:
        """Ask the token endpoint, with the client's secret in the header unless another, or None, is given."""
        value = self.client.get("ClientSecret", "") if secret == "own" else secret
        auth = None if value is None else (self.client["ClientId"], value)
        return self.http.post("/oauth2/token", data=form, auth=auth)

    def tokens(self, landed: httpx.Response, **form: str) -> dict[str, Any]:
        code = httpx.URL(landed.headers["location"]).params["code"]
        answer = self.token(grant_type="authorization_code", code=code, redirect_uri=CALLBACK, **form)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())


@pytest.fixture
def site(stand: Stand, cognito: Any, request: pytest.FixtureRequest) -> Iterator[Callable[..., Browser]]:
    """Makes pool, domain, client, style and the user ada; gives a browser in front of them."""
    browsers: list[Browser] = []

    def make(version: int = 1, style: bool = True, domain: bool = True, **client: Any) -> Browser:
        made = cognito.create_user_pool(PoolName="corp", UsernameConfiguration={"CaseSensitive": False})
        identifier = made["UserPool"]["Id"]
        if domain:
            prefix = identifier.rpartition("_")[2].lower()
            cognito.create_user_pool_domain(UserPoolId=identifier, Domain=prefix, ManagedLoginVersion=version)
        asked = {
            "ClientName": "pomerium",
            "GenerateSecret": True,
            "CallbackURLs": [CALLBACK],
            "LogoutURLs": [SIGNED_OUT],
            "AllowedOAuthFlows": ["code"],
            "AllowedOAuthScopes": ["openid", "email", "phone"],
            "AllowedOAuthFlowsUserPoolClient": True,
            "SupportedIdentityProviders": ["COGNITO"],
            **client,
        }
        shown = cognito.create_user_pool_client(UserPoolId=identifier, **asked)["UserPoolClient"]
        if style and version == 2:
            cognito.create_managed_login_branding(
                UserPoolId=identifier, ClientId=shown["ClientId"], UseCognitoProvidedValues=True
            )
        cognito.admin_create_user(
            UserPoolId=identifier,
            Username="ada",
            MessageAction="SUPPRESS",
            UserAttributes=[
                {"Name": "email", "Value": "ada@corp.example.com"},
                {"Name": "email_verified", "Value": "true"},
                {"Name": "given_name", "Value": "Ada"},
            ],
        )
        cognito.admin_set_user_password(UserPoolId=identifier, Username="ada", Password="Lovelace-1815", Permanent=True)
        browsers.append(Browser(stand, shown))
        return browsers[-1]

    yield make
    for browser in browsers:
        browser.http.close()
