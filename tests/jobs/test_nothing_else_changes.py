"""Random pools and app clients with every member that Amazon describes: an apply changes what the setup names, alone.

The stand-in resets every member of botocore's Update shapes that a request leaves out, as Amazon does. What may
change is told here by key of the setup, not taken from the plan. The usual run takes 60 draws, the full count
(`-m full`) 1,000.
"""

import random
import sys
from pathlib import Path

import httpx
import pytest

from wizard import practice
from wizard.cognito.session import Access, Session
from wizard.errors import AmazonRefused, InputRefused
from wizard.events import Cancel
from wizard.jobs.adapters import Adapters
from wizard.jobs.apply import Apply
from wizard.setup.model import EmailSender, Setup, SmsSender
from wizard.vault import FileStore

sys.path.insert(0, str(Path(__file__).parent))

from drawing import ACCOUNT, CLIENT, MODEL, POOL, REGION, Amazon

BATCH = 20
CHANGING = ("LastModifiedDate", "CreationDate", "ResponseMetadata", "EstimatedNumberOfUsers")
URL = "https://authenticate.corp.example.com"
NEEDED = {  # what no sign-in to Pomerium goes without: this may be added, and nothing goes
    "client.CallbackURLs": {f"{URL}/oauth2/callback"},
    "client.LogoutURLs": {f"{URL}/.pomerium/signed_out", f"{URL}/.pomerium/"},
    "client.AllowedOAuthFlows": {"code"},
    "client.AllowedOAuthScopes": {"openid", "email", "profile"},
    "client.ExplicitAuthFlows": {"ALLOW_REFRESH_TOKEN_AUTH"},
    "client.SupportedIdentityProviders": {"COGNITO"},
    "client.AllowedOAuthFlowsUserPoolClient": True,
}
METHODS = {
    "totp": "SoftwareTokenMfaConfiguration",
    "sms": "SmsMfaConfiguration",
    "email": "EmailMfaConfiguration",
}
POLICY = "pool.Policies.PasswordPolicy"


def password(member):
    return lambda value: {f"{POLICY}.{member}": value}


def lifetime(token, unit):
    return lambda value: {f"client.{token}Validity": value, f"client.TokenValidityUnits.{token}": unit}


ASKED = {  # key of the setup: a value, and what has to be described afterwards
    "pool.name": (lambda d: f"staff-{d.randint(1, 99)}", lambda v: {"pool.Name": v}),
    "pool.self_sign_up": (
        lambda d: d.random() < 0.5,
        lambda v: {"pool.AdminCreateUserConfig.AllowAdminCreateUserOnly": not v},
    ),
    "pool.password.minimum_length": (lambda d: d.randint(8, 30), password("MinimumLength")),
    "pool.password.require_numbers": (lambda d: d.random() < 0.5, password("RequireNumbers")),
    "pool.password.require_symbols": (lambda d: d.random() < 0.5, password("RequireSymbols")),
    "pool.password.require_lowercase": (lambda d: d.random() < 0.5, password("RequireLowercase")),
    "pool.password.require_uppercase": (lambda d: d.random() < 0.5, password("RequireUppercase")),
    "pool.password.temporary_days": (
        lambda d: d.randint(1, 90),
        lambda v: {
            f"{POLICY}.TemporaryPasswordValidityDays": v,
            "pool.AdminCreateUserConfig.UnusedAccountValidityDays": v,
        },
    ),
    "pool.tier": (
        lambda d: d.choice(("essentials", "plus", "plus", "lite")),
        lambda v: {"pool.UserPoolTier": v.upper()},
    ),
    "pool.deletion_protection": (
        lambda d: d.random() < 0.5,
        lambda v: {"pool.DeletionProtection": "ACTIVE" if v else "INACTIVE"},
    ),
    "pool.tags": (
        lambda d: (("owner", f"o{d.randint(1, 9)}"),),
        lambda v: {f"pool.UserPoolTags.{key}": value for key, value in v},
    ),
    "pool.email": (
        lambda d: EmailSender(
            f"arn:aws:ses:{REGION}:{ACCOUNT}:identity/x.example.com", "Corp <no-reply@x.example.com>"
        ),
        lambda v: {
            "pool.EmailConfiguration.EmailSendingAccount": "DEVELOPER",
            "pool.EmailConfiguration.SourceArn": v.source_arn,
            "pool.EmailConfiguration.From": v.from_,
        },
    ),
    "pool.sms": (
        lambda d: SmsSender(f"arn:aws:iam::{ACCOUNT}:role/sms{d.randint(1, 9)}", "outer", None),
        lambda v: {
            "pool.SmsConfiguration.SnsCallerArn": v.role_arn,
            "pool.SmsConfiguration.ExternalId": v.external_id,
        },
    ),
    "pool.mfa": (lambda d: d.choice(("off", "optional", "required")), lambda v: {}),
    "pool.mfa_methods": (lambda d: d.choice((("totp",), ("totp", "email"), ("sms", "totp"))), lambda v: {}),
    "client.name": (lambda d: f"pomerium-{d.randint(1, 99)}", lambda v: {"client.ClientName": v}),
    "client.callback_urls": (
        lambda d: (f"{URL}/oauth2/callback", "https://c.example.com/cb"),
        lambda v: {"client.CallbackURLs": list(v)},
    ),
    "client.logout_urls": (lambda d: (f"{URL}/.pomerium/signed_out",), lambda v: {"client.LogoutURLs": list(v)}),
    "client.identity_providers": (lambda d: ("COGNITO",), lambda v: {"client.SupportedIdentityProviders": list(v)}),
    "client.scopes": (
        lambda d: ("openid", *d.sample(("email", "phone", "profile"), 2)),
        lambda v: {"client.AllowedOAuthScopes": list(v)},
    ),
    "client.id_token_minutes": (lambda d: d.randint(5, 1440), lifetime("IdToken", "minutes")),
    "client.access_token_minutes": (lambda d: d.randint(5, 1440), lifetime("AccessToken", "minutes")),
    "client.refresh_token_days": (lambda d: d.randint(1, 3650), lifetime("RefreshToken", "days")),
}
SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}


class Stand:
    """The stand-in with a batch of drawn pools in it, and jobs against it."""

    def __init__(self, folder, numbers):
        folder.mkdir()
        amazon, self.drawn = Amazon(), {}
        for number in numbers:
            dice = random.Random(number)
            self.drawn[number] = (dice, *amazon.pool_and_client(dice, f"corp-{number}"))
        amazon.save(folder)
        self._server = practice.start(folder)
        self._folder = folder
        session = Session(Access(REGION, endpoint=self._server.url, keys=("AKIAPRACTICE00000000", "practice")))
        self.cognito = session.client("cognito-idp")
        url, store = self._server.url, FileStore(folder / "secrets.json")
        self.adapters = Adapters(session, store, lambda: httpx.Client(trust_env=False), folder, True, url, url)

    def close(self):
        self._server.close()

    def apply(self, setup):
        """The error that it ends with, or None."""
        try:
            Apply(self.adapters, setup, look_again=False).run(lambda _: None, Cancel())
        except (AmazonRefused, InputRefused) as error:
            return error
        return None

    def described(self, pool, client):
        """All that Amazon tells of them, one object."""
        ids = {"UserPoolId": pool}
        shown = self.cognito.describe_user_pool(**ids)["UserPool"]
        names = [shown[member] for member in ("Domain", "CustomDomain") if member in shown]
        return {
            "pool": shown,
            "client": self.cognito.describe_user_pool_client(**ids, ClientId=client)["UserPoolClient"],
            "mfa": self.cognito.get_user_pool_mfa_config(**ids),
            "domains": {
                name.replace(".", "_"): self.cognito.describe_user_pool_domain(Domain=name)["DomainDescription"]
                for name in names
            },
            "groups": [row["GroupName"] for row in self.cognito.list_groups(**ids)["Groups"]],
            "users": [row["Username"] for row in self.cognito.list_users(**ids)["Users"]],
        }


@pytest.fixture
def stands(tmp_path):
    """Call it with numbers of draws; gives each in its stand-in, batch by batch."""

    def each(numbers):
        numbers = list(numbers)
        for start in range(0, len(numbers), BATCH):
            stand = Stand(tmp_path / f"b{numbers[start]}", numbers[start : start + BATCH])
            try:
                for number, (dice, pool, client) in stand.drawn.items():
                    yield number, stand, dice, pool, client
            finally:
                stand.close()

    return each


def leaves(tree, above=""):
    """Dotted path -> value; an empty structure is a value, and lists of names have one order."""
    if isinstance(tree, dict) and (tree or not above):
        found = {}
        for key, value in tree.items():
            if key not in CHANGING:
                found |= leaves(value, f"{above}.{key}" if above else key)
        return found
    return {above: ordered(tree)}


def ordered(value):
    """A list of names has no order at Amazon."""
    return sorted(value) if isinstance(value, list) and all(isinstance(item, str) for item in value) else value


def asked(dice, number, pool, client, before):
    """A setup that adopts them and names some keys; what has to be there afterwards, by path."""
    setup = Setup().replace("aws.region", REGION).replace("name", f"corp-{number}")
    setup = setup.replace("pomerium.authenticate_url", URL).replace("pool.id", pool).replace("client.id", client)
    wanted = {}
    for key, (value_of, told) in ASKED.items():
        value = value_of(dice)
        default = before["client"].get("DefaultRedirectURI")
        stays = key != "client.callback_urls" or default is None  # that one has to stay among them
        if dice.random() < 0.2 and stays:
            setup = setup.replace(key, value)
            wanted |= told(value)
    for path in [path for path in wanted if path.startswith("client.TokenValidityUnits")]:
        token = path.rpartition(".")[2]
        then = {f"{token}Validity": wanted[f"client.{token}Validity"], "TokenValidityUnits": {token: wanted.pop(path)}}
        if seconds(before["client"], f"{token}Validity") == seconds(then, f"{token}Validity"):
            del wanted[f"client.{token}Validity"]  # it lives as long already, in whichever unit: nothing is sent
    return setup, wanted | second_factor(setup, before, wanted)


def seconds(client, member):
    token = member.removesuffix("Validity")
    usual = ("days", 30) if token == "RefreshToken" else ("hours", 1)
    unit = client.get("TokenValidityUnits", {}).get(token, usual[0])
    return (client.get(member) or usual[1]) * SECONDS[unit]


def second_factor(setup, before, wanted):
    """What has to be told of the second factor, path by path; None: is gone."""
    mfa = {key: value for key, value in before["mfa"].items() if key != "ResponseMetadata"}
    sms = {path.partition("SmsConfiguration.")[2]: v for path, v in wanted.items() if "SmsConfiguration" in path}
    sender = {**before["pool"].get("SmsConfiguration", {}), **sms}
    then = {**mfa}
    state = {"off": "OFF", "optional": "OPTIONAL", "required": "ON"}[setup.pool.mfa]
    then["MfaConfiguration"] = state if setup.is_named("pool.mfa") else mfa["MfaConfiguration"]
    now = {name for name, member in METHODS.items() if is_on(mfa, member)}
    first = mfa["MfaConfiguration"] == "OFF" and not now
    methods = set(setup.pool.mfa_methods) if setup.is_named("pool.mfa_methods") or first else now
    methods = methods if then["MfaConfiguration"] != "OFF" else set()
    text = {member: value for member, value in before["pool"].items() if member == "SmsAuthenticationMessage"}
    fresh = {"totp": {"Enabled": True}, "email": {}, "sms": {"SmsConfiguration": sender, **text}}
    for name, member in METHODS.items():
        if name in methods:
            then[member] = mfa[member] if name in now else fresh[name]
            if name == "sms" and sms:
                then[member] = {**then[member], "SmsConfiguration": sender}
        elif name in now:
            then.pop(member)
    then_leaves, now_leaves = leaves(then, "mfa"), leaves(mfa, "mfa")
    told = {p: then_leaves.get(p) for p in then_leaves.keys() | now_leaves if then_leaves.get(p) != now_leaves.get(p)}
    changed = then["MfaConfiguration"] != mfa["MfaConfiguration"]
    return told | ({"pool.MfaConfiguration": then["MfaConfiguration"]} if changed else {})


def is_on(mfa, member):
    factor = mfa.get(member)
    if member == "SmsMfaConfiguration":
        return bool((factor or {}).get("SmsConfiguration"))
    return factor is not None and factor.get("Enabled", True)


def unasked(before, after, wanted):
    """The paths that changed though nobody asked, and with more than a sign-in needs."""
    then, now = leaves(before), leaves(after)
    units = {f"client.TokenValidityUnits.{path[7:-8]}" for path in wanted if path.endswith("Validity")}
    free = wanted.keys() | units | ({"client.TokenValidityUnits"} if units else set())
    free |= {path.rpartition(".")[0] for path in wanted}  # an empty structure that was filled
    free |= {f"mfa.SmsMfaConfiguration.{path[5:]}" for path in wanted if path.startswith("pool.SmsConfiguration")}
    return sorted(
        path
        for path in then.keys() | now.keys()
        if then.get(path) != now.get(path) and path not in free and not is_needed(path, then.get(path), now.get(path))
    )


def is_needed(path, then, now):
    if path not in NEEDED:
        return False
    if NEEDED[path] is True:
        return now is True
    added, gone = set(now or ()) - set(then or ()), set(then or ()) - set(now or ())
    return added <= NEEDED[path] and gone <= {"client_credentials"}


def one(number, stand, dice, pool, client):
    """One draw; whether Amazon took it, and how much was asked for."""
    before = stand.described(pool, client)
    setup, wanted = asked(dice, number, pool, client, before)
    error = stand.apply(setup)
    after = stand.described(pool, client)
    assert unasked(before, after, wanted) == [], number
    if error is None:
        now = leaves(after)
        missing = {path: value for path, value in wanted.items() if now.get(path) != ordered(value)}
        assert missing == {}, number
    return error is None, len(wanted), before


def run(stands, numbers):
    numbers = list(numbers)
    members, taken, keys = {"pool": set(), "client": set()}, 0, 0
    for number, *draw in stands(numbers):
        good, count, before = one(number, *draw)
        taken, keys = taken + good, keys + count
        for what in members:
            members[what] |= before[what].keys()
    assert taken > 0.7 * len(numbers)
    assert keys > 2 * len(numbers)
    print(f"{taken} of {len(numbers)} carried out, {keys} members asked for")
    return members


def test_five_dozen_draws(stands):
    run(stands, range(60))


@pytest.mark.full
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("shard", range(4))
def test_a_thousand_draws(stands, shard):
    members = run(stands, range(1000 + shard, 2000, 4))
    assert set(POOL.members) - members["pool"] == set()
    # of a client that keeps its secret in Secrets Manager Amazon shows the ARN instead; such a one is refused
    assert set(CLIENT.members) - members["client"] <= {"ClientSecretArn"}


def test_the_naive_update_fails_the_same_comparison(stands):
    for number, stand, _, pool, client in stands(range(24)):
        before = stand.described(pool, client)
        stand.cognito.update_user_pool(UserPoolId=pool, DeletionProtection="ACTIVE")
        stand.cognito.update_user_pool_client(UserPoolId=pool, ClientId=client, IdTokenValidity=1)
        wanted = {"pool.DeletionProtection": "ACTIVE", "client.IdTokenValidity": 1}
        lost = unasked(before, stand.described(pool, client), wanted)
        assert any(path.startswith("pool.") for path in lost), number
        assert any(path.startswith("client.") for path in lost), number


def test_what_an_update_leaves_out_the_stand_in_resets(stands):
    """Member by member of botocore's shapes: the stand-in has no list of its own, but the two that Amazon keeps."""
    kept = {"UserPoolId", "PoolName", "DcrConfiguration", "ClientId", "ClientName"}
    reset = set()
    for _, stand, _, pool, client in stands(range(100, 140)):
        before = stand.described(pool, client)
        stand.cognito.update_user_pool(UserPoolId=pool)
        stand.cognito.update_user_pool_client(UserPoolId=pool, ClientId=client)
        after = stand.described(pool, client)
        for what in ("pool", "client"):
            reset |= {name for name in before[what] if before[what][name] != after[what].get(name)}
    for operation in ("UpdateUserPool", "UpdateUserPoolClient"):
        shape = MODEL.operation_model(operation).input_shape
        shown = set((POOL if operation == "UpdateUserPool" else CLIENT).members)
        assert (set(shape.members) & shown) - kept - reset == set(), operation
