"""Plan, errors and durations in words."""

import pytest

from wizard.cli.printing import words
from wizard.cognito.plan import Plan, PlannedAction
from wizard.errors import Explanation
from wizard.events import Waiting


def plan(*changes):
    return Plan(tuple(PlannedAction(str(n), "pool", change, "X", "") for n, change in enumerate(changes)))


@pytest.mark.parametrize(
    ("changes", "deed"),
    [
        (["create"], "Create 1 resource"),
        (["create"] * 5, "Create 5 resources"),
        (["update", "update"], "Change 2 resources"),
        (["create", "create", "update"], "Create 2, change 1 resource"),
        (["delete"], "Remove 1 resource"),
    ],
)
def test_the_question_names_the_deed(changes, deed):
    assert words.deed(plan(*changes)) == deed


def test_an_action_that_changes_nothing_is_no_change():
    assert words.changes(plan("none", "create")) == 1
    assert words.counts(plan("none")) == words.NOTHING


@pytest.mark.parametrize(
    ("texts", "listed"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists(texts, listed):
    assert words.listed(texts) == listed


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.04, "0.0 s"), (59.94, "59.9 s"), (60, "1 min 0 s"), (605.9, "10 min 5 s")]
)
def test_durations(seconds, text):
    assert words.took(seconds) == text


def test_waiting():
    event = Waiting(plan("create").actions[0], "Amazon asked for a pause.", 0.3, 2, 5)
    assert words.waiting_text(event) == "Amazon asked for a pause. Next try in 1 second, 2 of 5."


def test_an_error_that_is_not_known_shows_its_details_and_not_the_word_unknown():
    why = Explanation("Amazon answered X.", "unknown", "Details hold Amazon's own words.", "raw", known=False)
    assert [line.text for line in words.error_lines(why)] == [
        "Amazon answered X.",
        "Details hold Amazon's own words.",
        "Details: raw",
    ]


def test_details_of_a_known_error_are_for_who_asks():
    why = Explanation("It is so.", "So that.", "Do this.", "raw")
    assert [line.text for line in words.error_lines(why)] == ["It is so.", "So that. Do this."]
    assert [line.text for line in words.error_lines(why, verbose=True)][-1] == "Details: raw"


def test_details_are_shown_where_the_sentences_point_at_them():
    why = Explanation("It can't be read.", "Details name the place.", "", "line 7")
    assert [line.text for line in words.error_lines(why)][-1] == "Details: line 7"
