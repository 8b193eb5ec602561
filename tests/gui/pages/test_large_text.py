"""At double text size the whole page scrolls, header and all, and nothing is cut off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from wizard.gui import theme
from wizard.setup.steps import IDS


@pytest.mark.parametrize("step", IDS)
def test_the_header_scrolls_with_the_page(
    chosen: Any, go: Callable[[str], None], set_em: Callable[[int], None], step: str
) -> None:
    set_em(26)
    chosen.until(lambda: not chosen.wizard.rail.isVisible())
    go(step)
    page = chosen.wizard.shown_page
    chosen.until(lambda: page.header.isVisible() and page.header.width() > 0)
    QApplication.processEvents()
    assert page._scroll.isAncestorOf(page.header)
    left = page.header.mapTo(chosen.wizard, page.header.rect().topLeft()).x()
    assert left == pytest.approx(theme.u(16), abs=theme.u(2))
