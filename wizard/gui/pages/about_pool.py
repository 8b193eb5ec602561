"""What the pages about a pool share: the existing pool's facts, read once; and the folds that hide no fault."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.gui import theme
from wizard.gui.binding import Binding
from wizard.gui.page import Page
from wizard.gui.widgets.fields import FieldsTable
from wizard.gui.widgets.fold import Fold
from wizard.gui.widgets.formrow import FormRow
from wizard.gui.widgets.listrow import BoxedList
from wizard.gui.work import Failure
from wizard.jobs import listing
from wizard.jobs.listing import PoolFacts


class AboutPool(Page):
    """`read_pool` asks Amazon unless that is known; `session.known.pool` has it then, and `learnt` is called."""

    @property
    def facts(self) -> PoolFacts | None:
        """The existing pool that the setup names; None while it is unknown, and for a new pool."""
        found, wanted = self.session.known.pool, self.session.setup.pool.id
        return found if found is not None and wanted and found.pool.get("Id") == wanted else None

    def read_pool(self) -> None:
        """Read the existing pool, if there is one and it isn't known yet."""
        wanted = self.session.setup.pool.id
        if wanted and self.facts is None and self.session.setup.aws.region:
            self.run("pool facts", partial(listing.DescribePool, pool_id=wanted), self._described, self.undescribed)

    @property
    def client_facts(self) -> dict[str, Any] | None:
        """The existing app client that the setup names; None while it is unknown, and for a new one."""
        found, wanted = self.session.known.client, self.session.setup.client.id
        return found if found is not None and wanted and found.get("ClientId") == wanted else None

    def read_client(self) -> None:
        """Read the existing app client, if there is one and it isn't known yet."""
        pool, client = self.session.setup.pool.id, self.session.setup.client.id
        if pool and client and self.client_facts is None:
            make = partial(listing.DescribeClient, pool_id=pool, client_id=client)
            self.run("client facts", make, self._client_described, self.client_undescribed)

    def client_undescribed(self, failure: Failure) -> None:
        """It could not be read."""

    def undescribed(self, failure: Failure) -> None:
        """It could not be read."""

    def calm(self, bound: Binding) -> Binding:
        """A choice without a hint keeps no line for one."""
        if isinstance(bound.row, FormRow):
            bound.row.collapse()
        return bound

    def give_height(self, widget: QWidget, on: bool) -> None:
        """Whether a widget that was put in by `fill` takes the rest of the height, or as much as it needs."""
        self._column.setStretchFactor(widget, 1 if on else 0)
        self._column.setStretch(self._column.count() - 1, 0 if on else 1)

    def reveal(self) -> None:
        """A fold with a fault in it opens first."""
        for fold in self.findChildren(Fold):
            rows: list[Any] = [bound.row for bound in self.bindings.values() if bound.faults()]
            if any(fold.isAncestorOf(row.field) for row in rows):
                fold.set_open(True, moving=False)
        super().reveal()

    def _described(self, facts: PoolFacts) -> None:
        self.session.learn(pool=facts)

    def _client_described(self, client: dict[str, Any]) -> None:
        self.session.learn(client=client)


def boxed(table: FieldsTable, name: str) -> BoxedList:
    """A table in a box of its own."""
    box = BoxedList(name)
    holder = QWidget()
    column = QVBoxLayout(holder)
    theme.lay(column, 16, 14, 16, 14)
    column.addWidget(table)
    box.add(holder)
    return box
