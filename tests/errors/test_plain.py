"""The plain words that save a search: they must stand in every text that the pattern finds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wizard.errors.explain import TABLES
from wizard.errors.plain import hints, split

DATA = Path(__file__).parents[1] / "data"


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (r"Domain cannot contain reserved word: (?P<word>\w+)", ("domain cannot contain reserved word: ",)),
        (r"\bRate exceeded\b", ("rate exceeded",)),
        (r"one long run|another (?:long|short) one here", ("one long run", " one here")),
        (r"User pools? here", ("user pool",)),
        (r"abcdefx*", ("abcdef",)),
        (r"[abc]{2,3}first words[^\]x]", ("first words",)),
        (r"a\.b\-c\(d\)", ("a.b-c(d)",)),
        (r"(?:all in a group)", ()),
        (r"long enough|no", ()),
        (r"", ()),
    ],
)
def test_the_longest_plain_run_of_each_alternative(pattern: str, found: tuple[str, ...]) -> None:
    assert hints(pattern) == found


def test_only_signs_outside_of_groups_and_classes_part() -> None:
    assert list(split(r"a|(b|c)|[|]|\||d", "|")) == ["a", "(b|c)", "[|]", r"\|", "d"]


def test_no_pattern_finds_a_text_without_its_words() -> None:
    texts = [
        row["text"]
        for name in ("explain-known", "explain-found", "cognito-error-texts")
        for row in json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))["texts"]
    ]
    wrong = [
        (each.id, text)
        for each in TABLES
        for text in texts
        if each.pattern and each.hints and each.regex.search(text) and not any(h in text.lower() for h in each.hints)
    ]
    assert not wrong
    assert sum(bool(each.hints) for each in TABLES if each.pattern) > 150
