"""The user pool: names, sign-in, second factor, passwords, plan, tags."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from wizard.setup.model import Setup
from wizard.setup.rules.rule import (
    Rule,
    Test,
    asked,
    at_most,
    bad,
    constant,
    distinct,
    made,
    nearest,
    needed,
    once,
    one_of,
    pattern,
    when,
    within,
)

MODEL = "Cognito API"
OUR_TAG = "pomerium-cognito:setup"
SIGN_IN = ("email", "phone_number", "username", "preferred_username")
TIERS = ("lite", "essentials", "plus")
NAME = r"[\w\s+=,.@-]+"
_NAMES_SEEN = "badmintoncryer/cdk-preflight pf-cognito-user-pool-name: a Japanese name is refused"
_MFA_GUIDE = "Cognito developer guide, Adding MFA"
_TAGS = f"{MODEL}, TagKeysType, TagValueType"
_AWS_TAGS = "AWS General Reference, Tagging AWS resources"


def plain_name(_: Setup, value: str) -> str:
    """The name in the characters that Amazon takes: accents dropped, all else to hyphens."""
    bare = unicodedata.normalize("NFKD", value)
    bare = "".join(each for each in bare if not unicodedata.combining(each))
    return re.sub(r"[^\w\s+=,.@-]+", "-", bare, flags=re.ASCII).strip("- ")


def pool_id_in(_: Setup, value: str) -> str | None:
    """The pool ID in an ARN, an issuer or a line of text."""
    found = re.search(r"(?:^|[/\s])([a-z][a-z0-9-]*-[0-9]_[0-9A-Za-z]+)\s*/?$", value, re.ASCII)
    return found[1] if found else None


def _tag(wrong: Any) -> Test:
    """The key of the first tag of which `wrong(key, value)` is true."""
    return lambda _, tags: next(({"value": key or "(empty)"} for key, value in tags if wrong(key, value)), None)


def _tags_without(wrong: Any) -> Any:
    return lambda _, tags: tuple((key, value) for key, value in tags if not wrong(key, value))


def _too_many_tags(setup: Setup, tags: tuple[tuple[str, str], ...]) -> int | None:
    most = 49 if made(setup) else 50
    return len(tags) if len(tags) > most else None


def _amazons(key: str, _: str) -> bool:
    return key.lower().startswith("aws:")


def _ours(key: str, _: str) -> bool:
    return key.lower() == OUR_TAG


def _few_classes(setup: Setup, _: Any) -> Any:
    policy = setup.pool.password
    classes = (policy.require_lowercase, policy.require_uppercase, policy.require_numbers, policy.require_symbols)
    return sum(classes) if sum(classes) < 3 and asked(setup, "pool.password") else None


_NAMING: tuple[Rule, ...] = (
    Rule(
        "pool.id.shape",
        "pool.id",
        "fault",
        pattern(r"[\w-]+_[0-9a-zA-Z]+"),
        "{value} is no pool ID. Amazon's are the region, an underscore, then letters and digits.",
        "Copy the ID from the pool's page, as eu-west-1_AbCdEf123.",
        rf"{MODEL}, UserPoolIdType: [\w-]+_[0-9a-zA-Z]+",
        pool_id_in,
    ),
    Rule(
        "pool.id.length",
        "pool.id",
        "fault",
        at_most(55),
        "A pool ID has 55 characters at most; this one has {value}.",
        "Copy it from the pool's page again.",
        f"{MODEL}, UserPoolIdType: 1 to 55",
    ),
    Rule(
        "pool.name.needed",
        "pool.name",
        "fault",
        when(made, needed),
        "A new pool needs a name, and an existing one is named by its ID.",
        "Write a name, or the pool's ID in pool.id.",
        f"{MODEL}, CreateUserPool: PoolName is required",
        lambda setup, _: plain_name(setup, setup.name) or None,
    ),
    Rule(
        "pool.name.characters",
        "pool.name",
        "fault",
        pattern(NAME),
        "Amazon takes letters A to Z, digits, blanks and _ + = , . @ - in a pool's name; {value} has others.",
        "Leave the others out.",
        rf"{MODEL}, UserPoolNameType: [\w\s+=,.@-]+; {_NAMES_SEEN}",
        plain_name,
    ),
    Rule(
        "pool.name.length",
        "pool.name",
        "fault",
        at_most(128),
        "A pool's name has 128 characters at most; this one has {value}.",
        "Shorten it.",
        f"{MODEL}, UserPoolNameType: 1 to 128",
        lambda _, value: value[:128],
    ),
)

_SIGN_IN: tuple[Rule, ...] = (
    Rule(
        "pool.sign_in.needed",
        "pool.sign_in",
        "fault",
        needed,
        "People need something to sign in with.",
        "Take email: Pomerium knows people by their e-mail address.",
        "The setup file, version 1: pool.sign_in",
        constant(("email",)),
    ),
    Rule(
        "pool.sign_in.known",
        "pool.sign_in.*",
        "fault",
        one_of(*SIGN_IN),
        "Cognito knows no sign-in by {value}. It knows email, phone_number, username and preferred_username.",
        "Write one of those.",
        f"{MODEL}, UsernameAttributeType, AliasAttributeType",
        lambda _, value: {"phone": "phone_number", "e-mail": "email"}.get(value) or nearest(*SIGN_IN)(_, value),
    ),
    Rule(
        "pool.sign_in.preferred",
        "pool.sign_in",
        "fault",
        lambda _, value: value if "preferred_username" in value and "username" not in value else None,
        "A preferred user name stands beside a user name, and this pool has none without username here.",
        "Add username, or take preferred_username out.",
        f"{MODEL}, UsernameAttributeType holds phone_number and email alone; "
        "aws-cdk aws-cognito user-pool.ts: preferredUsername needs username",
        lambda _, value: ("username", *value),
    ),
    Rule(
        "pool.sign_in.twice",
        "pool.sign_in",
        "warning",
        distinct(),
        "{value} stands here twice. Once is enough.",
        "Take the second one out.",
        f"{MODEL}, UsernameAttributesListType",
        once,
    ),
    Rule(
        "pool.sign_in.phone",
        "pool.sign_in",
        "warning",
        lambda setup, value: value if made(setup) and "phone_number" in value and setup.pool.sms is None else None,
        "Nobody can prove a phone number without text messages, so numbers stay unverified.",
        "Fill in pool.sms, or let people sign in by email.",
        'Cognito: "SMS configuration is required when phone_number is selected for auto verification" '
        "(badmintoncryer/cdk-preflight pf-cognito-auto-verified-username-consistency)",
        lambda _, value: tuple(each for each in value if each != "phone_number") or ("email",),
    ),
    Rule(
        "pool.self_sign_up.on",
        "pool.self_sign_up",
        "warning",
        bad(bool),
        "Anybody on the internet can make an account in this pool. A policy that lets in every signed-in person lets "
        "them in too.",
        "Switch it off, and invite people.",
        f"{MODEL}, AdminCreateUserConfig AllowAdminCreateUserOnly",
        constant(False),
    ),
    Rule(
        "pool.deletion_protection.off",
        "pool.deletion_protection",
        "warning",
        lambda _, value: None if value else {},
        "One call can delete the pool and every account in it.",
        "Switch it on.",
        f"{MODEL}, DeletionProtection",
        constant(True),
    ),
)

_MFA: tuple[Rule, ...] = (
    Rule(
        "pool.mfa.known",
        "pool.mfa",
        "fault",
        lambda _, value: None if value in ("off", "optional", "required") else value,
        "Whether a second factor is asked for is one of off, optional and required; {value} is none of them.",
        "Write optional (people may) or required (people must).",
        f"{MODEL}, UserPoolMfaType: OFF, ON, OPTIONAL",
        lambda _, value: "required" if value.lower() == "on" else nearest("off", "optional", "required")(_, value),
    ),
    Rule(
        "pool.mfa_methods.known",
        "pool.mfa_methods.*",
        "fault",
        lambda _, value: None if value in ("totp", "sms", "email") else value,
        "{value} is no second factor here. There are totp (an authenticator app), sms and email.",
        "Write one of those.",
        f"{MODEL}, SetUserPoolMfaConfig",
        nearest("totp", "sms", "email"),
    ),
    Rule(
        "pool.mfa_methods.needed",
        "pool.mfa_methods",
        "fault",
        lambda setup, value: {} if not value and asked(setup, "pool.mfa") and setup.pool.mfa != "off" else None,
        "Amazon refuses a second factor without a method.",
        "Add totp (an authenticator app), or set pool.mfa to off.",
        'Cognito: "Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled."',
        constant(("totp",)),
    ),
    Rule(
        "pool.mfa_methods.twice",
        "pool.mfa_methods",
        "warning",
        distinct(),
        "{value} stands here twice. Once is enough.",
        "Take the second one out.",
        f"{MODEL}, SetUserPoolMfaConfig",
        once,
    ),
    Rule(
        "pool.password.minimum_length.bounds",
        "pool.password.minimum_length",
        "fault",
        within(6, 99),
        "The shortest password can have 6 to 99 characters; {value} is outside.",
        "Write a number from 6 to 99. 12 is a good one.",
        f"{MODEL}, PasswordPolicyMinLengthType: 6 to 99",
        constant(12),
    ),
    Rule(
        "pool.password.minimum_length.short",
        "pool.password.minimum_length",
        "warning",
        lambda _, value: value if 6 <= value < 8 else None,
        "Passwords of {value} characters are soon guessed.",
        "Ask for 8 at least.",
        "NIST SP 800-63B: 8 at least; lgallard/terraform-aws-cognito-user-pool variables.tf",
        constant(12),
    ),
    Rule(
        "pool.password.temporary_days.bounds",
        "pool.password.temporary_days",
        "fault",
        within(0, 365),
        "The first password of an invitation holds for 0 to 365 days; {value} is outside.",
        "Write a number from 1 to 365. 7 is Amazon's own.",
        f"{MODEL}, TemporaryPasswordValidityDaysType: 0 to 365",
        constant(7),
    ),
    Rule(
        "pool.password.temporary_days.zero",
        "pool.password.temporary_days",
        "warning",
        lambda _, value: {} if value == 0 else None,
        "Amazon takes 0 days for the 7 that it has as its own.",
        "Write 7, or the number of days that you mean.",
        f"{MODEL}, PasswordPolicyType TemporaryPasswordValidityDays",
        constant(7),
    ),
    Rule(
        "pool.password.weak",
        "pool.password",
        "warning",
        _few_classes,
        "Passwords need {value} of the four kinds: lower case, capitals, digits, symbols. Few make them easy to guess.",
        "Ask for three kinds at least.",
        "lgallard/terraform-aws-cognito-user-pool variables.tf: three of four",
    ),
    Rule(
        "pool.tier.known",
        "pool.tier",
        "fault",
        lambda _, value: None if value in TIERS else value,
        "A pool's plan is lite, essentials or plus; {value} is none of them.",
        "Write one of those, in lower case.",
        f"{MODEL}, UserPoolTierType",
        nearest(*TIERS),
    ),
)

_TAGGING: tuple[Rule, ...] = (
    Rule(
        "pool.tags.count",
        "pool.tags",
        "fault",
        _too_many_tags,
        "A pool has 50 tags at most, and on a pool that it makes the wizard sets one of them; there are {value} here.",
        "Take out those that nobody reads.",
        "Cognito API, TagResource: 50 tags a pool",
    ),
    Rule(
        "pool.tags.key-length",
        "pool.tags",
        "fault",
        _tag(lambda key, _: not 1 <= len(key) <= 128),
        "A tag's key has 1 to 128 characters; {value} has not.",
        "Write another key.",
        f"{_TAGS}: 1 to 128",
    ),
    Rule(
        "pool.tags.value-length",
        "pool.tags",
        "fault",
        _tag(lambda _, value: len(value) > 256),
        "A tag's value has 256 characters at most; that of {value} has more.",
        "Shorten it.",
        f"{_TAGS}: 0 to 256",
        lambda _, tags: tuple((key, value[:256]) for key, value in tags),
    ),
    Rule(
        "pool.tags.amazons",
        "pool.tags",
        "fault",
        _tag(_amazons),
        "Keys that begin with aws: are Amazon's own, so it would refuse {value}.",
        "Write another key.",
        _AWS_TAGS,
        _tags_without(_amazons),
    ),
    Rule(
        "pool.tags.ours",
        "pool.tags",
        "fault",
        _tag(_ours),
        "By the tag {value} the wizard finds its pool again. It sets it itself.",
        "Take it out.",
        "The setup file, version 1: name is the value of the pool's tag",
        _tags_without(_ours),
    ),
)


RULES = (*_NAMING, *_SIGN_IN, *_MFA, *_TAGGING)
