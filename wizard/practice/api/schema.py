"""A pool's attributes: the standard ones of every pool, and the custom ones of this one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wizard.practice.refusal import bad_parameter
from wizard.practice.state import Tree

_STRINGS = (
    *("profile", "address", "birthdate", "gender", "preferred_username", "website", "picture", "sub", "phone_number"),
    *("zoneinfo", "locale", "email", "given_name", "family_name", "middle_name", "name", "nickname", "identities"),
)
_BOOLEANS = ("phone_number_verified", "email_verified")


def standard() -> dict[str, Tree]:
    """The attributes that every pool has, by name, as DescribeUserPool shows them."""
    attributes: dict[str, Tree] = {}
    for name in _STRINGS:
        attributes[name] = _attribute(
            name, "String", StringAttributeConstraints={"MinLength": "0", "MaxLength": "2048"}
        )
    attributes["birthdate"]["StringAttributeConstraints"] = {"MinLength": "10", "MaxLength": "10"}
    attributes["identities"]["StringAttributeConstraints"] = {}
    attributes["sub"] |= {
        "Mutable": False,
        "Required": True,
        "StringAttributeConstraints": {"MinLength": "1", "MaxLength": "2048"},
    }
    for name in _BOOLEANS:
        attributes[name] = _attribute(name, "Boolean")
    attributes["updated_at"] = _attribute("updated_at", "Number", NumberAttributeConstraints={"MinValue": "0"})
    return attributes


def schema(asked: Sequence[Mapping[str, Any]]) -> dict[str, Tree]:
    """The attributes of a pool made with `asked` as its Schema, by name. Raises Refusal."""
    attributes = standard()
    for entry in asked:
        name = entry.get("Name")
        if not name:
            raise bad_parameter("Name is required for schema attributes.")
        if name in attributes:
            attributes[name] |= _standard_changes(attributes[name], entry)
        else:
            custom = _custom(name, entry)
            attributes[custom["Name"]] = custom
    if sum(name.startswith(("custom:", "dev:custom:")) for name in attributes) > 50:
        raise bad_parameter("Number of custom attributes cannot exceed 50.")
    return attributes


def _attribute(name: str, kind: str, **constraints: Any) -> Tree:
    return {
        "Name": name,
        "AttributeDataType": kind,
        "DeveloperOnlyAttribute": False,
        "Mutable": True,
        "Required": False,
        **constraints,
    }


def _standard_changes(present: Tree, entry: Mapping[str, Any]) -> Tree:
    name = present["Name"]
    if entry.get("AttributeDataType", present["AttributeDataType"]) != present["AttributeDataType"]:
        raise bad_parameter(
            f"You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute {name}"
        )
    if name == "sub":
        raise bad_parameter("You can not change the sub attribute.")
    return {key: entry[key] for key in entry if key not in ("Name", "DeveloperOnlyAttribute")}


def _custom(name: str, entry: Mapping[str, Any]) -> Tree:
    if entry.get("Required"):
        raise bad_parameter("Required custom attributes are not supported currently.")
    developer = bool(entry.get("DeveloperOnlyAttribute"))
    kind = entry.get("AttributeDataType", "String")
    attribute = _attribute(f"{'dev:' if developer else ''}custom:{name}", kind)
    attribute |= {key: entry[key] for key in entry if key != "Name"}
    # A custom attribute is immutable unless the request says otherwise.
    attribute["Mutable"] = bool(entry.get("Mutable", False))
    constraint = {"String": "StringAttributeConstraints", "Number": "NumberAttributeConstraints"}.get(kind)
    if constraint is not None:
        attribute.setdefault(constraint, {})
    return attribute
