"""A script of the AWS CLI that sets what exists to what it is now: whole requests, and only what is missing is made.

Every request goes as JSON: version 1 of the CLI takes an argument that begins with http:// for an address, downloads
it, and would store what came back as the callback URL (aws-cli, cli_follow_urlparam).
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from wizard.cognito.snapshot import Answer, Snapshot
from wizard.cognito.wholeupdate import whole_request

_HEAD = """\
#!/bin/sh
# {name}: the settings of the user pool {pool} and of its app client {client}, as they stand now.
# Run again they change nothing; changed by hand they are put back. People and the client secret are not in here.
# Versions 1 and 2 of the AWS CLI alike: requests go as JSON, since version 1 downloads what begins with http://.
set -eu
export AWS_DEFAULT_REGION={region} AWS_PAGER=

cognito() {{ aws cognito-idp "$1" --cli-input-json "$2" --output json; }}
"""


def files(have: Snapshot, shapes: Callable[[str], Any]) -> dict[str, str]:
    """One file, `cognito.sh`."""
    pool = have.pool or {}
    head = _HEAD.format(
        name=_one_line(str(pool.get("Name", ""))),
        pool=pool["Id"],
        client=have.client_id or "(none)",
        region=shlex.quote(have.identity.region),
    )
    return {"cognito.sh": head + "\n" + "\n".join(_commands(have, shapes))}


def _commands(have: Snapshot, shapes: Callable[[str], Any]) -> Iterator[str]:
    pool = have.pool or {}
    ids = {"UserPoolId": pool["Id"]}
    yield _call("update-user-pool", {**whole_request(pool, shapes("UpdateUserPool"), {}), **ids})
    yield _call("set-user-pool-mfa-config", {**ids, **_factors(have.mfa or {})})
    if have.client:
        yield _call("update-user-pool-client", whole_request(have.client, shapes("UpdateUserPoolClient"), {}))
    for member in ("Domain", "CustomDomain"):
        if pool.get(member):
            yield _domain(str(pool[member]), have.domain(str(pool[member])) or {}, ids)
    for group in sorted(have.groups):
        yield _where_missing("get-group", "create-group", {**ids, "GroupName": group}, {})


def _factors(mfa: Answer) -> dict[str, Any]:
    """What SetUserPoolMfaConfig takes: nothing beside OFF."""
    if mfa.get("MfaConfiguration", "OFF") == "OFF":
        return {"MfaConfiguration": "OFF"}
    return {key: value for key, value in mfa.items() if key.endswith(("MfaConfiguration", "WebAuthnConfiguration"))}


def _domain(name: str, described: Answer, ids: Mapping[str, Any]) -> str:
    certificate = (described.get("CustomDomainConfig") or {}).get("CertificateArn")
    more: dict[str, Any] = {"CustomDomainConfig": {"CertificateArn": certificate}} if certificate else {}
    if described.get("ManagedLoginVersion"):
        more["ManagedLoginVersion"] = described["ManagedLoginVersion"]
    request = {**ids, "Domain": name}
    asked = _json({"Domain": name})
    # an unknown name is answered with an empty description, not with an error
    return (
        f"cognito describe-user-pool-domain {asked} | grep -q '\"UserPoolId\"' ||\n"
        f"  cognito create-user-pool-domain {_json({**request, **more})}\n"
    )


def _where_missing(ask: str, make: str, request: Mapping[str, Any], more: Mapping[str, Any]) -> str:
    return f"cognito {ask} {_json(request)} >/dev/null 2>&1 ||\n  cognito {make} {_json({**request, **more})}\n"


def _call(name: str, request: Mapping[str, Any]) -> str:
    return f"cognito {name} {_json(request)}\n"


def _json(request: Mapping[str, Any]) -> str:
    return shlex.quote(json.dumps(request, indent=1 if len(request) > 2 else None))


def _one_line(text: str) -> str:
    return " ".join(text.split())
