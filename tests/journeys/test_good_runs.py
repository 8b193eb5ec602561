"""Set-ups that are right, each with other settings, other people and odd but harmless things around: no alarm in any.

The full count is 200, each with a sign-in over HTTP; five more are signed in to by a browser (test_sign_in_chromium).
"""

import collections
import json
import random
import time

import pytest
import seeded
from seeded import PASSWORD, ROUTE, World, corp

from wizard import practice
from wizard.setup.model import Allow, Route, User

NEXT = "Babbage-1791-x"
A_STAND = 20  # set-ups at one stand-in, which sends 50 mails a day as Amazon does
ADA = "ada@corp.example.com"
CHOICES = {
    "pool__sign_in": (("email",), ("username",), ("username", "email")),
    "pool__tier": ("lite", "essentials", "plus"),
    "pool__mfa": ("off", "optional", "required"),
    "pool__deletion_protection": (True, False),
    "client__scopes": (("openid", "email", "profile"), ("openid", "email"), ("openid", "email", "phone", "profile")),
    "client__id_token_minutes": (5, 60, 1440),
    "pomerium__version": ("0.22", "0.23", "0.24", "0.25.2", "0.32", "0.33", "0.33.1"),
    "pomerium__route": (
        None,
        ROUTE,
        Route(ROUTE.from_, ROUTE.to, (Allow(group="staff"), Allow(domain="corp.example.com"))),
        Route(ROUTE.from_, ROUTE.to, (Allow(email=ADA),)),
    ),
}
NOT_TRIED = {"sign_out", "sign_in.sign_out"}  # before 0.23 Pomerium signs nobody out at Cognito


def other_urls(world):
    """The client serves others, too."""
    now = world.cognito.describe_user_pool_client(**world.ours)["UserPoolClient"]
    world.change_client(
        CallbackURLs=["https://a.example.com/cb", "app://theirs", *now["CallbackURLs"], "http://localhost:3000/cb"],
        LogoutURLs=["https://a.example.com/", *now.get("LogoutURLs", ()), "https://z.example.com/"],
    )


def other_client(world):
    """Another app client, without a secret or a style."""
    world.cognito.create_user_pool_client(**world.pool, ClientName="spa")


def others(world):
    """People that the setup doesn't name: one is disabled, one never came; more groups, and Ada in one of them."""
    for name in ("eve@corp.example.com", "bob@corp.example.com"):
        attributes = [{"Name": "email", "Value": name}]
        world.cognito.admin_create_user(
            **world.pool, Username=name.partition("@")[0] if "username" in world.setup.pool.sign_in else name,
            UserAttributes=attributes, MessageAction="SUPPRESS",
        )  # fmt: skip
    first = world.cognito.list_users(**world.pool, Filter='email = "eve@corp.example.com"')["Users"][0]["Username"]
    world.cognito.admin_disable_user(**world.pool, Username=first)
    world.cognito.create_group(**world.pool, GroupName="Überflieger")
    world.cognito.admin_add_user_to_group(**world.who, GroupName="Überflieger")


def second_secret(world):
    """Somebody is rotating the secret; both work."""
    world.cognito.add_user_pool_client_secret(**world.ours)


def a_name(world):
    """A name of many letters."""
    world.attribute("name", "Zoë 🦊 O'Neil <ada&co>")


def more_keys(world):
    """Amazon may add keys, of other kinds, at any time, and members to the discovery document."""

    def after(passing):
        if passing.path.endswith("/jwks.json"):
            keys = json.loads(passing.body)["keys"]
            odd = {"kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": "ec", "x": "AA", "y": "AA"}
            passing.answer(200, json.dumps({"keys": [odd, *keys]}), "application/json")
        if passing.path.endswith("/openid-configuration"):
            more = {"grant_types_supported": ["authorization_code"], "claims_supported": ["sub"]}
            passing.body = json.dumps(json.loads(passing.body) | more).encode()

    world.proxy.after = after


def slow(world):
    """A line that takes its time."""
    world.proxy.before = lambda passing: time.sleep(0.1)


ODD = (other_urls, other_client, others, second_secret, a_name, more_keys, slow, seeded.clock_off(40))


def drawn(number):
    """The settings of a run, by its number alone, and what is odd around it."""
    draw = random.Random(number)
    more = {path: draw.choice(values) for path, values in CHOICES.items()}
    more["domain__managed_login"] = more["pool__tier"] != "lite" and draw.random() < 0.7
    named = "username" in more["pool__sign_in"]
    more["groups"] = ("admins", "staff")
    more["users"] = (User(ADA, username="ada" if named else None, groups=("admins",)),)
    return more, draw.sample(ODD, draw.randint(0, 3)), draw.random() < 0.3


def good_run(url, folder, number):
    """What is wrong with it: nothing has to be."""
    more, odd, first = drawn(number)
    world = World(url, folder / f"r{number}", corp(f"good{number}", **more))
    try:
        if first:
            world.cognito.admin_set_user_password(**world.who, Password=PASSWORD, Permanent=False)
            world.passwords = [PASSWORD, NEXT]
        for each in odd:
            each(world)
        before = world.cognito.describe_user_pool_client(**world.ours)["UserPoolClient"]
        results = world.sign_in()
        after = world.cognito.describe_user_pool_client(**world.ours)["UserPoolClient"]
        assert [before[name] for name in ("CallbackURLs", "LogoutURLs")] == [
            after[name] for name in ("CallbackURLs", "LogoutURLs")
        ]
    finally:
        world.close()
    alarms = [
        (r.check.id, r.outcome.state, r.outcome.cause) for r in results if r.outcome.state == "failed"
        or r.outcome.worth_knowing
        or (r.outcome.state == "skipped" and not (r.check.id in NOT_TRIED and more["pomerium__version"] == "0.22"))
    ]  # fmt: skip
    return [(more, [getattr(each, "__name__", "clock") for each in odd], *alarm) for alarm in alarms], results


@pytest.mark.parametrize(
    "batch", [range(6), *(pytest.param(range(n, n + A_STAND), marks=pytest.mark.full) for n in range(0, 200, A_STAND))]
)
def test_no_alarm_in_any(tmp_path, monkeypatch, batch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POMERIUM_COGNITO_PRACTICE_DELAY", "0")
    stand = practice.start(tmp_path / "practice")
    counts = collections.Counter()
    try:
        for number in batch:
            alarms, results = good_run(stand.url, tmp_path, number)
            assert alarms == [], number
            counts.update(result.outcome.state for result in results)
    finally:
        stand.close()
    print(f"runs {batch.start} to {batch.stop - 1}: no alarm in {dict(counts)}")
    assert counts["passed"] > 15 * len(batch)
