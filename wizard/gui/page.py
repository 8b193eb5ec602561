"""The base of every page: header, a body that scrolls, the config preview beside it, fields bound to the setup, jobs.

What the first page needs is imported at the top; kinds of fields, preview and menu of steps when they are used.
A page is a plain widget in the window's stack. It overrides `build`, and of the hooks what it needs: `entered`,
`answered`, `learnt`, `renewed`, `advance`. Hooks but `renewed` are called only while the page is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeVar

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wizard.gui import theme
from wizard.gui.session import Session
from wizard.gui.widgets.banner import Banner, BannerKind
from wizard.gui.widgets.header import PageHeader
from wizard.gui.widgets.label import Paragraph
from wizard.gui.widgets.scroll import WIDTH as BAR
from wizard.gui.widgets.scroll import ScrollArea
from wizard.gui.widgets.section import SectionHead
from wizard.setup import steps

if TYPE_CHECKING:
    from wizard.events import Event
    from wizard.gui.binding import Binding, Options
    from wizard.gui.preview import Preview
    from wizard.gui.topbar import TopBar
    from wizard.gui.widgets.action import Action
    from wizard.gui.widgets.button import Kind
    from wizard.gui.widgets.listrow import ListRow
    from wizard.gui.work import Failure, Job
    from wizard.setup.fault import Fault

Layout = Literal["wide", "narrow", "small"]
EDGE, NEAR = 30, 15  # left and right; the frame adds 2 to make the guide's 32
_W = TypeVar("_W", bound=QWidget)


class Page(QWidget):
    """`id` is the step's; `preview` puts config.yaml beside the form, with the lines of this step's fields marked."""

    id: ClassVar[str] = ""
    preview: ClassVar[bool] = False
    return_goes_on: ClassVar[bool] = True
    """Whether Return in a field presses the primary button; off where that writes something."""

    footer_changed = Signal()
    """`reason` or `primary` changed."""
    jumped = Signal(str)
    """A step was chosen in the menu of steps, in the small layout."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.step = steps.step(self.id)
        self.setObjectName(f"page.{self.id}")
        self.setAccessibleName(self.step.title)
        self.bindings: dict[str, Binding] = {}
        self.reason = ""
        self.primary: tuple[str, Kind] = ("&Next", "primary")
        self._works: dict[str, int] = {}
        self._made = self._at = False
        self._head_in: QVBoxLayout
        self._topbar: TopBar | None = None
        self._preview: Preview | None = None
        self._frame()
        self.build()
        self._made = True
        session.answered.connect(self._on_answered)
        session.learnt.connect(self._on_learnt)
        session.renewed.connect(self._on_renewed)

    # --- what a page overrides

    def build(self) -> None:
        """Make the widgets and `add` them."""

    def entered(self) -> None:
        """The page is shown, each time; fields are already fresh."""

    def answered(self, path: str) -> None:
        """The setup changed at this path, by this page or another; fields are already fresh."""

    def learnt(self) -> None:
        """`session.known` changed."""

    def renewed(self) -> None:
        """Account, region or mode changed, shown or not: forget what came from Amazon; what ran was dropped."""

    def advance(self) -> bool:
        """The primary button was pressed and no field has a fault: True goes on, False stays (the page acts)."""
        return True

    # --- putting things on it

    def add(self, widget: _W) -> _W:
        """Append a widget or a whole section, 20 below the one before."""
        self._column.insertWidget(self._column.count() - 1, widget)
        return widget

    def fill(self, widget: _W) -> _W:
        """Append a widget that takes the rest of the height (a StatePage, a long list)."""
        self._column.insertWidget(self._column.count() - 1, widget, 1)
        self._column.setStretch(self._column.count() - 1, 0)
        return widget

    def foot(self, *buttons: QWidget) -> QWidget:
        """A line of buttons above the window's own, which stays while the page scrolls."""
        line = QWidget()
        row = QHBoxLayout(line)
        theme.lay(row, EDGE, 8, EDGE, 12, gap=8)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        self._outer.addWidget(line)
        return line

    def section(self, title: str, *widgets: QWidget, action: str = "", icon: str = "") -> Section:
        """Append a title (with a flat button) and, 8 below it, its widgets."""
        return self.add(Section(title, widgets, action, icon))

    def banner(self, kind: BannerKind, text: str, title: str = "", actions: Sequence[Action] = ()) -> Banner:
        """Append a banner."""
        return self.add(Banner(kind, text, title, actions))

    def paragraph(self, text: str, role: str = "text2") -> Paragraph:
        """Append a sentence or two."""
        return self.add(Paragraph(text, role=role))

    # --- fields, each bound to its path of the setup

    def text(self, path: str, label: str, **look: Any) -> Binding:
        """A line of text. `hint`, `width` (200, 360; none: full), `suffix`, `placeholder`, `optional`, `many`."""
        from wizard.gui import binding

        return self.bind(binding.text(self.session, path, label, **look))

    def number(self, path: str, label: str, least: int, most: int, **look: Any) -> Binding:
        """A whole number. `unit`, `hint`."""
        from wizard.gui import binding

        return self.bind(binding.number(self.session, path, label, least, most, **look))

    def choice(self, path: str, label: str, options: Options, **look: Any) -> Binding:
        """One of several. `hint`, `look` ('rows', 'segmented', 'list')."""
        from wizard.gui import binding

        return self.bind(binding.choice(self.session, path, label, options, **look))

    def ticks(self, path: str, label: str, options: Options, **look: Any) -> Binding:
        """Check boxes. `hint`, `fixed`."""
        from wizard.gui import binding

        return self.bind(binding.ticks(self.session, path, label, options, **look))

    def switch(self, path: str, label: str, subtitle: str = "", **look: Any) -> ListRow:
        """A row with a switch, to be put into a BoxedList (it is not added by itself). `icon`."""
        from wizard.gui import binding

        bound, row = binding.switch(self.session, path, label, subtitle, **look)
        self.bindings[path] = bound
        return row

    def bind(self, bound: Binding, *, add: bool = True) -> Binding:
        """Keep a binding of the page; its row is appended unless it stands in a section of its own."""
        self.bindings[bound.path] = bound
        bound.told.connect(self.footer_changed)
        if add and isinstance(bound.row, QWidget):
            self.add(bound.row)
        return bound

    # --- jobs

    def run(
        self,
        key: str,
        make: Callable[[Any], Job],
        done: Callable[[Any], None],
        failed: Callable[[Failure], None] | None = None,
        told: Callable[[Event], None] | None = None,
    ) -> None:
        """Run `make(adapters)` on a thread; listeners are bound methods of this page. What ran as `key` is dropped."""
        self.drop(key)
        source = self.session.source
        self._works[key] = self.session.work.start(lambda: make(source.get()), done, failed, told)

    def stop(self, key: str) -> None:
        """Ask it to stop; its end is told."""
        self.session.work.stop(self._works.get(key, 0))

    def drop(self, key: str) -> None:
        """Ask it to stop, and hear no more of it."""
        self.session.work.drop(self._works.pop(key, 0))

    def is_running(self, key: str) -> bool:
        """Whether its end is still to come."""
        return self.session.work.is_running(self._works.get(key, 0))

    # --- the footer

    def set_reason(self, reason: str) -> None:
        """Why there is nothing to go on with ("Opens when a pool is chosen"): Next is off. '' turns it on."""
        if reason != self.reason:
            self.reason = reason
            self.footer_changed.emit()

    def set_primary(self, text: str, kind: Kind = "primary") -> None:
        """Text of the forward button: the deed and its size. 'secondary' where going on is not the best."""
        if (text, kind) != self.primary:
            self.primary = (text, kind)
            self.footer_changed.emit()

    # --- faults

    def faults(self) -> tuple[Fault, ...]:
        """Faults of this step, those that no field here shows included."""
        return self.session.faults_of(self.id)

    def reveal(self) -> None:
        """Show every fault of the page, and focus the first."""
        for bound in self.bindings.values():
            bound.reveal()
        self.focus_fault()

    def focus_fault(self) -> None:
        """Give the keyboard to the first field with a fault, and bring it in sight."""
        for bound in self.bindings.values():
            if any(fault.level == "fault" for fault in bound.faults()):
                bound.row.field.setFocus(Qt.FocusReason.OtherFocusReason)
                if isinstance(bound.row, QWidget):
                    self.bring_in_sight(bound.row)
                return

    def label_of(self, path: str) -> str:
        """What a field is called, for the footer; the path itself where no field here shows it."""
        for bound in self.bindings.values():
            if path == bound.path or path.startswith(bound.path + "."):
                return bound.row.field.accessibleName()
        return path

    # --- the frame around it

    @property
    def topbar(self) -> TopBar:
        """Steps and preview as buttons, hidden but in the small layout."""
        if self._topbar is None:
            from wizard.gui.topbar import TopBar

            self._topbar = TopBar(self.session, self)
            self._topbar.hide()
            self._topbar.jumped.connect(self.jumped)
            if self._preview is not None:
                self._topbar.add_preview(self._preview)
            self._head_column.insertWidget(0, self._topbar)
        return self._topbar

    def set_layout(self, layout: Layout) -> None:
        """wide: preview beside; narrow: preview as a strip; small: header scrolls, steps and preview are buttons."""
        small = layout == "small"
        if small or self._topbar is not None:
            self.topbar.setVisible(small)
        holder, place = (self._column, 0) if small else (self._outer, 0)
        if self._head_in is not holder:
            self._head_in = holder
            holder.insertWidget(place, self.head)
            self.head.show()
        edge = NEAR if small else EDGE
        theme.lay(self._head_column, *((0, 0, 0, 0) if small else (EDGE, 22, EDGE, 8)), gap=16)
        if self._preview is not None:
            self._preview.set_layout(layout)
        beside = layout == "wide" and self._preview is not None
        # With the 8 below the header 20: what scrolls doesn't touch the sentence there.
        theme.lay(self._column, edge, 16 if small else 12, 8 if beside else edge - BAR, 20, gap=20)

    def preview_widgets(self) -> tuple[QWidget, ...]:
        """The preview's two forms, where the page has one."""
        return (self._preview.panel, self._preview.strip) if self._preview is not None else ()

    def bring_in_sight(self, widget: QWidget) -> None:
        """Scroll to it, where it is part of what scrolls."""
        if self._scroll.isAncestorOf(widget):
            self._scroll.ensureWidgetVisible(widget, 0, theme.u(20))

    def set_lead(self, lead: str) -> None:
        """Another sentence below the title."""
        self.header.set_text(self.step.title, lead)

    def focus_first(self) -> None:
        """The first field, or the title where there is none."""
        first = next((b.row.field for b in self.bindings.values() if b.row.field.isVisible()), None)
        (first or self.header.title).setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Fields show the setup as it is now, whatever changed it meanwhile."""
        super().showEvent(event)
        if not event.spontaneous() and not self._at:
            self._at = True
            self.refresh()
            self.entered()

    def hideEvent(self, event: QHideEvent) -> None:
        """QWizard hides and shows its page when another button takes the place of Next: that is not leaving."""
        super().hideEvent(event)
        self._at = self._at and self.session.walk.current == self.id

    def refresh(self) -> None:
        """Fields, place and preview from the session."""
        setup = self.session.setup
        for bound in self.bindings.values():
            bound.refresh()
        url = self.step.console_url(self._with_ids())
        self.header.set_place(self.step.place(setup), linked=url is not None and not self.session.mode.practice)
        if self._preview is not None:
            self._preview.refresh()

    def sizeHint(self) -> QSize:
        """Whatever the window gives."""
        return QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        """The window never grows for a page."""
        return QSize(0, 0)

    def _frame(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.header = PageHeader(self.step.title, self.step.lead, self.step.place(self.session.setup))
        self.header.opened.connect(self._open_console)
        self.head = QWidget()
        self._head_column = QVBoxLayout(self.head)
        self._head_column.addWidget(self.header)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.addStretch(1)
        self._scroll = ScrollArea(content)
        self._middle = QHBoxLayout()
        theme.lay(self._middle)
        self._middle.addWidget(self._scroll, 1)
        self._outer = QVBoxLayout(self)
        theme.lay(self._outer)
        self._outer.addWidget(self.head)
        self._outer.addLayout(self._middle, 1)
        self._head_in = self._outer
        if self.preview:
            from wizard.gui.preview import Preview

            self._preview = Preview(self.session, self.step.fields, self._middle, self._outer)
        self.set_layout("wide")

    def _with_ids(self) -> Any:
        setup, found = self.session.setup, self.session.known.snapshot
        for path, value in (("pool.id", found and found.pool_id), ("client.id", found and found.client_id)):
            if value:
                setup = setup.replace(path, value)
        return setup

    def _open_console(self) -> None:
        url = self.step.console_url(self._with_ids())
        if url:
            QDesktopServices.openUrl(QUrl(url))

    def _on_answered(self, path: str) -> None:
        if self._made and self.isVisible():
            self.refresh()
            self.answered(path)
            self.footer_changed.emit()

    def _on_learnt(self) -> None:
        if self._made and self.isVisible():
            self.refresh()
            self.learnt()

    def _on_renewed(self) -> None:
        self._works.clear()
        self.renewed()


class Section(QWidget):
    """A title with a flat button, and its widgets below."""

    def __init__(self, title: str, widgets: Sequence[QWidget] = (), action: str = "", icon: str = "") -> None:
        super().__init__()
        self.head = SectionHead(title, action, icon)
        self._column = QVBoxLayout(self)
        theme.lay(self._column, gap=8)
        self._column.addWidget(self.head)
        for widget in widgets:
            self._column.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def add(self, widget: _W) -> _W:
        """Append a widget."""
        self._column.addWidget(widget)
        return widget
