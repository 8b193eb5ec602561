"""A set of Cognito's own texts, collected by families: how it was answered before it was mended for, and how now."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from wizard.errors.explain import explain_text

DATA = Path(__file__).parents[1] / "data"
POOLS: dict[str, Any] = json.loads((DATA / "explain-pools.json").read_text(encoding="utf-8"))
TEXTS: list[dict[str, str]] = POOLS["texts"]
UNRELATED: list[dict[str, str]] = POOLS["unrelated"]


WRAPS: tuple[Callable[[str], str], ...] = (
    str.upper,
    repr,
    quote,
    lambda text: json.dumps({"log": json.dumps({"level": "error", "error": text})}),
    lambda text: f"2026-01-01T00:00:00Z stderr F {text}".replace("\n", " "),
    lambda text: "\n".join(text[start : start + 60] for start in range(0, len(text), 60)),
)


@pytest.mark.parametrize("wrap", WRAPS)
def test_wrapping_names_nothing_else(wrap: Callable[[str], str]) -> None:
    told = [(row["id"], explain_text(wrap(row["text"])).id) for row in TEXTS]
    assert not [(cause, named) for cause, named in told if named not in {"", cause}]
    assert sum(not named for _, named in told) <= 0.04 * len(TEXTS)
    assert not [(row["text"], why.id) for row in UNRELATED if (why := explain_text(wrap(row["text"]))).known]


LESS_EXACT = {
    ("federated-attribute", "saml"),
    ("trigger", "denied"),
    ("redirect-mismatch", "error-page"),
    ("scope-with-credentials", "flows-wrong"),
    ("tier-has-on", "tier-lacks"),
    ("message-code", "value-constraint"),
    ("invitation-text", "value-constraint"),
    ("authenticator-unset", "mfa-none"),
}
"""A text's cause, and what it may be called where its end is missing: true of it as well."""


@pytest.mark.parametrize("share", [0.9, 0.8, 0.7, 0.6, 0.5])
def test_a_cut_text_is_told_right_or_called_unknown(share: float) -> None:
    told = [(row["id"], explain_text(row["text"][: int(len(row["text"]) * share)]).id) for row in TEXTS]
    assert not {pair for pair in told if pair[1] and pair[0] != pair[1]} - LESS_EXACT


def test_the_set_is_large_and_of_many_kinds() -> None:
    assert len(TEXTS) >= 100
    assert len({row["id"] for row in TEXTS}) >= 60
    assert len(UNRELATED) >= 30
    assert {row["first"] for row in (*TEXTS, *UNRELATED)} == {"right", "unknown", "wrong"}
