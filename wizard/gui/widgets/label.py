"""Texts in the type scale. They follow a change of font and theme by themselves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from wizard.gui import theme
from wizard.gui.theme import FontRole
from wizard.gui.widgets import mnemonics, paint


class Label(QLabel):
    """Plain text (never rich text) in a font role and a colour role."""

    def __init__(
        self,
        text: str = "",
        font: FontRole = "body",
        role: str = "text",
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._font_role: FontRole = font
        self._role = role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setFont(theme.font(font))
        self._align()
        paint.set_text_role(self, role)

    def set_role(self, role: str) -> None:
        """Another colour role."""
        self._role = role
        paint.set_text_role(self, role)

    def set_font_role(self, font: FontRole) -> None:
        """Another font role."""
        self._font_role = font
        self.setFont(theme.font(font))

    def heightForWidth(self, width: int) -> int:
        """Layouts ask for the width they have, also where the label may not use all of it."""
        return super().heightForWidth(min(width, self.maximumWidth()))

    def showEvent(self, event: QShowEvent) -> None:
        """Qt tells no change of the application's font to what has never been shown."""
        wanted = theme.font(self._font_role)
        if self.font() != wanted:
            self.setFont(wanted)
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's font and palette."""
        if event.type() == QEvent.Type.FontChange:
            self.setFont(theme.font(self._font_role))
        elif event.type() == QEvent.Type.PaletteChange:
            paint.set_text_role(self, self._role)
        elif event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()
        super().changeEvent(event)

    def _align(self) -> None:
        """Names from Cognito are Latin: by their own direction they would stand far from a mirrored row's icon."""
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)


class Paragraph(Label):
    """Wrapped text, at most 640 wide so that lines stay readable."""

    def __init__(
        self, text: str = "", font: FontRole = "body", role: str = "text", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, font, role, wrap=True, parent=parent)
        self.setMaximumWidth(theme.u(640))

    def changeEvent(self, event: QEvent) -> None:
        """The width is a multiple of the font's size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setMaximumWidth(theme.u(640))


class Heading(Label):
    """A title that can be focused by the page (so that it is read out), but not by Tab."""

    def __init__(self, text: str = "", font: FontRole = "title", parent: QWidget | None = None) -> None:
        super().__init__(text, font, parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)


class FieldLabel(Label):
    """The label above a field, its buddy; `&` marks the mnemonic, underlined while Alt is held."""

    def __init__(self, text: str, buddy: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(text, "label", parent=parent)
        if buddy is not None:
            self.setBuddy(buddy)

    def sizeHint(self) -> QSize:
        """Without the room of the marks."""
        size = self.fontMetrics().size(0, mnemonics.plain(self.text()))
        return QSize(size.width() + 1, size.height())

    def minimumSizeHint(self) -> QSize:
        """The text is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it here: QLabel would underline always."""
        del event
        p = paint.painter(self)
        role = "text" if self.isEnabled() else "text3"
        paint.text(p, self.rect(), paint.leading(self) | mnemonics.flag(), self.text(), role, font=self.font())
        p.end()


class CodeLabel(Label):
    """Code that can be selected by mouse and keyboard; wrapped, never elided, since it is compared to the letter."""

    def __init__(
        self, text: str = "", role: str = "text", font: FontRole = "code", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, font, role, wrap=True, parent=parent)
        flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.setTextInteractionFlags(flags)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ring it while focused."""
        super().paintEvent(event)
        if self.hasFocus():
            p = paint.painter(self)
            paint.ring(p, QRect(0, 0, self.width(), self.height()), theme.u(4))
            p.end()
