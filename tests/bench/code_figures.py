"""Figures of our own tree beside the best of the field: file and function lengths, docstrings, types, tests.

Run by hand: python tests/bench/code_figures.py. The anchors' figures were counted on their repositories in
November 2026: files over 400 lines (securedrop-client 4), functions over 50 lines (chalice 2.2 %), docstrings of
public names (qutebrowser 74 %), return types (httpx and black 100 %), broad excepts a 1000 lines (chalice's
deploy 0.0), test lines a code line (hatch 3.04, chalice 1.53).
"""

from __future__ import annotations

import ast
import statistics
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Function:
    """A function of the tree: its length in lines, whether it is public, documented and typed."""

    lines: int
    public: bool
    documented: bool
    typed: bool


def sources(folder: str) -> list[Path]:
    """The tracked Python files below a folder."""
    listed = subprocess.run(["git", "ls-files", folder], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listed.stdout.splitlines() if name.endswith(".py")]


def functions(path: Path) -> list[Function]:
    """All functions of a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        Function(
            (node.end_lineno or node.lineno) - node.lineno + 1,
            not node.name.startswith("_"),
            ast.get_docstring(node) is not None,
            node.returns is not None,
        )
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def broad_excepts(path: Path) -> int:
    """`except Exception`, `except BaseException` and bare ones that do not raise again."""
    found = 0
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            broad = node.type is None or (
                isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")
            )
            found += broad and not any(isinstance(inner, ast.Raise) for inner in ast.walk(node))
    return found


def lines(paths: list[Path]) -> list[int]:
    """Lines of each file."""
    return [path.read_text(encoding="utf-8").count("\n") for path in paths]


def main() -> None:
    """Print the table."""
    code, tests = sources("wizard"), sources("tests")
    sizes = lines(code)
    found = [function for path in code for function in functions(path)]
    public = [function for function in found if function.public]
    total = sum(sizes)
    rows = [
        ("files (code)", f"{len(code)}", ""),
        ("lines (code / tests)", f"{total} / {sum(lines(tests))}", ""),
        ("file lines, median / max", f"{statistics.median(sizes):.0f} / {max(sizes)}", "61 / 523 securedrop-client"),
        ("files over 400 lines, tests too", f"{sum(n > 400 for n in sizes + lines(tests))}", "4 securedrop-client"),
        ("functions over 50 lines", f"{share(found, lambda f: f.lines > 50)}", "2.2 % chalice"),
        ("public functions with docstring", f"{share(public, lambda f: f.documented)}", "74 % qutebrowser"),
        ("functions with return type", f"{share(found, lambda f: f.typed)}", "100 % httpx, black"),
        ("broad excepts / 1000 lines", f"{1000 * sum(map(broad_excepts, code)) / total:.2f}", "0.0 chalice/deploy"),
        ("test lines a code line", f"{sum(lines(tests)) / total:.2f}", "3.04 hatch, 1.53 chalice"),
    ]
    for name, ours, best in rows:
        print(f"{name:34} {ours:>16}   {best}")


def share(found: list[Function], test: object) -> str:
    """How many of them pass the test, in percent."""
    assert callable(test)
    return f"{100 * sum(bool(test(f)) for f in found) / len(found):.1f} %"


if __name__ == "__main__":
    main()
