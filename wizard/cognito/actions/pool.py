"""The user pool: made with secure settings, or changed in the keys that the setup names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from wizard.cognito.actions.factors import held
from wizard.cognito.actions.work import (
    Field,
    Kind,
    Whose,
    Work,
    as_created,
    created,
    differences,
    pool_whose,
    same,
    words,
)
from wizard.cognito.need import COGNITO, Case, Need, anywhere, linked_mail_role, on_pool, pass_role
from wizard.cognito.plan import FieldChange, PlannedAction
from wizard.cognito.snapshot import TAG, Answer, Snapshot
from wizard.cognito.wholeupdate import overlaid, put_together, send_whole
from wizard.setup.fault import Fault
from wizard.setup.model import EmailSender, Setup, SmsSender

_PASSWORD = "Policies.PasswordPolicy"  # noqa: S105
_ADMIN_ONLY = "AdminCreateUserConfig.AllowAdminCreateUserOnly"


def _sender(email: EmailSender) -> dict[str, str]:
    config = {"EmailSendingAccount": "DEVELOPER", "SourceArn": email.source_arn}
    return config | ({"From": email.from_} if email.from_ else {})


def sms_configuration(sms: SmsSender) -> dict[str, str]:
    """The API's SmsConfiguration."""
    config = {"SnsCallerArn": sms.role_arn}
    if sms.external_id:
        config["ExternalId"] = sms.external_id
    if sms.region:
        config["SnsRegion"] = sms.region
    return config


def _activity(on: bool) -> str:
    return "ACTIVE" if on else "INACTIVE"


FIELDS = (
    Field("pool.name", "PoolName", "Name"),
    Field("pool.self_sign_up", _ADMIN_ONLY, "Made by administrators only", lambda on: not on, absent=False),
    Field("pool.password.minimum_length", f"{_PASSWORD}.MinimumLength", "Password, characters at least"),
    Field("pool.password.require_lowercase", f"{_PASSWORD}.RequireLowercase", "Password, lower-case letter"),
    Field("pool.password.require_uppercase", f"{_PASSWORD}.RequireUppercase", "Password, upper-case letter"),
    Field("pool.password.require_numbers", f"{_PASSWORD}.RequireNumbers", "Password, number"),
    Field("pool.password.require_symbols", f"{_PASSWORD}.RequireSymbols", "Password, symbol"),
    Field("pool.password.temporary_days", f"{_PASSWORD}.TemporaryPasswordValidityDays", "First password, days"),
    Field("pool.tier", "UserPoolTier", "Feature plan", str.upper),
    Field("pool.deletion_protection", "DeletionProtection", "Deletion protection", _activity),
    Field("pool.email", "EmailConfiguration", "Mail sender", _sender, {}, {"EmailSendingAccount": "COGNITO_DEFAULT"}),
    Field("pool.sms", "SmsConfiguration", "Text messages", sms_configuration, {}),
)  # fmt: skip


def always(setup: Setup) -> dict[str, Any]:
    """Members that no key asks for, and that every pool of ours has; all but these is fixed once made."""
    return {
        "AutoVerifiedAttributes": ["email", *(["phone_number"] if setup.pool.sms else [])],
        "AccountRecoverySetting": {"RecoveryMechanisms": [{"Priority": 1, "Name": "verified_email"}]},
        "IssuerConfiguration": {"Type": "ORIGINAL"},
    }


def _recovery(setting: Any) -> str:
    return words([way["Name"] for way in setting.get("RecoveryMechanisms", ())])


_ALWAYS: tuple[tuple[str, str, Callable[[Any], str]], ...] = (
    ("AutoVerifiedAttributes", "Verified by Amazon", words),
    ("AccountRecoverySetting", "Forgotten passwords by", _recovery),
    ("IssuerConfiguration", "Form of the issuer", words),
)


def plan(setup: Setup, have: Snapshot) -> Iterator[PlannedAction | Fault]:
    """Make the pool, or change it; a sign-in that differs is refused, since it is fixed at creation."""
    if have.pool is None:
        if not have.problems:
            yield _creation(setup)
        return
    if setup.is_named("pool.sign_in") and not same(sign_in(have.pool), list(setup.pool.sign_in)):
        yield _fixed_sign_in(have.pool)
    described = {"PoolName": have.pool.get("Name"), **have.pool}
    whose = pool_whose(setup, have)
    wanted, told = differences(described, FIELDS, whose)
    for more, lines in (_always(have.pool, whose), _tags(have.pool, whose)):
        wanted |= more
        told += lines
    if wanted:
        yield PlannedAction(
            "pool",
            "pool",
            "update",
            f"User pool {have.pool.get('Name', have.pool_id)}",
            "Changes what the setup names; all else is sent as it is and stays.",
            told,
            wanted,
            seen=put_together(have.pool, wanted),
        )


def _always(pool: Answer, whose: Whose) -> tuple[dict[str, Any], tuple[FieldChange, ...]]:
    """What a pool of ours is made with though no key of the setup asks for it, where somebody changed it."""
    wanted: dict[str, Any] = {}
    told: list[FieldChange] = []
    for member, label, said in _ALWAYS if whose.ours else ():
        now, then = pool.get(member), always(whose.setup)[member]
        if now is not None and not same(now, then):
            wanted[member] = then
            told.append(whose.change(label, member, now, then, said=said))
    return wanted, tuple(told)


def _tags(pool: Answer, whose: Whose) -> tuple[dict[str, Any], tuple[FieldChange, ...]]:
    """Tags that are missing or say something else; those that others added stay."""
    tags, setup = dict(pool.get("UserPoolTags", {})), whose.setup
    last = whose.last.get("UserPoolTags")
    asked = dict(setup.pool.tags) | ({TAG: setup.name} if whose.ours else {})
    missing = {key: value for key, value in asked.items() if tags.get(key) != value}
    if not missing:
        return {}, ()
    drift = last is not None and any((last.value or {}).get(key) == value for key, value in missing.items())
    key = "pool.tags" if missing.keys() - {TAG} else ""
    now, then = words(tags), words(tags | missing)
    told = FieldChange("Tags", now, then, drift=drift, since=last.at if last and drift else "", path=key)
    return {"UserPoolTags": tags | missing}, (told,)


def sign_in(pool: Answer) -> list[str]:
    """By what people of an existing pool sign in, as `pool.sign_in` says it."""
    if pool.get("UsernameAttributes"):
        return list(pool["UsernameAttributes"])
    return ["username", *pool.get("AliasAttributes", ())]


def _creation(setup: Setup) -> PlannedAction:
    wanted, told = as_created(setup, FIELDS)
    names = list(setup.pool.sign_in)
    if "username" in names:
        aliases = [name for name in names if name != "username"]
        wanted |= {"AliasAttributes": aliases} if aliases else {}
    else:
        wanted["UsernameAttributes"] = names
    wanted |= {
        "UserPoolTags": {**dict(setup.pool.tags), TAG: setup.name},
        "MfaConfiguration": "OFF",  # the second factor has its own call; here Amazon takes text messages alone
        "UsernameConfiguration": {"CaseSensitive": False},
        "Schema": [{"Name": "email", "AttributeDataType": "String", "Required": True, "Mutable": True}],
        **always(setup),
    }
    fixed = (
        FieldChange("People sign in with", None, ", ".join(names), fixed=True),
        FieldChange("E-mail address", None, "required, verified by Amazon", fixed=True),
        FieldChange("Case of user names", None, "does not count", fixed=True),
    )
    by = "anybody can sign up" if setup.pool.self_sign_up else "administrators invite them"
    return PlannedAction(
        "pool",
        "pool",
        "create",
        f"User pool {setup.pool.name}",
        f"People sign in with {_spoken(names)}; {by}.",
        fixed + told + (FieldChange("Tags", None, words(wanted["UserPoolTags"])),),
        wanted,
        usually="a second or two",
    )


def _spoken(names: list[str]) -> str:
    spoken = {
        "email": "e-mail",
        "phone_number": "phone number",
        "username": "user name",
        "preferred_username": "preferred name",
    }
    return " or ".join(spoken.get(name, name) for name in names)


def _fixed_sign_in(pool: Answer) -> Fault:
    now = sign_in(pool)
    return Fault(
        "pool.sign_in",
        "pool.sign_in.fixed",
        "fault",
        f"The pool {pool['Id']} signs people in with {_spoken(now)}, and that is fixed since it was made.",
        "Name that in pool.sign_in, or make a new pool: it has a new client ID and secret, and nobody in it; people"
        " have to be invited anew, since passwords can't be moved.",
        "UsernameAttributes and AliasAttributes are no members of UpdateUserPoolRequest",
        tuple(now),
    )


def do(work: Work) -> str:
    """Create the pool, or send the whole of it with the changes."""
    wanted = dict(work.action.wanted or {})
    if work.action.change == "create":
        request = overlaid({}, wanted)
        answer = work.write("create_user_pool", lambda a: {"pool": a["UserPool"]["Id"]}, created(wanted), **request)
        return f"It has the id {answer['UserPool']['Id']}."
    pool_id = work.pool_id
    with held(work, wanted):
        send_whole(
            lambda: work.calls.read("describe_user_pool", UserPoolId=pool_id)["UserPool"],
            lambda request, change: work.write("update_user_pool", change=change, **{**request, "UserPoolId": pool_id}),
            work.shape("UpdateUserPool"),
            wanted,
            work.action.seen,
        )
    return ""


def iam(case: Case) -> Iterator[Need]:
    """Making the pool, or sending the whole of it again; undoing either, where protection goes before the pool."""
    setup = case.setup
    changed = case.ours or bool(setup.pool.tags) or any(setup.is_named(f.path) for f in FIELDS)
    if case.creates:
        yield from anywhere("CreateUserPool")
        yield from _sent_along(case, "CreateUserPool")
    elif case.job == "undo" and case.ours:
        yield from on_pool("DeleteUserPool")
        changed = setup.pool.deletion_protection
    if case.job in ("adopt", "undo") and changed:
        yield from on_pool("UpdateUserPool")
        if sms_role(case) and case.pool.get("MfaConfiguration", "OFF") != "OFF":
            yield from on_pool("SetUserPoolMfaConfig")  # with these an update may switch text messages on
            yield from pass_role(sms_role(case), "SetUserPoolMfaConfig")
        yield from _sent_along(case, "UpdateUserPool")


def _sent_along(case: Case, within: str) -> Iterator[Need]:
    """What Amazon asks for the senders and tags of a request; an update carries those that exist, too."""
    pool, kept = case.setup.pool, case.pool
    own_mail = (kept.get("EmailConfiguration") or {}).get("EmailSendingAccount") == "DEVELOPER"
    yield from pass_role(sms_role(case), within)
    yield from linked_mail_role(within) if pool.email or own_mail else ()
    if pool.tags or not kept or kept.get("UserPoolTags"):  # ours carry one, and others may
        yield Need(f"{COGNITO}:TagResource", within=within)


def sms_role(case: Case) -> str:
    """The ARN of the role by which text messages are sent, '' for none."""
    sms = case.setup.pool.sms
    return sms.role_arn if sms else str((case.pool.get("SmsConfiguration") or {}).get("SnsCallerArn", ""))


KIND = Kind("pool", plan, do, iam)
