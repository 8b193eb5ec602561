"""An existing app client or a new one."""

from __future__ import annotations

import dataclasses
from functools import partial
from typing import Any

from wizard.events import Event, Found
from wizard.gui.pages import found_words
from wizard.gui.pages.about_pool import AboutPool, boxed
from wizard.gui.widgets.action import Action
from wizard.gui.widgets.banner import Banner
from wizard.gui.widgets.fields import FieldLine, FieldsTable
from wizard.gui.widgets.label import Label
from wizard.gui.widgets.listrow import BoxedList
from wizard.gui.widgets.picker import Pick, Picker
from wizard.gui.widgets.segmented import Segmented
from wizard.gui.work import Failure
from wizard.jobs import listing
from wizard.jobs.listing import ClientRow
from wizard.setup.model import Client

PATH = "client.id"


class ClientPage(AboutPool):
    """A new app client's name; or one of the existing pool's. A pool that is still to be made has none to choose."""

    id = "client"

    def build(self) -> None:
        """The two ways, each with its own blocks."""
        parts = [
            ("new", self.tr("New app client"), "client.way.new"),
            ("existing", self.tr("Existing app client"), "client.way.existing"),
        ]
        self.ways = self.add(Segmented(self.tr("App client"), parts))
        self.ways.chosen.connect(self._way)
        self._existing = False
        self._before: Client | None = None
        self._listed_for = ""
        self.closed = self.add(Label("", "caption", "text2", wrap=True))
        hint = self.tr("Where administrators look it up in the console. People don't see it.")
        self.text("client.name", self.tr("N&ame"), width=360, hint=hint)
        self.made = self.section(self.tr("What Pomerium gets"), self._facts_box())
        self.picker = self.fill(Picker(PATH, self.tr("App clients"), self.tr("Search by name or ID"), ""))
        self.picker.chosen.connect(self._chosen)
        self.picker.refreshed.connect(self._again)
        self.picker.acted.connect(self._acted)
        self.picker.stated.connect(self._stated)
        self._stated(False)
        self.problem = self.add(Banner("error", " "))
        self.note = self.add(Banner("info", " "))
        self._described_as: dict[str, Any] | None = None
        self.found = FieldsTable()
        self.there = self.section(self.tr("What it is set to"), boxed(self.found, self.tr("What it is set to")))
        self._arrange()

    def entered(self) -> None:
        """Show the way of the setup; another pool has other clients."""
        setup = self.session.setup
        if setup.pool.id is None:
            self._existing = False
        self._existing = self._existing or setup.client.id is not None
        if self._listed_for != setup.pool.id:
            self.picker.begin()
            self._listed_for = ""
        self._show()

    def answered(self, path: str) -> None:  # noqa: ARG002
        """The choice may have changed from elsewhere."""
        self._tell()

    def learnt(self) -> None:
        """The chosen client was described."""
        self._tell()

    def renewed(self) -> None:
        """Another account or region has other clients."""
        self._listed_for = ""
        self.picker.begin()
        if self.isVisible():
            self._show()

    def focus_first(self) -> None:
        """The name, or the search."""
        if not self._existing:
            self.bindings["client.name"].row.field.setFocus()
        elif not self.picker.focus():
            self.ways.part("existing").setFocus()

    # --- the two ways

    def _way(self, key: str) -> None:
        existing = key == "existing"
        if existing == self._existing:
            return
        self._existing = existing
        setup = self.session.setup
        if not existing and setup.client.id is not None:
            client = self._before or dataclasses.replace(Client(), named=frozenset({"name"}))
            self._before = None
            self.session.replace(dataclasses.replace(setup, client=client, named=setup.named | {"client"}))
        self._show()

    def _show(self) -> None:
        setup = self.session.setup
        closed = setup.pool.id is None
        self.ways.part("existing").setEnabled(not closed)
        words = self.tr("Opens for an existing pool. {pool} is still to be made, so it has no app clients.")
        self.closed.setText(words.format(pool=setup.pool.name))
        self.closed.setVisible(closed)
        self.ways.part("existing").setAccessibleDescription(self.closed.text() if closed else "")
        self.ways.choose("existing" if self._existing else "new")
        self._arrange()
        if self._existing:
            self.picker.choose(setup.client.id or "")
            if not self._listed_for and not self.is_running("clients"):
                self._again()
            self.read_client()

    def _arrange(self) -> None:
        new = not self._existing
        self.bindings["client.name"].form.setVisible(new)
        self.made.setVisible(new)
        self.picker.setVisible(not new)
        self.problem.hide()
        self._tell()

    def _tell(self) -> None:
        client, facts = self.session.setup.client, self.client_facts
        chosen, bare = client.id is not None, facts is not None and not facts.get("has_secret", True)
        if self._existing and bare:
            words = self.tr(
                "Pomerium needs one, and it can't be added later. Choose another, or make a new app client."
            )
            self.problem.set_message("error", words, self.tr("{client} has no secret").format(client=client.name))
            self.problem.show()
        reason = self.tr("Opens when an app client is chosen")
        if chosen and bare:
            reason = self.tr("Opens when an app client with a secret is chosen")
        self.set_reason(reason if self._existing and (bare or not chosen) else "")
        self.note.setVisible(self._existing and chosen and not bare)
        self.there.setVisible(self.note.isVisibleTo(self) and facts is not None)
        if facts is not None and facts is not self._described_as:
            self._described_as = facts
            self.found.set_lines(found_words.of_client(facts))
        if self._existing and chosen:
            words = self.tr(
                "{client} keeps its ID, its secret and all its settings. The wizard adds Pomerium's URLs to those that"
                " it lists, and changes what you choose on the next page."
            )
            self.note.set_message("info", words.format(client=client.name or client.id))

    # --- the list

    def _again(self) -> None:
        if self.is_running("clients"):
            self.stop("clients")
            return
        pool = self.session.setup.pool
        self.picker.begin()
        self.picker.set_reading(True, self._words(self.tr("{shown} of {all} app clients of {pool} so far")))
        title = self._words(self.tr("Reading the app clients of {pool}"))
        self.picker.loading(title, self.tr("Amazon gives them in pages of 60."), [Action("stop", self.tr("Stop"))])
        make = partial(listing.Clients, pool_id=pool.id or "")
        self.run("clients", make, self._listed, self._failed, self._told)

    def _told(self, event: Event) -> None:
        if isinstance(event, Found):
            self.picker.add([Pick(r.id, r.name, r.id) for r in event.rows if isinstance(r, ClientRow)])

    def _listed(self, rows: tuple[ClientRow, ...]) -> None:
        setup = self.session.setup
        self._listed_for = setup.pool.id or ""
        self.picker.set_reading(False, self._words(self.tr("{shown} of {all} app clients of {pool}")))
        self.picker.choose(setup.client.id or "")
        if not rows:
            title = self._words(self.tr("{pool} has no app clients"))
            new = Action("new", self.tr("New app client"), "primary")
            self.picker.empty("key", title, self.tr("Make one for Pomerium; it takes a second."), [new])

    def _failed(self, failure: Failure) -> None:
        self.picker.set_reading(False, self._words(self.tr("{shown} of {all} app clients of {pool} so far")))
        why = failure.why
        if not failure.stopped:
            again = Action("again", self.tr("Try again"), "primary")
            new = Action("new", self.tr("New app client"))
            self.picker.error(why.happened.rstrip("."), f"{why.means} {why.mend}".strip(), [again, new], why.details)
        elif not self.picker.picks():
            again = Action("again", self.tr("Try again"))
            words = self.tr("Nothing was changed. Read the list again, or make a new app client.")
            self.picker.empty("stop", self.tr("Stopped"), words, [again])

    def _stated(self, on: bool) -> None:
        self.give_height(self.picker, on)

    def _acted(self, key: str) -> None:
        if key == "new":
            self.ways.choose("new")
        else:
            self._again()

    def _chosen(self, key: str) -> None:
        setup = self.session.setup
        if setup.client.id is None:
            self._before = setup.client
        name = next(pick.title for pick in self.picker.picks() if pick.key == key)
        # Of an existing client only what is chosen from now on is changed.
        self.problem.hide()
        client = Client(id=key, name=name, named=frozenset({"id", "name"}))
        self.session.replace(dataclasses.replace(setup, client=client, named=setup.named | {"client"}))
        self.read_client()

    def client_undescribed(self, failure: Failure) -> None:
        """Whoever goes on, meets it again at Review."""
        why = failure.why
        self.problem.set_message("error", f"{why.means} {why.mend}".strip(), why.happened)
        self.problem.setVisible(self._existing and not failure.stopped)

    def _words(self, pattern: str) -> str:
        pool = self.session.setup.pool
        return pattern.replace("{pool}", pool.name or pool.id or "")

    def _facts_box(self) -> BoxedList:
        lines = [
            FieldLine(self.tr("Client ID"), self.tr("Amazon gives it when the client is made")),
            FieldLine(self.tr("Client secret"), self.tr("Made by Amazon and kept here, never typed or mailed")),
            FieldLine(self.tr("Sign-in method"), self.tr("Authorization code grant")),
            FieldLine(self.tr("Unknown names"), self.tr("Nobody can try out who has an account")),
            FieldLine(self.tr("Tokens"), self.tr("Revoked when somebody signs out")),
        ]
        return boxed(FieldsTable(lines), self.tr("What Pomerium gets"))
