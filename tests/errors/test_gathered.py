"""Sets of texts that were gathered one after another, each with how it was answered before it was mended for."""

from __future__ import annotations

import json
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


def rows(kind: str) -> list[Any]:
    return [
        pytest.param(row, id=f"{name}-{row.get('id', at)}")
        for name, each in SETS.items()
        for at, row in enumerate(each[kind])
    ]


@pytest.mark.parametrize("row", rows("texts"))
def test_each_text_is_named_by_its_cause(row: dict[str, str]) -> None:
    why = explain_text(row["text"])
    assert (why.known, why.id) == (True, row["id"])
    assert why.source
    assert not {"{code}", "{operation}", "{deed}", "{name}"} & set(why.text.split())


@pytest.mark.parametrize("row", rows("unrelated"))
def test_a_text_of_something_else_stays_unknown(row: dict[str, str]) -> None:
    assert not explain_text(row["text"]).known
    assert not [why.id for why in explain_lines(row["text"]) if why.known]


@pytest.mark.parametrize("name", FIRST)
def test_the_first_answers_are_kept(name: str) -> None:
    assert Counter(row["first"] for row in SETS[name]["texts"]) == FIRST[name]
    assert all(row["source"] for row in SETS[name]["texts"])


def test_no_text_stands_in_two_sets() -> None:
    counted = Counter(row["text"] for each in SETS.values() for kind in ("texts", "unrelated") for row in each[kind])
    assert [text for text, number in counted.items() if number > 1] == []
