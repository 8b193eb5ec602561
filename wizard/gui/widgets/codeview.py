"""Read-only lines of code on coloured grounds, with a hanging wrap; and the panel around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QTextBrowser, QVBoxLayout, QWidget

from wizard.gui import theme
from wizard.gui.theme import FontRole
from wizard.gui.widgets import paint
from wizard.gui.widgets.fields import Sign
from wizard.gui.widgets.label import Label
from wizard.gui.widgets.scroll import ScrollBar


@dataclass(frozen=True)
class CodeLine:
    """Pieces of text with their roles ('' is not painted), on a ground; `bar` draws the accent bar of changed lines."""

    pieces: tuple[tuple[str, str], ...]
    ground: str = ""
    bar: bool = False
    secret: str = field(default="", repr=False)
    """Painted in place of the dots in the pieces, and nowhere else: the document keeps the dots."""


class CodeView(QTextBrowser):
    """Shows CodeLines. Colours are set anew when the theme changes; the scroll position stays when the text does."""

    def __init__(self, font: FontRole = "code", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._font_role: FontRole = font
        self._lines: tuple[CodeLine, ...] = ()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setVerticalScrollBar(ScrollBar())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.setTabChangesFocus(True)

    def lines(self) -> tuple[CodeLine, ...]:
        """The lines shown."""
        return self._lines

    def show_lines(self, lines: Sequence[CodeLine]) -> None:
        """Show other lines; nothing moves that stays."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        self._fill()

    def sizeHint(self) -> QSize:
        """Enough for some lines."""
        return QSize(theme.u(244), theme.u(160))

    def minimumSizeHint(self) -> QSize:
        """Three lines."""
        return QSize(theme.u(160), theme.u(64))

    def changeEvent(self, event: QEvent) -> None:
        """Colours and sizes of the text are in the document: write it anew."""
        super().changeEvent(event)
        kinds = (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.ApplicationPaletteChange)
        if event.type() in kinds and hasattr(self, "_lines"):
            self._fill()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grounds first, from the top of one block to the top of the next; then the text."""
        p = QPainter(self.viewport())
        self._paint_grounds(p)
        p.end()
        super().paintEvent(event)
        p = QPainter(self.viewport())
        self._paint_secrets(p)
        if self.hasFocus():
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint.ring(p, self.viewport().rect(), theme.u(4))
        p.end()

    def _fill(self) -> None:
        kept = self.verticalScrollBar().value()
        document = self.document()
        document.clear()
        cursor = QTextCursor(document)
        font = theme.font(self._font_role)
        cursor.beginEditBlock()
        for place, line in enumerate(self._lines):
            block = self._block_format()
            if place:
                cursor.insertBlock(block)
            else:
                cursor.setBlockFormat(block)
            for text, role in line.pieces:
                cursor.insertText(text, self._char_format(font, role))
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)  # filling took it to the end, where a resize would scroll to
        self.verticalScrollBar().setValue(kept)
        self.viewport().update()

    def _block_format(self) -> QTextBlockFormat:
        result = QTextBlockFormat()
        hanging = theme.u(14)
        result.setLeftMargin(theme.u(16) + hanging)
        result.setRightMargin(theme.u(8))
        result.setTextIndent(-hanging)
        result.setLineHeight(self._line_height(), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        return result

    def _line_height(self) -> int:
        return theme.u(18 if self._font_role == "code" else 19)

    @staticmethod
    def _char_format(font: QFont, role: str) -> QTextCharFormat:
        result = QTextCharFormat()
        result.setFont(font)
        result.setForeground(theme.color(role) if role else Qt.GlobalColor.transparent)
        return result

    def _blocks(self) -> list[tuple[QTextBlock, CodeLine]]:
        found = []
        block = self.document().begin()
        for line in self._lines:
            if not block.isValid():
                break
            found.append((block, line))
            block = block.next()
        return found

    def _paint_grounds(self, p: QPainter) -> None:
        layout = self.document().documentLayout()
        # Qt puts all of a fixed height's spare room above the letters: grounds go down by half of it.
        spare = self._line_height() - QFontMetricsF(theme.font(self._font_role)).height()
        shift = spare / 2 - self.verticalScrollBar().value()
        for block, line in self._blocks():
            if not line.ground:
                continue
            top = layout.blockBoundingRect(block).top()
            after = block.next()
            bottom = layout.blockBoundingRect(after).top() if after.isValid() else layout.documentSize().height()
            band = QRectF(0, top + shift, self.viewport().width(), bottom - top)
            p.fillRect(band, theme.color(line.ground))
            if line.bar:
                p.fillRect(QRectF(0, band.top(), theme.u(3), band.height()), theme.color("accent"))

    def _paint_secrets(self, p: QPainter) -> None:
        p.setFont(theme.font(self._font_role))
        for block, line in self._blocks():
            if not line.secret:
                continue
            start = block.text().find("•")
            for offset, letter in enumerate(line.secret):
                cursor = QTextCursor(block)
                cursor.setPosition(block.position() + start + offset)
                at = self.cursorRect(cursor)
                cell = QRect(at.x(), at.y(), p.fontMetrics().horizontalAdvance("0") + 2, at.height())
                p.setPen(theme.color("text"))
                p.drawText(cell, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), letter)


class CodePanel(QWidget):
    """Head with icon, file name and room for buttons; the view; a foot note."""

    def __init__(self, view: CodeView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self.name = Label("", "link")
        self.foot = Label("", "caption", "text2", wrap=True)
        self.head = QHBoxLayout()
        theme.lay(self.head, 14, 6, 8, 6, gap=8)
        self.head.addWidget(Sign("file"))
        self.head.addWidget(self.name)
        self.head.addStretch(1)
        self._head_holder = QWidget()
        self._head_holder.setLayout(self.head)
        column = QVBoxLayout(self)
        theme.lay(column, 1)
        column.addWidget(self._head_holder)
        column.addSpacing(theme.u(7))
        column.addWidget(view, 1)
        foot = QHBoxLayout()
        theme.lay(foot, 14, 8, 14, 8)
        foot.addWidget(self.foot)
        column.addLayout(foot)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Sizes are multiples of the font's size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _measure(self) -> None:
        self._head_holder.setMinimumHeight(theme.u(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A sunken box with a line below its head."""
        del event
        p = paint.painter(self)
        paint.box(p, self.rect(), theme.u(10), "sunken", "line")
        paint.hairline(p, 1, self.width() - 1, self._head_holder.geometry().bottom())
        p.end()
