"""Which build this is, and whether a newer one is published: asked at a press, and never else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from wizard import __version__, app
from wizard.gui.about import AboutDialog
from wizard.gui.session import Session
from wizard.gui.widgets.banner import Banner
from wizard.gui.window import SetupWizard

PAGE = "https://releases.example.com/v9"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Who was asked; set its answer by `answer`."""
    return []


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch, asked: list[str]) -> Callable[[dict[str, Any], int], None]:
    """Publish something at the address that this build has."""
    monkeypatch.setenv("POMERIUM_COGNITO_UPDATES", "https://releases.example.com/latest")

    def publish(told: dict[str, Any], status: int = 200) -> None:
        def answered(request: httpx.Request) -> httpx.Response:
            asked.append(str(request.url))
            return httpx.Response(status, json=told)

        monkeypatch.setattr(app, "web", lambda: lambda: httpx.Client(transport=httpx.MockTransport(answered)))

    return publish


@pytest.fixture
def dialog(session: Session, wizard: SetupWizard, answer: object) -> AboutDialog:
    shown = AboutDialog(session, wizard)
    shown.open()
    return shown


def banner(dialog: AboutDialog) -> str:
    """What the banner says, title first."""
    return " ".join(each.text() for each in dialog.findChildren(Banner) if each.isVisible())


def press(qtbot: Any, where: QWidget, name: str) -> None:
    found = where.findChild(QWidget, name)
    assert isinstance(found, QWidget)
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def test_the_build_can_be_read_and_copied_and_nobody_is_asked(
    dialog: AboutDialog, asked: list[str], qtbot: Any
) -> None:
    assert f"Version {__version__}" in dialog.lead.text()
    assert dialog.details.is_open()
    dialog.details.copy.click()
    assert QGuiApplication.clipboard().text().startswith(f"pomerium-cognito {__version__}\n")
    assert asked == []


def test_a_newer_version_is_told_with_its_page(
    dialog: AboutDialog, answer: Any, asked: list[str], qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer({"tag_name": "v999.0", "html_url": PAGE})
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    press(qtbot, dialog, "about.check")
    qtbot.waitUntil(dialog.page.isVisible)
    assert "999.0 is published" in banner(dialog)
    assert asked == ["https://releases.example.com/latest"]
    press(qtbot, dialog, "about.page")
    assert [url.toString() for url in opened] == [PAGE]


def test_the_newest_version_is_called_so(dialog: AboutDialog, answer: Any, qtbot: Any) -> None:
    answer({"tag_name": __version__})
    press(qtbot, dialog, "about.check")
    qtbot.waitUntil(lambda: "newest version" in banner(dialog))
    assert not dialog.page.isVisible()
    assert dialog.check.isEnabled()


def test_no_answer_is_told_and_can_be_asked_again(dialog: AboutDialog, answer: Any, qtbot: Any) -> None:
    answer({}, 503)
    press(qtbot, dialog, "about.check")
    qtbot.waitUntil(lambda: "releases.example.com gave no answer" in banner(dialog))
    answer({"tag_name": __version__})
    press(qtbot, dialog, "about.check")
    qtbot.waitUntil(lambda: "newest version" in banner(dialog))


def test_it_opens_from_welcome(wizard: SetupWizard, qtbot: Any) -> None:
    press(qtbot, wizard, "welcome.about")
    qtbot.waitUntil(lambda: any(each.isVisible() for each in wizard.findChildren(AboutDialog)))
