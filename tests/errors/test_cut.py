from __future__ import annotations

import pytest

from wizard.errors.cut import beginnings, find_cut
from wizard.errors.entry import Entry, Raw, entry

NONE: frozenset[str] = frozenset()
ROUND = entry("round", r"\bthe whole earth is certainly round(?: or flat)? today", "Round.", source="x")
FLAT = entry("flat", r"the whole earth is certainly flat(?P<how>\w+)", "It is {how}.", source="x")
CODED = entry("coded", r"short words here now", "Coded.", codes="BigException", source="x")


def told(text: str, *entries: Entry, codes: frozenset[str] = NONE) -> list[str]:
    return [why.happened for why in find_cut(entries, Raw("", text, codes=codes, about=NONE))]


@pytest.mark.parametrize(
    "text",
    [
        "x: the whole earth is certainly",
        "the whole earth is certainly rou",
        "the whole earth is certainly round",
        "THE WHOLE EARTH IS CERTAINLY ROUND OR FLAT",
        'the whole earth is certainly round ..."}',
    ],
)
def test_a_text_that_ends_in_the_words_is_found(text: str) -> None:
    assert told(text, ROUND) == ["Round."]


@pytest.mark.parametrize(
    "text", ["the whole earth is", "the whole earth is certainly flat, he said", "mother earth of all is certainly"]
)
def test_too_few_words_or_others_are_not(text: str) -> None:
    assert told(text, ROUND) == []


def test_two_causes_that_begin_alike_are_both_told() -> None:
    other = entry("other", r"the whole earth is certainly blue now", "Blue.", source="x")
    assert told("the whole earth is certainly", ROUND, other) == ["Round.", "Blue."]


def test_nothing_is_told_out_of_words_that_are_missing() -> None:
    assert told("the whole earth is certainly", FLAT) == []


def test_beside_its_code_fewer_words_do() -> None:
    assert told("short words", CODED) == []
    assert told("short words", CODED, codes=frozenset({"BigException"})) == ["Coded."]
    assert told("short words", CODED, codes=frozenset({"SmallException"})) == []


def test_each_alternative_has_its_beginning() -> None:
    assert len(beginnings(r"one two three four five six|(?:a|b) [|] seven eight nine ten eleven twelve", 9)) == 2
    assert beginnings("short", 9) == ()


@pytest.mark.parametrize("last", ["elsewhere", "square", "xrou"])
def test_a_last_word_that_the_pattern_cannot_go_on_with_is_not_cut(last: str) -> None:
    assert told(f"x: the whole earth is certainly {last}", ROUND) == []


def test_any_word_may_be_the_last_where_the_pattern_takes_any() -> None:
    open_ended = entry("open", r"the whole earth is certainly \S+ today or tomorrow", "Open.", source="x")
    assert told("x: the whole earth is certainly gree", open_ended) == ["Open."]
