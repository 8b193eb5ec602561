"""One call at a time: what is tried again and what is not, what the journal has, what comes out as an error."""

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, ParamValidationError, ReadTimeoutError

from wizard.cognito import calls as calls_module
from wizard.cognito.calls import ATTEMPTS, Calls, code
from wizard.cognito.journal import Journal
from wizard.cognito.session import Identity
from wizard.errors import AmazonRefused, FileRefused, Stopped
from wizard.events import Cancel

ME = Identity("123456789012", "arn:aws:iam::123456789012:user/ada", "eu-west-1", "aws")
THROTTLED = ClientError({"Error": {"Code": "TooManyRequestsException", "Message": "Rate exceeded"}}, "X")
BROKEN = ClientError(
    {"Error": {"Code": "InternalErrorException", "Message": "x"}, "ResponseMetadata": {"HTTPStatusCode": 500}}, "X"
)
LOST = ReadTimeoutError(endpoint_url="https://cognito-idp.eu-west-1.amazonaws.com/")
AWAY = EndpointConnectionError(endpoint_url="https://cognito-idp.eu-west-1.amazonaws.com/")
ABSENT = ClientError({"Error": {"Code": "ResourceNotFoundException", "Message": "no"}}, "X")


class Session:
    """Gives one answer after another; errors among them are raised."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.sent = []

    def client(self, service, region=None):
        return self

    def __getattr__(self, operation):
        def call(**request):
            self.sent.append(request)
            answer = self.answers.pop(0)
            if isinstance(answer, BaseException):
                raise answer
            return answer

        return call


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch):
    monkeypatch.setattr(calls_module, "_FIRST_PAUSE", 0.0001)


@pytest.fixture
def journal(tmp_path):
    return Journal(tmp_path, ME, "corp")


def calls(session, cancel=None, told=None):
    return Calls(session, cancel or Cancel(), lambda *what: (told if told is not None else []).append(what))


@pytest.mark.parametrize("fault", [THROTTLED, BROKEN, LOST])
def test_a_read_is_tried_again_and_the_pause_is_told(fault):
    told = []
    assert calls(Session(fault, fault, {"a": 1}), told=told).read("operation") == {"a": 1}
    assert [(attempt, attempts) for _, _, attempt, attempts in told] == [(2, ATTEMPTS), (3, ATTEMPTS)]
    assert all(text and seconds < 1 for text, seconds, *_ in told)


@pytest.mark.parametrize("fault", [ABSENT, AWAY, ParamValidationError(report="MaxResults"), OSError("x")])
def test_what_a_pause_does_not_mend_is_told_at_once_as_our_own_error(fault):
    session = Session(fault, {})
    with pytest.raises(AmazonRefused):
        calls(session).read("operation")
    assert len(session.sent) == 1


def test_a_read_gives_up_in_the_end():
    session = Session(*[LOST] * 20)
    with pytest.raises(AmazonRefused):
        calls(session).read("operation")
    assert len(session.sent) == ATTEMPTS


@pytest.mark.parametrize(("fault", "phase"), [(BROKEN, "unsure"), (LOST, "unsure"), (AWAY, "failed")])
def test_a_write_that_may_have_been_carried_out_is_not_repeated(journal, fault, phase):
    session = Session(fault, {})
    with pytest.raises(AmazonRefused):
        calls(session).write("operation", journal, "pool", {})
    assert len(session.sent) == 1
    assert [entry.phase for entry in journal.entries()] == ["before", phase]


def test_an_interrupt_leaves_open_whether_a_write_was_carried_out(journal):
    with pytest.raises(KeyboardInterrupt):
        calls(Session(KeyboardInterrupt())).write("operation", journal, "pool", {})
    assert [entry.phase for entry in journal.entries()] == ["before", "unsure"]


def test_calls_to_the_end_hear_no_wish_to_stop(journal):
    cancel, session = Cancel(), Session({})
    cancel.wish()
    calls(session, cancel).to_the_end().write("operation", journal, "pool", {})
    assert len(session.sent) == 1


@pytest.mark.parametrize("fault", [BROKEN, LOST])
def test_a_write_that_makes_nothing_twice_is_repeated_though_it_may_have_been_carried_out(journal, fault):
    told, session = [], Session(fault, fault, {})
    assert calls(session, told=told).write("set_user_pool_mfa_config", journal, "mfa", {"pool": "p"}) == {}
    assert [attempt for *_, attempt, _ in told] == [2, 3]
    assert [entry.phase for entry in journal.entries()] == ["before", "after"]


@pytest.mark.parametrize("operation", ["create_user_pool", "create_user_pool_client", "add_user_pool_client_secret"])
def test_what_would_be_there_twice_is_never_sent_again_after_a_lost_answer(journal, operation):
    session = Session(LOST, {})
    with pytest.raises(AmazonRefused):
        calls(session).write(operation, journal, "x", {})
    assert len(session.sent) == 1


def test_a_refusal_after_a_lost_answer_leaves_open_whether_it_was_ours(journal):
    there = ClientError({"Error": {"Code": "GroupExistsException", "Message": "A group with the name exists."}}, "X")
    with pytest.raises(AmazonRefused) as caught:
        calls(Session(LOST, there)).write("create_group", journal, "group:a", {})
    assert code(caught.value) == "GroupExistsException"
    assert [entry.phase for entry in journal.entries()] == ["before", "unsure"]


def test_a_throttled_write_is_repeated_under_one_pair_of_lines(journal):
    session = Session(THROTTLED, {"Id": "x"})
    change = {"Name": ["m", "n"]}
    ids, write = {"pool": "p"}, calls(session).write
    answer = write("operation", journal, "pool", ids, made=lambda a: {"made": a["Id"]}, change=change, Name="n")
    assert answer == {"Id": "x"}
    assert session.sent == [{"Name": "n"}] * 2
    assert [(e.phase, dict(e.ids)) for e in journal.entries()] == [
        ("before", {"pool": "p"}),
        ("after", {"pool": "p", "made": "x"}),
    ]
    assert [dict(e.change) for e in journal.entries()] == [change, {}]


def test_a_wish_to_stop_sends_nothing_and_writes_no_line(journal):
    cancel, session = Cancel(), Session({})
    cancel.wish()
    with pytest.raises(Stopped):
        calls(session, cancel).write("operation", journal, "pool", {})
    with pytest.raises(Stopped):
        calls(session, cancel).read("operation")
    assert session.sent == []
    assert journal.entries() == ()


def test_a_wish_to_stop_ends_a_pause_at_once(journal, monkeypatch):
    monkeypatch.setattr(calls_module, "_FIRST_PAUSE", 3600.0)
    monkeypatch.setattr(calls_module, "_LONGEST_PAUSE", 3600.0)
    cancel = Cancel()
    waiting = Calls(Session(THROTTLED, {}), cancel, lambda *_: cancel.wish())
    with pytest.raises(Stopped):
        waiting.write("operation", journal, "pool", {})
    assert [entry.phase for entry in journal.entries()] == ["before", "failed"]


def test_a_write_that_cannot_be_journalled_is_not_sent(journal, monkeypatch):
    def full(path, line):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("wizard.storage.append_private", full)
    session = Session({})
    with pytest.raises(FileRefused):
        calls(session).write("operation", journal, "pool", {})
    assert session.sent == []


def test_the_code_behind_a_refusal():
    for fault, expected in ((ABSENT, "ResourceNotFoundException"), (AWAY, "")):
        with pytest.raises(AmazonRefused) as caught:
            calls(Session(fault)).read("operation")
        assert code(caught.value) == expected
