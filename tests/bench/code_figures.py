"""Figures of our own tree beside the best of the field: lengths, docstrings, types, tests.

Run by hand: python tests/bench/code_figures.py; tests/test_house.py holds what can be held. The anchors' figures were
counted on their repositories in November 2026: files over 400 lines (securedrop-client 4), functions over 50 lines
(chalice 2.2 %), docstrings of public names (qutebrowser 74 %), return types (httpx and black 100 %), broad excepts a
1000 lines (chalice's deploy 0.0), test lines a code line (hatch 3.04, chalice 1.53).
"""

from __future__ import annotations

import ast
import functools
import re
import statistics
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE, LONGEST_FUNCTION = 400, 50
_Named = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


class Function(NamedTuple):
    """A function of the tree: where it begins, its length in lines, whether arguments and result have types."""

    place: str
    lines: int
    typed: bool


def sources(folder: str) -> list[Path]:
    """The tracked Python files below a folder."""
    listed = subprocess.run(["git", "ls-files", folder], cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for name in listed.stdout.splitlines() if name.endswith(".py") and (path := ROOT / name).exists()]


def lines(path: Path) -> int:
    """Lines of a file."""
    return path.read_text(encoding="utf-8").count("\n")


def functions(path: Path) -> list[Function]:
    """All functions of a file, inner ones and methods too."""
    return [
        Function(_place(path, node), (node.end_lineno or node.lineno) - node.lineno + 1, _typed(node))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def public(path: Path) -> dict[str, bool]:
    """Each public module, class, function and method of a file, and whether it has a docstring."""
    return {_place(path, node): ast.get_docstring(node) is not None for node in _public(tree(path))}


def broad_excepts(path: Path) -> dict[str, bool]:
    """Each `except Exception`, `except BaseException` and bare one, and whether it raises again or says why."""
    text = path.read_text(encoding="utf-8").splitlines()
    return {
        _place(path, node): any(isinstance(each, ast.Raise) for each in ast.walk(node))
        or bool(re.search(r"# (?!noqa)|noqa: BLE001\s+\S", text[node.lineno - 1]))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler) and _is_broad(node.type)
    }


def unlisted(folder: Path) -> list[str]:
    """The files and folders of a package that its docstring does not name."""
    told = ast.get_docstring(tree(folder / "__init__.py")) or ""
    there = [path.name for path in folder.glob("*.py") if path.name != "__init__.py"]
    there += [f"{path.parent.name}/" for path in folder.glob("*/__init__.py")]
    return [name for name in sorted(there) if not re.search(rf"(?<![\w/]){re.escape(name)}", told)]


@functools.cache
def tree(path: Path) -> ast.Module:
    """The syntax of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def _public(node: _Named) -> Iterator[_Named]:
    """The node and what is public in it; what is inside a function is its own business."""
    yield node
    for inner in node.body:
        if isinstance(inner, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not inner.name.startswith("_"):
            if isinstance(inner, ast.ClassDef):
                yield from _public(inner)
            else:
                yield inner


def _typed(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    told = node.args
    every = (*told.posonlyargs, *told.args, *told.kwonlyargs, *filter(None, (told.vararg, told.kwarg)))
    return node.returns is not None and all(arg.annotation or arg.arg in ("self", "cls") for arg in every)


def _is_broad(kind: ast.expr | None) -> bool:
    kinds = kind.elts if isinstance(kind, ast.Tuple) else [kind]
    return any(
        each is None or (isinstance(each, ast.Name) and each.id in ("Exception", "BaseException")) for each in kinds
    )


def _place(path: Path, node: ast.AST) -> str:
    where = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"
    return " ".join(part for part in (where, getattr(node, "name", None)) if part)


def share(of: Iterable[bool]) -> str:
    """How many of them hold, in percent."""
    every = list(of)
    return f"{100 * sum(every) / len(every):.1f} %"


def rows() -> Iterator[tuple[str, str, str]]:
    """What is counted, ours, and the best that was found elsewhere."""
    code, tests = sources("wizard"), sources("tests")
    sizes, of_tests = [lines(path) for path in code], [lines(path) for path in tests]
    found = [function for path in code for function in functions(path)]
    in_tests = [function for path in tests for function in functions(path)]
    documented = [told for path in code for told in public(path).values()]
    broad = [told for path in code for told in broad_excepts(path).values()]
    packages = [path.parent for path in code if path.name == "__init__.py"]
    longest = f"{statistics.median(sizes):.0f} / {max(sizes)}"
    yield "files (code / tests)", f"{len(code)} / {len(tests)}", ""
    yield "lines (code / tests)", f"{sum(sizes)} / {sum(of_tests)}", ""
    yield "file lines, median / max", longest, "61 / 523 securedrop-client"
    yield "files over 400 lines, tests too", f"{sum(n > LONGEST_FILE for n in sizes + of_tests)}", "4 securedrop-client"
    yield "functions over 50 lines", share(each.lines > LONGEST_FUNCTION for each in found), "2.2 % chalice"
    yield "the same in tests", share(each.lines > LONGEST_FUNCTION for each in in_tests), ""
    yield "public names with docstring", share(documented), "74 % qutebrowser"
    yield "functions with all types", share(each.typed for each in found), "100 % httpx, black"
    yield "folders that list their files", share(not unlisted(each) for each in packages), ""
    yield "broad excepts / 1000 lines", f"{1000 * len(broad) / sum(sizes):.2f}", "0.0 chalice/deploy"
    yield "broad excepts without a reason", f"{len(broad) - sum(broad)}", ""
    yield "test lines a code line", f"{sum(of_tests) / sum(sizes):.2f}", "3.04 hatch, 1.53 chalice"


def main() -> None:
    """Print the table."""
    for name, ours, best in rows():
        print(f"{name:34} {ours:>16}   {best}")


if __name__ == "__main__":
    main()
