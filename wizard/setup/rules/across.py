"""Rules that hold two sections against each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wizard.setup.model import Setup
from wizard.setup.rules import urls
from wizard.setup.rules.rule import Rule, Test, adopted, asked, constant, made, when, without

_TIER = (
    'Cognito: "The following feature is not available for the LITE pricing tier configured: Managed Login Version 2" '
    "(badmintoncryer/cdk-preflight pf-cognito-managed-login-version-tier)"
)
_PLANS = "Cognito developer guide, User pool feature plans"
_SES = (
    'Cognito: "Cannot set EmailMfaConfiguration when user pool EmailConfiguration contains an EmailSendingAccount of '
    'COGNITO_DEFAULT." (badmintoncryer/cdk-preflight pf-cognito-mfa-email-otp-requires-developer)'
)
_SMS = (
    'Cognito: "SMS configuration and Auto verification for phone_number are required ..." (pf-cognito-mfa-sms-config)'
)
_ROUTES = "pomerium/documentation capabilities/authentication.mdx; pomerium/pomerium issue 869"


def _by(method: str, sender: str) -> Test:
    """A second factor that needs a sender, and the setup names none."""

    def test(setup: Setup, methods: tuple[str, ...]) -> Mapping[str, Any] | None:
        lacks = method in methods and setup.pool.mfa != "off" and getattr(setup.pool, sender) is None
        return {} if lacks else None

    return test


def _email_on_lite(setup: Setup, methods: tuple[str, ...]) -> Mapping[str, Any] | None:
    lite = setup.pool.tier == "lite" and asked(setup, "pool.tier")
    return {} if lite and "email" in methods and setup.pool.mfa != "off" else None


def _sure_of_domain(setup: Setup) -> bool:
    return asked(setup, "domain.managed_login")


def _managed_on_lite(setup: Setup, managed: bool) -> Mapping[str, Any] | None:
    return {} if managed and setup.pool.tier == "lite" and asked(setup, "pool.tier") else None


def _other_region(setup: Setup, pool_id: str | None) -> Mapping[str, str] | None:
    region = (pool_id or "").rpartition("_")[0]
    wrong = region and setup.aws.region and region != setup.aws.region
    return {"value": region, "region": setup.aws.region} if wrong else None


def _meets(other: str) -> Test:
    """A host that is the authenticate service's too."""

    def test(setup: Setup, _: Any) -> str | None:
        mine, theirs = urls.host(setup.pomerium.authenticate_url), setup.get(other) or ""
        host = urls.host(theirs) if "://" in theirs else theirs.lower()
        return mine if mine and mine == host else None

    return test


def _unknown_group(setup: Setup, group: str | None) -> str | None:
    return group if group and made(setup) and group not in setup.groups else None


RULES: tuple[Rule, ...] = (
    Rule(
        "pool.id.region",
        "pool.id",
        "fault",
        _other_region,
        "This pool is in {value}, and aws.region says {region}. Amazon would say that there is no such pool.",
        "Set aws.region to {value}, or choose a pool of {region}.",
        'Cognito: "User pool us-east-1_nope does not exist."; anomalyco/guide issue 82',
    ),
    Rule(
        "pool.mfa_methods.email-sender",
        "pool.mfa_methods",
        "fault",
        when(made, _by("email", "email")),
        "Amazon's own sender sends no codes: a second factor by e-mail needs a sender of yours.",
        "Fill in pool.email, or take totp (an authenticator app).",
        _SES,
        lambda _, value: without("email")(_, value) or ("totp",),
    ),
    Rule(
        "pool.mfa_methods.email-sender-adopted",
        "pool.mfa_methods",
        "warning",
        when(adopted, _by("email", "email")),
        "A second factor by e-mail needs a sender of yours. If the pool has none yet, Amazon refuses.",
        "Go on if it has one, or fill in pool.email.",
        _SES,
    ),
    Rule(
        "pool.mfa_methods.sms-sender",
        "pool.mfa_methods",
        "fault",
        when(made, _by("sms", "sms")),
        "Text messages need a role that may send them, and pool.sms is empty.",
        "Fill in pool.sms, or take totp (an authenticator app).",
        _SMS,
        lambda _, value: without("sms")(_, value) or ("totp",),
    ),
    Rule(
        "pool.mfa_methods.sms-sender-adopted",
        "pool.mfa_methods",
        "warning",
        when(adopted, _by("sms", "sms")),
        "Text messages need a role that may send them. If the pool has none yet, Amazon refuses.",
        "Go on if it has one, or fill in pool.sms.",
        _SMS,
    ),
    Rule(
        "pool.mfa_methods.email-tier",
        "pool.mfa_methods",
        "fault",
        _email_on_lite,
        "The plan lite has no second factor by e-mail.",
        "Take totp (an authenticator app), or the plan essentials.",
        f"{_PLANS}; Cognito API, EmailMfaConfigType",
        lambda _, value: without("email")(_, value) or ("totp",),
    ),
    Rule(
        "pool.mfa_methods.email-recovery",
        "pool.mfa_methods",
        "warning",
        when(made, lambda setup, value: {} if value == ("email",) and setup.pool.mfa != "off" else None),
        "Who recovers a password by e-mail gets no second factor by e-mail, and all people of a new pool do the first.",
        "Add totp (an authenticator app).",
        "Cognito developer guide, Adding MFA: troubleshooting; Cognito API, AccountRecoverySetting",
        lambda _, value: ("totp", *value),
    ),
    Rule(
        "domain.managed_login.tier",
        "domain.managed_login",
        "fault",
        when(_sure_of_domain, _managed_on_lite),
        "The plan lite has no managed login, only the classic hosted pages.",
        "Switch managed login off, or take the plan essentials.",
        _TIER,
        constant(False),
    ),
    Rule(
        "domain.managed_login.tier-adopted",
        "domain.managed_login",
        "warning",
        when(lambda setup: not _sure_of_domain(setup), _managed_on_lite),
        "The plan lite has no managed login. A domain that is made here would get it, and Amazon would refuse.",
        "Switch managed login off, or take the plan essentials.",
        _TIER,
        constant(False),
    ),
    Rule(
        "domain.custom.authenticate",
        "domain.custom",
        "fault",
        _meets("domain.custom"),
        "{value} is Pomerium's authenticate service. The login page is another server and needs a name of its own.",
        "Take another name, as auth beside authenticate.",
        "Cognito developer guide, Using your own domain: its DNS leads to Amazon",
    ),
    Rule(
        "users.phone-only",
        "users",
        "fault",
        lambda setup, value: (
            {} if value and asked(setup, "pool.sign_in") and setup.pool.sign_in == ("phone_number",) else None
        ),
        "In this pool a phone number is the user name, and the first people here have none.",
        "Add email to pool.sign_in, or invite people in Cognito's console.",
        'Cognito: "Username should be either an email or a phone number."',
    ),
    Rule(
        "client.identity_providers.people",
        "client.identity_providers",
        "warning",
        lambda setup, value: {} if setup.users and value and "COGNITO" not in value else None,
        "The people invited here are accounts of the pool, and this app client doesn't let those sign in.",
        "Add COGNITO.",
        "Cognito API, CreateUserPoolClient SupportedIdentityProviders",
        lambda _, value: ("COGNITO", *value),
    ),
    Rule(
        "pomerium.route.from.authenticate",
        "pomerium.route.from",
        "fault",
        _meets("pomerium.route.from"),
        "{value} is Pomerium's authenticate service. A route on the same host would hide it.",
        "Give the route a host of its own.",
        _ROUTES,
    ),
    Rule(
        "pomerium.route.allow.group-made",
        "pomerium.route.allow.*.group",
        "warning",
        _unknown_group,
        "The group {value} is not in groups, so nobody is in it and the route lets nobody in by it.",
        "Add {value} to groups.",
        "pomerium/documentation cognito.mdx: claim cognito:groups",
    ),
)
