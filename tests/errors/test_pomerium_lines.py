"""Every line that Pomerium and its ingress controller are known to write, and words of others that look like them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from wizard.errors.explain import explain_lines, explain_text

DATA = Path(__file__).parents[1] / "data"
SET: dict[str, Any] = json.loads((DATA / "explain-pomerium.json").read_text(encoding="utf-8"))
TEXTS: list[dict[str, str]] = SET["texts"]
UNRELATED: list[dict[str, str]] = SET["unrelated"]


@pytest.mark.parametrize("row", TEXTS, ids=lambda row: row["id"])
def test_each_line_is_named_by_its_cause(row: dict[str, str]) -> None:
    why = explain_text(row["text"])
    assert (why.known, why.id) == (True, row["id"])


@pytest.mark.parametrize("row", UNRELATED, ids=lambda row: row["source"].rpartition("://")[2])
def test_a_line_of_something_else_stays_unknown(row: dict[str, str]) -> None:
    assert not explain_text(row["text"]).known
    assert not [why.id for why in explain_lines(row["text"]) if why.known]


def test_the_first_answers_are_kept() -> None:
    assert Counter(row["first"] for row in TEXTS) == {"unknown": 236, "right": 22, "wrong": 7}
    assert len(UNRELATED) == 58
