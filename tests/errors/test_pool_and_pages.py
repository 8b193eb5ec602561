"""Texts of the pool, its login domain and pages, certificates, DNS records and tools: each is named by its cause."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from wizard.errors.explain import explain_lines, explain_text

DATA = Path(__file__).parents[1] / "data"
SET: dict[str, Any] = json.loads((DATA / "explain-pool-and-pages.json").read_text(encoding="utf-8"))
TEXTS: list[dict[str, str]] = SET["texts"]
UNRELATED: list[dict[str, str]] = SET["unrelated"]


@pytest.mark.parametrize("row", TEXTS, ids=lambda row: row["id"])
def test_each_text_is_named_by_its_cause(row: dict[str, str]) -> None:
    why = explain_text(row["text"])
    assert (why.known, why.id) == (True, row["id"])
    assert why.source
    assert "{" not in why.text.replace("{####}", "").replace("{username}", "").replace("{##Verify##}", "")


@pytest.mark.parametrize("row", UNRELATED, ids=lambda row: row["text"][:40])
def test_a_text_of_something_else_stays_unknown(row: dict[str, str]) -> None:
    assert not explain_text(row["text"]).known
    assert not [why.id for why in explain_lines(row["text"]) if why.known]


def test_the_first_answers_are_kept() -> None:
    assert Counter(row["first"] for row in TEXTS) == {"right": 26, "unknown": 113, "wrong": 3}
    assert len(UNRELATED) == 73
