"""Reads side by side: how long they take, who hears of their pauses, which error is raised."""

import threading

import pytest

from wizard.cognito.calls import Calls
from wizard.cognito.together import together
from wizard.events import Cancel

PATIENCE = 10


def test_answers_come_in_the_order_of_the_reads_though_they_end_in_another():
    last_ended = threading.Event()

    def first(calls):
        assert last_ended.wait(PATIENCE)
        return "first"

    def second(calls):
        last_ended.set()
        return "second"

    assert together(Calls(None, Cancel(), lambda *_: None), [first, second]) == ["first", "second"]


def test_pauses_are_told_in_the_callers_thread_while_the_reads_go_on():
    told, heard = [], threading.Event()

    def tell(text, *_):
        told.append((text, threading.current_thread()))
        heard.set()

    def waits(calls):
        calls.tell("slow", 1.0, 2, 6)
        assert heard.wait(PATIENCE)

    together(Calls(None, Cancel(), tell), [waits, lambda calls: None])
    assert told == [("slow", threading.current_thread())]


def test_what_takes_long_is_said_in_the_callers_thread():
    said = []

    def say(text):
        said.append((text, threading.current_thread()))

    together(Calls(None, Cancel(), lambda *_: None, say), [lambda calls: calls.say("600 of them"), lambda calls: None])
    assert said == [("600 of them", threading.current_thread())]


@pytest.mark.parametrize("count", [1, 2, 9])
def test_the_first_error_of_the_order_is_raised_when_all_have_ended(count):
    ended = []

    def fails(number):
        def read(calls):
            ended.append(number)
            raise ValueError(str(number))

        return read

    with pytest.raises(ValueError, match=r"^0$"):
        together(Calls(None, Cancel(), lambda *_: None), [fails(number) for number in range(count)])
    assert sorted(ended) == list(range(count))


def test_nothing_to_read_is_no_answer():
    assert together(Calls(None, Cancel(), lambda *_: None), []) == []
