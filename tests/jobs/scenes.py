"""Pieces of work that a fault may meet: what stands before, the work, and what has to stand once it is done.

Each is begun anew as a process would begin it, and asked until it ends well; then `check` looks with boto3 alone.
"""

import contextlib
import dataclasses
import json

from wizard.cognito.session import Access, Session
from wizard.errors import WizardError
from wizard.events import Cancel
from wizard.jobs.apply import Apply
from wizard.jobs.rotate import Rotate
from wizard.jobs.secret import key_of
from wizard.jobs.undo import Undo
from wizard.setup.model import Output, User

CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-1111-4111-8111-111111111111"
KEYS = ("AKIAPRACTICE00000000", "practice")


class Door:
    """Adapters whose calls to Amazon go through a proxy, each time as of a process that has just begun."""

    def __init__(self, world, url):
        self._world = world
        self._session = Session(Access("eu-west-1", endpoint=url, keys=KEYS))

    def adapters(self):
        self._session._identity = None
        return dataclasses.replace(self._world.adapters, session=self._session)


class New:
    """All that apply can make: pool, second factor, client, style, domain, group, a person in it."""

    least = 18  # calls

    def __init__(self, world, name, folder):
        self.world, self.name, self.folder = world, name, folder
        self.cognito = world.cognito
        self.setup = self.written()

    def written(self, **more):
        keys = {"pool__name": self.name, "domain__prefix": self.name} | more
        return self.world.setup(
            name=self.name,
            groups=("admins",),
            users=(User("ada@corp.example.com", None, ("admins",)),),
            pomerium__outputs=(Output("config-yaml", f"{self.name}.yaml"),),
            **keys,
        )

    def prepare(self):
        """What stands before, without a fault."""

    def job(self, adapters):
        return Apply(adapters, self.setup)

    def run(self, adapters, sink, cancel=None):
        """The error that it ends with, or None."""
        try:
            self.job(adapters).run(sink, cancel or Cancel())
        except WizardError as error:
            return error
        return None

    def check(self):
        (pool,) = self.pools()
        self.check_inside(pool, ["admins"], 1)
        (client,) = self.world.clients(pool)
        self.check_secret(pool, client)
        assert self.world.described(pool)["Domain"] == self.name
        self.check_quiet()

    def check_inside(self, pool, groups, people):
        ids = {"UserPoolId": pool}
        assert sorted(row["GroupName"] for row in self.cognito.list_groups(**ids)["Groups"]) == groups
        assert len(self.cognito.list_users(**ids)["Users"]) == people
        rows = self.cognito.list_users_in_group(**ids, GroupName="admins")["Users"] if "admins" in groups else []
        assert len(rows) == ("admins" in groups)

    def check_secret(self, pool, client):
        shown = self.cognito.describe_user_pool_client(UserPoolId=pool, ClientId=client)["UserPoolClient"]
        assert self.stored() == [shown["ClientSecret"]]
        style = self.cognito.describe_managed_login_branding_by_client(UserPoolId=pool, ClientId=client)
        assert style["ManagedLoginBranding"]["UseCognitoProvidedValues"] is True

    def check_quiet(self):
        """The same once more sends nothing that writes."""
        self.world.writes()
        assert self.run(self.world.adapters, self.world.events.append) is None
        assert self.world.writes() == []

    def pools(self):
        pages = self.cognito.get_paginator("list_user_pools").paginate(MaxResults=60)
        return [pool["Id"] for page in pages for pool in page["UserPools"] if pool["Name"] == self.name]

    def stored(self, kind=None):
        """The values that the store has for this setup's pools, of one kind or, without one, of all."""
        pools = self.pools()
        found = ((key.split("/"), text) for key, text in self.world.adapters.store._all().items())
        return [text for (_, _, pool, _, what), text in found if pool in pools and kind in (None, what)]

    def close(self):
        """Leave nothing behind."""
        for pool in self.pools():
            shown = self.world.described(pool)
            for member in ("Domain", "CustomDomain"):
                if member in shown:
                    self.cognito.delete_user_pool_domain(UserPoolId=pool, Domain=shown[member])
            self.cognito.update_user_pool(UserPoolId=pool, DeletionProtection="INACTIVE")
            self.cognito.delete_user_pool(UserPoolId=pool)


class Adopting(New):
    """Somebody's pool and app client, changed where the setup asks, with a domain of its owner's."""

    least = 24

    def prepare(self):
        arn = "arn:aws:lambda:eu-west-1:123456789012:function:check"
        pool = self.cognito.create_user_pool(
            PoolName=self.name, UsernameAttributes=["email"], LambdaConfig={"PreSignUp": arn}, UserPoolTags={"t": "it"}
        )["UserPool"]["Id"]
        ids = {"UserPoolId": pool}
        self.cognito.create_user_pool_client(**ids, ClientName="other")
        client = self.cognito.create_user_pool_client(
            **ids, ClientName="portal", GenerateSecret=True, AuthSessionValidity=7, ReadAttributes=["email"]
        )["UserPoolClient"]["ClientId"]
        self.cognito.create_group(**ids, GroupName="staff")
        self.setup = self.written(
            pool__id=pool,
            pool__name=None,
            client__id=client,
            domain__prefix=None,
            domain__custom=f"{self.name}.corp.example.com".lower(),
            domain__certificate_arn=CERTIFICATE,
            pool__deletion_protection=True,
            pool__mfa="optional",
            client__id_token_minutes=20,
        )
        self.before = self.theirs()

    def theirs(self):
        """What no setup asked for."""
        pool, client = self.setup.pool.id, self.setup.client.id
        asked = {"DeletionProtection", "CustomDomain", "MfaConfiguration", "EstimatedNumberOfUsers"}
        shown = self.world.described(pool)
        changed = ("CallbackURLs", "LogoutURLs", "AllowedOAuth", "IdToken", "TokenValidityUnits", "Supported")
        mine = self.world.described(pool, client)
        rows = [each for each in self.world.clients(pool) if each != client]
        return [
            {key: value for key, value in shown.items() if key not in asked},
            {key: value for key, value in mine.items() if not key.startswith(changed)},
            *(self.world.described(pool, each) for each in rows),
        ]

    def check(self):
        pool = self.setup.pool.id
        assert self.theirs() == self.before
        shown = self.world.described(pool)
        assert (shown["DeletionProtection"], shown["CustomDomain"]) == ("ACTIVE", self.setup.domain.custom)
        assert self.world.described(pool, self.setup.client.id)["IdTokenValidity"] == 20
        self.check_inside(pool, ["admins", "staff"], 1)
        self.check_secret(pool, self.setup.client.id)
        self.check_quiet()


class Undoing(New):
    """What `New` made, taken away again."""

    least = 20

    def prepare(self):
        self.key = key_of(self.world.apply(self.setup).snapshot)

    def job(self, adapters):
        return Undo(adapters, self.setup, self.folder, delete_people=self.name)

    def check(self):
        assert self.pools() == []
        assert self.cognito.describe_user_pool_domain(Domain=self.name)["DomainDescription"] == {}
        assert self.world.adapters.store.get(self.key) is None
        self.check_quiet()


class UndoingTheirs(Adopting):
    """What `Adopting` made and changed, taken away and put back; all else stays."""

    least = 28

    def prepare(self):
        super().prepare()
        self.whole = self.all_theirs()
        self.world.apply(self.setup)

    def all_theirs(self):
        pool = self.setup.pool.id
        return [
            self.world.described(pool),
            *(self.world.described(pool, client) for client in self.world.clients(pool)),
            [row["GroupName"] for row in self.cognito.list_groups(UserPoolId=pool)["Groups"]],
            self.cognito.list_users(UserPoolId=pool)["Users"],
            {**self.cognito.get_user_pool_mfa_config(UserPoolId=pool), "ResponseMetadata": 0},
        ]

    def job(self, adapters):
        return Undo(adapters, self.setup, self.folder, delete_people=self.name)

    def check(self):
        assert self.all_theirs() == self.whole
        with contextlib.suppress(self.cognito.exceptions.ResourceNotFoundException):
            self.cognito.describe_managed_login_branding_by_client(
                UserPoolId=self.setup.pool.id, ClientId=self.setup.client.id
            )
            raise AssertionError("the style of ours is still there")
        self.check_quiet()


class Rotating(New):
    """What `New` made, with a new client secret: at every end the store has one that works."""

    least = 20

    def prepare(self):
        self.world.apply(self.setup)
        (self.old,) = self.stored()

    def job(self, adapters):
        return Rotate(adapters, self.setup, self.folder, lambda _: True, grace=0)

    def run(self, adapters, sink, cancel=None):
        error = super().run(adapters, sink, cancel)
        (in_use,) = self.stored("client_secret")
        assert in_use in self.good()
        return error

    def good(self):
        """The values that Amazon takes, by the stand-in's own state."""
        (pool,) = self.pools()
        tree = json.loads((self.world.log.parent / "practice.json").read_text())["pools"][pool]
        return [secret["value"] for client in tree["clients"].values() for secret in client["secrets"]]

    def check(self):
        (secret,) = self.good()
        assert secret != self.old
        assert self.stored() == [secret]
        assert secret in (self.folder / f"{self.name}.yaml").read_text()


SCENES = {
    "new": New,
    "adopting": Adopting,
    "undoing": Undoing,
    "undoing-theirs": UndoingTheirs,
    "rotating": Rotating,
}
