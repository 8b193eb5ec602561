"""Setups that a cut run is tried on: their files, what stands before, and what has to stand in the stand-in's state."""

from dataclasses import dataclass

CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-1111-4111-8111-111111111111"
TEXT = """\
version: 1
name: {name}
aws: {{region: eu-west-1}}
pool: {pool}
client: {client}
domain: {domain}
groups: {groups}
users: {users}
pomerium: {{authenticate_url: "https://authenticate.corp.example.com"}}
"""
USER = "[{email: ada@corp.example.com, groups: [admins]}, {email: bob@corp.example.com, groups: [staff, admins]}]"


@dataclass(frozen=True)
class Kind:
    """A kind of setup; `{name}` stands in its parts. With `adopts`, pool and client are somebody's."""

    pool: str = "{name: NAME}"
    client: str = "{}"
    domain: str = "{prefix: NAME}"
    groups: tuple[str, ...] = ()
    users: str = "[]"
    adopts: bool = False
    theirs: tuple[str, ...] = ()


KINDS = {
    "plain": Kind(pool="{name: NAME, mfa: 'off'}", domain="{prefix: NAME, managed_login: false}"),
    "full": Kind(pool="{name: NAME, tags: {team: it}}", groups=("admins", "staff"), users=USER),
    "own-domain": Kind(domain="{custom: NAME.corp.example.com, certificate_arn: '" + CERTIFICATE + "'}"),
    "adopting": Kind(
        pool="{id: POOL, deletion_protection: true, mfa: optional, tags: {team: it}}",
        client="{id: CLIENT, id_token_minutes: 20}",
        groups=("admins",),
        users="[{email: ada@corp.example.com, groups: [admins]}]",
        adopts=True,
        theirs=("staff",),
    ),
}


def before(kind, cognito, name):
    """Make what stands before; ids of somebody's pool and client, or {}."""
    if not kind.adopts:
        return {}
    arn = "arn:aws:lambda:eu-west-1:123456789012:function:check"
    pool = cognito.create_user_pool(PoolName=name, UsernameAttributes=["email"], LambdaConfig={"PreSignUp": arn})
    ids = {"UserPoolId": pool["UserPool"]["Id"]}
    cognito.create_user_pool_client(**ids, ClientName="portal")
    client = cognito.create_user_pool_client(**ids, ClientName="app", GenerateSecret=True, ReadAttributes=["email"])
    for group in kind.theirs:
        cognito.create_group(**ids, GroupName=group)
    return {"POOL": ids["UserPoolId"], "CLIENT": client["UserPoolClient"]["ClientId"]}


def text(kind, name, ids):
    """The setup file."""
    parts = {"pool": kind.pool, "client": kind.client, "domain": kind.domain, "users": kind.users}
    groups = "[" + ", ".join(kind.groups) + "]"
    written = TEXT.format(name=name, groups=groups, **parts)
    for word, value in {"NAME": name, **ids}.items():
        written = written.replace(word, value)
    return written


def check_applied(kind, tree, name, ids, secrets):
    """One of everything, nothing beside it, and the secret in the store."""
    (pool,) = [pool for pool in tree["pools"].values() if pool["name"] == name]
    clients = {client["name"]: client for client in pool["clients"].values()}
    assert sorted(clients) == (["app", "portal"] if kind.adopts else ["pomerium"])
    assert len(clients) == len(pool["clients"])
    ours = clients["app" if kind.adopts else "pomerium"]
    assert [domain["pool"] for domain in tree["domains"].values()] == [pool["id"]]
    assert sorted(pool["groups"]) == sorted(kind.groups + kind.theirs)
    people = kind.users.count("email")
    assert len(pool["users"]) == people
    lists = [part.partition("]")[0].split(",") for part in kind.users.split("groups: [")[1:]]
    assert sorted(len(user["groups"]) for user in pool["users"].values()) == sorted(map(len, lists))
    assert len(pool["branding"]) == ("managed_login: false" not in kind.domain)
    assert list(secrets.values()) == [ours["secrets"][0]["value"]]
    mfa = pool["settings"].get("MfaConfiguration", "OFF")
    assert mfa == ("OFF" if "mfa: 'off'" in kind.pool else "OPTIONAL")
    if kind.adopts:
        assert (pool["id"], ours["id"]) == (ids["POOL"], ids["CLIENT"])
        assert pool["settings"]["LambdaConfig"]
        assert ours["settings"]["ReadAttributes"] == ["email"]
        assert (ours["settings"]["IdTokenValidity"], pool["settings"]["DeletionProtection"]) == (20, "ACTIVE")


def described(cognito, ids):
    """Everything in a pool that was there before, as Amazon tells it, without dates."""
    pool = {"UserPoolId": ids["POOL"]}
    rows = cognito.list_user_pool_clients(**pool, MaxResults=60)["UserPoolClients"]
    found = [
        cognito.describe_user_pool(**pool)["UserPool"],
        *(cognito.describe_user_pool_client(**pool, ClientId=row["ClientId"])["UserPoolClient"] for row in rows),
        cognito.get_user_pool_mfa_config(**pool),
        *cognito.list_groups(**pool)["Groups"],
        *cognito.list_users(**pool)["Users"],
    ]
    return [{key: value for key, value in each.items() if "Date" not in key and key[:4] != "Resp"} for each in found]


def check_undone(tree, name, ids, secrets):
    """None of ours; what was there before is compared by the caller. Its client's secret may have no other copy."""
    assert tree["domains"] == {}
    assert [key.split("/")[3] for key in secrets] == [*ids.values()][1:]
    assert [pool["id"] for pool in tree["pools"].values() if pool["name"] == name] == [*ids.values()][:1]
    assert all(pool["branding"] == {} for pool in tree["pools"].values())
