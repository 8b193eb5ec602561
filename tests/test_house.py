"""Rules of the house that can be counted: lengths, docstrings, lists of files, sentences, what no file may name."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
UNKIND = re.compile(r"\w!(?![\w=~])|\b(?:please|successfully|simply|oops|sorry|invalid)\b", re.IGNORECASE)
ELSEWHERE = re.compile(r"(?<![\w.~/])/(?:home(?!/ada)|root|work|Users)/\w|\b[A-Z]:\\\\Users\\\\")
LEFT = re.compile(r"\b(?:TODO|FIXME|XXX|HACK|NotImplementedError)\b")
FORBIDDEN_NAMES = re.compile(r"(?:^|_)(?:utils?|helpers?|managers?|misc|common|data)$")


def load(name: str):
    """A script beside the tests, as a module."""
    spec = importlib.util.spec_from_file_location(Path(name).stem, ROOT / "tests" / name)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


figures = load("bench/code_figures.py")
CODE, TESTS = figures.sources("wizard"), figures.sources("tests")
PACKAGES = [path.parent for path in CODE if path.name == "__init__.py"]


def tracked() -> list[Path]:
    """Every text file that git keeps, but this one, which names what it looks for."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    paths = [ROOT / name for name in listed.stdout.split("\0") if name and not name.endswith(".png")]
    return [path for path in paths if path.is_file() and path != Path(__file__)]


def found(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    """Each place where a pattern stands."""
    return [
        f"{path.relative_to(ROOT)}:{number} {line.strip()[:100]}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_is_over_400_lines() -> None:
    assert [path.name for path in CODE + TESTS if figures.lines(path) > figures.LONGEST_FILE] == []


def test_functions_are_short() -> None:
    every = [function for path in CODE for function in figures.functions(path)]
    long = [function.place for function in every if function.lines > figures.LONGEST_FUNCTION]
    assert len(every) > 1000
    assert len(long) < 0.01 * len(every), long


def test_every_public_name_has_a_docstring() -> None:
    assert [place for path in CODE for place, told in figures.public(path).items() if not told] == []


def test_every_function_has_types() -> None:
    assert [each.place for path in CODE for each in figures.functions(path) if not each.typed] == []


def test_a_broad_except_raises_again_or_says_why() -> None:
    assert [place for path in CODE for place, told in figures.broad_excepts(path).items() if not told] == []


@pytest.mark.parametrize("package", PACKAGES, ids=lambda folder: folder.name)
def test_a_folder_lists_its_files(package: Path) -> None:
    assert figures.unlisted(package) == []
    told = ast.get_docstring(figures.tree(package / "__init__.py")) or ""
    names = re.findall(r"^ *(?:[a-z_]+\.py, )*([a-z_]+(?:\.py|/))(?=  )", told, re.MULTILINE)
    assert [name for name in names if not (package / name).exists()] == []


def test_files_have_names_of_the_field() -> None:
    assert [path.name for path in CODE if FORBIDDEN_NAMES.search(path.stem)] == []


def sentences(path: Path) -> list[tuple[int, str]]:
    """The texts of a file that somebody may read: no docstrings, no patterns, nobody else's words after a colon."""
    quiet: set[int] = set()
    for node in ast.walk(figures.tree(path)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("entry", "re.compile", "pattern", "re.sub"):
            quiet |= {id(each) for argument in node.args[:2] for each in ast.walk(argument)}
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            quiet.add(id(node.value))
    texts = [node for node in ast.walk(figures.tree(path)) if isinstance(node, ast.Constant) and id(node) not in quiet]
    told = [(node.lineno, node.value) for node in texts if isinstance(node.value, str) and " " in node.value]
    return [(line, text) for line, text in told if not text.startswith('Cognito: "')]


def test_sentences_are_kind_and_plain() -> None:
    """The stand-in's are Amazon's own, to the letter, and not looked at."""
    paths = [path for path in CODE if "practice" not in path.parts]
    told = [(path, line, text) for path in paths for line, text in sentences(path)]
    assert len(told) > 1000
    assert [f"{path.name}:{line} {text}" for path, line, text in told if UNKIND.search(text)] == []
    assert found(UNKIND, sorted((ROOT / "resources" / "help").glob("*.md"))) == []


def test_nothing_is_left_to_be_done() -> None:
    assert found(LEFT, CODE) == []


def test_no_file_names_a_place_of_one_computer() -> None:
    assert found(ELSEWHERE, tracked()) == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (UNKIND, "Done!"),
        (UNKIND, "An invalid URL"),
        (ELSEWHERE, 'open("/home/bob/x")'),
        (LEFT, "# TODO later"),
        (FORBIDDEN_NAMES, "net_utils"),
    ],
)
def test_the_patterns_find_what_they_are_for(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)
