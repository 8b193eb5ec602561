"""The drawings and their tints."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from wizard.gui import icons, theme
from wizard.resources import resource

DRAWINGS = sorted(path.stem for path in resource("icons").glob("*.svg"))
STATES = ("tick", "current", "open", "dot", "stale", "cross-ring", "fault", "triangle", "clock")
LINES = [name for name in DRAWINGS if name not in ("app", "mark")]


def strongest(image: QImage) -> QColor:
    """The colour of the most opaque pixel."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return max(pixels, key=QColor.alpha)


@pytest.mark.parametrize("name", DRAWINGS)
def test_every_drawing_is_tinted_in_its_role(qapp: QApplication, name: str) -> None:
    image = icons.pixmap(name, 64, "error").toImage()
    if name in ("app", "mark"):
        assert image.pixelColor(8, 32).alpha() == 255
    else:
        assert strongest(image).name() == theme.color("error").name()


@pytest.mark.parametrize("name", LINES)
def test_drawings_keep_to_grid_and_stroke(name: str) -> None:
    root = ElementTree.fromstring(resource("icons", f"{name}.svg").read_text(encoding="utf-8"))
    assert root.get("viewBox") == "0 0 16 16"
    assert (root.get("stroke"), root.get("stroke-width")) == ("currentColor", "1.5")
    assert (root.get("stroke-linecap"), root.get("stroke-linejoin")) == ("round", "round")


@pytest.mark.parametrize("name", LINES)
def test_drawings_stay_inside_the_edge(qapp: QApplication, name: str) -> None:
    image = icons.pixmap(name, 16, "text").toImage()
    rim = [image.pixelColor(at, side).alpha() for at in range(16) for side in (0, 15)]
    rim += [image.pixelColor(side, at).alpha() for at in range(16) for side in (0, 15)]
    assert max(rim) < 160


def test_states_have_shapes_of_their_own(qapp: QApplication) -> None:
    images = [icons.pixmap(name, 32, "text").toImage() for name in STATES]
    for place, image in enumerate(images):
        for other in images[place + 1 :]:
            different = sum(
                abs(image.pixelColor(x, y).alpha() - other.pixelColor(x, y).alpha()) > 128
                for x in range(32)
                for y in range(32)
            )
            assert different > 20


def test_a_new_theme_has_new_colours(qapp: QApplication) -> None:
    light = icons.pixmap("tick", 32, "ok").toImage()
    theme.apply(qapp, "dark")
    dark = icons.pixmap("tick", 32, "ok").toImage()
    assert strongest(light).name() == theme.LIGHT.ok.lower()
    assert strongest(dark).name() == theme.DARK.ok.lower()


def test_ratio_makes_more_pixels_not_larger_icons(qapp: QApplication) -> None:
    for ratio in (1.0, 1.25, 2.0, 3.0):
        drawn = icons.pixmap("copy", 16, "text", ratio)
        assert drawn.width() == 16 * ratio
        assert drawn.deviceIndependentSize().width() == 16


def test_drawing_into_a_painter(qapp: QApplication) -> None:
    image = QImage(32, 32, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    icons.draw(painter, "dot", QRect(0, 0, 32, 32), "warn")
    painter.end()
    assert image.pixelColor(16, 16).name() == theme.LIGHT.warn.lower()


def test_an_unknown_name_is_told(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-drawing", 16)


def test_icons_for_menus_and_windows(qapp: QApplication) -> None:
    assert not icons.icon("trash", "error").isNull()
    assert not icons.app_icon().pixmap(64, 64).isNull()


def test_every_name_in_the_code_has_a_drawing() -> None:
    pattern = re.compile(r"""(?:Sign|icons\.draw|set_icon|icon)\(?(?:p, |=)?"([a-z-]+)\"""")
    folder = Path(icons.__file__).parent
    used = {
        name for path in (folder / "widgets").glob("*.py") for name in pattern.findall(path.read_text(encoding="utf-8"))
    }
    assert used <= {*DRAWINGS, "lock"}
    assert {"copy", "tick", "mark"} <= used


def test_importing_the_look_draws_nothing_and_loads_no_svg() -> None:
    code = (
        "import sys, pkgutil, importlib, wizard.gui.widgets as w\n"
        "[importlib.import_module(f'wizard.gui.widgets.{m.name}') for m in pkgutil.iter_modules(w.__path__)]\n"
        "print([m for m in sys.modules if m in ('PySide6.QtSvg', 'PySide6.QtNetwork', 'boto3', 'httpx')])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
