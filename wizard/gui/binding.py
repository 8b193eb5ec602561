"""Fields bound to the setup: what is typed is answered at once, faults show when typing pauses or the field is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from wizard.gui import mends
from wizard.gui.session import Session
from wizard.gui.widgets.combo import Combo
from wizard.gui.widgets.field import TextField
from wizard.gui.widgets.flow import FlowLayout
from wizard.gui.widgets.formrow import FormRow
from wizard.gui.widgets.listrow import BoxedList, ListRow
from wizard.gui.widgets.number import NumberField
from wizard.gui.widgets.segmented import Segmented
from wizard.gui.widgets.switch import Switch
from wizard.gui.widgets.tick import Tick
from wizard.setup.fault import Fault

PAUSE_MS = 400
Options = Mapping[str, str | tuple[str, str]]
"""Value -> title, or (title, subtitle)."""


class Binding(QObject):
    """One field and its place in the setup. `revealed`: its faults may show, since it was touched or Next pressed."""

    told = Signal()
    """Another fault is shown, or none any more."""

    def __init__(
        self,
        session: Session,
        path: str,
        row: FormRow | SwitchNotes,
        read: Callable[[], Any],
        write: Callable[[Any], None],
    ) -> None:
        super().__init__(row)
        self.path, self.row = path, row
        self.revealed = False
        self.options: dict[str, str] = {}
        self._session, self._read, self._write = session, read, write
        self._fault: Fault | None = None
        self._touched = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.reveal)
        row.mended.connect(self._mend)
        self.refresh()

    @property
    def form(self) -> FormRow:
        """The row, of a binding that is no switch's."""
        assert isinstance(self.row, FormRow)
        return self.row

    def typed(self) -> None:
        """The field's text changed: answer now, judge when typing pauses."""
        if self._answer():
            self._pause.start()

    def chosen(self) -> None:
        """A choice was made: answer and judge now."""
        if self._answer():
            self.reveal()

    def left(self) -> None:
        """The focus went on."""
        if self._touched:
            self.reveal()

    def titles(self) -> dict[str, str]:
        """What the field calls its values, where it has a choice of them."""
        field = self.row.field
        return field.titles() if isinstance(field, Ticks) else self.options

    def reveal(self) -> None:
        """Show what is wrong with it, now and from now on."""
        self._pause.stop()
        self.revealed = True
        self.judge()

    def refresh(self) -> None:
        """Show the setup's value, unless that is what the field says already (the caret stays)."""
        value = self._session.shown(self.path)
        if self._read() != value:
            self._write(value)
        self.judge()

    def faults(self) -> tuple[Fault, ...]:
        """What the rules say of the field and what is below it, faults before warnings."""
        found = [f for f in self._session.faults if f.field == self.path or f.field.startswith(self.path + ".")]
        return tuple(sorted(found, key=lambda fault: fault.level != "fault"))

    def judge(self) -> None:
        """Show, change or clear the fault; while somebody is typing, only clear it."""
        fault = next(iter(self.faults()), None)
        if fault is None or not self.revealed:
            self._show(None)
        elif not self._pause.isActive():
            self._show(fault)

    def _answer(self) -> bool:
        """Whether the user changed something (and not `refresh`)."""
        value = self._read()
        if value == self._session.shown(self.path):
            return False
        self._touched = True
        self._session.answer(self.path, value)
        return True

    def _show(self, fault: Fault | None) -> None:
        if fault == self._fault:
            return
        self._fault = fault
        self.told.emit()
        if fault is None:
            self.row.clear()
            return
        show = self.row.set_fault if fault.level == "fault" else self.row.set_warning
        show(*mends.sentences(fault, self._session.shown(fault.field), self.titles()))

    def _mend(self) -> None:
        fault = self._fault
        if fault is not None and fault.fix is not None:
            self._session.answer(fault.field, fault.fix)
            self.row.field.setFocus()


def text(
    session: Session,
    path: str,
    label: str,
    *,
    hint: str = "",
    width: float | None = None,
    suffix: str = "",
    placeholder: str = "",
    optional: bool = False,
    many: bool = False,
) -> Binding:
    """A line of text; '' answers None where `optional`; `many` makes a tuple of what stands between commas."""
    field = TextField(placeholder=placeholder)
    row = FormRow(label, field, path=path, hint=hint, suffix=suffix, width=width)
    field.setAccessibleName(_plain(label))

    def read() -> Any:
        words = field.text().strip()
        if many:
            return tuple(part.strip() for part in words.replace("\n", ",").split(",") if part.strip())
        return None if optional and not words else words

    def write(value: Any) -> None:
        field.setText(", ".join(value) if many else value or "")

    binding = Binding(session, path, row, read, write)
    field.textChanged.connect(binding.typed)
    field.editingFinished.connect(binding.left)
    return binding


def number(
    session: Session, path: str, label: str, least: int, most: int, *, unit: str = "", hint: str = ""
) -> Binding:
    """A whole number; the unit stands behind it."""
    field = NumberField(least, most, least)
    row = FormRow(label, field, path=path, hint=hint, suffix=unit, width=96)
    field.setAccessibleName(_plain(label))
    binding = Binding(session, path, row, field.value, lambda value: field.setValue(int(value)))
    field.valueChanged.connect(binding.typed)
    field.editingFinished.connect(binding.left)
    return binding


class Ticks(QWidget):
    """Check boxes side by side, bound as one tuple; the order of `options` is the tuple's. Unknown values are kept."""

    changed = Signal()

    def __init__(self, path: str, options: Options, fixed: Sequence[str] = ()) -> None:
        super().__init__()
        self._path, self._fixed = path, tuple(fixed)
        self._kept: tuple[str, ...] = ()
        self._boxes: dict[str, Tick] = {}
        self._row = FlowLayout(self)
        self.set_options(options)

    def set_options(self, options: Options) -> None:
        """Other boxes, as when a pool's providers become known; what is ticked stays."""
        chosen = self.read()
        for box in self._boxes.values():
            self._row.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = {}
        for place, (value, title) in enumerate(options.items()):
            box = Tick(title if isinstance(title, str) else title[0])
            box.setObjectName(f"{self._path}.{value}")
            box.setEnabled(value not in self._fixed)
            box.toggled.connect(self.changed)
            self._boxes[value] = box
            self._row.insertWidget(place, box)
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values())))
        self.write(chosen)

    def read(self) -> tuple[str, ...]:
        """The ticked values, then those that have no box."""
        return (*(value for value, box in self._boxes.items() if box.isChecked()), *self._kept)

    def titles(self) -> dict[str, str]:
        """The text beside each box."""
        return {value: box.text() for value, box in self._boxes.items()}

    def write(self, values: Sequence[str]) -> None:
        """Tick these."""
        self.blockSignals(True)
        for value, box in self._boxes.items():
            box.setChecked(value in values)
        self.blockSignals(False)
        self._kept = tuple(value for value in values if value not in self._boxes)


def ticks(
    session: Session, path: str, label: str, options: Options, *, fixed: Sequence[str] = (), hint: str = ""
) -> Binding:
    """Check boxes, bound as a tuple; `fixed` ones can't be changed. The boxes are `binding.row.field`."""
    field = Ticks(path, options, fixed)
    row = FormRow(label, field, path=path, hint=hint)
    field.setAccessibleName(_plain(label))

    def read() -> tuple[str, ...]:
        # The order in the file is the admin's: it is kept while the same ones are ticked.
        now, before = field.read(), tuple(session.shown(path) or ())
        return before if sorted(now) == sorted(before) else now

    binding = Binding(session, path, row, read, field.write)
    field.write(tuple(session.shown(path) or ()))
    field.changed.connect(binding.chosen)
    return binding


def choice(session: Session, path: str, label: str, options: Options, *, hint: str = "", look: str = "rows") -> Binding:
    """One of several values. `look`: 'rows' (radio rows with subtitles), 'segmented', or 'list' (a combo box)."""
    make = {"rows": _radio_rows, "segmented": _segmented, "list": _combo}[look]
    field, read, write, changed = make(path, _plain(label), options)
    row = FormRow(label, field, path=path, hint=hint)
    field.setAccessibleName(_plain(label))
    keys = {_key(value): value for value in (True, False, None)}

    def back() -> Any:
        key = read()
        return keys.get(key, key) if session.setup.get(path) in (True, False, None) else key

    binding = Binding(session, path, row, back, lambda value: write(_key(value)))
    binding.options = {value: title if isinstance(title, str) else title[0] for value, title in options.items()}
    changed.connect(binding.chosen)
    return binding


def switch(session: Session, path: str, label: str, subtitle: str = "", *, icon: str = "") -> tuple[Binding, ListRow]:
    """A row for a BoxedList, with a switch that is bound; a warning stands in the subtitle's place."""
    knob = Switch(_plain(label))
    knob.setObjectName(path)
    row = ListRow(label, subtitle, lead=icon, trailing=knob)
    binding = Binding(session, path, SwitchNotes(path, row, knob), knob.isChecked, lambda on: knob.setChecked(bool(on)))
    knob.toggled.connect(binding.chosen)
    return binding, row


class SwitchNotes(QObject):
    """Lets a fault or warning of a switch stand where its row's subtitle is."""

    mended = Signal()

    def __init__(self, path: str, row: ListRow, knob: QWidget) -> None:
        super().__init__(row)
        self.field = knob
        self._row, self._title, self._subtitle = row, row.title.text(), row.subtitle.text()
        row.subtitle.setObjectName(f"{path}.fault")

    def set_fault(self, text: str, mend: str | None = None) -> None:
        """The fault; a switch is its own mend."""
        del mend
        self._row.set_text(self._title, text, "error")

    def set_warning(self, text: str, mend: str | None = None) -> None:
        """The warning."""
        del mend
        self._row.set_text(self._title, text, "warn")

    def clear(self) -> None:
        """The subtitle again."""
        self._row.set_text(self._title, self._subtitle)


def _radio_rows(path: str, name: str, options: Options) -> tuple[QWidget, Any, Any, SignalInstance]:
    box = BoxedList(name)
    for value, title in options.items():
        words = (title, "") if isinstance(title, str) else title
        box.add(ListRow(*words, lead="radio", key=value, name=f"{path}.{value}"))
    first = box.rows()[0]
    if isinstance(first, ListRow) and first.target is not None:
        box.setFocusProxy(first.target)
    return box, box.key, box.choose, box.chosen


def _segmented(path: str, name: str, options: Options) -> tuple[QWidget, Any, Any, SignalInstance]:
    parts = [(v, t if isinstance(t, str) else t[0], f"{path}.{v}") for v, t in options.items()]
    track = Segmented(name, parts)
    track.setFocusProxy(track.part(parts[0][0]))
    return track, track.key, track.choose, track.chosen


def _combo(path: str, name: str, options: Options) -> tuple[QWidget, Any, Any, SignalInstance]:
    del path, name
    combo = Combo()
    for value, title in options.items():
        combo.addItem(title if isinstance(title, str) else title[0], value)
    return (
        combo,
        combo.currentData,
        lambda value: combo.setCurrentIndex(combo.findData(value)),
        combo.currentIndexChanged,
    )


def _key(value: Any) -> str:
    """A value as the key of an option."""
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _plain(label: str) -> str:
    return label.replace("&", "")
