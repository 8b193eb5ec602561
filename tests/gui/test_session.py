"""Answers move setup, faults, walk, adapters and draft together."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from wizard.app import Mode
from wizard.cognito.session import Identity
from wizard.errors import InputRefused
from wizard.gui import drafts
from wizard.gui.session import Session, name_from, new_setup
from wizard.gui.work import Work

WHO = Identity("123456789012", "arn:aws:iam::123456789012:user/ada", "eu-west-1", "aws")
FILE = """# our staff
version: 1
name: staff   # as in the tag
aws: {region: eu-west-1}
pool: {name: staff}
domain: {prefix: staff-login}
pomerium: {authenticate_url: "https://authenticate.corp.example.com"}
"""


def test_a_new_setup_takes_the_region_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_REGION", "eu-north-1")
    setup = new_setup()
    assert (setup.aws.region, setup.pool.name, setup.name) == ("eu-north-1", "pomerium", "pomerium")


def test_an_answer_is_there_with_its_faults_before_it_is_told(session: Session) -> None:
    seen: list[tuple[str, str, int]] = []

    def look(path: str) -> None:
        seen.append((path, session.setup.aws.region, len(session.faults_of("account"))))

    session.answered.connect(look)
    session.answer("aws.region", "nowhere")
    session.answer("aws.region", "eu-west-1")
    assert seen == [("aws.region", "nowhere", 1), ("aws.region", "eu-west-1", 0)]


def test_the_same_answer_again_says_nothing(session: Session, qtbot: QtBot) -> None:
    session.answer("aws.region", "eu-west-1")
    with qtbot.assertNotEmitted(session.answered):
        session.answer("aws.region", "eu-west-1")


def test_a_changed_account_empties_what_is_known_and_drops_what_runs(session: Session, qtbot: QtBot) -> None:
    session.answer("aws.region", "eu-west-1")
    session.learn(identity=WHO)
    before = session.source
    with qtbot.waitSignal(session.renewed):
        session.answer("aws.profile", "corp")
    assert session.known.identity is None
    assert session.source is not before


def test_other_answers_keep_adapters_and_identity(session: Session) -> None:
    session.learn(identity=WHO, planned=object())
    before = session.source
    session.answer("pool.name", "corp")
    assert session.source is before
    assert session.known.identity == WHO
    assert session.known.planned is None


def test_practice_and_amazon_have_adapters_of_their_own(session: Session, qtbot: QtBot) -> None:
    before = session.source
    with qtbot.waitSignal(session.renewed):
        session.set_mode(Mode(practice=False))
    assert session.source is not before


def test_a_changed_region_marks_visited_steps_stale(session: Session) -> None:
    session.answer("aws.region", "eu-west-1")
    for step in ("account", "pool", "account"):
        session.show(step)
    session.answer("aws.region", "eu-west-2")
    assert session.walk.stale == {"pool": "Region changed"}


def test_a_closed_step_is_not_gone_to(session: Session) -> None:
    session.answer("aws.region", "")
    assert session.forward()
    assert not session.jump("domain")
    assert session.walk.current == "account"


def test_nobody_goes_while_something_runs(session: Session) -> None:
    session.show("account")
    session.begin()
    assert not session.back()
    session.end()
    assert session.back()


def test_answers_survive_a_restart(session: Session, qtbot: QtBot) -> None:
    session.answer("aws.region", "eu-west-1")
    session.answer("pool.name", "corp-staff")
    session.show("pool")
    session.learn(identity=WHO)
    session.label("2 of 5 created", "warn")
    qtbot.waitUntil(lambda: len(session.recent()) == 1, timeout=5000)
    session.keep()
    again = Session(Work(), Mode(practice=True))
    draft = again.recent()[0]
    assert (draft.account, draft.region, draft.mark, draft.mark_kind) == (
        "123456789012",
        "eu-west-1",
        "2 of 5 created",
        "warn",
    )
    again.open_draft(draft)
    assert again.setup == session.setup.replace("version", 1)
    assert again.walk == session.walk


def test_an_untouched_setup_leaves_no_draft(session: Session) -> None:
    session.show("account")
    session.keep()
    assert session.recent() == ()


def test_a_draft_follows_the_setup_that_was_opened_from_it(session: Session) -> None:
    session.answer("pool.name", "one")
    session.keep()
    session.open_draft(session.recent()[0])
    session.answer("pool.name", "two")
    session.keep()
    assert len(session.recent()) == 1
    session.start_new()
    session.answer("pool.name", "three")
    session.keep()
    assert len(session.recent()) == 2


def test_forgotten_answers_are_gone(session: Session) -> None:
    session.answer("pool.name", "one")
    session.keep()
    session.forget()
    session.keep()
    assert session.recent() == ()


def test_practice_keeps_its_setups_apart(session: Session) -> None:
    session.answer("pool.name", "one")
    session.keep()
    session.set_mode(Mode(practice=False))
    assert session.recent() == ()


def test_a_draft_is_private_and_a_damaged_one_is_passed_over(session: Session) -> None:
    session.answer("pool.name", "one")
    session.keep()
    folder = drafts.folder(True)
    path = next(folder.glob("*.json"))
    assert path.stat().st_mode & 0o777 == 0o600
    (folder / "half.json").write_text(path.read_text()[:40])
    kept = json.loads(path.read_text())
    (folder / "alien.json").write_text(json.dumps(kept | {"walk": {"current": "moon"}}))
    assert len(session.recent()) == 1


def test_a_draft_that_knows_more_or_other_steps_is_still_read(session: Session) -> None:
    session.answer("pool.name", "one")
    session.keep()
    path = next(drafts.folder(True).glob("*.json"))
    kept = json.loads(path.read_text())
    walk = kept["walk"] | {"current": "moon", "visited": ["welcome", "moon"], "stale": {"moon": "x"}}
    path.write_text(json.dumps(kept | {"walk": walk, "later": 1}))
    assert session.recent()[0].walk.current == "account"


def test_a_folder_that_refuses_is_logged_and_loses_nothing_on_screen(
    session: Session, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(drafts, "write", refuse)
    session.answer("pool.name", "one")
    session.keep()
    assert "No space left" in caplog.text
    assert session.setup.pool.name == "one"


def test_a_setup_file_opens_at_the_account_with_its_folder_as_base(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "staff.yaml"
    path.parent.mkdir()
    path.write_text(FILE)
    session.open_file(path)
    assert session.setup.pool.name == "staff"
    assert session.walk.current == "account"
    assert session.base == path.parent
    assert not session.touched


def test_without_a_file_the_current_folder_is_the_base(session: Session) -> None:
    assert session.base == Path.cwd()


def test_saving_keeps_the_comments_of_the_opened_file(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "staff.yaml"
    path.write_text(FILE)
    session.open_file(path)
    session.answer("domain.prefix", "staff-2")
    session.save_file(path)
    text = path.read_text()
    assert "# as in the tag" in text
    assert "staff-2" in text
    assert "staff-login" not in text


def test_a_new_setup_is_saved_whole_and_opens_again(session: Session, tmp_path: Path) -> None:
    session.answer("aws.region", "eu-west-1")
    session.save_file(tmp_path / "new.yaml")
    other = Session(Work(), Mode(practice=True))
    other.open_file(tmp_path / "new.yaml")
    assert other.setup.aws.region == "eu-west-1"


def test_a_file_goes_on_where_it_was_left_while_it_is_the_same(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "staff.yaml"
    path.write_text(FILE)
    session.open_file(path)
    session.answer("domain.prefix", "kept")
    session.show("domain")
    session.keep()
    other = Session(Work(), Mode(practice=True))
    other.open_file(path)
    assert (other.setup.domain.prefix, other.walk.current) == ("kept", "domain")
    path.write_text(FILE.replace("staff-login", "edited"))
    other.open_file(path)
    assert (other.setup.domain.prefix, other.walk.current) == ("edited", "account")


def test_a_file_that_no_page_can_mend_stays_at_welcome(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "staff.yaml"
    path.write_text(FILE + "colour: red\n")
    session.open_file(path)
    assert session.walk.current == "welcome"
    assert [fault.line for fault in session.faults_of("welcome")] == [8]


def test_answering_a_key_of_the_wrong_type_mends_it(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "staff.yaml"
    path.write_text(FILE.replace("{name: staff}", "{name: [staff]}"))
    session.open_file(path)
    assert session.faults_of("pool")
    session.answer("pool.name", "staff")
    assert not session.faults_of("pool")


def test_no_file_is_refused_in_words(session: Session, tmp_path: Path) -> None:
    with pytest.raises(InputRefused):
        session.open_file(tmp_path / "missing.yaml")
    assert session.walk.current == "welcome"


def test_the_adapters_are_made_once_on_demand_and_the_stand_in_ends(session: Session) -> None:
    assert session.source.peek() is None
    session.answer("aws.region", "eu-west-1")
    adapters = session.source.get()
    assert adapters.practice
    assert adapters.session.access.region == "eu-west-1"
    assert session.source.get() is adapters


@pytest.mark.parametrize(
    ("pool", "name"), [("corp-staff", "corp-staff"), ("Corp Staff + co", "Corp-Staff-co"), ("é" * 3, ""), ("-a", "a")]
)
def test_the_setups_name_follows_the_pools(pool: str, name: str) -> None:
    assert name_from(pool) == name


def test_the_state_folder_is_the_tests_own(session: Session) -> None:
    assert str(drafts.folder(True)).startswith(os.environ["POMERIUM_COGNITO_HOME"])


def test_what_worked_is_called_changed_once_an_answer_is_another(session: Session) -> None:
    session.answer("pool.name", "corp")
    session.walk = session.walk.end(applied=True, verified=True)
    session.label("Works", "ok")
    session.answer("pomerium.namespace", "edge")
    assert session.mark == "Works"
    session.answer("domain.prefix", "corp-login")
    assert (session.mark, session.mark_kind) == ("Changed since", "warn")
    session.label("2 of 5 created", "warn")
    session.answer("domain.prefix", "corp-staff")
    assert session.mark == "2 of 5 created"
