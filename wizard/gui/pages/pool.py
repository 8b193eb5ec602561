"""An existing user pool or a new one."""

from __future__ import annotations

import dataclasses

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.gui import theme
from wizard.gui.page import Section
from wizard.gui.pages import found_words, pool_words
from wizard.gui.pages.about_pool import AboutPool, boxed
from wizard.gui.pages.pool_choice import PoolChoice
from wizard.gui.session import name_from
from wizard.gui.widgets.banner import Banner
from wizard.gui.widgets.fields import FieldLine, FieldsTable
from wizard.gui.widgets.fold import Fold
from wizard.gui.widgets.label import Paragraph
from wizard.gui.widgets.listrow import BoxedList, ListRow
from wizard.gui.widgets.segmented import Segmented
from wizard.gui.work import Failure
from wizard.jobs.listing import PoolFacts
from wizard.setup.model import Pool, Setup


class PoolPage(AboutPool):
    """A new pool's name and how much of it to decide; or one of the account's pools, listed or named by its ID."""

    id = "pool"

    def build(self) -> None:
        """The two ways, each with its own blocks; the setup's name below both."""
        parts = [
            ("new", self.tr("New pool"), "pool.way.new"),
            ("existing", self.tr("Existing pool"), "pool.way.existing"),
        ]
        self.ways = self.add(Segmented(self.tr("User pool"), parts))
        self.ways.chosen.connect(self._way)
        self._existing = False
        self._following = True
        self._before: Pool | None = None
        self._lines: list[FieldLine] = []
        self._described_as: PoolFacts | None = None
        self._build_new()
        self._build_existing()
        hint = self.tr("Names the files of this setup and marks its pool at Amazon. Unique in an account and region.")
        self.text("name", self.tr("Setup name"), width=360, hint=hint)
        self.why = self.add(_why(self.tr("Why a user pool, and not an identity pool?")))
        self._arrange()

    def entered(self) -> None:
        """Show the way of the setup."""
        setup = self.session.setup
        self._following = not setup.name or setup.name == name_from(setup.pool.name)
        self._existing = self._existing or setup.pool.id is not None
        self.how_much.choose("step" if self.session.walk.stepwise else "review")
        self._show()

    def answered(self, path: str) -> None:
        """The setup's name follows the pool's, until somebody edits it."""
        setup = self.session.setup
        if path == "name":
            self._following = setup.name == name_from(setup.pool.name)
        elif path == "pool.name" and self._following:
            self.session.answer("name", name_from(setup.pool.name))
        elif path == "pool.id":
            self.pools.typed()
        self.tell()

    def learnt(self) -> None:
        """The chosen pool was described."""
        facts = self.facts
        name = str(facts.pool.get("Name", "")) if facts else ""
        setup = self.session.setup
        if name and not setup.pool.name:
            self.session.replace(self._named(setup.replace("pool.name", name)))
        self.tell()

    def renewed(self) -> None:
        """Another account or region has other pools."""
        self.pools.forget()
        if self.isVisible():
            self._show()

    def focus_first(self) -> None:
        """The name, or the search."""
        if not self._existing:
            self.bindings["pool.name"].row.field.setFocus()
        elif not self.pools.focus():
            self.ways.part("existing").setFocus()

    def undescribed(self, failure: Failure) -> None:
        """The ID names nothing, or nobody lets us look."""
        self.problem.set_message("error", f"{failure.why.means} {failure.why.mend}".strip(), failure.why.happened)
        self.problem.setVisible(self._existing and not failure.stopped)

    def choose_pool(self, pool_id: str, name: str) -> None:
        """Adopt a pool: of its keys only its id and name are the setup's, so that nothing else is changed."""
        setup = self.session.setup
        if setup.pool.id is None and self._before is None:
            self._before = setup.pool
        pool = Pool(id=pool_id or None, name=name, named=frozenset({"id", "name"} if name else ()))
        self.session.replace(self._named(_other_pool(setup, pool)))
        self.problem.hide()
        self.read_pool()
        self.tell()

    def want_new(self) -> None:
        """From the empty list: a new one."""
        self.ways.choose("new")

    def _named(self, setup: Setup) -> Setup:
        """With the setup's name after the pool's."""
        follows = self._following and setup.pool.name
        return setup.replace("name", name_from(setup.pool.name)) if follows else setup

    # --- the two ways

    def _way(self, key: str) -> None:
        existing = key == "existing"
        if existing == self._existing:
            return
        self._existing = existing
        setup = self.session.setup
        if not existing and (setup.pool.id is not None or self._before is not None):
            pool = self._before or dataclasses.replace(Pool(), name=setup.pool.name, named=frozenset({"name"}))
            self._before = None
            self.session.replace(self._named(_other_pool(setup, pool)))
        self._show()

    def _stated(self, on: bool) -> None:
        self.give_height(self.pools, on and not self.pools.is_typing())

    def _depth(self, key: str) -> None:
        self.session.step_through(key == "step")

    def _show(self) -> None:
        self._arrange()
        self.ways.choose("existing" if self._existing else "new")
        if self._existing:
            self.pools.start()
            self.read_pool()
        self.tell()

    def _arrange(self) -> None:
        """Show what belongs to the way."""
        new = not self._existing
        self.bindings["pool.name"].form.setVisible(new)
        self.decide.setVisible(new)
        self.pools.setVisible(not new)
        if new:
            self.problem.hide()
        self.tell()

    def tell(self) -> None:
        """What rests on the answers: the defaults, the banner, the footer's reason."""
        setup = self.session.setup
        if not self._existing:
            lines = pool_words.lines(setup.pool)
            if lines != self._lines:
                self._lines = lines
                self.defaults.set_lines(lines)
            self.note.hide()
        facts = self.facts if self._existing else None
        self.there.setVisible(facts is not None)
        if facts is not None and facts is not self._described_as:
            self._described_as = facts
            self.found.set_lines(found_words.of_pool(facts))
        chosen = setup.pool.id is not None
        reason = self.tr("Opens when a pool is chosen")
        self.set_reason(reason if self._existing and not chosen else "")
        apart = self._existing and not chosen and not self.pools.is_typing()
        self.bindings["name"].form.setVisible(not apart)
        self.why.setVisible(not apart)
        if self._existing:
            self.pools.show_facts(self.facts)
            known = chosen and not self.bindings["pool.id"].faults()
            self.note.setVisible(known)
            if known:
                self.note.set_message("info", self._consequence(setup))

    def _consequence(self, setup: Setup) -> str:
        facts = self.facts
        people = facts.pool.get("EstimatedNumberOfUsers") if facts else None
        words = self.tr("{pool} keeps its people and all its settings.")
        if people:
            words = self.tr("{pool} keeps its {n} people and all its settings.")
        more = self.tr("The wizard changes only what you choose on the next pages, and shows it before it does.")
        told = words.format(pool=setup.pool.name or setup.pool.id, n=f"{people:,}" if people else "")
        return f"{told} {more}"

    # --- widgets

    def _build_new(self) -> None:
        hint = self.tr("People don't see it. Letters, digits, spaces and + = , . @ - are fine.")
        self.text("pool.name", self.tr("N&ame"), width=360, hint=hint)
        self.how_much = BoxedList(self.tr("How much to decide"))
        words = self.tr("Good for most companies. You can change nearly all of it later.")
        name = "pool.settings_way"
        self.how_much.add(ListRow(self.tr("Review defaults"), words, lead="radio", key="review", name=f"{name}.review"))
        self._lines = pool_words.lines(self.session.setup.pool)
        self.defaults: FieldsTable = FieldsTable(self._lines)
        self.how_much.add(_inset(self.defaults))
        words = self.tr("Opens a page with every setting of the pool.")
        self.how_much.add(
            ListRow(self.tr("Step through settings"), words, lead="radio", key="step", name=f"{name}.step")
        )
        self.how_much.choose("review")
        self.how_much.chosen.connect(self._depth)
        self.decide: Section = self.section(self.tr("How much to decide"), self.how_much)

    def _build_existing(self) -> None:
        self.pools = self.fill(PoolChoice(self))
        self.pools.picker.stated.connect(self._stated)
        self._stated(False)
        self.problem = self.add(Banner("error", " "))
        self.problem.hide()
        self.note = self.add(Banner("info", " "))
        self.note.hide()
        self.found: FieldsTable = FieldsTable()
        self.there: Section = self.section(
            self.tr("What it is set to"), boxed(self.found, self.tr("What it is set to"))
        )
        self.there.hide()


def _other_pool(setup: Setup, pool: Pool) -> Setup:
    """The setup about another pool: a client of the one before is none of this one's."""
    client = setup.client
    if client.id is not None:
        client = dataclasses.replace(client, id=None, named=client.named - {"id"})
    return dataclasses.replace(setup, pool=pool, client=client, named=setup.named | {"pool"})


def _inset(table: FieldsTable) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    theme.lay(column, 43, 14, 16, 14)
    column.addWidget(table)
    return holder


def _why(title: str) -> Fold:
    text = Paragraph(role="text2")
    text.setText(
        text.tr(
            "A user pool holds accounts and signs people in over OpenID Connect, which is what Pomerium speaks."
            " An identity pool only trades a sign-in for AWS credentials; Pomerium has no use for those."
            " In the console both are found under Cognito, and their names are easily mistaken."
        )
    )
    return Fold(title, text, name="pool.why")
