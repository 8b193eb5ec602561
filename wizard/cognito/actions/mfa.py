"""The second factor, by its own call: creation knows text messages alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from wizard.cognito.actions.pool import sms_configuration, sms_role
from wizard.cognito.actions.work import Kind, Whose, Work, created, pool_whose
from wizard.cognito.need import Case, Need, on_pool, pass_role
from wizard.cognito.plan import FieldChange, PlannedAction
from wizard.cognito.snapshot import Answer, Snapshot
from wizard.cognito.wholeupdate import changed_more, changed_unasked
from wizard.setup.fault import Fault
from wizard.setup.model import Setup

_API = {"off": "OFF", "optional": "OPTIONAL", "required": "ON"}
SPOKEN = {"OFF": "off", "OPTIONAL": "optional", "ON": "required"}
_METHODS = {
    "SoftwareTokenMfaConfiguration": "totp",
    "SmsMfaConfiguration": "sms",
    "EmailMfaConfiguration": "email",
}
_WORDS = {"totp": "an authenticator app", "sms": "text messages", "email": "e-mail"}


def plan(setup: Setup, have: Snapshot) -> Iterator[PlannedAction | Fault]:
    """Set the second factor of a new pool unless it is off, or change an existing pool's where the setup names it.

    A pool that was made in a run that was cut short counts as new until its second factor was set once.
    """
    new = have.pool is None
    if new and (setup.pool.mfa == "off" or have.problems):
        return
    now, factors = _now(have)
    due = new or (have.mfa_due and now == "OFF")
    whose = pool_whose(setup, have, "mfa")
    then = _API.get(setup.pool.mfa, "OFF") if due or whose.counts("pool.mfa") else now
    switched_on = now == "OFF" and not factors  # then it needs one way at least, named or not
    asked = due or whose.counts("pool.mfa_methods") or switched_on
    wanted = set() if then == "OFF" else set(setup.pool.mfa_methods) if asked else factors
    if not new and (then == now and (wanted == factors or then == "OFF")):
        return
    if new:
        told = [FieldChange("Second factor", None, SPOKEN[then]), FieldChange("With", None, _listed(wanted))]
    else:
        told = _differences(whose, now, then, factors, wanted, due=due)
    yield PlannedAction(
        "mfa",
        "mfa",
        "create" if new else "update",
        "Second factor",
        _sentence(then, wanted),
        tuple(told),
        _request(setup, have, then, wanted),
        waits_for=("pool",),
    )


def _differences(
    whose: Whose, now: str, then: str, factors: set[str], wanted: set[str], *, due: bool
) -> list[FieldChange]:
    """Both lines as far as they differ; while it is off the ways to give it are no setting of their own."""
    told: list[FieldChange] = []
    if now != then:
        line = whose.change("Second factor", "MfaConfiguration", now, then, "pool.mfa", said=SPOKEN.__getitem__)
        told.append(replace(line, drift=line.drift and not due, since="" if due else line.since))
    if wanted != factors:
        was = whose.last.get("MfaConfiguration")
        last = set(methods({member: each.value for member, each in whose.last.items()})) if was else None
        drift = factors != last if last is not None else whose.ours and not whose.setup.is_named("pool.mfa_methods")
        drift, path = drift and not due, "" if now == "OFF" else "pool.mfa_methods"
        since = was.at if was and drift else ""
        told.append(FieldChange("With", _listed(factors), _listed(wanted), drift=drift, since=since, path=path))
    return told


def _now(have: Snapshot) -> tuple[str, set[str]]:
    mfa = have.mfa or {}
    return str(mfa.get("MfaConfiguration", "OFF")), set(methods(mfa))


def methods(mfa: Answer) -> tuple[str, ...]:
    """The ways to give a second factor that GetUserPoolMfaConfig tells of, as `pool.mfa_methods` names them."""
    return tuple(name for member, name in _METHODS.items() if _is_on(member, mfa.get(member)))


def _is_on(member: str, factor: Any) -> bool:
    """Amazon tells e-mail with its own wording as an empty structure; text messages need their sender."""
    if factor is None:
        return False
    return bool(factor.get("SmsConfiguration") if member == "SmsMfaConfiguration" else factor.get("Enabled", True))


def _listed(factors: set[str]) -> str:
    return " or ".join(_WORDS.get(name, name) for name in sorted(factors, reverse=True)) or "nothing"


def _sentence(then: str, factors: set[str]) -> str:
    if then == "OFF":
        return "A password is enough to sign in."
    if then == "ON":
        return f"Everybody enrols at the next sign-in, with {_listed(factors)}."
    return f"Optional, with {_listed(factors)}. People are not asked to enrol."


def _request(setup: Setup, have: Snapshot, then: str, factors: set[str]) -> dict[str, Any]:
    """The whole request: the call replaces, so passkey settings and the message's text are sent along."""
    request: dict[str, Any] = {"MfaConfiguration": then}
    mfa = have.mfa or {}
    if "WebAuthnConfiguration" in mfa:
        request["WebAuthnConfiguration"] = mfa["WebAuthnConfiguration"]
    if "totp" in factors:
        request["SoftwareTokenMfaConfiguration"] = {"Enabled": True}
    if "email" in factors:
        request["EmailMfaConfiguration"] = mfa.get("EmailMfaConfiguration") or {}
    if "sms" in factors:
        pool = have.pool or {}
        text = {name: pool[name] for name in ("SmsAuthenticationMessage",) if name in pool}
        kept = mfa.get("SmsMfaConfiguration") or text
        sender = kept.get("SmsConfiguration") or pool.get("SmsConfiguration") or {}
        own = sms_configuration(setup.pool.sms) if setup.pool.sms else {}
        request["SmsMfaConfiguration"] = {**kept, "SmsConfiguration": {**sender, **own}}
    return request


def do(work: Work) -> str:
    """Send the whole configuration; of a pool that was there, with what it was set to."""
    wanted = dict(work.action.wanted or {})
    if work.action.change == "update":
        replace_factors(work, wanted)
    else:
        work.write("set_user_pool_mfa_config", change=created(wanted), **wanted, UserPoolId=work.pool_id)
    return ""


def replace_factors(work: Work, wanted: Mapping[str, Any], *, undoes: bool = False) -> None:
    """Set the second factor of a pool that was there: what the setup has no key for stays as it is at this moment.

    `undoes`: the journal keeps no value before. Raises AmazonRefused where more changed than was asked for.
    """
    ids, shape = {"UserPoolId": work.pool_id}, work.shape("SetUserPoolMfaConfig")
    before = _told_now(work)
    request = _as_it_is(wanted, before)
    work.write("set_user_pool_mfa_config", change={"": [None if undoes else before, request]}, **{**request, **ids})
    switched = [member for member in _METHODS if member not in request or not _is_on(member, before.get(member))]
    asked = dict.fromkeys(["MfaConfiguration", "SmsMfaConfiguration.SmsConfiguration", *switched])
    changed_more(changed_unasked(before, _told_now(work), shape, asked))


def _told_now(work: Work) -> dict[str, Any]:
    answer = work.calls.read("get_user_pool_mfa_config", UserPoolId=work.pool_id)
    return {key: value for key, value in answer.items() if key != "ResponseMetadata"}


def _as_it_is(wanted: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """The request with passkey settings and the wording of messages as they are: the setup has no key for them."""
    request = dict(wanted)
    if "WebAuthnConfiguration" in now:
        request["WebAuthnConfiguration"] = now["WebAuthnConfiguration"]
    for member in ("EmailMfaConfiguration", "SmsMfaConfiguration"):
        if member in request and now.get(member):
            sender = {key: value for key, value in request[member].items() if key == "SmsConfiguration"}
            request[member] = {**now[member], **sender}
    return request


def iam(case: Case) -> Iterator[Need]:
    """The call, and the role by which text messages are sent; a pool of ours may lack what a cut run left undone."""
    setup = case.setup
    named = setup.is_named("pool.mfa") or setup.is_named("pool.mfa_methods")
    due = case.applies and case.ours and setup.pool.mfa != "off"
    adopts = case.job == "adopt" and (named or case.ours)
    if due or adopts or (named and case.puts_back):
        yield from on_pool("SetUserPoolMfaConfig")
        if "sms" in setup.pool.mfa_methods or not case.creates:
            yield from pass_role(sms_role(case), "SetUserPoolMfaConfig")


KIND = Kind("mfa", plan, do, iam)
