"""What is left out of a search must be nothing that would have been found; long texts come to an end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wizard.errors.cut import find_cut
from wizard.errors.entry import Entry, Raw, entry
from wizard.errors.explain import TABLES, explain_lines, explain_text
from wizard.errors.sieve import by_beginnings, by_words

DATA = Path(__file__).parents[1] / "data"
TEXTS = [
    row["text"]
    for name in ("known", "found", "unseen")
    for row in json.loads((DATA / f"explain-{name}.json").read_text(encoding="utf-8"))["texts"]
]
NONE: frozenset[str] = frozenset()
PLAIN = entry("plain", r"first words here|other things there", "Plain.", source="x")
BARE = entry("bare", r"\d+ \w+", "Bare.", source="x")
CODED = entry("coded", r"rare (?:big|small) sentence of one", "Coded.", codes="OneException", source="x")
CODE = entry("code", "", "Code.", codes="TwoException", source="x")
MINE = (CODED, PLAIN, CODE, BARE)


def ids(*entries: Entry) -> list[str]:
    return [each.id for each in entries]


def test_entries_come_in_their_order_and_those_without_plain_words_always() -> None:
    words = by_words(MINE)
    assert ids(*words.worth(["nothing of it"])) == ["bare"]
    assert ids(*words.worth(["x", "with other things"])) == ["plain", "bare"]
    assert ids(*words.worth(["a sentence of other words"])) == ["coded", "plain", "bare"]


def test_a_code_brings_its_entry() -> None:
    sieve = by_beginnings(MINE)
    assert "coded" not in ids(*sieve.worth(["nothing of it"]))
    assert "coded" in ids(*sieve.worth(["nothing of it"], frozenset({"OneException"})))
    assert "code" not in ids(*sieve.worth(["nothing of it"], frozenset({"TwoException"})))


@pytest.mark.parametrize("start", [0, 1, 2])
def test_nothing_is_left_out_that_would_be_found(start: int) -> None:
    words, begins = by_words(TABLES), by_beginnings(TABLES)
    for text in TEXTS[start::9]:
        lowered = [text.lower()]
        found = {each.id for each in TABLES if each.pattern and each.regex.search(text)}
        assert found <= set(ids(*words.worth(lowered)))
        cut = Raw("", text[: len(text) * 2 // 3], about=NONE)
        assert find_cut(TABLES, cut) == find_cut(tuple(begins.worth([cut.message.lower()])), cut)


LONG = {
    "backslashes": "\\" * 60_000,
    "blanks": " \t" * 30_000,
    "letters": "aA1" * 30_000,
    "encoded": "%20%41=a+b" * 6_000,
    "quotes": "\"\\'" * 30_000,
    "addresses": "https://a:b@" * 6_000,
    "lines": "ab\n" * 60_000,
    "log": '{"level":"info","service":"envoy","path":"/a?b=c","size":1,"message":"http-request"}\n' * 300,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_long_texts_of_nothing_are_called_unknown(text: str) -> None:
    assert not explain_text(text).known
    assert not [why.id for why in explain_lines(text) if why.known]
