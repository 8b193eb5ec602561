"""The setup file's shape: YAML nodes -> the sections of the model, and what is wrong with the shape.

The keys and their types are the model's own; this file adds what the file alone has: secrets that must not stand in
it, words that YAML 1.1 takes for something else, and the nearest known key to an unknown one.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, is_dataclass
from typing import Any, Literal

from wizard.setup import model
from wizard.setup.fault import Fault
from wizard.setup.model import Setup
from wizard.yamltext import Node

SOURCE = "The setup file, version 1"
_SECRET_NAME = re.compile(
    r"secret|passw|passphrase|token|private_?key|signing_?key|api_?key|access_?key|credential", re.I
)
_SECRET_VALUE = re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY|\beyJ[\w-]{8,}\.[\w-]+\.")
_TOKEN = re.compile(r"(?=.*[0-9])(?=.*[A-Za-z])[A-Za-z0-9+/=_]{20,}")
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_STANDS = {
    "str": "text",
    "bool": "true or false (yes, no, on and off count as those)",
    "int": "a number",
    "float": "a number with a fraction",
    "null": "nothing",
    "timestamp": "a date",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """What a key takes: `section` is the class where it takes a mapping of known keys, or a list of those."""

    name: Literal["text", "switch", "number", "texts", "pairs", "section", "sections"]
    optional: bool = False
    section: type[Any] | None = None


def kinds(section: type[Any]) -> dict[str, Kind]:
    """What each key of a section of the model takes, in the file's order."""
    hints = typing.get_type_hints(section)
    return {key: _kind(hints[model.attribute(key)]) for key in model.keys(section)}


def paths() -> tuple[str, ...]:
    """Every dotted path of the setup file, sections and optional sections included, list items left out."""
    return tuple(_paths(Setup, ""))


def _paths(section: type[Any], above: str) -> Iterator[str]:
    for key, kind in kinds(section).items():
        yield above + key
        if kind.name == "section" and kind.section:
            yield from _paths(kind.section, f"{above}{key}.")


def _kind(hint: Any) -> Kind:
    if isinstance(hint, types.UnionType):
        inner = next(each for each in typing.get_args(hint) if each is not type(None))
        found = _kind(inner)
        return Kind(found.name, True, found.section)
    if typing.get_origin(hint) is tuple:
        item = typing.get_args(hint)[0]
        if is_dataclass(item):
            return Kind("sections", section=typing.cast(type[Any], item))
        return Kind("texts" if item is str else "pairs")
    if is_dataclass(hint):
        return Kind("section", section=typing.cast(type[Any], hint))
    names: dict[Any, Kind] = {str: Kind("text"), bool: Kind("switch"), int: Kind("number")}
    return names[hint]


def nearest(above: str, key: str, known: Iterable[str]) -> str | None:
    """The known path that somebody may have meant: a slip of the pen among the keys here, or the key elsewhere."""
    import difflib

    close = difflib.get_close_matches(key.lower().replace("-", "_"), list(known), 1, 0.65)
    here = [f"{above}.{each}" if above else each for each in close]
    elsewhere = [each for each in paths() if each.rpartition(".")[2] == key]
    whole = difflib.get_close_matches(f"{above}.{key}" if above else key, paths(), 1, 0.75)
    return next(iter((*here, *elsewhere, *whole)), None)


def secret_name(key: str) -> bool:
    """Whether a key's name says that its value is a secret."""
    return _SECRET_NAME.search(key) is not None


def secret_value(text: str) -> bool:
    """Whether a value is an access key, a private key or a signed token, whatever key it stands under."""
    return _SECRET_VALUE.search(text) is not None


def tokenlike(text: str) -> bool:
    """Whether a word could be a secret: long, of letters and digits."""
    return _TOKEN.fullmatch(text) is not None


class Reader:
    """Reads sections from nodes; `faults` gathers what is wrong, in the text's order. A faulty value is left out."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._by_kind: dict[str, Callable[[Node, str, Kind], Any]] = {
            "text": self._text,
            "switch": self._switch,
            "number": self._number,
            "texts": self._texts,
            "pairs": self._pairs,
            "section": self._section,
            "sections": self._sections,
        }

    def section(self, node: Node, section: type[Any], path: str = "") -> Any:
        """The section of the model that the mapping holds, defaults for keys left out; its `named` filled."""
        known = kinds(section)
        values: dict[str, Any] = {}
        named: set[str] = set()
        for name, value in node.pairs:
            where = f"{path}.{name.key}" if path else name.key
            if name.key not in known:
                self._unknown(name, value, path, section)
                continue
            named.add(name.key)
            found = self.value(value, known[name.key], where)
            if found is not FAULTY:
                values[model.attribute(name.key)] = found
        return section(**values, named=frozenset(named))

    def value(self, node: Node, kind: Kind, path: str) -> Any:
        """The value of one key, or FAULTY where a fault was noted."""
        if node.kind == "scalar" and secret_value(node.text):
            return self.secret(path, node.line)
        if node.tag.startswith(("!", "tag:")) and node.kind == "scalar":
            return FAULTY  # the tag is a fault already
        if node.tag == "null" and kind.optional:
            return None
        return self._by_kind[kind.name](node, path, kind)

    def fault(
        self, rule: str, path: str, line: int | None, message: str, mend: str, *, fix: Any = None, meant: str = ""
    ) -> None:
        """Notes a fault of the file's shape."""
        self.faults.append(Fault(path, f"file.{rule}", "fault", message, mend, SOURCE, fix, line, meant))

    def secret(self, path: str, line: int | None) -> Any:
        """Notes that a secret stands at a path, without repeating it; gives FAULTY."""
        message = "A secret stands here. The setup file holds none: the wizard keeps secrets in the keyring."
        mend = "Delete the line. If others could read the file, have the secret replaced."
        if line is None:
            mend = "Leave it out, and take it out of your shell's history."
        self.fault("secret", path, line, message, mend)
        return FAULTY

    def _text(self, node: Node, path: str, kind: Kind) -> Any:
        if node.kind == "scalar" and node.tag == "str":
            return node.text
        if path == "pool.mfa" and node.tag == "bool":
            return self._mfa(node, path)
        if path == "pomerium.version" and node.tag in ("int", "float"):
            return self._version(node, path)
        fix = node.text if node.tag in ("int", "float", "timestamp") and not tokenlike(node.text) else None
        fix = None if path == "pool.tags" else fix
        mend = "Write null or a text." if kind.optional else "Write a text."
        return self._type(node, path, "text", mend if node.kind != "scalar" or node.tag == "null" else "", fix)

    def _mfa(self, node: Node, path: str) -> Any:
        if node.text.lower() == "off":
            return "off"
        message = "Whether a second factor is asked for is one of off, optional and required."
        switched_on = node.text.lower() in ("on", "yes", "true")
        mend = "Write optional (people may) or required (people must)." if switched_on else "Write off."
        self.fault("type", path, node.line, message, mend, fix=None if switched_on else "off")
        return FAULTY

    def _version(self, node: Node, path: str) -> Any:
        if not re.fullmatch(r"[0-9]+\.[0-9]", node.text):
            return node.text
        message = f"Without quotes {node.text} may have been {node.text}0: YAML drops a number's last noughts."
        self.fault("version-quotes", path, node.line, message, f'Put the version in quotes, as "{node.text}".')
        return FAULTY

    def _switch(self, node: Node, path: str, _kind: Kind) -> Any:
        if node.tag == "bool":
            return node.text.lower() in ("true", "yes", "on")
        fix = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}.get(node.text.lower())
        return self._type(node, path, "true or false", "Write true or false, without quotes.", fix)

    def _number(self, node: Node, path: str, _kind: Kind) -> Any:
        if node.tag == "int" and _WHOLE.fullmatch(node.text) and len(node.text) < 12:
            return int(node.text)
        if node.tag == "int":
            message = "YAML reads this number as another one than it looks like."
            self.fault("type", path, node.line, message, "Write it in plain digits, without noughts before them.")
            return FAULTY
        fix = int(node.text) if node.tag == "str" and re.fullmatch(r"[1-9][0-9]{0,5}", node.text) else None
        return self._type(node, path, "a whole number", "Write digits alone, without quotes.", fix)

    def _texts(self, node: Node, path: str, _kind: Kind) -> Any:
        if node.kind != "sequence":
            fix = (node.text,) if node.tag == "str" and node.text and not tokenlike(node.text) else None
            return self._type(node, path, "a list", "Write it in brackets, as [one, two]; [] is the empty list.", fix)
        found = [self.value(item, Kind("text"), f"{path}.{place}") for place, item in enumerate(node.items)]
        return tuple(each for each in found if each is not FAULTY)

    def _pairs(self, node: Node, path: str, _kind: Kind) -> Any:
        if node.kind != "mapping":
            return self._type(node, path, "a mapping", "Write key: value in braces; {} is the empty one.")
        found = [(name.key, self.value(value, Kind("text"), path)) for name, value in node.pairs]
        return tuple(pair for pair in found if pair[1] is not FAULTY)

    def _section(self, node: Node, path: str, kind: Kind) -> Any:
        assert kind.section is not None
        if node.kind == "mapping":
            return self.section(node, kind.section, path)
        if node.kind == "scalar" and node.tag != "null" and secret_name(path):
            return self.secret(path, node.line)
        keys = ", ".join(model.keys(kind.section))
        return self._type(node, path, "a mapping", f"Write keys below it, or leave the key out. Its keys: {keys}.")

    def _sections(self, node: Node, path: str, kind: Kind) -> Any:
        assert kind.section is not None
        if node.kind != "sequence":
            return self._type(node, path, "a list", "Begin each entry with a hyphen; [] is the empty list.")
        inner = Kind("section", section=kind.section)
        found = [self.value(item, inner, f"{path}.{place}") for place, item in enumerate(node.items)]
        return tuple(each for each in found if each is not FAULTY)

    def _type(self, node: Node, path: str, expected: str, mend: str = "", fix: Any = None) -> Any:
        stands = _STANDS.get(node.tag, "something else") if node.kind == "scalar" else f"a {_COLLECTIONS[node.kind]}"
        message = f"{expected[0].upper()}{expected[1:]} is expected here; {stands} stands here."
        self.fault("type", path, node.line, message, mend or "Put it in quotes.", fix=fix)
        return FAULTY

    def _unknown(self, name: Node, value: Node, above: str, section: type[Any]) -> None:
        path = f"{above}.{name.key}" if above else name.key
        if tokenlike(name.key) or secret_value(name.key):
            self.secret(above, name.line)
            return
        import difflib

        known = model.keys(section)
        slip = bool(difflib.get_close_matches(name.key, known, 1, 0.8))
        token = value.kind == "scalar" and tokenlike(value.text)
        if not slip and (secret_name(name.key) or token or any(secret_value(text) for text in _texts_of(value))):
            self.secret(path, name.line)
            return
        meant = nearest(above, name.key, known)
        mend = f"Did you mean {meant}?" if meant else f"The keys here are {', '.join(known)}."
        self.fault("unknown", path, name.line, f"The setup file has no key {path}.", mend, meant=meant or "")
        self._secrets_below(value, path)

    def _secrets_below(self, node: Node, path: str) -> None:
        """Secrets below a key that isn't known."""
        for name, value in node.pairs:
            where = f"{path}.{name.key}"
            named = secret_name(name.key) and not _is_known(name.key)
            if value.kind == "scalar" and (named or tokenlike(value.text) or secret_value(value.text)):
                self.secret(where, name.line)
            else:
                self._secrets_below(value, where)


def _is_known(key: str) -> bool:
    return any(path.rpartition(".")[2] == key for path in paths())


FAULTY: Any = object()
_COLLECTIONS = {"mapping": "mapping", "sequence": "list"}


def _texts_of(node: Node) -> Iterator[str]:
    if node.kind == "scalar":
        yield node.text
    for item in (*node.items, *(value for _, value in node.pairs)):
        yield from _texts_of(item)
