"""Manifests of random setups: taken by the CRD's schema of their controller, and loading to the values put in."""

from __future__ import annotations

import base64
import copy
import dataclasses
import json
import random
import string
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from wizard.pomerium.outputs import FORMATS
from wizard.pomerium.settings import PomeriumSettings, settings
from wizard.setup.model import Allow, Route, Setup
from wizard.setup.versions import Version
from wizard.vault import Secret

DATA = Path(__file__).parents[2] / "data"
CRD = FORMATS["pomerium-crd"]
COUNTS = [pytest.param(range(60), id="60"), pytest.param(range(60, 1000), id="1000", marks=pytest.mark.full)]
numbers = pytest.mark.parametrize("numbers", COUNTS)
CASES = ("0.22", "0.22.3", "0.25", "0.30", "0.32.9", "0.33", "0.33.1", "0.40")
ODD = ["'", '"', "\\", "$", "#", ": ", "- ", "{", "%", "&a", "*a", "!b", "|", ">", "~", "null", "0x1F", "1e3", "=", "ü"]


def schema(version: Version) -> dict[str, Any]:
    name = "before-0.33" if version < Version(0, 33) else "0.33"
    found: dict[str, Any] = json.loads((DATA / f"pomerium-crd-{name}.schema.json").read_text())
    return found


VALIDATORS = {each: jsonschema.Draft202012Validator(schema(each)) for each in (Version(0, 32), Version(0, 33))}


def by_hand(resource: dict[str, Any], version: Version) -> Iterator[str]:
    """The CRD's CEL rules, which came with 0.33.0, and what the controller asks of a `namespace/name`."""
    spec = resource["spec"]
    provider = spec.get("identityProvider")
    if version >= Version(0, 33):
        if "identityProvider" in spec and "authenticate" not in spec:
            yield "authenticate is required if identityProvider is set"
        if "authenticate" in spec and "identityProvider" not in spec:
            yield "identityProvider is required if authenticate is set"
        if provider is not None and provider.get("provider") != "hosted" and "secret" not in provider:
            yield "secret is required unless provider is 'hosted'"
    for named in (spec.get("secrets"), (provider or {}).get("secret")):
        if named is not None and [bool(part) for part in str(named).split("/")] != [True, True]:
            yield "invalid format, expect name or namespace/name"


def refused(resource: dict[str, Any], version: Version) -> list[str]:
    """What is wrong: the schema's own word for each fault, then the rules by hand."""
    validator = VALIDATORS[Version(0, 33) if version >= Version(0, 33) else Version(0, 32)]
    return [str(error.validator) for error in validator.iter_errors(resource)] + list(by_hand(resource, version))


def word(dice: random.Random, letters: str = string.ascii_lowercase) -> str:
    return "".join(dice.choices(letters, k=dice.randint(1, 12)))


def odd(dice: random.Random) -> str:
    """A text that a careless writer of YAML gets wrong."""
    return "".join(dice.choice([dice.choice(ODD), dice.choice(string.printable[:94])]) for _ in range(24))


def host(dice: random.Random) -> str:
    return f"{word(dice)}.{word(dice)}.example.com" + dice.choice(["", ":8443"])


def random_setup(dice: random.Random) -> Setup:
    setup = Setup().replace("name", word(dice)).replace("pomerium.version", dice.choice(CASES))
    setup = setup.replace("pomerium.authenticate_url", f"https://{host(dice)}")
    setup = setup.replace("pomerium.namespace", dice.choice(["pomerium", "null", "1e3", "on", word(dice)]))
    scopes = dice.sample(["email", "profile", "phone", "aws.cognito.signin.user.admin"], dice.randint(1, 4))
    setup = setup.replace("client.scopes", ("openid", *scopes))
    if dice.random() < 0.5:
        allow = (
            Allow(group=odd(dice)),
            Allow(email=f"{word(dice)}@{word(dice)}.example.com"),
            Allow(domain=host(dice)),
        )
        route = Route(f"https://{host(dice)}", f"http://{host(dice)}", allow[: dice.randint(0, 3)])
        setup = setup.replace("pomerium.route", route)
    if dice.random() < 0.3:
        setup = setup.replace("pomerium.authorize_url", f"https://{host(dice)}")
    return setup


def told(number: int) -> PomeriumSettings:
    """What one random setup gives, with Pomerium's own secrets every other time."""
    dice = random.Random(number)
    setup = random_setup(dice)
    issuer = f"https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_{word(dice, string.ascii_letters + string.digits)}"
    made = settings(setup, issuer, odd(dice), Secret(odd(dice)))
    if number % 2:
        own = [Secret(base64.b64encode(dice.randbytes(32)).decode()) for _ in range(2)]
        made = dataclasses.replace(made, shared_secret=own[0], cookie_secret=own[1])
    return made


def loaded(name: str, made: PomeriumSettings) -> dict[str, dict[str, Any]]:
    """The objects of a manifest by kind and name."""
    documents = list(yaml.safe_load_all(FORMATS[name].render(made)))
    found = {f"{each['kind']}/{each['metadata']['name']}": each for each in documents}
    assert len(found) == len(documents)
    return found


def is_secret(found: dict[str, Any], namespace: str) -> bool:
    """Whether Kubernetes takes it as a Secret of that namespace."""
    texts = [*found.get("stringData", {}).values(), *found.get("data", {}).values()]
    named = (found["apiVersion"], found["type"], found["metadata"].get("namespace"))
    return named == ("v1", "Opaque", namespace) and all(isinstance(text, str) for text in texts)


def secret_of(made: PomeriumSettings) -> str:
    assert made.client_secret is not None
    return made.client_secret.reveal()


@numbers
def test_the_resource_of_any_setup(numbers: range) -> None:
    for number in numbers:
        made = told(number)
        objects = loaded("pomerium-crd", made)
        resource, idp = objects["Pomerium/global"], objects["Secret/idp-cognito"]
        assert refused(resource, made.version) == [], number
        assert is_secret(idp, made.namespace)
        assert idp["stringData"] == {"client_id": made.client_id, "client_secret": secret_of(made)}, number
        assert resource["spec"] == {
            "secrets": f"{made.namespace}/bootstrap",
            "authenticate": {"url": made.authenticate_url},
            "identityProvider": {
                "provider": "cognito" if made.version >= Version(0, 33) else "oidc",
                "url": made.provider_url,
                "secret": f"{made.namespace}/idp-cognito",
                "scopes": list(made.scopes),
            },
        }, number
        own = objects.get("Secret/bootstrap")
        assert (own is not None) is (made.shared_secret is not None)
        if own is not None and made.shared_secret is not None:
            assert is_secret(own, made.namespace)
            assert own["data"]["shared_secret"] == made.shared_secret.reveal()
            assert [len(base64.b64decode(text, validate=True)) for text in own["data"].values()] == [32, 32]


@numbers
def test_the_config_maps_of_any_setup(numbers: range) -> None:
    for number in numbers:
        made = told(number)
        objects = loaded("configmap", made)
        inside = yaml.safe_load(objects["ConfigMap/pomerium-config"]["data"]["config.yaml"])
        texts = objects["Secret/pomerium-idp"]["stringData"]
        assert is_secret(objects["Secret/pomerium-idp"], made.namespace)
        assert objects["ConfigMap/pomerium-config"]["metadata"]["namespace"] == made.namespace
        assert texts["IDP_CLIENT_SECRET"] == secret_of(made), number
        assert not {"idp_client_secret", "shared_secret", "cookie_secret"} & set(inside)
        (inline,) = loaded("configmap-inline", made).values()
        whole = yaml.safe_load(inline["data"]["config.yaml"])
        assert whole["idp_client_secret"] == secret_of(made), number
        assert "namespace" not in inline["metadata"]
        for values in (inside, whole):
            assert (values["idp_client_id"], values["idp_provider_url"]) == (made.client_id, made.provider_url), number
            assert values["idp_scopes"] == list(made.scopes)
            assert values.get("authorize_service_url") == made.authorize_url
            assert [each["from"] for each in values.get("routes", [])] == ([made.route.from_] if made.route else [])


def spec(**changes: Any) -> Callable[[dict[str, Any]], None]:
    """A change to spec: None takes a key out."""

    def change(resource: dict[str, Any]) -> None:
        for key, value in changes.items():
            resource["spec"].pop(key) if value is None else resource["spec"].update({key: value})

    return change


def provider(**changes: Any) -> Callable[[dict[str, Any]], None]:
    """The same to spec.identityProvider."""

    def change(resource: dict[str, Any]) -> None:
        inner = resource["spec"]["identityProvider"]
        for key, value in changes.items():
            inner.pop(key) if value is None else inner.update({key: value})

    return change


@pytest.mark.parametrize(
    ("change", "version", "why"),
    [
        (spec(secrets=None), "0.33", ["required"]),
        (spec(secrets=""), "0.33", ["minLength", "invalid format, expect name or namespace/name"]),
        (spec(secrets="bootstrap"), "0.33", ["invalid format, expect name or namespace/name"]),
        (spec(route={}), "0.33", ["additionalProperties"]),
        (spec(authenticate={}), "0.33", ["required"]),
        (spec(authenticate={"url": "http://a.example.com"}), "0.33", ["pattern"]),
        (spec(authenticate={"url": "https://a", "callback": "/"}), "0.33", ["additionalProperties"]),
        (spec(authenticate=None), "0.33", ["authenticate is required if identityProvider is set"]),
        (spec(identityProvider=None), "0.33", ["identityProvider is required if authenticate is set"]),
        (spec(cookie={"sameSite": "Lax"}), "0.33", ["enum"]),
        (provider(provider=None), "0.33", ["required"]),
        (provider(provider="aws"), "0.33", ["enum"]),
        (provider(provider="cognito"), "0.32.9", ["enum"]),
        (provider(secret=None), "0.32.9", ["required"]),
        (provider(secret=None), "0.33", ["secret is required unless provider is 'hosted'"]),
        (provider(secret="pomerium/"), "0.33", ["invalid format, expect name or namespace/name"]),
        (provider(url="cognito-idp.eu-west-1.amazonaws.com/x"), "0.33", ["pattern"]),
        (provider(scopes="openid,email"), "0.33", ["type"]),
        (provider(scopes=["openid", 1]), "0.33", ["type"]),
        (provider(clientID="abc"), "0.33", ["additionalProperties"]),
        (provider(requestParams={"a": 1}), "0.33", ["type"]),
        (lambda resource: resource.update(kind="pomerium"), "0.33", ["const"]),
        (lambda resource: resource.update(apiVersion="ingress.pomerium.io/v1beta1"), "0.33", ["const"]),
        (lambda resource: resource["metadata"].update(name="Global"), "0.33", ["pattern"]),
        (lambda resource: resource.update(data={}), "0.33", ["additionalProperties"]),
    ],
)  # fmt: skip
def test_one_wrong_manifest_for_each_rule_is_refused(
    made: Callable[..., PomeriumSettings], change: Callable[[dict[str, Any]], None], version: str, why: list[str]
) -> None:
    asked = Version(*map(int, version.split(".")))
    resource = copy.deepcopy(loaded("pomerium-crd", made(version=asked))["Pomerium/global"])
    assert refused(resource, asked) == []
    change(resource)
    assert refused(resource, asked) == why


def test_without_a_provider_of_its_own_both_may_be_left_out() -> None:
    bare = {"apiVersion": "ingress.pomerium.io/v1", "kind": "Pomerium", "metadata": {"name": "global"}}
    assert refused(bare | {"spec": {"secrets": "pomerium/bootstrap"}}, Version(0, 33)) == []


@pytest.mark.parametrize("version", [Version(0, 32), Version(0, 33)])
def test_the_schema_says_what_the_facts_say(version: Version) -> None:
    facts = json.loads((DATA / "pomerium-crd.json").read_text())
    inner = schema(version)["properties"]["spec"]
    assert inner["required"] == facts["spec_required"]
    assert sorted(inner["properties"]) == sorted(facts["all_spec_properties"])
    told_there, told_here = facts["properties"]["identityProvider"], inner["properties"]["identityProvider"]
    assert set(told_here["properties"]) == set(told_there["properties"])
    new = {"apple", "cognito", "hosted"}
    names = set(told_there["properties"]["provider"]["enum"])
    enum = set(told_here["properties"]["provider"]["enum"])
    assert enum == (names if version >= Version(0, 33) else names - new)
    assert [rule["message"] for rule in facts["spec_cel"]] == [
        "authenticate is required if identityProvider is set",
        "identityProvider is required if authenticate is set",
    ]
