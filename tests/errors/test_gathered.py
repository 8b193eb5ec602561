"""Sets of texts that were gathered one after another, each with how it was answered before it was mended for."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from wizard.errors.explain import explain_lines, explain_text

DATA = Path(__file__).parents[1] / "data"
FIRST = {
    "later": {"right": 49, "unknown": 15, "wrong": 2},
    "pools": {"right": 43, "unknown": 69, "wrong": 4},
    "unseen": {"right": 41, "unknown": 23, "half": 1, "wrong": 1},
    "pomerium": {"right": 22, "unknown": 236, "wrong": 7},
    "pool-and-pages": {"right": 23, "unknown": 113, "wrong": 3},
    "access": {"right": 315, "unknown": 486, "wrong": 25},
    "blind": {"right": 220, "unknown": 10, "half": 2},
}
"""Set -> how many of its texts were answered how, before any of them was worked in."""
SETS: dict[str, dict[str, Any]] = {
    name: json.loads((DATA / f"explain-{name}.json").read_text(encoding="utf-8")) for name in FIRST
}
UNRELATED = {"later": 62, "pools": 43, "unseen": 69, "pomerium": 58, "pool-and-pages": 73, "access": 127, "blind": 281}
"""Set -> how many texts of something else it has."""
UNFILLED = re.compile(r"\{(?!username\})\w+\}")  # what a sentence did not fill in; {username} is for the pool


@pytest.mark.parametrize("name", FIRST)
def test_each_text_is_named_by_its_cause(name: str) -> None:
    wrong = []
    for row in SETS[name]["texts"]:
        why = explain_text(row["text"])
        unfilled = [name for name in UNFILLED.findall(why.text) if name not in row["text"]]
        if (why.known, why.id, bool(why.source)) != (True, row["id"], True) or unfilled:
            wrong.append((row["id"], why.id, why.text, row["text"]))
    assert wrong == []


@pytest.mark.parametrize("name", FIRST)
def test_a_text_of_something_else_stays_unknown(name: str) -> None:
    named = []
    for row in SETS[name]["unrelated"]:
        told = (explain_text(row["text"]), *explain_lines(row["text"]))
        named += [(why.id, row["text"]) for why in told if why.known]
    assert named == []


@pytest.mark.parametrize("name", FIRST)
def test_the_first_answers_are_kept(name: str) -> None:
    assert Counter(row["first"] for row in SETS[name]["texts"]) == FIRST[name]
    assert all(row["source"] for row in SETS[name]["texts"])
    assert len(SETS[name]["unrelated"]) == UNRELATED[name]


def test_no_text_stands_in_two_sets() -> None:
    counted = Counter(row["text"] for each in SETS.values() for kind in ("texts", "unrelated") for row in each[kind])
    assert [text for text, number in counted.items() if number > 1] == []
