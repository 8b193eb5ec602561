"""Texts out of public threads, each with the cause that the tables must name; and lines that must stay unknown."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import pytest

from wizard.errors.explain import TABLES, explain_lines, explain_text

DATA = Path(__file__).parents[1] / "data"


def rows(name: str) -> list[Any]:
    return json.loads((DATA / f"explain-{name}.json").read_text(encoding="utf-8"))["texts"]


KNOWN: list[dict[str, str]] = rows("known")


@pytest.mark.parametrize("row", KNOWN, ids=lambda row: row["id"])
def test_each_text_is_named_by_its_cause(row: dict[str, str]) -> None:
    why = explain_text(row["text"])
    assert (why.known, why.id) == (True, row["id"])
    assert why.source
    assert row["source"]


def test_the_texts_are_many_and_of_every_kind() -> None:
    assert len(KNOWN) >= 100
    assert len({row["id"] for row in KNOWN}) >= 70
    assert sum("https://github.com/" in row["source"] for row in KNOWN) >= 80


@pytest.mark.parametrize("row", KNOWN, ids=lambda row: row["id"])
def test_of_a_pasted_record_one_cause_is_told(row: dict[str, str]) -> None:
    assert [why.id for why in explain_lines(row["text"])] == [row["id"]]


def boxed(text: str) -> str:
    return "\u2577\n" + "".join(f"\u2502 {line}\n" for line in textwrap.wrap(text, 70)) + "\u2575"


def hard(text: str) -> str:
    return "\n".join(text[start : start + 60] for start in range(0, len(text), 60))


def logged_twice(text: str) -> str:
    return json.dumps({"log": json.dumps({"level": "error", "error": text})})


WRAPS: tuple[Callable[[str], str], ...] = (
    str.lower,
    str.upper,
    boxed,
    hard,
    quote,
    quote_plus,
    logged_twice,
    repr,
    lambda text: f"2026-01-01T00:00:00Z stderr F {text}".replace("\n", " "),
    lambda text: f"> `{text}`".replace("\n", " "),
    lambda text: text.replace("&", "&amp;").replace('"', "&quot;"),
)


@pytest.mark.parametrize("wrap", WRAPS)
def test_wrapped_texts_keep_their_cause(wrap: Callable[[str], str]) -> None:
    told = [(row["id"], explain_text(wrap(row["text"])).id) for row in KNOWN]
    assert not [(cause, named) for cause, named in told if named not in {"", cause}]
    assert sum(not named for _, named in told) <= 0.04 * len(KNOWN)


LOOSER = {
    "issuer-trust": "discovery",
    "scope-with-credentials": "flows-wrong",
    "flows-exclusive": "flows-wrong",
    "callback-missing": "flows-wrong",
    "mfa-code-wrong": "denied",
    "attribute-unmapped": "saml",
}
"""What a text may be called whose end is missing: true of it as well, and less exact."""


@pytest.mark.parametrize("share", [0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.5])
def test_a_cut_text_is_told_right_or_called_unknown(share: float) -> None:
    wrong = []
    for row in KNOWN:
        named = explain_text(row["text"][: int(len(row["text"]) * share)]).id
        if named not in {"", row["id"], LOOSER.get(row["id"])}:
            wrong.append((row["id"], named, row["text"][: int(len(row["text"]) * share)][-80:]))
    assert not wrong


def test_most_texts_are_still_known_without_their_last_tenth() -> None:
    cut = [explain_text(row["text"][: int(len(row["text"]) * 0.9)]) for row in KNOWN]
    assert sum(why.known for why in cut) >= 0.75 * len(KNOWN)


@pytest.mark.parametrize("text", rows("unrelated"))
def test_lines_of_other_programs_are_called_unknown(text: str) -> None:
    why = explain_text(text)
    assert not why.known, (why.id, why.happened)
    assert (why.means, why.id) == ("unknown", "")


@pytest.mark.parametrize("wrap", WRAPS)
def test_wrapping_makes_no_other_program_known(wrap: Callable[[str], str]) -> None:
    assert not [(text, why.id) for text in rows("unrelated") if (why := explain_text(wrap(text))).known]


def test_every_cause_is_named_and_cited() -> None:
    assert not [each.happened for each in TABLES if not each.id or not each.source]
    assert not [each.id for each in TABLES if each.source in {"seen on AWS", "user reports"}]
    assert len({each.id for each in TABLES}) > 200
