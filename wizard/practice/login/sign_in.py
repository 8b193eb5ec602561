"""/login: user name and password, a forced new password, a second factor, and back with a code."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Iterable, Mapping
from html import escape
from urllib.parse import quote

from wizard.practice.api.mail import send_email, send_sms
from wizard.practice.api.mfa import enabled_factors
from wizard.practice.api.passwords import check_password
from wizard.practice.api.user_records import find_user, read_attributes
from wizard.practice.login.asked import Answer, Asked, At, domain_of, reach, redirect
from wizard.practice.login.authorize import drop_expired, finish, request_fault
from wizard.practice.login.one_time import fits, new_seed
from wizard.practice.login.pages import form, message, page
from wizard.practice.refusal import Refusal
from wizard.practice.state import Tree

_SESSION_SECONDS = 3600
_FLOW_SECONDS = 900
_WRONG = "Incorrect username or password."


def login(asked: Asked) -> Answer | None:
    """Show the login page, or take what was typed into it."""
    at = reach(asked, asked.query.get("client_id"), lambda: redirect("/error?error=invalid_request"))
    if not isinstance(at, At):
        return at
    if "redirect_uri" not in asked.query:
        return message(400, "Bad request", "Required String parameter 'redirect_uri' is not present")
    unavailable = request_fault(at) or _no_pages(at)
    if unavailable is not None:
        return unavailable
    return _ask_password(asked) if asked.method == "GET" else _take(at)


def _take(at: At) -> Answer:
    asked = at.asked
    if not _same_browser(asked):
        return message(400, "Bad request", "The form did not come from this browser's own page.")
    drop_expired(asked.tree, asked.now)
    flow = asked.tree["flows"].get(asked.form.get("flow", ""))
    known = flow is not None and (flow["pool"], flow["client"]) == (at.pool["id"], at.client["id"])
    if not known or flow["user"] not in at.pool["users"]:
        return _check_password(at)
    return _STAGES[flow["stage"]](at, flow)


def _no_pages(at: At) -> Answer | None:
    domain = domain_of(at.asked.tree, at.pool)
    styled = any(style["client"] == at.client["id"] for style in at.pool["branding"].values())
    if domain is not None and domain["version"] == 2 and not styled:
        return message(403, "Login pages unavailable", "Please contact an administrator.")
    if "COGNITO" not in at.client["settings"].get("SupportedIdentityProviders", []):
        return message(400, "Error", "Login option is not available. Please try another one")
    return None


def _ask_password(asked: Asked, alert: str | None = None) -> Answer:
    fields = (("username", "Username", "text"), ("password", "Password", "password"))
    return _form(asked, "Sign in", fields, {}, "Sign in", alert=alert)


def _check_password(at: At) -> Answer:
    user = find_user(at.pool, at.asked.form.get("username", ""))
    alert = _password_fault(at.asked, at.client, user)
    if alert is not None or user is None:
        return _ask_password(at.asked, alert or _WRONG)
    if user["status"] == "FORCE_CHANGE_PASSWORD":
        return _ask_new_password(at.asked, at.pool, _new_flow(at, user, "new_password"))
    return _second_factor(at, user)


def _password_fault(asked: Asked, client: Tree, user: Tree | None) -> str | None:
    hides = client["settings"].get("PreventUserExistenceErrors", "LEGACY") == "ENABLED"
    if user is None:
        return _WRONG if hides else "User does not exist."
    if not hmac.compare_digest(user["password"].encode(), asked.form.get("password", "").encode()):
        return _WRONG
    if not user["enabled"]:
        return "User is disabled."
    if user["status"] == "FORCE_CHANGE_PASSWORD" and user["temporary_until"] <= asked.now:
        return "Temporary password has expired and must be reset by an administrator."
    return None


def _ask_new_password(asked: Asked, pool: Tree, flow: str, alert: str | None = None) -> Answer:
    missing = _missing(pool, pool["users"][asked.tree["flows"][flow]["user"]])
    fields = [("new_password", "New password", "password")] + [(name, name, "text") for name in missing]
    return _form(asked, "Change password", fields, {"flow": flow}, "Send", alert=alert)


def _missing(pool: Tree, user: Tree) -> list[str]:
    """The required attributes that the user has no value for."""
    return [name for name, rule in pool["schema"].items() if rule["Required"] and not user["attributes"].get(name)]


def _take_new_password(at: At, flow: Tree) -> Answer:
    user, password = at.pool["users"][flow["user"]], at.asked.form.get("new_password", "")
    try:
        check_password(at.pool, password)
        given = [{"Name": name, "Value": at.asked.form.get(name, "")} for name in _missing(at.pool, user)]
        if not all(pair["Value"] for pair in given):
            raise Refusal("InvalidParameterException", "A required attribute is missing.")
        attributes = read_attributes(at.pool, given)
    except Refusal as refusal:
        return _ask_new_password(at.asked, at.pool, at.asked.form["flow"], refusal.message)
    user["attributes"] |= attributes
    user |= {"password": password, "status": "CONFIRMED", "modified": at.asked.now}
    del at.asked.tree["flows"][at.asked.form["flow"]]
    return _second_factor(at, user)


def _second_factor(at: At, user: Tree) -> Answer:
    """Ask for the second factor that this pool wants of this user; OPTIONAL asks only who has enrolled."""
    wanted = at.pool["settings"].get("MfaConfiguration", "OFF")
    factors = enabled_factors(at.pool["factors"])
    totp = "SoftwareTokenMfaConfiguration" in factors
    if wanted == "OFF" or (wanted == "OPTIONAL" and not (totp and user["totp"])):
        return _done(at, user)
    if totp:
        flow = _new_flow(at, user, "totp" if user["totp"] else "enrol")
        return _ask_code(at.asked, flow)
    return _ask_sent_code(at, user, "EmailMfaConfiguration" in factors)


def _ask_code(asked: Asked, flow: str, alert: str | None = None) -> Answer:
    record = asked.tree["flows"][flow]
    title, before = "Enter a code", "<p>Enter the code of your authenticator app.</p>"
    if record["stage"] == "enrol":
        title = "Set up authenticator app MFA"
        link = f"otpauth://totp/Practice:{quote(record['user'])}?secret={record['seed']}&issuer=Practice"
        before = (
            "<p>Add this key to an authenticator app, then enter the code that it shows.</p>"
            f'<p>Key: <code id="totp-secret">{record["seed"]}</code></p><p><code>{escape(link)}</code></p>'
        )
    elif record["stage"] == "sent":
        before = "<p>Enter the code that was sent to you (see /practice/outbox).</p>"
    return _form(asked, title, (("code", "Code", "text"),), {"flow": flow}, "Sign in", alert=alert, before=before)


def _ask_sent_code(at: At, user: Tree, by_email: bool) -> Answer:
    code = f"{secrets.randbelow(1_000_000):06d}"
    text = f"Your authentication code is {code}."
    to = user["attributes"].get("email" if by_email else "phone_number")
    if not to:
        return _ask_password(at.asked, "Your account has no address to send a code to.")
    if by_email:
        try:
            send_email(at.asked.tree, at.pool, to, text, at.asked.now)
        except Refusal as refusal:
            return _ask_password(at.asked, refusal.message)
    else:
        send_sms(at.asked.tree, to, text, at.asked.now)
    flow = _new_flow(at, user, "sent")
    at.asked.tree["flows"][flow]["code"] = code
    return _ask_code(at.asked, flow)


def _take_code(at: At, flow: Tree) -> Answer:
    user, given = at.pool["users"][flow["user"]], at.asked.form.get("code", "")
    seed = flow["seed"] if flow["stage"] == "enrol" else user["totp"]
    if flow["stage"] == "sent":
        good = hmac.compare_digest(flow["code"].encode(), given.strip().encode())
    else:
        good = given.isascii() and fits(seed, given, at.asked.now)
    if not good:
        return _ask_code(at.asked, at.asked.form["flow"], "Invalid code or auth state for the user.")
    if flow["stage"] == "enrol":
        user["totp"] = seed
    del at.asked.tree["flows"][at.asked.form["flow"]]
    return _done(at, user)


def _done(at: At, user: Tree) -> Answer:
    session = secrets.token_urlsafe(24)
    until = at.asked.now + _SESSION_SECONDS
    at.asked.tree["sessions"][session] = {"pool": at.pool["id"], "user": user["username"], "until": until}
    cookie = f"cognito={session}; Path=/; HttpOnly; SameSite=Lax; Max-Age={_SESSION_SECONDS}"
    return finish(at, user, ("Set-Cookie", cookie))


def _new_flow(at: At, user: Tree, stage: str) -> str:
    flow = secrets.token_urlsafe(24)
    at.asked.tree["flows"][flow] = {
        "pool": at.pool["id"],
        "client": at.client["id"],
        "user": user["username"],
        "stage": stage,
        "seed": new_seed() if stage == "enrol" else None,
        "until": at.asked.now + _FLOW_SECONDS,
    }
    return flow


def _form(
    asked: Asked,
    title: str,
    fields: Iterable[tuple[str, str, str]],
    hidden: Mapping[str, str],
    button: str,
    *,
    alert: str | None = None,
    before: str = "",
) -> Answer:
    token = asked.cookies.get("XSRF-TOKEN") or secrets.token_urlsafe(18)
    html = form(title, fields, {"_csrf": token, **hidden}, button, alert=alert, before=before)
    return page(200, title, html, ("Set-Cookie", f"XSRF-TOKEN={token}; Path=/; HttpOnly; SameSite=Lax"))


def _same_browser(asked: Asked) -> bool:
    cookie = asked.cookies.get("XSRF-TOKEN", "")
    return bool(cookie) and hmac.compare_digest(cookie.encode(), asked.form.get("_csrf", "").encode())


_STAGES: Mapping[str, Callable[[At, Tree], Answer]] = {
    "new_password": _take_new_password,
    "enrol": _take_code,
    "totp": _take_code,
    "sent": _take_code,
}
