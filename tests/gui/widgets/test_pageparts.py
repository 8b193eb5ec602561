"""Header, banners, state pages, chips, scroll areas, and a whole window that follows the font."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wizard.gui import theme
from wizard.gui.widgets.action import Action
from wizard.gui.widgets.banner import Banner, BannerKind
from wizard.gui.widgets.chip import Chip, ChipKind
from wizard.gui.widgets.combo import Combo
from wizard.gui.widgets.diff import DiffLine, DiffView
from wizard.gui.widgets.field import TextField
from wizard.gui.widgets.formrow import FormRow
from wizard.gui.widgets.header import PageHeader
from wizard.gui.widgets.label import Heading
from wizard.gui.widgets.listrow import BoxedList, ListRow
from wizard.gui.widgets.number import NumberField
from wizard.gui.widgets.quiet import DerivedValue, QuietBox, SecretValue
from wizard.gui.widgets.scroll import ScrollArea
from wizard.gui.widgets.section import SectionHead
from wizard.gui.widgets.segmented import Segmented
from wizard.gui.widgets.spinner import Spinner
from wizard.gui.widgets.statepage import StatePage
from wizard.gui.widgets.switch import Switch
from wizard.gui.widgets.timeline import TimelineRow

Show = Callable[[QWidget], QWidget]
PLACE = ("AWS console", "Cognito", "corp-staff", "App clients", "pomerium", "Login pages")


@pytest.fixture
def header(shown: Show) -> PageHeader:
    result = PageHeader("User pool", "Where your people's accounts live.", PLACE)
    result.resize(760, result.sizeHint().height())
    shown(result)
    return result


def test_titles_never_jump(header: PageHeader) -> None:
    before = (header.title.y(), header.lead.y(), header.heightForWidth(760))
    for place, lead in ((("On this computer",), ""), (PLACE, "A sentence."), ((), "Another.")):
        header.set_place(place)
        header.set_text("Review", lead)
        header.layout().activate()
        assert (header.title.y(), header.lead.y(), header.heightForWidth(760)) == before


def test_a_long_place_drops_from_the_middle(header: PageHeader) -> None:
    seen: list[tuple[str, ...]] = []
    for width in range(760, 80, -1):
        header.place.resize(width, 20)
        if header.place.shown() not in seen:
            seen.append(header.place.shown())
    assert seen == [PLACE, *((PLACE[0], "…", *PLACE[first:]) for first in (2, 3, 4, 5))]
    assert header.place.accessibleDescription() == " › ".join(PLACE)


def test_the_link_is_for_places_at_amazon(header: PageHeader, qtbot: QtBot) -> None:
    assert header.link.isVisible()
    with qtbot.waitSignal(header.opened):
        qtbot.keyClick(header.link, Qt.Key.Key_Return)
    header.set_place(("On this computer",))
    assert not header.link.isVisible()
    header.set_place(("On this computer",), linked=True)
    assert header.link.isVisible()


def test_the_title_can_be_focused_but_not_by_tab(header: PageHeader, qtbot: QtBot, said: list[str]) -> None:
    header.title.setFocus()
    assert header.title.hasFocus()
    header.link.setFocus()
    qtbot.keyClick(header.link, Qt.Key.Key_Tab)
    assert not header.title.hasFocus()
    assert isinstance(header.title, Heading)
    header.announce()
    assert said == ["User pool. Where your people's accounts live."]


@pytest.mark.parametrize(
    ("kind", "ground", "word"),
    [
        ("info", "sunken", "Note"),
        ("warn", "warn_soft", "Warning"),
        ("error", "error_soft", "Error"),
        ("ok", "ok_soft", "Proof"),
    ],
)
def test_a_banner_is_seen_and_heard(shown: Show, said: list[str], kind: BannerKind, ground: str, word: str) -> None:
    banner = Banner(kind, "The client secret has nowhere to go.", "The keyring is locked")
    banner.resize(500, 60)
    shown(banner)
    assert said == [f"{word}: The keyring is locked The client secret has nowhere to go."]
    assert banner.grab().toImage().pixelColor(490, 10).name().upper() == getattr(theme.LIGHT, ground)
    assert (banner.kind(), banner.accessibleName()) == (kind, word)


def test_an_error_is_an_alert_and_leaves_the_focus(shown: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    kinds: list[QAccessible.Event] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: kinds.append(event.type()))
    window = QWidget()
    column = QVBoxLayout(window)
    field, banner = QLineEdit(), Banner("error", "Nothing was created.")
    banner.hide()
    column.addWidget(field)
    column.addWidget(banner)
    shown(window)
    field.setFocus()
    banner.show()
    assert QAccessible.Event.Alert in kinds
    assert field.hasFocus()


def test_a_banner_has_buttons_below(qtbot: QtBot) -> None:
    banner = Banner("error", "Locked.", actions=[Action("u", "Unlock"), Action("k", "Keep it in a passphrase file")])
    qtbot.addWidget(banner)
    assert [button.text() for button in banner.buttons] == ["Unlock", "Keep it in a passphrase file"]
    with qtbot.waitSignal(banner.acted) as caught:
        banner.buttons[1].click()
    assert caught.args == ["k"]


def test_a_banner_wraps_and_takes_another_message(shown: Show, said: list[str]) -> None:
    banner = Banner("info", "Short.")
    shown(banner)
    low = banner.heightForWidth(300)
    banner.set_message("warn", "A long sentence about mails and how many of them a day. " * 3, "A limit")
    assert banner.heightForWidth(300) > low
    assert len(said) == 2
    assert banner.text().startswith("A limit A long")


@pytest.fixture
def state(shown: Show) -> StatePage:
    result = StatePage()
    result.resize(700, 400)
    shown(result)
    return result


def test_loading_shows_late_and_can_be_stopped(state: StatePage, qtbot: QtBot, said: list[str]) -> None:
    state._late.setInterval(30)
    state.loading("Reading the user pools", "60 so far.", [Action("stop", "Stop")])
    assert not state.title.isVisible()
    assert said == []
    qtbot.waitUntil(state.title.isVisible)
    assert said == ["Reading the user pools 60 so far."]
    assert state.findChild(Spinner).isVisible()
    with qtbot.waitSignal(state.acted) as caught:
        state.buttons[0].click()
    assert caught.args == ["stop"]


def test_the_wait_is_300_ms(state: StatePage) -> None:
    assert state._late.interval() == 300


def test_a_quick_answer_shows_no_loading(state: StatePage, qtbot: QtBot) -> None:
    state.loading("Reading the user pools")
    state.empty("users", "No user pools in Europe (Ireland)", "Make a new one.", [Action("new", "New pool", "primary")])
    assert state.title.text() == "No user pools in Europe (Ireland)"
    assert state.title.isVisible()
    assert not state._late.isActive()
    assert not state.findChild(Spinner).isVisible()
    assert (state.state(), [button.kind for button in state.buttons]) == ("empty", ["primary"])


def test_news_while_loading_start_nothing_anew(state: StatePage, qtbot: QtBot) -> None:
    state._late.setInterval(1)
    state.loading("Reading", "60 so far.")
    qtbot.waitUntil(state.title.isVisible)
    state.loading("Reading", "120 so far.")
    assert state.title.isVisible()
    state.set_text("180 so far.")
    assert state.text.text() == "180 so far."


def test_a_page_that_is_left_appears_not_late(state: StatePage) -> None:
    state.loading("Reading")
    state.hide()
    assert not state._late.isActive()


def test_an_error_keeps_raw_text_under_details(state: StatePage, qtbot: QtBot) -> None:
    state.error(
        "Amazon doesn't let this role list user pools", "Ask for it.", [Action("t", "Try again")], "AccessDenied: raw"
    )
    details = state.details
    assert details.isVisible()
    assert not details.text.isVisible()
    assert details.button.accessibleDescription() == "collapsed"
    qtbot.keyClick(details.button, Qt.Key.Key_Return)
    qtbot.waitUntil(details.text.isVisible)
    assert details.button.accessibleDescription() == "expanded"
    details.copy.click()
    assert QGuiApplication.clipboard().text() == "AccessDenied: raw"
    state.error("Another", details="")
    assert not details.isVisible()


def test_lines_of_a_state_page_are_480_at_most(state: StatePage) -> None:
    state.empty("users", "No user pools", "A sentence that would be far too long to read in one line. " * 3)
    state.layout().activate()
    assert state.title.width() <= 480
    assert abs(state.title.geometry().center().x() - state.disc.geometry().center().x()) <= 1


@pytest.mark.parametrize("kind", ["neutral", "ok", "warn", "error"])
def test_chips_are_20_high_and_never_cut(qtbot: QtBot, set_em: Callable[[int], None], kind: ChipKind) -> None:
    chip = Chip("2 of 5 created", kind)
    qtbot.addWidget(chip)
    assert chip.sizeHint().height() == 20
    ground = theme.LIGHT.hover if kind == "neutral" else getattr(theme.LIGHT, f"{kind}_soft")
    chip.resize(chip.sizeHint())
    assert chip.grab().toImage().pixelColor(chip.width() // 2, 2).name().upper() == ground
    narrow = chip.sizeHint().width()
    chip.set_chip("2 of 5 created", kind, "lock")
    assert chip.sizeHint().width() > narrow
    heard = QAccessible.queryAccessibleInterface(chip)
    assert heard.text(QAccessible.Text.Name) == "2 of 5 created"


def test_the_scroll_bar_has_its_room_always(shown: Show, qtbot: QtBot) -> None:
    content = QWidget()
    column = QVBoxLayout(content)
    area = ScrollArea(content)
    area.resize(400, 300)
    shown(area)
    width = content.width()
    assert width == 390
    tall = QWidget()
    tall.setMinimumHeight(900)
    column.addWidget(tall)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    assert content.width() == width


def test_a_bar_is_drawn_only_when_there_is_more(shown: Show, qtbot: QtBot) -> None:
    content = QWidget()
    content.setMinimumHeight(100)
    area = ScrollArea(content)
    area.resize(400, 300)
    shown(area)
    bar = area.verticalScrollBar()
    assert bar.grab().toImage().pixelColor(5, 20).name() == bar.grab().toImage().pixelColor(0, 20).name()
    content.setMinimumHeight(900)
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert bar.grab().toImage().pixelColor(5, 20).name().upper() in (theme.LIGHT.edge, theme.LIGHT.text3)


def test_tab_scrolls_to_what_it_reaches(shown: Show, qtbot: QtBot) -> None:
    content = QWidget()
    column = QVBoxLayout(content)
    fields = [QLineEdit(), QLineEdit()]
    column.addWidget(fields[0])
    column.addSpacing(900)
    column.addWidget(fields[1])
    area = ScrollArea(content)
    area.resize(400, 300)
    shown(area)
    fields[0].setFocus()
    qtbot.keyClick(fields[0], Qt.Key.Key_Tab)
    assert fields[1].hasFocus()
    assert area.verticalScrollBar().value() > 500


def test_all_of_a_window_follows_the_font(shown: Show, set_em: Callable[[int], None]) -> None:
    """What is built at 13 px and then doubled is as what is built at 26 px."""

    def build() -> QWidget:
        window = QWidget()
        column = QVBoxLayout(window)
        theme.lay(column, 32, gap=8)
        diff = DiffView()
        diff.show_diff("config.yaml", [DiffLine("+", "a: b")])
        run = TimelineRow("Domain", "text")
        run.set_state("failed", seconds=1)
        boxed = BoxedList()
        boxed.add(ListRow("corp-staff", "eu-west-1", lead="radio", chips=[Chip("Works", "ok")]))
        quiet = QuietBox()
        quiet.add(DerivedValue("Callback URL", "https://a.example"))
        quiet.add(SecretValue("Client secret", str))
        for part in (
            PageHeader("Title", "Lead.", PLACE),
            SectionHead("Section", "Edit"),
            run,
            boxed,
            quiet,
            diff,
            FormRow("Prefix", TextField(code=True), width=200, hint="Hint."),
            FormRow("Length", NumberField(1, 9, 2), hint="Hint."),
            Combo(),
            Banner("info", "Text.", "Title"),
            Segmented("Ways", [("a", "A"), ("b", "B")]),
            Switch("S"),
        ):
            column.addWidget(part)
        return window

    changed = build()
    shown(changed)
    set_em(26)
    theme.remeasure(changed)
    fresh = build()
    shown(fresh)
    for window in (changed, fresh):
        window.layout().activate()
        window.resize(1400, 1800)
    sizes = [
        [
            (
                type(child).__name__,
                child.sizeHint().toTuple(),
                child.minimumSizeHint().toTuple(),
                child.font().pixelSize(),
            )
            for child in window.findChildren(QWidget)
        ]
        for window in (changed, fresh)
    ]
    assert [pair for pair in zip(*sizes, strict=True) if pair[0] != pair[1]] == []
