"""The preview: grounds, hanging wrap, places that stay."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from wizard.gui import theme
from wizard.gui.widgets.preview import ConfigPreview, PreviewLine, PreviewStrip, key_and_value

Show = Callable[[QWidget], QWidget]
URL = "https://authenticate.corp.example.com"
LINES = [
    PreviewLine(f"authenticate_service_url: {URL}", changed=True),
    PreviewLine("idp_provider: cognito"),
    PreviewLine("idp_client_id: # after Apply", unknown=True),
]


@pytest.fixture
def preview(shown: Show) -> ConfigPreview:
    result = ConfigPreview()
    result.resize(244, 400)
    result.show_text("config.yaml", LINES)
    shown(result)
    result.copy.setFocus()
    return result


def column(preview: ConfigPreview, x: int) -> list[str]:
    image = preview.view.viewport().grab().toImage()
    return [image.pixelColor(x, y).name().upper() for y in range(image.height())]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("idp_provider: cognito", (("idp_provider: ", "text2"), ("cognito", "text"))),
        ("IDP_SCOPES=openid profile", (("IDP_SCOPES=", "text2"), ("openid profile", "text"))),
        ("idp_scopes:", (("idp_scopes:", "text2"),)),
        ("- openid", (("- openid", "text"),)),
        ("# practice mode: not for a real Pomerium", (("# practice mode: not for a real Pomerium", "text2"),)),
        ("  - allow: all", (("  - allow: ", "text2"), ("all", "text"))),
        ("https://a.example/?b=c", (("https://a.example/?b=", "text2"), ("c", "text"))),
    ],
)
def test_keys_are_quiet_and_values_are_not(text: str, pieces: tuple[tuple[str, str], ...]) -> None:
    assert key_and_value(text) == pieces
    assert "".join(piece for piece, _role in pieces) == text


def test_nothing_is_cut(preview: ConfigPreview) -> None:
    assert preview.view.toPlainText() == "\n".join(line.text for line in LINES)
    first = preview.view.document().firstBlock()
    assert first.layout().lineCount() > 1
    widths = [first.layout().lineAt(at).naturalTextRect().right() for at in range(first.layout().lineCount())]
    assert max(widths) <= preview.view.viewport().width()


def test_wrapped_lines_hang(preview: ConfigPreview) -> None:
    layout = preview.view.document().firstBlock().layout()
    assert layout.lineAt(1).x() - layout.lineAt(0).x() == theme.u(14)


def test_changed_lines_lie_on_soft_behind_an_accent_bar(preview: ConfigPreview) -> None:
    bar, ground = column(preview, 1), column(preview, preview.view.viewport().width() - 2)
    assert bar.count(theme.LIGHT.accent) == ground.count(theme.LIGHT.soft)
    lines = preview.view.document().firstBlock().layout().lineCount()
    assert abs(bar.count(theme.LIGHT.accent) - lines * 18) <= 1
    assert column(preview, 3)[bar.index(theme.LIGHT.accent)] == theme.LIGHT.soft


def test_a_change_of_theme_changes_the_text_too(preview: ConfigPreview, qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, "dark")

    def colours() -> list[str]:
        block = preview.view.document().firstBlock()
        return [piece.format.foreground().color().name().upper() for piece in block.textFormats()]

    qtbot.waitUntil(lambda: colours() == [theme.DARK.text2, theme.DARK.text])
    assert theme.DARK.accent in column(preview, 1)


def test_unknown_values_are_quiet(preview: ConfigPreview) -> None:
    block = preview.view.document().lastBlock()
    assert [piece.format.foreground().color() for piece in block.textFormats()] == [theme.color("text2")]


def test_what_is_in_view_stays_in_view(preview: ConfigPreview, qtbot: QtBot) -> None:
    many = [PreviewLine(f"key_{n}: value") for n in range(80)]
    preview.show_text("config.yaml", many)
    bar = preview.view.verticalScrollBar()
    bar.setValue(300)
    many[40] = PreviewLine("key_40: another", changed=True)
    preview.show_text("config.yaml", many)
    assert bar.value() == 300


def test_the_same_text_is_not_written_anew(preview: ConfigPreview) -> None:
    revision = preview.view.document().revision()
    preview.show_text("config.yaml", LINES)
    assert preview.view.document().revision() == revision


def test_the_preview_is_read_with_its_changes(preview: ConfigPreview) -> None:
    assert preview.view.accessibleName() == "config.yaml, preview"
    assert preview.view.accessibleDescription() == f"from this page: authenticate_service_url: {URL}"
    assert preview.foot.text() == "Marked lines come from this page."


def test_copy_copies_the_file(preview: ConfigPreview) -> None:
    preview.copy.click()
    assert QGuiApplication.clipboard().text() == "".join(f"{line.text}\n" for line in LINES) == preview.text()


def test_tab_leaves_the_preview(preview: ConfigPreview) -> None:
    assert preview.view.tabChangesFocus()
    assert preview.view.isReadOnly()


def test_the_strip_counts_the_lines_of_the_page(qtbot: QtBot) -> None:
    strip = PreviewStrip()
    qtbot.addWidget(strip)
    strip.show_text("config.yaml", LINES)
    assert strip.count.text() == "1 line comes from this page"
    strip.show_text("config.yaml", [PreviewLine("a: b", changed=True)] * 5)
    assert strip.count.text() == "5 lines come from this page"
    with qtbot.waitSignal(strip.asked):
        strip.button.click()
    strip.copy.click()
    assert QGuiApplication.clipboard().text() == "a: b\n" * 5
