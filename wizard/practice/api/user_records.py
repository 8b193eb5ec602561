"""User accounts as records: finding them by any name they sign in with, their attributes, how answers show them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from wizard.practice.api.call import Call
from wizard.practice.refusal import Refusal, bad_parameter
from wizard.practice.state import Tree

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"\+[0-9]{5,15}")
_VERIFIED = {"email": "email_verified", "phone_number": "phone_number_verified"}


def is_email(text: str) -> bool:
    """Whether Cognito would take `text` for an e-mail address."""
    return _EMAIL.fullmatch(text) is not None


def is_phone(text: str) -> bool:
    """Whether Cognito would take `text` for a phone number: + and digits."""
    return _PHONE.fullmatch(text) is not None


def username_attributes(pool: Tree) -> list[str]:
    """What people sign in with in place of a user name: `email`, `phone_number`, both or none."""
    names: list[str] = pool["fixed"].get("UsernameAttributes", [])
    return names


def folded(pool: Tree, name: str) -> str:
    """A name as this pool compares it: exact by default, without regard to case where the pool says so."""
    return name if pool["fixed"].get("UsernameConfiguration", {}).get("CaseSensitive", True) else name.casefold()


def find_user(pool: Tree, name: str) -> Tree | None:
    """The user of that user name, sub, or sign-in attribute."""
    for user in pool["users"].values():
        if folded(pool, name) == folded(pool, user["username"]) or name == user["attributes"]["sub"]:
            found: Tree = user
            return found
    for attribute in username_attributes(pool):
        holder = holder_of(pool, attribute, name)
        if holder is not None:
            return holder
    for attribute in pool["fixed"].get("AliasAttributes", []):
        holder = holder_of(pool, attribute, name)
        if holder is not None and (
            attribute not in _VERIFIED or holder["attributes"].get(_VERIFIED[attribute]) == "true"
        ):
            return holder
    return None


def holder_of(pool: Tree, attribute: str, value: str) -> Tree | None:
    """The user whose `attribute` has that value."""
    for user in pool["users"].values():
        if folded(pool, user["attributes"].get(attribute, "")) == folded(pool, value) and value:
            found: Tree = user
            return found
    return None


def user_of(call: Call) -> Tree:
    """The user that a request names by `Username`; Amazon's not-found otherwise."""
    user = find_user(call.pool(), call.asked["Username"])
    if user is None:
        raise Refusal("UserNotFoundException", "User does not exist.")
    return user


def read_attributes(pool: Tree, pairs: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Attributes of a request by name, each known to the pool and in its form."""
    attributes: dict[str, str] = {}
    for pair in pairs:
        name, value = pair["Name"], pair.get("Value", "")
        if name not in pool["schema"] or name == "sub":
            raise bad_parameter(
                f"Attributes did not conform to the schema: Type for attribute {{{name}}} could not be determined"
            )
        _check_form(pool["schema"][name], name, value)
        attributes[name] = value
    return attributes


def _check_form(rule: Tree, name: str, value: str) -> None:
    if name == "email" and value and not is_email(value):
        raise bad_parameter("Invalid email address format.")
    if name == "phone_number" and value and not is_phone(value):
        raise bad_parameter("Invalid phone number format.")
    if rule["AttributeDataType"] == "Boolean" and value.lower() not in ("true", "false"):
        raise bad_parameter(f"Attributes did not conform to the schema: {name}: Attribute is not a boolean")
    bounds = rule.get("StringAttributeConstraints", {})
    if value and not int(bounds.get("MinLength", 0)) <= len(value) <= int(bounds.get("MaxLength", 2048)):
        raise bad_parameter(
            f"Attributes did not conform to the schema: {name}: String must be within its length bounds"
        )


def shown_user(user: Tree, attributes: str = "Attributes", only: list[str] | None = None) -> dict[str, Any]:
    """A user of an answer; `attributes` is that member's name there, `only` the attributes that were asked for."""
    return {
        "Username": user["username"],
        attributes: [
            {"Name": name, "Value": value} for name, value in user["attributes"].items() if only is None or name in only
        ],
        "UserCreateDate": user["created"],
        "UserLastModifiedDate": user["modified"],
        "Enabled": user["enabled"],
        "UserStatus": user["status"],
    }
