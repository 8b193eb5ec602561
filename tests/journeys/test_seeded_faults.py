"""One thing is made wrong, by the API or in a proxy between: the check that it is about names it, and no other does."""

import itertools
import re
from dataclasses import dataclass, field

import pytest
import seeded
from seeded import World, corp

from wizard import practice
from wizard.errors import AmazonRefused, FaultFound

COUNT = itertools.count(1)


@dataclass(frozen=True)
class Fault:
    """What is made wrong; each check that must fail, with what its cause and value must say.

    `asides` are checks that may pass with a word on the same thing; `mends` is what somebody is told to do.
    """

    name: str
    seed: object
    failed: dict
    mends: str
    asides: tuple = ()
    never: str = r"\0"
    more: dict = field(default_factory=dict)


BLOCKED = "proxy or firewall"
ISSUER, LOGIN = ("/openid-configuration", "/jwks.json"), ("/authorize", "/login", "/token", "/logout", "/revoke")
FAULTS = (
    Fault("wrong secret", seeded.wrong_secret, {"client_secret": "client secret is wrong"}, "secret again"),
    Fault(
        "missing callback",
        lambda w: w.change_client(CallbackURLs=["https://elsewhere.example.com/cb"]),
        {"login_page": r"doesn't know the callback URL.*\(https://corp\d+.example.com/oauth2/callback\)"},
        "Add this callback URL",
    ),
    Fault(
        "callback with a slash more",
        lambda w: w.change_client(CallbackURLs=[w.setup.callback_url + "/"]),
        {"login_page": "doesn't know the callback URL"},
        "Add this callback URL",
    ),
    Fault(
        "no domain",
        lambda w: w.cognito.delete_user_pool_domain(**w.pool, Domain=w.setup.domain.prefix),
        {"discovery": "no login domain"},
        "Give the pool a domain",
    ),
    Fault("no branding", seeded.no_style, {"login_page": "no managed-login style"}, "Give the client a style"),
    Fault(
        "no openid",
        lambda w: w.change_client(AllowedOAuthScopes=["email", "profile"]),
        {"login_page": r"refuses a scope.*\(openid\)"},
        "app client's scopes",
    ),
    Fault(
        "wrong sign-out URL",
        lambda w: w.change_client(LogoutURLs=[w.setup.sign_out_urls[0] + "/"]),
        dict.fromkeys(("sign_out", "sign_in.sign_out"), "doesn't know the sign-out URL"),
        "Add this sign-out URL",
    ),
    Fault(
        "disabled user",
        lambda w: w.cognito.admin_disable_user(**w.who),
        {"people": "account is disabled", "sign_in.browser": "ada@corp.example.com.*disabled"},
        "Enable it",
    ),
    Fault(
        "no email",
        lambda w: w.attribute("email", ""),
        {"sign_in.person": "no e-mail address"},
        "Give the person an address",
        asides=("people",),
        never="not verified|group",
        more={"pool__sign_in": ("username",), "users": (seeded.User(username="ada", groups=("admins",)),)},
    ),
    Fault(
        "unverified email",
        lambda w: w.attribute("email_verified", "false"),
        {"sign_in.person": "e-mail address is not verified"},
        "Verify it",
        asides=("people",),
        never="group",
    ),
    Fault(
        "no group",
        seeded.out_of_the_group,
        {"sign_in.person": "policy allows admins; the person's groups are: none"},
        "into the group admins",
        never="address",
    ),
    Fault(
        "no such group",
        lambda w: w.cognito.delete_group(**w.pool, GroupName="admins"),
        {"people": "the group admins, which the pool doesn't have", "sign_in.person": "policy allows admins"},
        "Add it to groups",
    ),
    Fault("expired key", seeded.old_keys, {"sign_in.id_token": "old key set"}, "cache"),
    Fault("no key", seeded.no_key, {"keys": "holds no key"}, "stands in between"),
    Fault(
        "clock ten minutes ahead",
        seeded.clock_off(seeded.OFF),
        {"clock": "10 minutes ahead of"},
        r"Set the clock \(NTP\)",
    ),
    Fault("clock ten minutes behind", seeded.clock_off(-seeded.OFF), {"clock": "10 minutes behind"}, "Set the clock"),
    Fault("another region's issuer", seeded.region_in_path, {"discovery": "no pool .*region"}, "region"),
    Fault("trailing slash in the issuer", seeded.slash_in_issuer, {"discovery": "slash"}, "slash"),
    Fault("a proxy blocks the issuer", seeded.blocking(*ISSUER), {"discovery": BLOCKED}, "Let .* through"),
    Fault("a proxy wants a password", seeded.blocking(*ISSUER, status=407), {"discovery": BLOCKED}, "password"),
    Fault(
        "a proxy blocks the login domain",
        seeded.blocking(*LOGIN),
        dict.fromkeys(("login_page", "client_secret", "sign_out"), BLOCKED),
        "Let .* through",
    ),
    Fault("a proxy blocks the keys", seeded.blocking("/jwks.json"), {"keys": BLOCKED}, "Let .* through"),
)


@pytest.fixture(scope="module")
def stand(tmp_path_factory):
    """One stand-in for all."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POMERIUM_COGNITO_PRACTICE_DELAY", "0")
        server = practice.start(tmp_path_factory.mktemp("practice"))
    yield server.url
    server.close()


@pytest.fixture
def world(stand, tmp_path, monkeypatch):
    """`world(**more)` is a setup of this test's own that stands there."""
    monkeypatch.chdir(tmp_path)
    made = []

    def make(**more):
        made.append(World(stand, tmp_path / "state", corp(f"corp{next(COUNT)}", **more)))
        return made[-1]

    yield make
    for each in made:
        each.close()


def failed(results):
    """What each failed check says, the exact value with it."""
    return {r.check.id: f"{r.outcome.cause} ({r.outcome.value})" for r in results if r.outcome.state == "failed"}


def asides(results):
    """The checks that passed with something to do."""
    return {r.check.id for r in results if r.outcome.worth_knowing}


def check(fault, results, *, person):
    """Exactly the checks of the table fail, each with its cause, and the rest blame nothing."""
    wanted = {name: says for name, says in fault.failed.items() if person or not name.startswith("sign_in.")}
    found = failed(results)
    assert found.keys() == wanted.keys(), found
    for name, says in wanted.items():
        assert re.search(says, found[name]), found[name]
        assert not re.search(fault.never, found[name]), found[name]
    assert asides(results) <= set(fault.asides)
    skipped = [r.outcome for r in results if r.outcome.state == "skipped"]
    assert all(outcome.cause.startswith(("Not tried", "Not known")) for outcome in skipped), skipped
    if found:
        mends = " ".join(r.outcome.mend for r in results if r.outcome.state == "failed")
        assert re.search(fault.mends, mends), mends


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_the_right_check_names_the_right_cause(world, fault):
    here = world(**fault.more)
    assert failed(here.verify()) == {}
    fault.seed(here)
    check(fault, here.verify(), person=False)
    before = here.cognito.describe_user_pool_client(**here.ours)["UserPoolClient"]
    check(fault, here.sign_in(seconds=1.5 if "sign_in.browser" in fault.failed else 60), person=True)
    after = here.cognito.describe_user_pool_client(**here.ours)["UserPoolClient"]
    del before["LastModifiedDate"], after["LastModifiedDate"]
    assert after == before


def test_two_at_once_are_both_named(world):
    here = world()
    seeded.wrong_secret(here)
    here.change_client(LogoutURLs=["https://elsewhere.example.com/"])
    found = failed(here.verify())
    assert found.keys() == {"client_secret", "sign_out"}
    assert "client secret is wrong" in found["client_secret"]
    assert "sign-out URL" in found["sign_out"]


PAIRS = (  # names in FAULTS; either hides nothing of the other
    *(("wrong secret", name) for name in ("missing callback", "no branding", "no openid", "disabled user")),
    *(
        ("wrong sign-out URL", name)
        for name in ("missing callback", "no branding", "no openid", "no group", "no email")
    ),
    ("clock ten minutes ahead", "no domain"),
    ("clock ten minutes ahead", "trailing slash in the issuer"),
    ("clock ten minutes behind", "another region's issuer"),
    *(("disabled user", name) for name in ("no domain", "missing callback", "a proxy blocks the keys")),
    ("no such group", "unverified email"),
)


@pytest.mark.parametrize(("one", "other"), PAIRS, ids=[" and ".join(pair) for pair in PAIRS])
def test_two_at_once_are_named_each_by_its_own_cause(world, one, other):
    faults = [next(fault for fault in FAULTS if fault.name == name) for name in (one, other)]
    here = world(**faults[0].more | faults[1].more)
    together(here, faults)
    found = failed(here.sign_in(seconds=1.5))
    for fault in faults:
        told = {name: says for name, says in fault.failed.items() if re.search(says, found.get(name, ""))}
        assert told, (fault.name, found)
    assert found.keys() <= {name for fault in faults for name in fault.failed}


def together(here, faults):
    """Seed both; each may want the proxy for itself."""
    before, after = [], []
    for fault in faults:
        fault.seed(here)
        before.append(here.proxy.before)
        after.append(here.proxy.after)

    def each(deeds):
        def all_of_them(passing):
            for deed in deeds:
                deed(passing)

        return all_of_them

    here.proxy.before, here.proxy.after = each(dict.fromkeys(before)), each(dict.fromkeys(after))


@pytest.mark.parametrize("job", ["verify", "sign_in"])
@pytest.mark.parametrize(
    ("seed", "says"),
    [
        (seeded.clock_off(seeded.OFF, api=True), "clock is wrong"),
        (seeded.expired_credentials, "credentials have run out"),
        (seeded.blocking("/"), "no AWS service.*proxy"),
    ],
    ids=["clock", "expired AWS key", "blocked"],
)
def test_what_keeps_amazons_api_away_is_named_before_any_check(world, seed, says, job):
    here = world()
    seed(here)
    with pytest.raises(AmazonRefused) as caught:
        getattr(here, job)()
    assert re.search(says, caught.value.why.text), caught.value.why.text


def test_a_setup_that_names_another_region_is_told_where_it_was_made(world):
    here = world()
    here.setup = here.setup.replace("aws.region", "us-east-1")
    here.adapters = here.reaching(here.adapters.state, here.proxy.url)
    with pytest.raises(FaultFound) as caught:
        here.verify()
    assert re.search("us-east-1.*eu-west-1", caught.value.why.text), caught.value.why.text
