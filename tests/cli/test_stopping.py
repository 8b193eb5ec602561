"""Signals while a job runs, and outside of one."""

import os
import signal
import threading

import pytest

from wizard.cli.stopping import at_once, terminated_as_interrupted, wishing
from wizard.errors import Stopped
from wizard.events import Cancel


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_signal_is_a_wish(number):
    cancel, told, heard = Cancel(), [], threading.Event()

    def tell(text):
        told.append(text)
        heard.set()

    before = signal.getsignal(number)
    with wishing(cancel, tell):
        os.kill(os.getpid(), number)
        with pytest.raises(Stopped):
            cancel.wait(20)
        assert heard.wait(20)
    assert "call in flight" in told[0]
    assert signal.getsignal(number) is before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_while_somebody_is_asked_the_first_signal_ends_that_and_later_ones_are_wishes_again(number):
    cancel, told = Cancel(), []
    with wishing(cancel, told.append):
        with pytest.raises(Stopped), at_once():
            os.kill(os.getpid(), number)
            threading.Event().wait(20)
        assert (cancel.wished, told) == (False, [])
        os.kill(os.getpid(), number)
        with pytest.raises(Stopped):
            cancel.wait(20)


def test_without_a_signal_nothing_is_wished():
    cancel = Cancel()
    with wishing(cancel, lambda text: None):
        pass
    assert not cancel.wished


def test_outside_of_a_job_sigterm_ends_as_ctrl_c():
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(KeyboardInterrupt), terminated_as_interrupted():
        os.kill(os.getpid(), signal.SIGTERM)
        threading.Event().wait(20)
    assert signal.getsignal(signal.SIGTERM) is before


def test_another_thread_than_the_main_one_leaves_signals_alone():
    before = signal.getsignal(signal.SIGINT)
    seen = []

    def job():
        with wishing(Cancel(), lambda text: None):
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=job)
    thread.start()
    thread.join()
    assert seen == [before]
