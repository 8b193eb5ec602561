"""The setup file: read with every fault of its shape at once, written new, or updated with its comments kept.

schema.py   what each key takes, and what is wrong with what stands there
layout.py   the text of a new file
Rules about values are not asked here: `rules.check` has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, is_dataclass, replace
from pathlib import Path
from typing import Any

from wizard.errors import Explanation, InputRefused
from wizard.setup import model, schema
from wizard.setup.fault import Fault
from wizard.setup.layout import plain, render
from wizard.setup.model import Pool, Setup
from wizard.setup.schema import FAULTY, SOURCE, Kind, Reader
from wizard.yamltext import Node, YamlFault, splice
from wizard.yamltext import Path as YamlPath
from wizard.yamltext import read as read_yaml

__all__ = ["Reading", "new_setup", "parse", "read", "render", "update"]

MAX_BYTES = 1_000_000
_SECTIONS = tuple(key for key, kind in schema.kinds(Setup).items() if kind.name == "section")
Faults = tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A setup file as read: faulty keys have their defaults in `setup`; `text` is the file to the letter."""

    setup: Setup
    faults: Faults
    text: str = field(repr=False)


def read(path: Path) -> Reading:
    """The setup file at the path. Raises InputRefused where it can't be read, or is not UTF-8."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputRefused(_unreadable(path, error)) from error
    if len(content) > MAX_BYTES:
        mend = "Look whether this is the file you mean."
        raise InputRefused(Explanation(f"{path} is larger than a megabyte.", "A setup file has some 60 lines.", mend))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        happened = f"{path} is not UTF-8, from line {line} on."
        mend = "Look whether this is the file you mean, and save it as UTF-8 in your editor."
        raise InputRefused(Explanation(happened, mend=mend)) from None
    return parse(text, path.name)


def parse(text: str, name: str = "setup") -> Reading:
    """A setup file's text, read. `name` is what the sentences call it."""
    try:
        tree = read_yaml(text)
    except YamlFault as error:
        return Reading(Setup(), (_from_yaml(error),), text)
    reader = Reader()
    reader.faults.extend(_from_yaml(fault) for fault in tree.faults)
    root = tree.root
    if root is None or root.tag == "null":
        message, mend = f"{name} holds nothing.", "The command new writes a setup file to begin with."
        reader.fault("version", "version", 1, message, mend)
        return Reading(Setup(), tuple(reader.faults), text)
    if root.kind != "mapping":
        reader.fault("type", "", root.line, f"{name} is no setup file.", "A setup file begins with the key version.")
        return Reading(Setup(), tuple(reader.faults), text)
    if not _of_this_version(root, reader):
        return Reading(Setup(), tuple(reader.faults), text)
    setup = reader.section(root, Setup)
    return Reading(setup, tuple(sorted(reader.faults, key=lambda fault: fault.line or 0)), text)


def update(text: str, setup: Setup) -> str:
    """The text with what differs from the setup spliced in, and keys that an answer named added; all else stays.

    Raises InputRefused, naming the keys, where the text can't be changed without touching other values.
    """
    reading = parse(text)
    changes: dict[YamlPath, Any] = {} if "version" in reading.setup.named else {("version",): setup.version}
    changes.update(_changes(reading.setup, setup, (), _mistyped(reading)))
    try:
        return splice(text, changes)
    except YamlFault as fault:
        keys = ", ".join(".".join(map(str, path)) for path in changes)
        happened = f"The setup file could not take these keys: {keys}."
        means = f"Line {fault.line}: {fault.message} The file is as it was."
        raise InputRefused(Explanation(happened, means, fault.mend)) from fault


def new_setup(authenticate_url: str, region: str, prefix: str, sets: Sequence[str] = ()) -> tuple[Setup, Faults]:
    """A setup from the three values that have no default, and `KEY=VALUE` for others; faults of shape beside it.

    Texts are taken as they stand, `null` for an optional one; lists as [a, b] or a,b; sections as YAML in braces.
    A pool that exists keeps its name unless one is set.
    """
    setup = Setup(name=prefix)
    given = {
        "name": prefix,
        "aws.region": region,
        "pool.name": prefix,
        "domain.prefix": prefix,
        "pomerium.authenticate_url": authenticate_url,
    }
    for path, value in given.items():
        setup = setup.replace(path, value)
    return with_values(setup, sets)


def with_values(setup: Setup, sets: Sequence[str]) -> tuple[Setup, Faults]:
    """The setup with other values, each `KEY=VALUE`, and faults of their shape."""
    reader = Reader()
    for each in sets:
        setup = _set(setup, each, reader)
    if setup.pool.id and not any(each.partition("=")[0].strip() == "pool.name" for each in sets):
        setup = replace(setup, pool=_unnamed(setup.pool))
    return setup, tuple(reader.faults)


def _unnamed(pool: Pool) -> Pool:
    return replace(pool, name="", named=pool.named - {"name"})


def _set(setup: Setup, argument: str, reader: Reader) -> Setup:
    path, equals, value = argument.partition("=")
    path = path.strip()
    if not equals:
        reader.fault("set", "", None, "--set takes KEY=VALUE.", "Write it as --set pool.mfa=required.")
        return setup
    kind = _kind_at(path)
    if path in _SECTIONS:
        keys = ", ".join(f"{path}.{key}" for key in _keys_below(path))
        reader.fault("set", path, None, f"{path} is a section; --set takes one of its keys.", f"These are {keys}.")
        return setup
    if kind is None:
        above, _, key = path.rpartition(".")
        _unknown(reader, path, value, schema.nearest(above, key, _keys_below(above)))
        return setup
    found = _value(reader, kind, path, value)
    return setup if found is FAULTY else setup.replace(path, found)


def _value(reader: Reader, kind: Kind, path: str, value: str) -> Any:
    """The value of one --set, as its key takes it."""
    if schema.secret_value(value):
        return reader.secret(path, None)
    if kind.optional and value in ("", "null"):
        return None
    if kind.name == "text":
        return value
    if kind.name == "texts" and not value.lstrip().startswith("["):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    try:
        root = read_yaml(value).root
    except YamlFault:
        root = None
    node = root or Node("scalar", 1, 0, 0, 0, "null")
    within = Reader()
    found = within.value(node, kind, path)
    reader.faults.extend(replace(fault, line=None) for fault in within.faults)
    return FAULTY if within.faults else found


def _unknown(reader: Reader, path: str, value: str, meant: str | None) -> None:
    if schema.secret_name(path.rpartition(".")[2]) or schema.secret_value(value):
        reader.secret(path, None)
        return
    mend = f"Did you mean {meant}?" if meant else "The command new without --set writes every key there is."
    reader.fault("unknown", path, None, f"The setup file has no key {path}.", mend)


def _kind_at(path: str) -> Kind | None:
    """What the key at a dotted path takes; None for an unknown one."""
    section: type[Any] | None = Setup
    kind = None
    for key in path.split("."):
        kind = schema.kinds(section).get(key) if section else None
        section = kind.section if kind and kind.name == "section" else None
    return kind


def _keys_below(above: str) -> tuple[str, ...]:
    return tuple(path.rpartition(".")[2] for path in schema.paths() if path.rpartition(".")[0] == above)


def _mistyped(reading: Reading) -> tuple[str, ...]:
    """Paths whose text must go even where the setup has the default: it reads as nothing."""
    return tuple(f"{fault.field}." for fault in reading.faults if fault.rule in ("file.type", "file.version-quotes"))


def _changes(before: Any, after: Any, path: YamlPath, mistyped: tuple[str, ...]) -> Iterator[tuple[YamlPath, Any]]:
    """What the file lacks: values that differ, and keys that were named since."""
    for key in model.keys(after):
        old, new = getattr(before, model.attribute(key)), getattr(after, model.attribute(key))
        here = (*path, key)
        dotted = ".".join(map(str, here)) + "."
        if is_dataclass(old) and is_dataclass(new) and dotted not in mistyped:
            yield from _changes(old, new, here, mistyped)
            continue
        named = key in after.named and key not in before.named
        if old != new or named or any(each.startswith(dotted) for each in mistyped):
            value = plain(new)
            yield here, {} if here == ("pool", "tags") and not value else value


def _of_this_version(root: Node, reader: Reader) -> bool:
    """Whether the rest can be read: another version's keys would only be told as unknown."""
    node = root.get("version")
    if node is None:
        message = "The key version is missing."
        reader.fault("version", "version", root.line, message, "Write version: 1 as the first line.", fix=1)
        return True
    if node.tag != "int" or node.text == "1":
        return True
    message = "This wizard reads setup files of version 1; this one says another version."
    reader.fault("version", "version", node.line, message, "Take the wizard that wrote it, or write version: 1.")
    return False


def _from_yaml(fault: YamlFault) -> Fault:
    keys = [str(key) for key in fault.path]
    known = keys[:2] if keys[:2] == ["pool", "tags"] else keys
    path = ".".join(key for key in known if not schema.tokenlike(key) and not schema.secret_value(key))
    return Fault(path, f"file.{fault.rule}", "fault", fault.message, fault.mend, SOURCE, line=fault.line)


def _unreadable(path: Path, error: OSError) -> Explanation:
    happened: Mapping[type[OSError], tuple[str, str]] = {
        FileNotFoundError: (f"There is no file {path}.", "Look at the name; the command new writes a new one."),
        IsADirectoryError: (f"{path} is a folder.", "Name the setup file in it."),
        PermissionError: (f"{path} may not be read by you.", "Ask its owner, or change its mode."),
    }
    what, mend = happened.get(type(error), (f"{path} can't be read.", "Look whether its disk is there."))
    return Explanation(what, mend=mend, details=error.strerror or type(error).__name__)
