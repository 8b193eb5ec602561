"""Credentials and a region -> clients of Amazon's API, made when first asked for, shared between threads."""

from __future__ import annotations

import functools
import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from wizard.errors import AmazonRefused, WizardError

CERTIFICATE_REGION = "us-east-1"  # a login domain's certificate lies there, whatever the pool's region


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the credentials belong to; `account` has 12 digits, `arn` names the user or the assumed role."""

    account: str
    arn: str
    region: str
    partition: str

    @property
    def short(self) -> str:
        """The ARN's last part, as 'admin' or 'CognitoAdmin/ada'."""
        return self.arn.partition(":user/")[2] or self.arn.partition("assumed-role/")[2] or self.arn.rpartition(":")[2]


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile of the AWS files: its name, its region ('' where none is set) and how it gets credentials."""

    name: str
    region: str
    way: str


@dataclass(frozen=True, slots=True)
class Access:
    """How to reach Amazon. `endpoint` and `keys` are set for a stand-in alone; else botocore's own chain holds."""

    region: str
    profile: str | None = None
    role_arn: str | None = None
    endpoint: str | None = None
    keys: tuple[str, str] | None = field(default=None, repr=False)


class Session:
    """Clients for one Access. Raises AmazonRefused, explained, where credentials or the profile are missing."""

    def __init__(self, access: Access) -> None:
        self.access = access
        self._lock = threading.RLock()
        self._core: Any = None
        self._clients: dict[tuple[str, str], Any] = {}
        self._identity: Identity | None = None

    def client(self, service: str, region: str | None = None) -> Any:
        """The client of a service, as 'cognito-idp'; retries are ours, so that each is told and can be stopped."""
        key = (service, region or self.access.region)
        with self._lock:
            if key not in self._clients:
                endpoint = self.access.endpoint
                config = _config(stand_in=endpoint is not None)
                try:
                    made = self._session().create_client(
                        service, region_name=key[1], endpoint_url=endpoint, config=config
                    )
                    made.meta.events.register("after-call", _whole)
                    self._clients[key] = made
                except WizardError:
                    raise
                except Exception as error:  # botocore's own tree, and ValueError for a malformed endpoint
                    raise _refused(error) from error
            return self._clients[key]

    def identity(self, ask: Callable[[], Any] | None = None) -> Identity:
        """Who am I; asks STS until it has answered once. Raises AmazonRefused, and what `ask` raises.

        `ask` is GetCallerIdentity with tries and pauses of the caller's own; else it is asked once. The lock is not
        held while Amazon is asked: a slow answer must not stand in the way of other threads.
        """
        if self._identity is None:
            try:
                answer = ask() if ask is not None else self.client("sts").get_caller_identity()
            except WizardError:
                raise
            except Exception as error:  # botocore's own tree
                raise _refused(error) from error
            arn = str(answer["Arn"])
            self._identity = Identity(str(answer["Account"]), arn, self.access.region, self.partition())
        return self._identity

    def partition(self) -> str:
        """The partition of the region, as 'aws' or 'aws-us-gov'; 'aws' for a region that botocore doesn't know."""
        from botocore.exceptions import UnknownRegionError

        try:
            return str(self._session().get_partition_for_region(self.access.region))
        except UnknownRegionError:
            return "aws"

    def dns_suffix(self) -> str:
        """The partition's own suffix of API and issuer hosts, as 'amazonaws.com'."""
        loaded: Mapping[str, Any] = self._session().get_component("data_loader").load_data("partitions")
        here = self.partition()
        return next((str(p["outputs"]["dnsSuffix"]) for p in loaded["partitions"] if p["id"] == here), "amazonaws.com")

    def _session(self) -> Any:
        with self._lock:
            if self._core is None:
                try:
                    self._core = _stand_in(self.access) if self.access.keys else _amazon(self.access)
                except Exception as error:  # botocore's own tree
                    raise _refused(error) from error
            return self._core


def _refused(error: BaseException) -> AmazonRefused:
    from wizard.errors.explain import explain

    return AmazonRefused(explain(error))


def _whole(http_response: Any, **_: Any) -> None:
    """Refuse an answer that is shorter than it says: botocore would take a JSON text that was cut for an empty answer.

    Raises IncompleteReadError.
    """
    length = http_response.headers.get("content-length", "")
    if length.isdigit() and not http_response.headers.get("content-encoding"):
        there = len(http_response.content)
        if there < int(length):
            from botocore.exceptions import IncompleteReadError

            raise IncompleteReadError(actual_bytes=there, expected_bytes=int(length))


def _config(*, stand_in: bool = False) -> Any:
    """How clients call. What this computer has set for Amazon, as a proxy, is not for a stand-in on loopback."""
    from botocore.config import Config

    own: dict[str, Any] = {"proxies": {}, "use_fips_endpoint": False, "use_dualstack_endpoint": False}
    return Config(
        retries={"total_max_attempts": 1},
        connect_timeout=6,
        read_timeout=30,
        user_agent_extra="pomerium-cognito",
        **(own if stand_in else {}),
    )


def _core(access: Access, **variables: Any) -> Any:
    """botocore's session, which is boto3's own core: loading the rest of boto3 takes longer than two calls."""
    import botocore.session

    core = botocore.session.Session(variables)
    core.set_config_variable("region", access.region)
    return core


def _stand_in(access: Access) -> Any:
    """A session with keys of its own, that reads neither the AWS files nor AWS_PROFILE."""
    # (key in the files, environment variable, value, converter): no file and no variable is looked into
    nowhere = {name: (None, None, os.devnull, None) for name in ("config_file", "credentials_file")}
    core = _core(access, profile=(None, None, None, None), **nowhere)
    core.set_credentials(*(access.keys or (None, None)))
    return core


def _amazon(access: Access) -> Any:
    """A session of the profile, or of botocore's own chain; as the role, where one is to be assumed."""
    core = _core(access)
    if access.profile:
        core.set_config_variable("profile", access.profile)
    if access.role_arn:
        _assume(core, access.role_arn)
    return core


def _assume(core: Any, role_arn: str) -> None:
    """Give the session the role's credentials, which renew themselves before they run out; all else stays."""
    from botocore.credentials import AssumeRoleCredentialFetcher, DeferredRefreshableCredentials
    from botocore.exceptions import NoCredentialsError

    source = core.get_credentials()
    if source is None:
        raise NoCredentialsError
    fetcher = AssumeRoleCredentialFetcher(
        client_creator=functools.partial(core.create_client, config=_config()),
        source_credentials=source,
        role_arn=role_arn,
        extra_args={"RoleSessionName": "pomerium-cognito"},
    )
    core._credentials = DeferredRefreshableCredentials(fetcher.fetch_credentials, "assume-role")


def profiles() -> tuple[Profile, ...]:
    """The profiles of the AWS files on this computer, in their order; no network. Unreadable files give none."""
    import botocore.session
    from botocore.exceptions import BotoCoreError

    session = botocore.session.Session()
    try:
        found: Mapping[str, Mapping[str, Any]] = session.full_config.get("profiles", {})
    except BotoCoreError:
        return ()
    return tuple(Profile(name, str(values.get("region", "")), _way(values)) for name, values in found.items())


def _way(values: Mapping[str, Any]) -> str:
    ways = {
        "sso_session": "single sign-on",
        "sso_start_url": "single sign-on",
        "role_arn": "assumes a role",
        "credential_process": "a credential program",
        "login_session": "aws login",
        "aws_access_key_id": "access key",
    }
    return next((way for key, way in ways.items() if key in values), "settings only")
