"""Values as Terraform's language has them (HCL 2, its native syntax)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


@dataclass(frozen=True, slots=True)
class Raw:
    """An expression that stands as it is, as `aws_cognito_user_pool.this.id`."""

    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A nested block: its type, its labels, and what is in it."""

    type: str
    body: Mapping[str, Any]
    labels: tuple[str, ...] = ()


def block(block: Block, depth: int = 0) -> str:
    """A block with its attributes, None and empty ones left out; blocks are values too, or lists of them."""
    pad = "  " * depth
    head = " ".join([block.type, *(string(label) for label in block.labels)])
    lines = [f"{pad}{head} {{"]
    attributes = {key: value for key, value in block.body.items() if not _is_blocks(value) and value not in (None, {})}
    width = max(map(len, attributes), default=0)
    lines += [f"{pad}  {key.ljust(width)} = {expression(value)}" for key, value in attributes.items()]
    for value in block.body.values():
        for inner in _blocks(value):
            lines += ["", _nested(inner, depth + 1)] if len(lines) > 1 else [_nested(inner, depth + 1)]
    return "\n".join([*lines, f"{pad}}}"])


def expression(value: Any) -> str:
    """A value in one line."""
    if isinstance(value, Raw):
        return value.text
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{string(key)} = {expression(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(expression(item) for item in value) + "]"
    return string(str(value))


def string(text: str) -> str:
    """A quoted string in which nothing is taken for a template."""
    quoted = "".join(_ESCAPES.get(character, character) for character in text)
    return '"' + quoted.replace("${", "$${").replace("%{", "%%{") + '"'


def _is_blocks(value: Any) -> bool:
    return isinstance(value, Block) or (isinstance(value, list) and any(isinstance(item, Block) for item in value))


def _blocks(value: Any) -> Iterable[Block]:
    if not _is_blocks(value):
        return ()
    return [value] if isinstance(value, Block) else value


def _nested(inner: Block, depth: int) -> str:
    return block(inner, depth)
