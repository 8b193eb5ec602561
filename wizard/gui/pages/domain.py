"""Amazon's prefix or a domain of one's own, and the pages that people see there."""

from __future__ import annotations

from wizard.cognito.snapshot import Addresses
from wizard.gui.pages.about_pool import AboutPool
from wizard.gui.pages.domain_own import OwnDomain
from wizard.gui.pages.domain_prefix import PrefixField, prefix_from
from wizard.gui.widgets.banner import Banner
from wizard.gui.widgets.listrow import BoxedList, ListRow
from wizard.gui.widgets.quiet import DerivedValue, QuietBox
from wizard.gui.widgets.segmented import Segmented
from wizard.setup.fault import Fault

PREFIX, CUSTOM, PAGES = "domain.prefix", "domain.custom", "domain.managed_login"


class DomainPage(AboutPool):
    """Either way gives one address, which is shown in full; the other way's answer is taken back."""

    id = "domain"

    def build(self) -> None:
        """The two ways, the address, the look of the pages."""
        parts = [
            ("prefix", self.tr("Amazon's domain"), "domain.way.prefix"),
            ("custom", self.tr("Your own domain"), "domain.way.custom"),
        ]
        self.ways = self.add(Segmented(self.tr("Domain name"), parts))
        self.ways.chosen.connect(self._way)
        self._own = False
        self._left: dict[str, str | None] = {PREFIX: None, CUSTOM: None}
        self._suggested: str | None = None
        self.prefix = self.add(PrefixField(self))
        self.own = self.add(OwnDomain(self))
        box = QuietBox()
        self.login = DerivedValue(self.tr("Login page"), icon="globe", name="login_url")
        box.add(self.login)
        self.address = self.add(box)
        self._build_pages()
        words = self.tr(
            "Another company may hold a prefix too, and Amazon tells that only when it is made. Should that happen,"
            " the wizard offers the next name and goes on."
        )
        self.note: Banner = self.banner("info", words)

    def entered(self) -> None:
        """Show the way of the setup, a prefix suggested where there is none."""
        domain = self.session.setup.domain
        self._own = domain.custom is not None or (self._own and domain.prefix is None)
        self._show()
        self.read_pool()

    def answered(self, path: str) -> None:
        """The address follows; the prefix is asked for when typing pauses."""
        if path in (PREFIX, ""):
            self.prefix.changed()
        self._tell()

    def learnt(self) -> None:
        """The existing pool may have a domain already, which can't be renamed."""
        self._suggest()
        self.prefix.changed()
        self._tell()

    def renewed(self) -> None:
        """Another account or region: what Amazon said doesn't hold."""
        self.prefix.forget()
        self.own.forget()

    def faults(self) -> tuple[Fault, ...]:
        """What Amazon said of the prefix, too."""
        return (*super().faults(), *self.prefix.binding.found())

    def focus_first(self) -> None:
        """The prefix or the domain."""
        self.bindings[CUSTOM if self._own else PREFIX].row.field.setFocus()

    # --- the two ways

    def _way(self, key: str) -> None:
        own = key == "custom"
        if own == self._own:
            return
        self._own = own
        setup = self.session.setup
        now, then = (PREFIX, CUSTOM) if own else (CUSTOM, PREFIX)
        self._left[now] = setup.get(now)
        setup = setup.replace(now, None).replace(then, self._left[then])
        self.session.replace(setup if own else setup.replace("domain.certificate_arn", None))
        self._show()
        self.focus_first()

    def _show(self) -> None:
        self.ways.choose("custom" if self._own else "prefix")
        self.prefix.setVisible(not self._own)
        self.own.setVisible(self._own)
        self.note.setVisible(not self._own)
        if self._own:
            self.own.start()
        else:
            self._suggest()
            self.prefix.changed()
        self._tell()

    def _suggest(self) -> None:
        """The existing pool's own prefix, else one after the setup's name."""
        setup = self.session.setup
        have = str(self.facts.pool.get("Domain", "")) if self.facts else ""
        mine = setup.domain.prefix in (None, self._suggested)
        if self._own or not mine or (setup.domain.prefix is not None and not have):
            return
        who = self.session.known.identity
        self._suggested = have or prefix_from(setup.name or setup.pool.name, who.account if who else "")
        if self._suggested:
            self.session.answer(PREFIX, self._suggested)

    def _tell(self) -> None:
        setup = self.session.setup
        domain, region = setup.domain, setup.aws.region
        partition = "aws-us-gov" if region.startswith("us-gov-") else "aws"
        url = Addresses(region, partition).login(domain.prefix, domain.custom)
        self.login.set_value(f"{url}/login" if url and (region or domain.custom) else "")
        self.prefix.show_suffix(Addresses(region or "…", partition).login("-", None).removeprefix("https://-"))
        self.own.tell()
        lite = self.session.shown("pool.tier") == "lite"
        self._modern.setEnabled(not lite)
        closed = self.tr("Opens with the Essentials plan; this pool is on Lite.")
        words = self.tr("Amazon's current pages, with passkeys and your logo. Needs the Essentials plan.")
        self._modern.set_text(self.tr("Managed login"), closed if lite else words)
        if lite and domain.managed_login and "managed_login" not in domain.named:
            self.session.answer(PAGES, False)

    def _build_pages(self) -> None:
        options = {
            "true": (self.tr("Managed login"), " "),
            "false": (self.tr("Classic hosted pages"), self.tr("The older look. Works with every plan.")),
        }
        bound = self.calm(self.choice(PAGES, self.tr("Pages that people see"), options))
        field = bound.row.field
        rows = field.rows() if isinstance(field, BoxedList) else ()
        first = rows[0]
        assert isinstance(first, ListRow)
        self._modern: ListRow = first
