"""YAML as text: values are spliced in, and every other character stays.

splice    text and values by path -> text; comments, order, quoting, line ends, BOM and trailing spaces stay
quote     a scalar -> YAML that every reader takes for the same value (those of YAML 1.2 too)
flow      a value -> YAML on one line
load      text -> nodes with lines; strict (from `yamltree`, as are read, data, Node, Tree and YamlFault)

A splice is read back before it is returned: what would not read as asked is refused, never handed out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wizard.yamledit import GONE, Change, Editor, cannot, same
from wizard.yamlquote import flow, quote
from wizard.yamltree import Key, Node, Path, Tree, YamlFault, data, load, read

__all__ = ["GONE", "Key", "Node", "Path", "Tree", "YamlFault", "data", "flow", "load", "quote", "read", "splice"]


def splice(text: str, values: Mapping[Path, Any], *, in_style: bool = False) -> str:
    """The text with the value at each path replaced; GONE takes a key out.

    Paths are keys and list positions, the position behind the last one adds an item. A key that is missing is added
    on one line at the end of its mapping; `in_style`: behind the one that is asked for before it, in its neighbours'
    quotes, lists and mappings as blocks. An equal value changes no byte. Raises YamlFault where the text can't be
    read, or where a value can't be put in without touching others.
    """
    tree = read(text)
    for fault in tree.faults:
        if fault.rule == "duplicate":
            raise fault
    change = Change()
    for path, value in values.items():
        change.ask(path, value)
    editor = Editor(text, tree, in_style)
    editor.root(change)
    result = editor.result()
    _prove(result, change.applied(data(tree.root)))
    return result


def _prove(result: str, expected: Any) -> None:
    """Raises YamlFault unless the result reads as the values asked for, and all else as before."""
    try:
        after = data(read(result).root)
    except YamlFault as fault:
        raise cannot(fault.line) from fault
    if not same(after, expected):
        raise cannot(1)
