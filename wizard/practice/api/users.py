"""User accounts, made and changed by an administrator."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from typing import Any

from wizard.practice.api.call import Call, Handler
from wizard.practice.api.mail import send_email, send_sms
from wizard.practice.api.paging import page
from wizard.practice.api.passwords import check_password, made_up_password
from wizard.practice.api.pool_answer import password_policy
from wizard.practice.api.user_records import (
    find_user,
    folded,
    holder_of,
    is_email,
    is_phone,
    read_attributes,
    shown_user,
    user_of,
    username_attributes,
)
from wizard.practice.refusal import Refusal, bad_parameter
from wizard.practice.state import Tree

_FILTER = re.compile(r'\s*"?([\w:.-]+)"?\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*')
_SEARCHABLE = (
    *("username", "email", "phone_number", "name", "given_name", "family_name", "preferred_username"),
    *("cognito:user_status", "status", "sub"),
)
_ON_CREATION = "Password did not conform with password policy: "


def admin_create_user(call: Call) -> dict[str, Any]:
    """Make an account and invite its owner; RESEND invites again with a new temporary password."""
    pool, asked = call.pool(), call.asked
    if asked.get("MessageAction") == "RESEND":
        return _resend(call)
    attributes = read_attributes(pool, asked.get("UserAttributes", []))
    _claim_name(pool, asked["Username"], attributes)
    given = asked.get("TemporaryPassword")
    if given is not None:
        check_password(pool, given, _ON_CREATION)
    identifier = str(uuid.uuid4())
    user: Tree = {
        "username": identifier if username_attributes(pool) else folded(pool, asked["Username"]),
        "attributes": {"sub": identifier, **attributes},
        "created": call.now,
        "modified": call.now,
        "enabled": True,
        "groups": [],
        "totp": None,
        **_temporary(call, given or made_up_password(pool)),
    }
    pool["users"][user["username"]] = user
    if asked.get("MessageAction") != "SUPPRESS":
        _invite(call, user)
    return {"User": shown_user(user)}


def _claim_name(pool: Tree, name: str, attributes: dict[str, str]) -> None:
    """Refuse a name in the wrong form or in use; where names are attributes, put the name among them."""
    ways = username_attributes(pool)
    if not ways:
        if find_user(pool, name) is not None:
            raise Refusal("UsernameExistsException", "User account already exists")
        if "email" in pool["fixed"].get("AliasAttributes", []) and is_email(name):
            raise bad_parameter("Username cannot be of email format, since user pool is configured for email alias.")
        return
    forms = {"email": is_email, "phone_number": is_phone}
    used = next((way for way in ways if forms[way](name)), None)
    if used is None:
        wanted = {"email": "an email", "phone_number": "a phone number"}
        either = "either " if len(ways) > 1 else ""
        texts = [wanted[way] for way in ("email", "phone_number") if way in ways]
        raise bad_parameter(f"Username should be {either}{' or '.join(texts)}.")
    if holder_of(pool, used, name) is not None:
        raise Refusal("UsernameExistsException", f"An account with the given {used} already exists.")
    attributes.setdefault(used, name)


def _temporary(call: Call, password: str) -> Tree:
    days = password_policy(call.pool())["TemporaryPasswordValidityDays"]
    return {
        "password": password,
        "status": "FORCE_CHANGE_PASSWORD",
        "temporary_until": call.now + days * 86400,
    }


def _resend(call: Call) -> dict[str, Any]:
    user = user_of(call)
    if user["status"] != "FORCE_CHANGE_PASSWORD":
        raise Refusal(
            "UnsupportedUserStateException",
            f"Resend not possible. {user['username']} status is not FORCE_CHANGE_PASSWORD",
        )
    given = call.asked.get("TemporaryPassword")
    if given is not None:
        check_password(call.pool(), given, _ON_CREATION)
    user |= {**_temporary(call, given or made_up_password(call.pool())), "modified": call.now}
    _invite(call, user)
    return {"User": shown_user(user)}


def _invite(call: Call, user: Tree) -> None:
    """Send the invitation by the media that were asked for; Amazon's own choice is SMS alone."""
    pool, attributes = call.pool(), user["attributes"]
    template = pool["settings"].get("AdminCreateUserConfig", {}).get("InviteMessageTemplate", {})
    shown_name = next((attributes[way] for way in username_attributes(pool) if way in attributes), user["username"])
    plain = "Your username is {username} and temporary password is {####}."
    for medium, member, attribute in (("EMAIL", "EmailMessage", "email"), ("SMS", "SMSMessage", "phone_number")):
        to = attributes.get(attribute)
        if medium not in call.asked.get("DesiredDeliveryMediums", ["SMS"]) or not to:
            continue
        text = template.get(member, plain).replace("{username}", shown_name).replace("{####}", user["password"])
        if medium == "EMAIL":
            send_email(call.tree, pool, to, text, call.now)
        elif pool["settings"].get("SmsConfiguration"):
            send_sms(call.tree, to, text, call.now)


def admin_get_user(call: Call) -> dict[str, Any]:
    """Show one account."""
    user = user_of(call)
    shown = shown_user(user, "UserAttributes")
    if user["totp"]:
        shown |= {"UserMFASettingList": ["SOFTWARE_TOKEN_MFA"], "PreferredMfaSetting": "SOFTWARE_TOKEN_MFA"}
    return shown


def admin_delete_user(call: Call) -> dict[str, Any]:
    """Delete an account; its tokens stop working."""
    pool, user = call.pool(), user_of(call)
    del pool["users"][user["username"]]
    for section in ("codes", "sessions", "grants"):
        entries = call.tree[section].items()
        call.tree[section] = {
            key: entry for key, entry in entries if (entry["pool"], entry["user"]) != (pool["id"], user["username"])
        }
    return {}


def admin_set_user_password(call: Call) -> dict[str, Any]:
    """Set a password: a temporary one, or with `Permanent` the user's own."""
    user, password = user_of(call), call.asked["Password"]
    check_password(call.pool(), password)
    if call.asked.get("Permanent"):
        user |= {"password": password, "status": "CONFIRMED"}
    else:
        user |= _temporary(call, password)
    user["modified"] = call.now
    return {}


def admin_update_user_attributes(call: Call) -> dict[str, Any]:
    """Change attributes; one that is immutable can't be changed, an empty value takes it away."""
    pool, user = call.pool(), user_of(call)
    changes = read_attributes(pool, call.asked["UserAttributes"])
    for name in changes:
        if not pool["schema"][name]["Mutable"]:
            raise bad_parameter(f"user.{name}: Attribute cannot be updated.")
    for way in username_attributes(pool):
        holder = holder_of(pool, way, changes.get(way, ""))
        if holder is not None and holder is not user:
            raise Refusal("AliasExistsException", f"An account with the given {way} already exists.")
    merged = {**user["attributes"], **changes}
    user["attributes"] = {name: value for name, value in merged.items() if value}
    user["modified"] = call.now
    return {}


def admin_disable_user(call: Call) -> dict[str, Any]:
    """Keep an account from signing in."""
    user_of(call)["enabled"] = False
    return {}


def admin_enable_user(call: Call) -> dict[str, Any]:
    """Let an account sign in again."""
    user_of(call)["enabled"] = True
    return {}


def list_users(call: Call) -> dict[str, Any]:
    """Accounts in pages, all or those of a filter."""
    users = [user for user in call.pool()["users"].values() if _passes(user, call.asked.get("Filter"))]
    found, following = page(users, call.asked.get("Limit"), call.asked.get("PaginationToken"))
    shown = [shown_user(user, only=call.asked.get("AttributesToGet")) for user in found]
    return {"Users": shown, **({"PaginationToken": following} if following else {})}


def _passes(user: Tree, condition: str | None) -> bool:
    if not condition:
        return True
    parts = _FILTER.fullmatch(condition)
    if parts is None or parts.group(1) not in _SEARCHABLE:
        raise bad_parameter("One or more parameters are not valid in Filter.")
    name, how, wanted = parts.groups()
    own = {
        "username": user["username"],
        "cognito:user_status": user["status"],
        "status": "Enabled" if user["enabled"] else "Disabled",
    }
    value = str(own.get(name, user["attributes"].get(name, "")))
    wanted = re.sub(r"\\(.)", r"\1", wanted)
    return value.startswith(wanted) if how == "^=" else value == wanted


OPERATIONS: Mapping[str, Handler] = {
    "AdminCreateUser": admin_create_user,
    "AdminGetUser": admin_get_user,
    "AdminDeleteUser": admin_delete_user,
    "AdminSetUserPassword": admin_set_user_password,
    "AdminUpdateUserAttributes": admin_update_user_attributes,
    "AdminDisableUser": admin_disable_user,
    "AdminEnableUser": admin_enable_user,
    "ListUsers": list_users,
}
