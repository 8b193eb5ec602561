"""The drawing as an icon: python icon.py DRAWING.svg TARGET.ico, or a folder NAME.iconset for macOS' iconutil."""

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 24, 32, 48, 64, 256)  # pixels; each is a PNG of its own in the file


def icon(drawing: Path, target: Path) -> None:
    """Draw every size and put them behind one table."""
    pictures = [_png(drawing, size) for size in SIZES]
    rows, place = b"", 6 + 16 * len(SIZES)
    for size, picture in zip(SIZES, pictures, strict=True):
        rows += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    target.write_bytes(struct.pack("<HHH", 0, 1, len(SIZES)) + rows + b"".join(pictures))


def _png(drawing: Path, size: int) -> bytes:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(held.data())


def iconset(drawing: Path, folder: Path) -> None:
    """A PNG of every size that macOS knows, by its names."""
    for size in (16, 32, 128, 256, 512):
        (folder / f"icon_{size}x{size}.png").write_bytes(_png(drawing, size))
        (folder / f"icon_{size}x{size}@2x.png").write_bytes(_png(drawing, 2 * size))


if __name__ == "__main__":
    source, made = Path(sys.argv[1]), Path(sys.argv[2])
    (iconset if made.is_dir() else icon)(source, made)
