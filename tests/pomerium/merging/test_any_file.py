"""A thousand made-up files a kind (a hundred in the usual run): what is merged reads as asked, all else stays."""

from __future__ import annotations

import base64
import copy
import re
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from wizard.pomerium.merging import Merged, merge
from wizard.setup.model import Allow, Route
from wizard.vault import Secret

sys.path.insert(0, str(Path(__file__).parent))
from made_up import OURS, MadeUp, with_values

COUNTS = [pytest.param(range(100), id="100"), pytest.param(range(100, 1000), id="1000", marks=pytest.mark.full)]
numbers = pytest.mark.parametrize("numbers", COUNTS)
KEYS = (*OURS, "idp_scopes", "routes")
ROUTE = Route("https://app.corp.example.com", "http://app:8080", (Allow(group="admins"),))


def merged(name: str, before: bytes, settings: Any) -> Merged:
    """Merged once; a second time nothing is left to do."""
    done = merge(name, before, settings)
    again = merge(name, done.data, settings)
    assert (again.data, again.changes) == (done.data, ())
    assert bool(done.changes) == (done.data != before)
    return done


def without(data: bytes, ours: re.Pattern[str], inside: re.Pattern[str]) -> list[bytes]:
    """The lines that are not of our keys: told by their beginning, and those further in below them."""
    lines, taken = [], False
    for line in data.removeprefix("\ufeff".encode()).splitlines(keepends=True):
        text = line.decode()
        taken = bool(ours.match(text)) or (taken and bool(inside.match(text)))
        if not taken:
            lines.append(line)
    return lines


def same_lines(one: list[bytes], other: list[bytes]) -> bool:
    """Equal to the byte, but for the line end that what follows a last line needs."""
    if one and other and one[-1].rstrip(b"\r\n") == other[-1].rstrip(b"\r\n"):
        one, other = [*one[:-1], one[-1].rstrip(b"\r\n")], [*other[:-1], other[-1].rstrip(b"\r\n")]
    return one == other


def words(data: bytes) -> list[str]:
    """The words that each stand in one foreign line."""
    return re.findall(r"w\d+(?:-x|_é|\.y)?", data.decode())


def same_end(before: bytes, after: bytes) -> bool:
    if not before.strip(b"\r\n\xef\xbb\xbf"):
        return True
    return before.endswith(b"\n") == after.endswith(b"\n") and before[:3] == after[:3]


@numbers
def test_config(numbers: range, made: Any) -> None:
    ours = re.compile(rf"(?:{'|'.join(KEYS)}) *:")
    inside = re.compile(r" *-|  +[a-z]+:| +-|  +\S")
    for number in numbers:
        made_up = MadeUp(number)
        before = made_up.finished(made_up.config())
        settings = made(route=ROUTE if number % 3 == 0 else None)
        done = merged("config-yaml", before, settings)
        there, after = yaml.safe_load(before) or {}, yaml.safe_load(done.data)
        options = settings.options() | {"idp_client_secret": settings.client_secret.reveal()}
        options["routes"] = (there.get("routes") or []) + options.get("routes", [])
        options = {key: value for key, value in options.items() if value}
        assert after == with_values(options, there), number
        assert same_lines(without(before, ours, inside), without(done.data, ours, inside)), number
        assert words(done.data) == words(before), number
        assert same_end(before, done.data), number


def shell_values(data: bytes) -> dict[str, str]:
    """By a reading of its own: one expression that takes quotes and lines apart."""
    text = data.decode().removeprefix("\ufeff").replace("\r\n", "\n")
    found = re.findall(r"""^(?:export )?(\w+)=(?:'([^']*)'|"((?:[^"\\]|\\.)*)"|([^\s#]*))""", text, re.MULTILINE)
    return {name: single or re.sub(r"\\(.)", r"\1", double) or bare for name, single, double, bare in found}


def docker_values(data: bytes) -> dict[str, str]:
    lines = data.decode().removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    return dict(line.lstrip().split("=", 1) for line in lines if line.strip() and not line.lstrip().startswith("#"))


@numbers
@pytest.mark.parametrize("name", ["env", "docker-env"])
def test_environment(numbers: range, name: str, made: Any) -> None:
    plain = name == "docker-env"
    read = docker_values if plain else shell_values
    ours = re.compile(rf"(?:export )?(?:{'|'.join(key.upper() for key in KEYS)})=")
    for number in numbers:
        made_up = MadeUp(number)
        before = made_up.finished(made_up.env(plain))
        settings = made(route=ROUTE if number % 3 == 0 else None)
        done = merged(name, before, settings)
        there, after = read(before), read(done.data)
        wanted = {key.upper(): value for key, value in settings.options().items()}
        wanted["IDP_CLIENT_SECRET"] = settings.client_secret.reveal()
        if wanted.pop("ROUTES", None):
            (route,) = yaml.safe_load(base64.b64decode(after.pop("ROUTES")))
            assert route["policy"] == [{"allow": {"or": [{"claim/cognito:groups": "admins"}]}}]
        scopes = there.get("IDP_SCOPES", "").split(",")
        same = sorted(scopes) == sorted(settings.scopes)
        wanted["IDP_SCOPES"] = there["IDP_SCOPES"] if same else ",".join(settings.scopes)
        if there.get("AUTHENTICATE_SERVICE_URL") == settings.authenticate_url + "/":
            wanted["AUTHENTICATE_SERVICE_URL"] += "/"
        assert after == there | wanted, number
        nothing = re.compile(r"(?!)")
        assert same_lines(without(before, ours, nothing), without(done.data, ours, nothing)), number
        assert same_end(before, done.data), number


def environment(data: bytes) -> dict[str, str]:
    """Of the service that runs Pomerium, as Compose passes it on."""
    found = yaml.safe_load(data)["services"]["sso"]["environment"]
    pairs = (item.split("=", 1) for item in found) if isinstance(found, list) else found.items()
    return {name: value.replace("$$", "$") for name, value in pairs}


def without_environment(data: bytes) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(data)
    del loaded["services"]["sso"]["environment"]
    return loaded


@numbers
def test_compose(numbers: range, made: Any) -> None:
    ours = re.compile(rf" +(?:- *)?[\"']?(?:{'|'.join(key.upper() for key in KEYS)})[\"']?(?: *:|=)")
    nothing = re.compile(r"(?!)")
    for number in numbers:
        made_up = MadeUp(number)
        before = made_up.finished(made_up.compose())
        settings = made(client_secret=Secret("a$b$$c"))
        done = merged("compose", before, settings)
        wanted = settings.options() | {"idp_client_secret": "a$b$$c", "idp_scopes": list(settings.scopes)}
        there = environment(before)
        scopes = with_values(wanted, {key.lower(): value for key, value in there.items()})
        expected = {key.upper(): ",".join(value) if isinstance(value, list) else value for key, value in scopes.items()}
        assert environment(done.data) == expected, number
        assert without_environment(done.data) == without_environment(before), number
        other = re.compile(r"    environment: \{")
        kept = [line for line in before.splitlines() if other.match(line.decode())]
        assert all(line in done.data.splitlines() for line in kept)
        assert same_lines(without(before, ours, nothing), without(done.data, ours, nothing)), number
        assert same_end(before, done.data), number


def objects(data: bytes) -> list[dict[str, Any]]:
    return [each for each in yaml.safe_load_all(data) if each is not None]


def of_kind(found: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    return next(each for each in found if each["kind"] == kind)


@numbers
@pytest.mark.parametrize("name", ["configmap", "configmap-inline"])
def test_config_map(numbers: range, name: str, made: Any) -> None:
    ours = re.compile(rf" *(?:{'|'.join(KEYS)}|IDP_CLIENT_SECRET|data|stringData) *:")
    inside = re.compile(r" *- \S")
    for number in numbers:
        made_up = MadeUp(number)
        old = {"IDP_CLIENT_SECRET": "0ld"}
        beside = [made_up.secret("mine", old)] if name == "configmap" else []
        before = made_up.finished(made_up.manifest(made_up.config_map(), *beside))
        settings = made()
        done = merged(name, before, settings)
        there, after = objects(before), objects(done.data)
        inner, outer = config_of(of_kind(there, "ConfigMap")), config_of(of_kind(after, "ConfigMap"))
        options = settings.options() | {"idp_client_secret": settings.client_secret.reveal()}
        if name == "configmap":
            del options["idp_client_secret"]
            inner.pop("idp_client_secret", None)
            secret_in(there, "IDP_CLIENT_SECRET", settings.client_secret.reveal())
        assert outer == with_values(options, inner), number
        assert without_config(after) == without_config(there), number
        assert same_lines(without(before, ours, inside), without(done.data, ours, inside)), number
        assert same_end(before, done.data), number


def config_of(config_map: dict[str, Any]) -> dict[str, Any]:
    (text,) = [text for name, text in config_map["data"].items() if name.startswith("config.")]
    loaded: dict[str, Any] = yaml.safe_load(text) or {}
    return loaded


def without_config(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    left = copy.deepcopy(found)
    data = of_kind(left, "ConfigMap")["data"]
    for name in [name for name in data if name.startswith("config.")]:
        data[name] = ""
    return left


def secret_in(found: list[dict[str, Any]], key: str, value: str) -> None:
    secret = of_kind(found, "Secret")
    if "data" in secret:
        secret["data"][key] = base64.b64encode(value.encode()).decode()
    else:
        secret["stringData"][key] = value


@numbers
def test_resource(numbers: range, made: Any) -> None:
    ours = re.compile(r" +(?:provider|url|scopes|client_id|client_secret|authenticate) *:")
    inside = re.compile(r" *- ")
    for number in numbers:
        made_up = MadeUp(number)
        secret = made_up.secret("idp", {"client_id": "304a12ktcc5djt9d7enj6dsjkg", "client_secret": "0ld"})
        before = made_up.finished(made_up.manifest(secret, made_up.resource()))
        settings = made()
        done = merged("pomerium-crd", before, settings)
        there, after = objects(before), objects(done.data)
        secret_in(there, "client_id", settings.client_id)
        secret_in(there, "client_secret", settings.client_secret.reveal())
        spec = of_kind(there, "Pomerium")["spec"]
        spec["authenticate"]["url"] = settings.authenticate_url
        spec["identityProvider"] |= {"provider": "cognito", "url": settings.provider_url, "scopes": [*settings.scopes]}
        assert after == there, number
        assert same_lines(without(before, ours, inside), without(done.data, ours, inside)), number
        assert same_end(before, done.data), number
