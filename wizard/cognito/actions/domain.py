"""The login page's domain: Amazon's prefix or one's own, and the kind of page it shows."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

from wizard.cognito.actions.work import Kind, Whose, Work, created, pool_whose
from wizard.cognito.calls import Calls
from wizard.cognito.need import ANYTHING, Case, Need, on_pool
from wizard.cognito.plan import FieldChange, PlannedAction
from wizard.cognito.reading import describe_domain
from wizard.cognito.snapshot import Answer, Snapshot
from wizard.cognito.wholeupdate import changed_more, changed_unasked, whole_request
from wizard.errors import AmazonRefused, WizardError
from wizard.setup.fault import Fault
from wizard.setup.model import Setup

_LONGEST = 63
_TAKEN = "already associated"
_CLASSIC = {"ManagedLoginVersion": 1}  # what an answer without it means
_VERSIONS = {1: "classic hosted pages", 2: "managed login"}


def turns_managed(setup: Setup, have: Snapshot) -> bool:
    """Whether the plan makes a domain with managed login, or switches one to it."""
    want = setup.domain
    name = want.custom or want.prefix
    if not (name and want.managed_login):
        return False
    there = have.domain(name)
    asked = whose(setup, have, name).counts("domain.managed_login")
    return there is None or (asked and there.get("ManagedLoginVersion", 1) == 1)


def whose(setup: Setup, have: Snapshot, name: str) -> Whose:
    """Of the domain; in somebody's own pool the journal has to know that it was made."""
    ours = pool_whose(setup, have).ours or f"domain:{name}" in have.made_at
    return Whose(setup, ours, have.last_set.get("domain", {}))


def plan(setup: Setup, have: Snapshot) -> Iterator[PlannedAction | Fault]:
    """Make the domain, or switch the kind of its login page; a domain of another name is refused."""
    want = setup.domain
    name = want.custom or want.prefix
    pool = have.pool or {}
    if have.problems or not name:
        return
    member = "CustomDomain" if want.custom else "Domain"
    if pool.get(member) and pool[member] != name:
        yield _other_domain(have, member, str(pool[member]))
    elif pool.get(member):
        yield from _change(setup, have, name)
    elif have.elsewhere:
        yield _elsewhere(setup, have)
    else:
        yield _creation(setup, have, name)


def _creation(setup: Setup, have: Snapshot, name: str) -> PlannedAction:
    want = setup.domain
    version = 2 if want.managed_login else 1
    wanted: dict[str, Any] = {"Domain": name, "ManagedLoginVersion": version}
    told = [FieldChange("Login page", None, _VERSIONS[version])]
    if want.custom:
        wanted["CustomDomainConfig"] = {"CertificateArn": want.certificate_arn}
        told.append(FieldChange("Certificate", None, str(want.certificate_arn)))
    return PlannedAction(
        "domain",
        "domain",
        "create",
        f"Domain {name}",
        have.addresses.login(want.prefix, want.custom),
        (*told, FieldChange("Name", None, name, fixed=True)),
        wanted,
        waits_for=("pool",),
        usually="about five minutes" if want.custom else "less than a minute",
    )


def _change(setup: Setup, snapshot: Snapshot, name: str) -> Iterator[PlannedAction]:
    have, ours = snapshot.domain(name) or {}, whose(setup, snapshot, name)
    wanted: dict[str, Any] = {}
    told: list[FieldChange] = []
    now, then = have.get("ManagedLoginVersion", 1), 2 if setup.domain.managed_login else 1
    path = "domain.managed_login"
    if ours.counts(path) and now != then:
        wanted["ManagedLoginVersion"] = then
        told.append(ours.change("Login page", "ManagedLoginVersion", now, then, path, said=_page))
    certificate = (have.get("CustomDomainConfig") or {}).get("CertificateArn")
    asked = setup.domain.certificate_arn
    if setup.domain.custom and asked and certificate and asked != certificate:
        config = {**have["CustomDomainConfig"], "CertificateArn": asked}
        wanted["CustomDomainConfig"] = config
        path = "domain.certificate_arn"
        line = ours.change(
            "Certificate", "CustomDomainConfig", have["CustomDomainConfig"], config, path, said=_certificate
        )
        told.append(line)
    if wanted:
        yield PlannedAction(
            "domain",
            "domain",
            "update",
            f"Domain {name}",
            "Every app client of this pool shows the same kind of login page.",
            tuple(told),
            {"Domain": name, **wanted},
            waits_for=("pool", "branding*"),
            usually="less than a minute",
        )


def _page(version: Any) -> str:
    return _VERSIONS.get(version, str(version))


def _certificate(config: Any) -> str:
    return str(config["CertificateArn"])


def _other_domain(have: Snapshot, member: str, name: str) -> Fault:
    key = "custom" if member == "CustomDomain" else "prefix"
    return Fault(
        f"domain.{key}",
        f"domain.{key}.fixed",
        "fault",
        f"The pool {have.pool_id} has the domain {name} already. A pool has one of each kind, and it is never renamed.",
        f"Use {name} here. To have another, delete that domain in the console first: it cuts off who signs in there.",
        "Amazon's text 'User pool already has a domain configured.'",
        name,
    )


def _elsewhere(setup: Setup, have: Snapshot) -> Fault:
    if setup.domain.custom:
        return Fault(
            "domain.custom",
            "domain.custom.yours",
            "fault",
            f"Your pool {have.elsewhere} already uses the domain {setup.domain.custom}. A domain is given once.",
            "Choose another domain, or put that pool's id into pool.id to use the pool.",
            "Amazon's answer to DescribeUserPoolDomain",
        )
    prefix = setup.domain.prefix or ""
    return Fault(
        "domain.prefix",
        "domain.prefix.yours",
        "fault",
        f"Your pool {have.elsewhere} already uses the prefix {prefix}. A prefix is given once in a region.",
        "Choose another prefix, or put that pool's id into pool.id to use the pool.",
        "Amazon's answer to DescribeUserPoolDomain",
        names_to_try(prefix, have.identity.account)[0],
    )


def names_to_try(prefix: str, account: str) -> tuple[str, ...]:
    """Prefixes near a taken one, the most telling first; nobody but Amazon knows whether they are free."""
    ends = ("sso", account[-4:], secrets.token_hex(2))
    return tuple(f"{prefix[: _LONGEST - len(end) - 1].rstrip('-')}-{end}" for end in ends)


def free_names(calls: Calls, prefix: str, account: str) -> tuple[str, ...]:
    """`names_to_try` without those that another pool of this account has."""
    return tuple(name for name in names_to_try(prefix, account) if not describe_domain(calls, name))


def do(work: Work) -> str:
    """Create or change it; a name that Amazon says is taken ends with names to try."""
    wanted = dict(work.action.wanted or {})
    name = {"domain": str(wanted["Domain"])}
    if work.action.change == "update":
        _update(work, name, wanted)
        return ""
    try:
        answer = work.write(
            "create_user_pool_domain", change=created(wanted), about=name, **wanted, UserPoolId=work.pool_id
        )
    except AmazonRefused as error:
        found = _ours(work, name["domain"])
        if found is None and "CustomDomainConfig" not in wanted and _TAKEN in error.why.details:
            raise AmazonRefused(error.why, _names(work, name["domain"])) from error
        if found is None:
            raise
        answer = {"CloudFrontDomain": found.get("CloudFrontDistribution")}
    alias = answer.get("CloudFrontDomain")
    if "CustomDomainConfig" in wanted and alias:
        return f"Put a CNAME or alias for {wanted['Domain']} into your DNS that points to {alias}."
    return ""


def _update(work: Work, name: dict[str, str], wanted: dict[str, Any]) -> None:
    """Send along all else that the domain has now: what an update leaves out is not sure to stay."""
    before, shape = describe_domain(work.calls, name["domain"]), work.shape("UpdateUserPoolDomain")
    known = {key: value for key, value in before.items() if value}  # a prefix has an empty CustomDomainConfig
    request = whole_request(known, shape, wanted) | {"UserPoolId": work.pool_id}
    change = {key: [before.get(key), value] for key, value in wanted.items() if before.get(key) != value}
    work.write("update_user_pool_domain", change=change, about=name, **request)
    after = describe_domain(work.calls, name["domain"])
    changed_more(changed_unasked({**_CLASSIC, **before}, {**_CLASSIC, **after}, shape, wanted))


def _ours(work: Work, name: str) -> Answer | None:
    """The domain, where this pool has it by now: a try whose answer was lost, or another run, made it."""
    try:
        found = describe_domain(work.calls, name)
    except WizardError:
        return None
    return found if found.get("UserPoolId") == work.pool_id else None


def _names(work: Work, prefix: str) -> tuple[str, ...]:
    """Names to try; where they can't be asked about, that is no reason to hide that the prefix is taken."""
    try:
        return free_names(work.calls, prefix, work.account)
    except WizardError:
        return names_to_try(prefix, work.account)


def iam(case: Case) -> Iterator[Need]:
    """Making the domain; changing one that is there, where the setup names its page or certificate; undoing either."""
    setup, want = case.setup, case.setup.domain
    undoes = case.job == "undo"
    if not (case.applies or undoes) or not (want.custom or want.prefix):
        return
    calls = ["DeleteUserPoolDomain" if undoes else "CreateUserPoolDomain"]
    named = setup.is_named("domain.managed_login") or (want.custom and setup.is_named("domain.certificate_arn"))
    if case.job == "adopt" or (named and case.puts_back):  # one of ours is put back also where no key is named
        calls.append("UpdateUserPoolDomain")
    yield from on_pool(*calls)
    if want.custom and not undoes:
        # developer guide, custom domains: whoever makes one needs these three beside Cognito's own
        yield Need("acm:ListCertificates", ANYTHING, calls[0])
        yield Need("acm:DescribeCertificate", want.certificate_arn or ANYTHING, calls[0])
        yield Need("cloudfront:UpdateDistribution", ANYTHING, calls[0])


KIND = Kind("domain", plan, do, iam)
