"""Random user pools and app clients, drawn from botocore's output shapes: every member that Amazon describes.

They are put into the stand-in's state by its own operations, on a state in memory: what Amazon would refuse together
is drawn anew, one member at a time, so that each pool is one that could exist.
"""

import json
import time

import botocore.session

from wizard.practice.api.call import Call
from wizard.practice.api.dispatch import HANDLERS
from wizard.practice.model import judge
from wizard.practice.refusal import Refusal
from wizard.practice.state import empty

ACCOUNT, REGION = "123456789012", "eu-west-1"
MODEL = botocore.session.get_session().get_service_model("cognito-idp")
POOL, CLIENT = MODEL.shape_for("UserPoolType"), MODEL.shape_for("UserPoolClientType")
WORDS = {
    "EmailVerificationMessageType": "Your code is {####}.",
    "SmsVerificationMessageType": "Code {####}",
    "EmailVerificationMessageByLinkType": "Please {##click here##}.",
    "EmailInviteMessageType": "{username}, your password is {####}.",
    "SmsInviteMessageType": "{username}: {####}",
    "EmailMfaMessageType": "Your code is {####}.",
    "SmsMfaMessageType": "Code {####}",
    "EmailAddressType": "help@corp.example.com",
    "HexStringType": "abc123",
    "RegionCodeType": REGION,
}
CHOICES = {
    "ScopeType": ("openid", "email", "phone", "profile", "aws.cognito.signin.user.admin", "api/read"),
    "ClientPermissionType": ("email", "name", "family_name", "phone_number"),
    "ProviderNameType": ("COGNITO",),
    "RedirectUrlType": ("https://a.example.com/cb", "https://b.example.com/cb", "http://localhost:8080/cb"),
}
ARNS = (
    f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:f",
    f"arn:aws:ses:{REGION}:{ACCOUNT}:identity/corp.example.com",
    f"arn:aws:iam::{ACCOUNT}:role/r",
    f"arn:aws:kms:{REGION}:{ACCOUNT}:key/k",
)
CERTIFICATE = f"arn:aws:acm:us-east-1:{ACCOUNT}:certificate/11111111-1111-4111-8111-111111111111"
LEGACY = "UnusedAccountValidityDays"  # the older name of TemporaryPasswordValidityDays, refused beside it
TOLD = ("Status", "EmailConfigurationFailure", "SmsConfigurationFailure")  # Amazon's own, which nobody can set


def drawn(dice, shape, often=0.6):
    """A value that the service model allows, as far as its lengths and patterns say."""
    kind, limits = shape.type_name, shape.metadata
    if kind == "structure":
        needed = shape.required_members
        chosen = [name for name in shape.members if name != LEGACY and (name in needed or dice.random() < often)]
        return {name: drawn(dice, shape.members[name]) for name in chosen}
    if kind == "list":
        return [drawn(dice, shape.member) for _ in range(dice.randint(max(1, limits.get("min", 1)), 2))]
    if kind == "map":
        key = "Level1" if shape.key.name == "AcrLevelKeyType" else f"team{dice.randint(1, 9)}"
        return {key: drawn(dice, shape.value)}
    if kind == "boolean":
        return dice.random() < 0.5
    if kind in ("integer", "long"):
        return dice.randint(max(limits.get("min", 1), 1), min(limits.get("max", 90), 90))
    if kind == "timestamp":
        return 1735689600.0
    return text(dice, shape)


def text(dice, shape):
    """A string of the shape."""
    if shape.enum:
        return dice.choice(shape.enum)
    if "Arn" in shape.name:
        return dice.choice(ARNS)
    if shape.name in WORDS:
        return WORDS[shape.name]
    if shape.name in CHOICES:
        return dice.choice(CHOICES[shape.name])
    least = max(4, shape.metadata.get("min", 0))
    return "".join(dice.choice("abcxyz") for _ in range(dice.randint(least, max(least, 12))))


class Amazon:
    """The stand-in's operations on a state in memory."""

    def __init__(self):
        self.tree = empty()

    def ask(self, operation, **asked):
        """The answer; raises Refusal."""
        judge("cognito-idp", operation, asked)
        call = Call(operation, REGION, "AKIAPRACTICE00000000", asked, self.tree, time.time(), 0.0)
        return HANDLERS["cognito-idp"][operation](call)

    def takes(self, operation, **asked):
        """Whether it was carried out."""
        try:
            self.ask(operation, **asked)
        except Refusal:
            return False
        return True

    def save(self, folder):
        """Write the state where the stand-in reads it."""
        (folder / "practice.json").write_text(json.dumps(self.tree))

    def pool_and_client(self, dice, name):
        """Make both with random settings; their ids."""
        described = drawn(dice, POOL, often=0.8)
        pool = self._created(dice, name, described)
        ids = {"UserPoolId": pool}
        self.ask("CreateResourceServer", **ids, Identifier="api", Name="api", Scopes=[
            {"ScopeName": "read", "ScopeDescription": "x"}])  # fmt: skip
        self._set(dice, "UpdateUserPool", ids, described, POOL)
        self._factors(dice, ids)
        self._domains(dice, ids, name, described)
        client = self.ask("CreateUserPoolClient", **ids, ClientName=name, GenerateSecret=True)["UserPoolClient"]
        both = {**ids, "ClientId": client["ClientId"]}
        self._set(dice, "UpdateUserPoolClient", both, drawn(dice, CLIENT, often=0.8), CLIENT)
        for number in range(dice.randint(0, 2)):
            self.takes("CreateGroup", **ids, GroupName=f"team{number}")
            self.takes("AdminCreateUser", **ids, Username=f"p{number}@corp.example.com", MessageAction="SUPPRESS")
        fixed = self.tree["pools"][pool]["fixed"]
        fixed |= {member: described[member] for member in TOLD if member in described}
        return pool, client["ClientId"]

    def _created(self, dice, name, described):
        """A pool with what is fixed at creation, as far as it goes together."""
        given = {member: described[member] for member in ("UsernameConfiguration",) if member in described}
        one = dice.choice(("UsernameAttributes", "AliasAttributes"))
        given |= {one: sorted(set(described[one]))} if one in described else {}
        given["Schema"] = [{"Name": "email", "AttributeDataType": "String", "Required": True, "Mutable": True}] + [
            {"Name": f"team{number}", "AttributeDataType": dice.choice(("String", "Number")), "Mutable": True}
            for number, _ in enumerate(described.get("SchemaAttributes", ()))
        ]
        return self.ask("CreateUserPool", PoolName=name, **given)["UserPool"]["Id"]

    def _set(self, dice, operation, ids, described, shape):
        """The members that an update carries, one after another, each with those that were taken before it."""
        members = MODEL.operation_model(operation).input_shape.members
        good = dict(ids)
        for name in dice.sample(sorted(described), len(described)):
            if name not in members or name in ids:
                continue
            value = described[name]
            for _ in range(4):
                if self.takes(operation, **{**good, name: value}):
                    good[name] = value
                    break
                value = drawn(dice, shape.members[name])

    def _factors(self, dice, ids):
        shape = MODEL.operation_model("SetUserPoolMfaConfig").input_shape
        for _ in range(4):
            if self.takes("SetUserPoolMfaConfig", **{**drawn(dice, shape), **ids}):
                return

    def _domains(self, dice, ids, name, described):
        if "Domain" in described:
            self.takes("CreateUserPoolDomain", **ids, Domain=name, ManagedLoginVersion=dice.choice((1, 2)))
        if "CustomDomain" in described:
            config = {"CertificateArn": CERTIFICATE}
            self.takes("CreateUserPoolDomain", **ids, Domain=f"{name}.corp.example.com", CustomDomainConfig=config)
