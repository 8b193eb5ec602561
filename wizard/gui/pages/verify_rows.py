"""The checks as rows: listed before they run, told by the run's events, failed ones first at its end."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QWidget

from wizard.checks import Result
from wizard.cognito.actions.client import without_test
from wizard.cognito.snapshot import Snapshot
from wizard.events import Done, Event, Failed, Skipped, Started, Waiting
from wizard.gui.pages.apply_rows import waiting_text
from wizard.gui.widgets.checkrow import CheckRow
from wizard.gui.widgets.listrow import BoxedList
from wizard.setup.model import Setup

_MEMBERS = {"client.callback_urls": "CallbackURLs", "client.logout_urls": "LogoutURLs"}


class OneCheck(CheckRow):
    """One check. While it waits for a fresh domain, the seconds to the next try are counted down."""

    def __init__(self, id: str, title: str, proves: str) -> None:
        super().__init__(title, proves)
        self.id = id
        self.result: Result | None = None
        self._wait: Waiting | None = None
        self._left = 0
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._count)
        self.mend_button.setObjectName(f"{id}.mend")

    def begin(self) -> None:
        """Nothing is known of it (again)."""
        self._second.stop()
        self.result = None
        self.set_details("")
        self.set_state("waiting")

    def tell(self, event: Event) -> None:
        """Show what happened to the check; a failure is told in full by `show_result`."""
        self._second.stop()
        if isinstance(event, Started):
            self.set_state("running")
        elif isinstance(event, Waiting):
            self._wait, self._left = event, math.ceil(event.seconds)
            self.set_state("running", waiting_text(event, self._left))
            self._second.start()
        elif isinstance(event, Done) and event.aside is not None:
            self.set_state("noted", event.aside.text)
        elif isinstance(event, Done):
            self.set_state("passed")
        elif isinstance(event, Skipped):
            self.set_state("skipped", event.why)
        elif isinstance(event, Failed):
            self.set_state("failed", cause=event.why.happened)

    def show_result(self, result: Result, first: bool) -> None:
        """The outcome; the first failed one has the page's filled button."""
        self.result = result
        outcome = result.outcome
        if outcome.state == "failed":
            known = outcome.fix is not None
            self.set_state(
                "failed",
                cause=outcome.cause if known else f"{outcome.cause} {outcome.mend}".strip(),
                value=outcome.value,
                mend=mend_text(outcome.fix) if outcome.fix is not None else "",
                mend_kind="primary" if first else "secondary",
            )
        if outcome.worth_knowing:
            self.set_state("noted", outcome.why.text)
        found = outcome.cause if outcome.state == "passed" and not outcome.worth_knowing else ""
        self.set_details("\n".join(part for part in (found, outcome.details) if part))

    def stops(self) -> tuple[QWidget, ...]:
        """What Tab visits in it, in order."""
        return (self.head.target, self.mend_button, self._block.details)

    def _count(self) -> None:
        self._left -= 1
        if self._wait is None or self._left <= 0:
            self._second.stop()
            self.set_state("running", QCoreApplication.translate("Verify", "Trying again."))
        else:
            self.set_state("running", waiting_text(self._wait, self._left))


class CheckList(BoxedList):
    """All checks; `mended` tells the id of the one whose mend was pressed."""

    mended = Signal(str)

    def __init__(self, titles: Sequence[tuple[str, str, str]]) -> None:
        super().__init__(QCoreApplication.translate("Verify", "Checks"))
        self._order: list[str] = []
        self._checks: dict[str, OneCheck] = {}
        for id, title, proves in titles:
            self._put(id, title, proves)

    def begin(self) -> None:
        """All to come, in their own order."""
        for row in self._checks.values():
            row.begin()
        self._sort(self._order)

    def tell(self, event: Event) -> None:
        """Show what happened to one of the checks; another event changes nothing."""
        subject = getattr(event, "of", None)
        row = self._checks.get(subject.id) if subject is not None else None
        if row is not None:
            row.tell(event)

    def show_results(self, results: Sequence[Result]) -> None:
        """The outcomes: failed ones first, then what is worth knowing."""
        noted = [result.check.id for result in results if result.outcome.worth_knowing]
        failed = [result.check.id for result in results if result.outcome.state == "failed"]
        for result in results:
            if result.check.id not in self._checks:  # another mode has others
                self._put(result.check.id, result.check.title, result.check.proves)
            self._checks[result.check.id].show_result(result, result.check.id in failed[:1])
        first = [*failed, *noted]
        self._sort([*first, *(id for id in self._order if id not in first)])

    def settle(self) -> None:
        """The run was cut short: what has not ended is to come again."""
        for row in self._checks.values():
            if row.state() == "running":
                row.begin()

    def row(self, id: str) -> OneCheck:
        """The row of a check."""
        return self._checks[id]

    def first_mend(self) -> QWidget | None:
        """The first mend that can be pressed."""
        shown = [row for row in self.rows() if isinstance(row, OneCheck) and row.state() == "failed"]
        return next((row.mend_button for row in shown if not row.mend_button.isHidden()), None)

    def _put(self, id: str, title: str, proves: str) -> None:
        row = OneCheck(id, title, proves)
        row.mend.connect(self._mend)
        self._order.append(id)
        self._checks[id] = row
        self.add(row)

    def _sort(self, order: Sequence[str]) -> None:
        # The rows stay themselves: made anew, each would be read out again.
        for place, id in enumerate(order):
            row = self._checks[id]
            self._rows.remove(row)
            self._column.removeWidget(row)
            self.insert(place, row)
        chain = [part for row in self.rows() if isinstance(row, OneCheck) for part in row.stops()]
        for before, after in itertools.pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _mend(self) -> None:
        row = self.sender()
        if isinstance(row, OneCheck):
            self.mended.emit(row.id)


def mend_text(fix: tuple[str, object]) -> str:
    """The mend's button: the deed and, where the row doesn't show it, the value."""
    path, value = fix
    if path == "client.scopes" and isinstance(value, tuple) and len(value) > 1:
        return QCoreApplication.translate("Verify", "Add these scopes")
    deeds = {
        "client.callback_urls": QCoreApplication.translate("Verify", "Add this callback URL"),
        "client.logout_urls": QCoreApplication.translate("Verify", "Add this sign-out URL"),
        "client.scopes": QCoreApplication.translate("Verify", "Add this scope"),
        "pool.self_sign_up": QCoreApplication.translate("Verify", "Close self sign-up"),
        "groups": QCoreApplication.translate("Verify", "Add to groups"),
    }
    return deeds.get(path) or QCoreApplication.translate("Verify", "Use {value}").format(value=value)


def mended(setup: Setup, found: Snapshot | None, fix: tuple[str, object]) -> Setup:
    """The setup with a check's fix in it. Of a list the fix names members to add.

    A list that is derived stays derived while it holds them: the plan adds them at Amazon by itself.
    """
    path, value = fix
    if not isinstance(value, tuple):
        return setup.replace(path, value)
    have: tuple[str, ...] = setup.get(path)
    derived: Mapping[str, tuple[str, ...]] = {
        "client.callback_urls": setup.callback_urls,
        "client.logout_urls": setup.logout_urls,
    }
    if set(value) <= set(derived.get(path, have)):
        return setup
    if not have and path in _MEMBERS and found is not None:
        have = tuple(without_test((found.client or {}).get(_MEMBERS[path]) or ()))
    return setup.replace(path, (*have, *(member for member in value if member not in have)))
