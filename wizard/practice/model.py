"""Requests held against botocore's own service model: required members, types, bounds, patterns, enums, no others.

Nothing here is specific to an operation. The texts are Amazon's: "1 validation error detected: Value '…' at '…'
failed to satisfy constraint: …".
"""

from __future__ import annotations

import base64
import binascii
import functools
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from wizard.practice.patterns import satisfies
from wizard.practice.refusal import Refusal, bad_parameter

if TYPE_CHECKING:
    from botocore.model import ServiceModel, Shape, StructureShape

_SERVER_PATTERNS: Mapping[str, str | None] = {
    # The server allows inner blanks and wants two characters; the model says otherwise.
    "PasswordType": r"^[\S]+.*[\S]+$",
    "DomainType": None,  # the server has a sentence of its own for this one, and takes dots for custom domains
}
_KINDS: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "character": (str,),
    "blob": (str,),
    "integer": (int,),
    "long": (int,),
    "float": (int, float),
    "double": (int, float),
    "timestamp": (int, float, str),
    "boolean": (bool,),
    "list": (list,),
    "map": (dict,),
    "structure": (dict,),
}


@functools.lru_cache(maxsize=8)
def service(name: str) -> ServiceModel:
    """botocore's model of one service, such as `cognito-idp`."""
    from botocore.loaders import create_loader
    from botocore.model import ServiceModel

    return ServiceModel(create_loader().load_service_model(name, "service-2"), name)


def members(operation: str, of: str = "cognito-idp") -> frozenset[str]:
    """The names that a request of `operation` may hold."""
    shape = service(of).operation_model(operation).input_shape
    return frozenset(shape.members) if shape is not None else frozenset()


def output_members(operation: str, inside: str) -> frozenset[str]:
    """The names that the structure `inside` of an answer to a Cognito `operation` may hold."""
    shape: Any = service("cognito-idp").operation_model(operation).output_shape
    return frozenset(shape.members[inside].members)


def judge(of: str, operation: str, asked: Mapping[str, Any]) -> None:
    """Raise Refusal unless `asked` is a request that the service model allows."""
    shape = service(of).operation_model(operation).input_shape
    faults = list(_structure(shape, asked, "")) if shape is not None else []
    if faults:
        count = f"{len(faults)} validation error{'s' if len(faults) > 1 else ''} detected: "
        if of != "cognito-idp":
            raise Refusal("ValidationException", count + "; ".join(faults))
        raise bad_parameter(count + "; ".join(faults))


def _structure(shape: StructureShape, value: Mapping[str, Any], path: str) -> Iterator[str]:
    if shape.metadata.get("document") or getattr(shape, "is_document_type", False):
        return
    for name in value:
        if name not in shape.members:
            raise Refusal("SerializationException", f"Unknown member '{name}' of {shape.name or 'the request'}")
    for name, member in shape.members.items():
        inside = f"{path}.{_spelled(name)}" if path else _spelled(name)
        given = value.get(name)
        if given is not None:
            yield from _value(member, given, inside)
        elif name in shape.required_members:
            yield f"Value null at '{inside}' failed to satisfy constraint: Member must not be null"


def _value(shape: Shape, value: Any, path: str) -> Iterator[str]:
    _check_type(shape, value)
    broken = list(_broken(shape, value))
    sensitive = bool(shape.metadata.get("sensitive"))
    shown = f"Value at '{path}'" if sensitive else f"Value '{_java(value)}' at '{path}'"
    for constraint in broken:
        yield f"{shown} failed to satisfy constraint: {constraint}"
    kind: Any = shape
    if shape.type_name == "structure":
        yield from _structure(kind, value, path)
    elif shape.type_name == "list":
        yield from _items(kind, value, path)
    elif shape.type_name == "map":
        yield from _entries(kind, value, path)


def _items(shape: Any, value: list[Any], path: str) -> Iterator[str]:
    member: Shape = shape.member
    if member.type_name in ("structure", "list", "map"):
        for number, item in enumerate(value, 1):
            yield from _value(member, item, f"{path}.{number}.member")
        return
    for item in value:
        _check_type(member, item)
    if any(list(_broken(member, item)) for item in value):
        inner = f"Member must satisfy constraint: [{', '.join(_constraints(member))}]"
        yield f"Value '{_java(value)}' at '{path}' failed to satisfy constraint: {inner}"


def _entries(shape: Any, value: dict[str, Any], path: str) -> Iterator[str]:
    for which, member, items in (("keys", shape.key, list(value)), ("value", shape.value, list(value.values()))):
        if member.type_name in ("structure", "list", "map"):
            for item in items:
                yield from _value(member, item, path)
            continue
        for item in items:
            _check_type(member, item)
        if any(list(_broken(member, item)) for item in items):
            inner = ", ".join(_constraints(member))
            yield (
                f"Value '{_java(value)}' at '{path}' failed to satisfy constraint: "
                f"Map {which} must satisfy constraint: [{inner}]"
            )


def _constraints(shape: Shape) -> Iterator[str]:
    """Every constraint of a scalar in Amazon's words, whether broken or not."""
    rules = shape.metadata
    noun = "value" if shape.type_name in ("integer", "long", "float", "double") else "length"
    if "max" in rules:
        yield f"Member must have {noun} less than or equal to {rules['max']}"
    if "min" in rules:
        yield f"Member must have {noun} greater than or equal to {rules['min']}"
    pattern = _SERVER_PATTERNS.get(shape.name, rules.get("pattern"))
    if pattern is not None:
        yield f"Member must satisfy regular expression pattern: {pattern}"
    if "enum" in rules:
        yield f"Member must satisfy enum value set: [{', '.join(rules['enum'])}]"


def _broken(shape: Shape, value: Any) -> Iterator[str]:
    """The constraints of `shape` itself (not of what is inside) that `value` breaks."""
    rules = shape.metadata
    size = _size(shape, value)
    pattern = _SERVER_PATTERNS.get(shape.name, rules.get("pattern"))
    for text in _constraints(shape):
        if "less than" in text:
            good = size is None or size <= rules["max"]
        elif "greater than" in text:
            good = size is None or size >= rules["min"]
        elif "regular expression" in text:
            good = not isinstance(value, str) or pattern is None or satisfies(pattern, value)
        else:
            good = value in rules["enum"]
        if not good:
            yield text


def _size(shape: Shape, value: Any) -> float | None:
    if shape.type_name in ("integer", "long", "float", "double"):
        return float(value)
    if shape.type_name == "blob":
        return len(_bytes(value))
    return len(value) if isinstance(value, str | list | dict) else None


def _bytes(value: str) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raise Refusal("SerializationException", "Invalid Base64 encoding") from None


def _check_type(shape: Shape, value: Any) -> None:
    allowed = _KINDS[shape.type_name]
    wrong_bool = isinstance(value, bool) and bool not in allowed
    if wrong_bool or not isinstance(value, allowed):
        names = {bool: "BOOLEAN_VALUE", int: "NUMBER_VALUE", float: "NUMBER_VALUE", str: "STRING_VALUE"}
        name = names.get(type(value), "Start of structure, list or map")
        raise Refusal("SerializationException", f"{name} can not be converted to {shape.type_name.capitalize()}")


def _spelled(name: str) -> str:
    """A member's name as Amazon's messages write it: `PoolName` is poolName, and one name is the server's own."""
    if name == "InviteMessageTemplate":
        return "inviteMessage"
    return name[0].lower() + name[1:]


def _java(value: Any) -> str:
    """A value as Java prints it; the servers print characters outside ASCII as question marks."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(_java(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_java(key)}={_java(item)}" for key, item in value.items()) + "}"
    return str(value).encode("ascii", "replace").decode()
