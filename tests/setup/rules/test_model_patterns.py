r"""The rules against botocore's own service model: what Amazon takes is not refused, what it refuses is.

The model's patterns are Java's: \w and \s are ASCII there (a Japanese pool name is refused), \p{..} are Unicode's.
Where a rule is stricter than the model, the strategy leaves those values out and says which.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Any

import botocore.session
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from wizard.setup import rules
from wizard.setup.model import Setup, User

AUTH = "https://authenticate.corp.example.com"
BACK = f"{AUTH}/oauth2/callback"
CORP = (
    Setup(name="corp-staff")
    .replace("aws.region", "eu-west-1")
    .replace("pool.name", "corp-staff")
    .replace("domain.prefix", "corp-staff")
    .replace("pomerium.authenticate_url", AUTH)
)


@functools.cache
def model() -> Any:
    return botocore.session.get_session().get_service_model("cognito-idp")


def shape(name: str) -> dict[str, Any]:
    """`min`, `max` and `pattern` of a shape, as the model has them."""
    return dict(model().shape_for(name).metadata)


def letters(name: str) -> st.SearchStrategy[str]:
    r"""Characters of a shape whose pattern is one class of \p{..} kinds."""
    found = re.fullmatch(r"\[((?:\\p\{[LMSNPZ]\})+)\]\+", shape(name)["pattern"])
    assert found, shape(name)["pattern"]
    return st.characters(categories=[each for each in re.findall(r"\{(.)\}", found[1])], codec="utf-8")


def words(name: str) -> st.SearchStrategy[str]:
    """Texts of a shape whose pattern Python reads too."""
    regex = re.compile(shape(name)["pattern"].strip("^$"), re.ASCII)
    return st.from_regex(regex, fullmatch=True).filter(lambda text: len(text) <= shape(name)["max"])


def fits(name: str, text: str) -> bool:
    """Whether the model takes the text, read as Java does."""
    known = shape(name)
    if not known.get("min", 0) <= len(text) <= known.get("max", 1_000_000):
        return False
    kinds = re.fullmatch(r"\[((?:\\p\{[LMSNPZ]\})+)\]\+", known["pattern"])
    if kinds:
        return bool(text) and all(unicodedata.category(each)[0] in kinds[1] for each in text)
    return re.fullmatch(known["pattern"].strip("^$"), text, re.ASCII) is not None


def refused(field: str, value: Any, setup: Setup = CORP) -> list[str]:
    """The rules that stop the value at its field or below."""
    return [each.rule for each in rules.of(setup.replace(field, value), field) if each.level == "fault"]


# --- what Amazon takes


@given(words("UserPoolNameType"))
def test_every_pool_name_of_the_model_passes(name: str) -> None:
    assert refused("pool.name", name) == []


@given(words("ClientNameType"))
def test_every_client_name_of_the_model_passes(name: str) -> None:
    assert refused("client.name", name) == []


@given(words("UserPoolIdType"))
def test_every_pool_id_of_the_model_passes_in_its_region(pool_id: str) -> None:
    setup = CORP.replace("aws.region", pool_id.rpartition("_")[0])
    assert refused("pool.id", pool_id, setup) == []


@given(words("ClientIdType"))
def test_every_client_id_of_the_model_passes(client_id: str) -> None:
    assert refused("client.id", client_id) == []


@given(words("DomainType"))
def test_every_prefix_of_the_model_passes_but_reserved_words(prefix: str) -> None:
    assume({"aws", "amazon", "cognito"}.isdisjoint(prefix.split("-")))
    assert refused("domain.prefix", prefix) == []


# Pomerium splits scopes at commas, so those are left out. A scope of a resource server has one slash at least.
@given(words("ScopeType"), words("ScopeType"))
def test_every_scope_of_a_resource_server_passes(server: str, scope: str) -> None:
    whole = f"{server}/{scope.replace('/', '.')}".replace(",", ".")
    assume(len(whole) <= shape("ScopeType")["max"])
    assert refused("client.scopes", ("openid", "email", whole)) == []


@given(st.text(letters("GroupNameType"), min_size=1, max_size=128))
def test_every_group_of_the_model_passes(name: str) -> None:
    assert refused("groups", (name,)) == []
    assert refused("users", (User("ada@corp.example.com", None, (name,)),), CORP.replace("groups", (name,))) == []


@given(st.text(letters("UsernameType"), min_size=1, max_size=128))
def test_every_user_name_of_the_model_passes(name: str) -> None:
    setup = CORP.replace("pool.sign_in", ("username",))
    assert refused("users", (User("ada@corp.example.com", name),), setup) == []


@given(st.text(letters("ProviderNameType"), min_size=1, max_size=32))
def test_every_provider_of_the_model_passes(name: str) -> None:
    assert refused("client.identity_providers", ("COGNITO", name)) == []


# One @, and no angle brackets: an address is one address.
@given(
    *(st.text(letters("UsernameType").filter(lambda each: each not in "@<>"), min_size=1, max_size=60) for _ in "ab")
)
def test_every_address_of_the_model_passes(before: str, after: str) -> None:
    assert refused("users", (User(f"{before}@{after}"),)) == []


# A fragment, and a user name before the host, are refused by facts of their own.
@pytest.mark.parametrize("field", ["client.callback_urls", "client.logout_urls"])
@given(
    start=st.sampled_from(["https://app.example.com/", "http://localhost:8080/", "http://[::1]/", "my.app://"]),
    rest=st.text(letters("RedirectUrlType").filter(lambda each: each not in "#"), max_size=200),
)
def test_every_url_of_the_model_passes(field: str, start: str, rest: str) -> None:
    assume(start.startswith("http") or rest.strip("/"))
    assume("@" not in rest)
    own = BACK if field == "client.callback_urls" else f"{AUTH}/.pomerium/signed_out"
    assert refused(field, (own, start + rest)) == []


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("pool.password.minimum_length", "PasswordPolicyMinLengthType"),
        ("pool.password.temporary_days", "TemporaryPasswordValidityDaysType"),
    ],
)
@given(number=st.integers(-1000, 1000))
def test_the_bounds_are_the_models(field: str, name: str, number: int) -> None:
    taken = shape(name)["min"] <= number <= shape(name)["max"]
    assert (refused(field, number) == []) is taken


@given(st.text(max_size=140), st.text(max_size=270))
def test_the_lengths_of_tags_are_the_models(key: str, value: str) -> None:
    assume(not key.lower().startswith(("aws:", "pomerium-cognito:")))
    long = shape("TagKeysType"), shape("TagValueType")
    taken = long[0]["min"] <= len(key) <= long[0]["max"] and len(value) <= long[1]["max"]
    assert (refused("pool.tags", ((key, value),)) == []) is taken


@pytest.mark.parametrize(
    ("field", "name", "item"),
    [
        ("client.callback_urls", "CallbackURLsListType", f"{AUTH}/{{}}"),
        ("client.logout_urls", "LogoutURLsListType", f"{AUTH}/{{}}"),
        ("client.scopes", "ScopeListType", "api/{}"),
    ],
)
def test_the_lengths_of_lists_are_the_models(field: str, name: str, item: str) -> None:
    most = shape(name)["max"]
    items = tuple(item.format(number) for number in range(most + 1))
    assert f"{field}.count" not in refused(field, items[:most])
    assert f"{field}.count" in refused(field, items)


# --- what it refuses


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("pool.name", "UserPoolNameType"),
        ("client.name", "ClientNameType"),
        ("pool.id", "UserPoolIdType"),
        ("client.id", "ClientIdType"),
        ("domain.prefix", "DomainType"),
    ],
)
@given(text=st.text(min_size=1) | st.text("abc-_.:+ 0é\n", min_size=1, max_size=140))
@settings(max_examples=200)
def test_a_text_that_the_model_refuses_is_refused(field: str, name: str, text: str) -> None:
    assume(not fits(name, text))
    assert refused(field, text)


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("groups", "GroupNameType"),
        ("client.scopes", "ScopeType"),
        ("client.identity_providers", "ProviderNameType"),
        ("client.callback_urls", "RedirectUrlType"),
        ("client.logout_urls", "RedirectUrlType"),
    ],
)
@given(text=st.text() | st.text("ab /\x00\u2028", max_size=140))
def test_an_entry_that_the_model_refuses_is_refused(field: str, name: str, text: str) -> None:
    assume(not fits(name, text))
    assert refused(field, (*CORP.get(field), text))


@given(st.text(min_size=1) | st.text("a @<>\x00", min_size=1))
def test_an_address_that_the_model_refuses_is_refused(text: str) -> None:
    kinds = r"\[((?:\\p\{[LMSNP]\})+)\]\+@\[\1\]\+".replace(r"\1", r"(?:\\p\{[LMSNP]\})+")
    assert re.fullmatch(kinds, shape("EmailAddressType")["pattern"])
    before, at, after = text.rpartition("@")
    taken = at and before and after and all(unicodedata.category(each)[0] in "LMSNP" for each in text)
    assume(not taken)
    assert refused("users", (User(text),))


@pytest.mark.parametrize("field", ["aws.role_arn", "domain.certificate_arn"])
@given(text=st.from_regex(r"arn:aws(-[a-z]*)?:(acm|iam):[a-z0-9-]*:[0-9]*:(role|certificate)/.*", fullmatch=True))
def test_an_arn_that_the_model_refuses_is_refused(field: str, text: str) -> None:
    assume(not fits("ArnType", text) or len(text) > 2048)
    assert refused(field, text)


def test_the_regions_are_botocores() -> None:
    session = botocore.session.get_session()
    found = {
        region
        for partition in session.get_available_partitions()
        for region in session.get_available_regions("cognito-idp", partition)
    }
    from wizard.setup.rules import aws

    assert set(aws.REGIONS) == found
    assert len(aws.REGIONS) == len(found)
    for partition in session.get_available_partitions():
        for region in session.get_available_regions("cognito-idp", partition):
            assert aws.partition(region) == partition
