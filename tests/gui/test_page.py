"""What every page has: bound fields with their faults, jobs, layouts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from wizard.events import Cancel, Sink
from wizard.gui import page
from wizard.gui.page import Page
from wizard.gui.session import Session
from wizard.gui.widgets.field import TextField
from wizard.gui.widgets.listrow import BoxedList
from wizard.gui.work import Failure


class FormPage(Page):
    """A field of each kind."""

    id = "pool_settings"
    preview = True

    def build(self) -> None:
        self.name = self.text("pool.name", "&Name", hint="People don't see it.", width=360)
        self.profile = self.text("aws.profile", "Profile (optional)", optional=True)
        self.length = self.number("pool.password.minimum_length", "Least length", 6, 99, unit="characters")
        self.mfa = self.choice("pool.mfa", "Second factor", {"off": "Off", "optional": ("Optional", "May enrol")})
        self.tier = self.choice("pool.tier", "Plan", {"lite": "Lite", "essentials": "Essentials"}, look="segmented")
        self.managed = self.choice(
            "domain.managed_login", "Pages", {"true": "Managed", "false": "Classic"}, look="list"
        )
        self.sign_in = self.ticks("pool.sign_in", "Sign in with", {"email": "E-mail", "username": "User name"})
        box = BoxedList("Accounts")
        box.add(self.switch("pool.self_sign_up", "Self sign-up", "Anybody may register"))
        self.add(box)
        self.groups = self.text("groups", "Groups", many=True)
        self.region = self.text("aws.region", "Region")
        self.hooks: list[str] = []

    def entered(self) -> None:
        self.hooks.append("entered")

    def answered(self, path: str) -> None:
        self.hooks.append(path)

    def renewed(self) -> None:
        self.hooks.append("renewed")

    def result(self, what: Any) -> None:
        self.hooks.append(str(what))

    def refused(self, failure: Failure) -> None:
        self.hooks.append("stopped" if failure.stopped else failure.why.happened)


@pytest.fixture
def form(qtbot: QtBot, session: Session) -> Iterator[FormPage]:
    made = FormPage(session)
    made.resize(900, 1400)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    shiboken6.delete(made)


def named(form: QWidget, name: str) -> QWidget:
    found = form.findChild(QWidget, name)
    assert found is not None, name
    return found


def test_each_field_carries_its_path_and_a_name(form: FormPage) -> None:
    names = {
        "pool.name": "Name",
        "pool.password.minimum_length": "Least length",
        "pool.mfa": "Second factor",
        "pool.mfa.optional": "Optional",
        "pool.tier": "Plan",
        "domain.managed_login": "Pages",
        "pool.sign_in": "Sign in with",
        "pool.self_sign_up": "Self sign-up",
        "groups": "Groups",
    }
    assert {path: named(form, path).accessibleName() for path in names} == names
    assert isinstance(named(form, "pool.tier.lite"), QAbstractButton)
    assert isinstance(named(form, "pool.sign_in.username"), QAbstractButton)


def test_what_is_typed_is_answered_at_each_key(form: FormPage, qtbot: QtBot) -> None:
    field = form.name.row.field
    field.clear()
    qtbot.keyClicks(field, "corp")
    assert form.session.setup.pool.name == "corp"
    assert form.session.setup.is_named("pool.name")


def test_a_field_never_touched_has_no_fault_before_next(form: FormPage) -> None:
    assert form.region.faults()
    assert form.region.row.level() == ""
    form.reveal()
    assert form.region.row.level() == "fault"
    assert form.region.row.field.hasFocus()


def test_a_fault_shows_when_typing_pauses_and_goes_at_once_when_mended(form: FormPage, qtbot: QtBot) -> None:
    field = form.region.row.field
    qtbot.keyClicks(field, "eu west")
    assert form.region.row.level() == ""
    qtbot.waitUntil(lambda: form.region.row.level() == "fault", timeout=3000)
    assert field.property("state") == "fault"
    field.clear()
    field.setText("eu-west-1")
    assert form.region.row.level() == ""


def test_a_fault_shows_on_leaving(form: FormPage, qtbot: QtBot) -> None:
    form.region.row.field.setFocus()
    qtbot.keyClicks(form.region.row.field, "eu west")
    form.name.row.field.setFocus()
    assert form.region.row.level() == "fault"


def test_the_fault_is_a_label_and_its_mend_a_button(form: FormPage, qtbot: QtBot) -> None:
    form.region.row.field.setText("EU-West-1a")
    form.region.reveal()
    fault, mend = named(form, "aws.region.fault"), named(form, "aws.region.mend")
    assert isinstance(fault, QLabel)
    assert isinstance(mend, QAbstractButton)
    assert fault.text()
    assert mend.text() == "Use eu-west-1"
    qtbot.mouseClick(mend, Qt.MouseButton.LeftButton)
    assert form.session.setup.aws.region == "eu-west-1"
    assert isinstance(form.region.row.field, QLineEdit)
    assert form.region.row.field.text() == "eu-west-1"
    assert not mend.isVisible()


def test_a_warning_is_shown_and_is_no_fault(form: FormPage, qtbot: QtBot) -> None:
    form.region.row.field.setText("eu-moon-7")
    form.region.reveal()
    assert form.region.row.level() == "warning"
    assert not [fault for fault in form.faults() if fault.field == "aws.region"]


def test_an_empty_optional_field_is_none(form: FormPage) -> None:
    form.profile.row.field.setText("corp")
    assert form.session.setup.aws.profile == "corp"
    form.profile.row.field.setText(" ")
    assert form.session.setup.aws.profile is None


def test_many_values_stand_between_commas(form: FormPage) -> None:
    form.groups.row.field.setText("admins, staff,,")
    assert form.session.setup.groups == ("admins", "staff")


def test_choices_numbers_and_switches_answer(form: FormPage, qtbot: QtBot) -> None:
    for name in ("pool.mfa.off", "pool.tier.lite", "pool.sign_in.username", "pool.self_sign_up"):
        button = named(form, name)
        assert isinstance(button, QAbstractButton)
        button.click()
    form.length.row.field.setValue(20)
    combo = form.managed.row.field
    combo.setCurrentIndex(1)
    setup = form.session.setup
    assert (setup.pool.mfa, setup.pool.tier, setup.pool.self_sign_up) == ("off", "lite", True)
    assert setup.pool.sign_in == ("email", "username")
    assert setup.pool.password.minimum_length == 20
    assert setup.domain.managed_login is False


def test_a_switch_tells_its_warning_in_its_row(form: FormPage) -> None:
    switch = named(form, "pool.self_sign_up")
    assert isinstance(switch, QAbstractButton)
    switch.click()
    words = named(form, "pool.self_sign_up.fault")
    assert isinstance(words, QLabel)
    assert words.text() != "Anybody may register"
    switch.click()
    assert words.text() == "Anybody may register"


def test_ticks_keep_values_that_have_no_box_and_the_order_of_the_file(form: FormPage) -> None:
    form.session.answer("pool.sign_in", ("username", "email", "phone_number"))
    box = named(form, "pool.sign_in.email")
    assert isinstance(box, QAbstractButton)
    assert box.isChecked()
    assert form.session.setup.pool.sign_in == ("username", "email", "phone_number")
    box.click()
    assert form.session.setup.pool.sign_in == ("username", "phone_number")


def test_fields_follow_the_setup_and_keep_the_caret(form: FormPage, qtbot: QtBot) -> None:
    field = form.name.row.field
    form.session.answer("pool.name", "other")
    assert field.text() == "other"
    field.setCursorPosition(2)
    qtbot.keyClicks(field, "X")
    assert field.text() == "otXher"
    assert field.cursorPosition() == 3


def test_a_hidden_page_is_fresh_when_it_is_shown_again(form: FormPage) -> None:
    form.hide()
    form.session.answer("pool.name", "meanwhile")
    assert "pool.name" not in form.hooks
    form.show()
    assert form.name.row.field.text() == "meanwhile"
    assert form.hooks == ["entered", "entered"]


def test_pages_hear_of_answers_and_of_another_account(form: FormPage) -> None:
    form.session.answer("pool.name", "corp")
    form.session.answer("aws.region", "eu-west-1")
    assert form.hooks == ["entered", "pool.name", "renewed", "aws.region"]


class Echo:
    def __init__(self, adapters: Any) -> None:
        self.adapters = adapters

    def run(self, sink: Sink, cancel: Cancel) -> str:
        return f"practice {self.adapters.practice}"


class Wait(Echo):
    def run(self, sink: Sink, cancel: Cancel) -> str:
        cancel.wait(30)
        return "never"


def test_a_job_gets_the_adapters_and_its_result_comes_back(form: FormPage, qtbot: QtBot) -> None:
    form.run("echo", Echo, form.result, form.refused)
    qtbot.waitUntil(lambda: "practice True" in form.hooks, timeout=20000)
    assert not form.is_running("echo")


def test_the_same_key_again_drops_the_run_before(form: FormPage, qtbot: QtBot) -> None:
    form.run("it", Wait, form.result, form.refused)
    form.run("it", Echo, form.result, form.refused)
    qtbot.waitUntil(lambda: "practice True" in form.hooks, timeout=20000)
    assert "stopped" not in form.hooks


def test_stop_is_told_and_a_changed_account_is_not(form: FormPage, qtbot: QtBot) -> None:
    form.run("it", Wait, form.result, form.refused)
    form.stop("it")
    qtbot.waitUntil(lambda: "stopped" in form.hooks, timeout=20000)
    form.run("it", Wait, form.result, form.refused)
    form.session.answer("aws.region", "eu-west-1")
    assert not form.is_running("it")


def test_the_preview_marks_the_lines_of_this_step(qtbot: QtBot, session: Session) -> None:
    class UrlPage(Page):
        id = "client_settings"
        preview = True

        def build(self) -> None:
            self.text("pomerium.authenticate_url", "Authenticate service URL")

    made = UrlPage(session)
    qtbot.addWidget(made)
    made.show()
    session.answer("pomerium.authenticate_url", "https://authenticate.corp.example.com")
    assert made._preview is not None
    marked = [line.text for line in made._preview.lines() if line.changed]
    assert marked[0].startswith("authenticate_service_url: https://authenticate.corp.example.com")
    assert any(line.startswith("idp_scopes") for line in marked)
    assert not any("idp_client_id" in line for line in marked)


@pytest.mark.parametrize(
    ("layout", "panel", "strip", "bar"),
    [("wide", True, False, False), ("narrow", False, True, False), ("small", False, False, True)],
)
def test_the_three_layouts(form: FormPage, layout: page.Layout, panel: bool, strip: bool, bar: bool) -> None:
    form.set_layout(layout)
    assert form._preview is not None
    assert (form._preview.panel.isVisible(), form._preview.strip.isVisible(), form.topbar.isVisible()) == (
        panel,
        strip,
        bar,
    )
    assert form.header.isVisible()


def test_a_page_asks_for_no_room(form: FormPage) -> None:
    assert form.minimumSizeHint().width() == 0
    form.name.row.set_fault("long " * 200)
    assert form.minimumSizeHint().width() == 0


def test_the_reason_and_the_primary_button_are_told_once(form: FormPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.footer_changed):
        form.set_reason("Opens when a pool is chosen")
    with qtbot.assertNotEmitted(form.footer_changed):
        form.set_reason("Opens when a pool is chosen")
    with qtbot.waitSignal(form.footer_changed):
        form.set_primary("Create 5 resources")


def test_the_first_field_has_the_keyboard_and_the_title_where_there_is_none(
    form: FormPage, qtbot: QtBot, session: Session
) -> None:
    form.focus_first()
    assert isinstance(form.focusWidget(), TextField)

    class Bare(Page):
        id = "review"

    bare = Bare(session)
    qtbot.addWidget(bare)
    bare.show()
    bare.activateWindow()
    bare.focus_first()
    qtbot.waitUntil(bare.header.title.hasFocus)
