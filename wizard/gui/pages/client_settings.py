"""Authenticate URL, what is derived from it, providers, scopes, lifetimes of tokens."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.gui import binding, theme
from wizard.gui.binding import Binding, Ticks
from wizard.gui.page import Section
from wizard.gui.pages.about_pool import AboutPool
from wizard.gui.widgets.flow import FlowLayout
from wizard.gui.widgets.fold import Fold
from wizard.gui.widgets.formrow import FormRow
from wizard.gui.widgets.label import Label, Paragraph
from wizard.gui.widgets.lines import LinesField
from wizard.gui.widgets.quiet import DerivedValue, QuietBox
from wizard.gui.work import Failure

CALLBACK, LOGOUT = "client.callback_urls", "client.logout_urls"
OWN = "COGNITO"


class ClientSettingsPage(AboutPool):
    """The one value to type is the authenticate URL; all else follows, or has a default."""

    id = "client_settings"
    preview = True

    def build(self) -> None:
        """From the URL down to what few need."""
        hint = self.tr("The address that Pomerium answers at for sign-in.")
        place = "https://authenticate.corp.example.com"
        label = self.tr("Authenticate service &URL")
        self.text("pomerium.authenticate_url", label, hint=hint, placeholder=place)
        self._editing = False
        self._names: list[str] = []
        self._build_urls()
        providers = {OWN: self.tr("Cognito user pool")}
        hint = self.tr("The pool's other providers, such as Okta, stand here too.")
        self.providers = self.ticks("client.identity_providers", self.tr("Sign in through"), providers, hint=hint)
        scopes = {"openid": "openid", "email": "email", "profile": "profile", "phone": "phone"}
        hint = self.tr("Pomerium needs openid; without email no policy can name a person.")
        self.ticks("client.scopes", self.tr("Pomerium learns"), scopes, fixed=("openid",), hint=hint)
        self.add(self._method())
        self._build_tokens()

    def entered(self) -> None:
        """Explicit lists are shown as fields; the pool's own providers are read."""
        client = self.session.setup.client
        self._edit(self._editing or bool(client.callback_urls or client.logout_urls))
        self._complete()
        self._tell()
        self.read_pool()
        self.read_client()

    def answered(self, path: str) -> None:
        """What is derived follows."""
        client = self.session.setup.client
        if path == "" and (client.callback_urls or client.logout_urls):
            self._edit(True)
        self._tell()

    def learnt(self) -> None:
        """The pool's providers are known, or the existing client's settings."""
        self._complete()
        self._tell()

    def renewed(self) -> None:
        """Another account's pools have other providers."""
        self._editing = False

    def undescribed(self, failure: Failure) -> None:
        """Providers stay as the setup has them."""
        if not failure.stopped:
            words = self.tr("The pool's own providers could not be read: {why}")
            self.providers.form.set_hint(words.format(why=failure.why.happened))

    # --- what changes

    def _complete(self) -> None:
        """An existing client gets what Pomerium's sign-in can't do without: its scopes, and a way to sign in."""
        setup, client = self.session.setup, self.client_facts
        if client is None:
            return
        have = tuple(client.get("AllowedOAuthScopes", ()))
        if not setup.is_named("client.scopes") and not set(setup.client.scopes) <= set(have):
            more = (scope for scope in have if scope not in setup.client.scopes)
            setup = setup.replace("client.scopes", (*setup.client.scopes, *more))
        if not setup.is_named("client.identity_providers") and not client.get("SupportedIdentityProviders"):
            setup = setup.replace("client.identity_providers", (OWN,))
        self.session.replace(setup)

    def _tell(self) -> None:
        setup = self.session.setup
        for box, urls in ((self.callback, setup.callback_urls), (self.sign_out, setup.logout_urls)):
            box.set_value("\n".join(urls))
            box.value.set_role("text" if urls else "text2")
            if not urls:
                box.value.setText(self.tr("Follows from the authenticate URL"))
        for path, field in self._urls.items():
            # An emptied list is the derived one again; not while somebody is emptying it.
            if not setup.get(path) and not field.lines() and not field.hasFocus():
                field.set_lines(self._derived(path))
        names = list(self.facts.providers) if self.facts else []
        shown = self.session.shown("client.identity_providers") or ()
        names += [name for name in shown if name != OWN and name not in names]
        if names != self._names:
            self._names = names
            ticks = self.providers.form.field
            assert isinstance(ticks, Ticks)
            ticks.set_options({OWN: self.tr("Cognito user pool")} | {name: name for name in names})
            self.providers.refresh()
        s = self.session.shown
        note = self.tr("ID {id} and access {access} minutes, refresh {refresh} days").format(
            id=s("client.id_token_minutes"),
            access=s("client.access_token_minutes"),
            refresh=s("client.refresh_token_days"),
        )
        self.tokens.set_note(note)

    def _edit(self, on: bool) -> None:
        self._editing = on
        self.quiet.setVisible(not on)
        self.lists.setVisible(on)
        button = self.urls.head.button
        if button is not None:
            button.setText(self.tr("Derive again") if on else self.tr("Edit"))
            button.setAccessibleDescription(self.tr("Callback and sign-out URLs"))

    def _turn(self) -> None:
        """Edit, or back to what is derived."""
        setup = self.session.setup
        if self._editing:
            if setup.client.callback_urls or setup.client.logout_urls:
                self.session.replace(setup.replace(CALLBACK, ()).replace(LOGOUT, ()))
            self._edit(False)
        else:
            self._edit(True)
            self._tell()
            self.bindings[CALLBACK].row.field.setFocus()

    # --- widgets

    def _build_urls(self) -> None:
        self.quiet = QuietBox()
        self.callback = DerivedValue(self.tr("Callback URL"), name="callback_url")
        self.sign_out = DerivedValue(self.tr("Sign-out URL"), name="sign_out_url")
        self.quiet.add(self.callback)
        self.quiet.add(self.sign_out)
        self.lists = QWidget()
        column = QVBoxLayout(self.lists)
        theme.lay(column, gap=18)
        self._urls: dict[str, LinesField] = {}
        hint = self.tr("One URL a line. Pomerium's own has to be among them.")
        for path, label in ((CALLBACK, self.tr("Callback URLs")), (LOGOUT, self.tr("Sign-out URLs"))):
            bound = self.bind(self._lines(path, label, hint), add=False)
            column.addWidget(bound.form)
        title = self.tr("Cognito sends people back to")
        self.urls: Section = self.section(title, self.quiet, self.lists, action=self.tr("Edit"))
        button = self.urls.head.button
        if button is not None:
            button.setObjectName("client.urls.edit")
        self.urls.head.acted.connect(self._turn)
        self._edit(False)

    def _lines(self, path: str, label: str, hint: str) -> Binding:
        """A list of URLs; as long as it is the derived one, the setup names none."""
        field = LinesField()
        field.setAccessibleName(label)
        self._urls[path] = field

        def read() -> tuple[str, ...]:
            lines = field.lines()
            return () if lines == self._derived(path) else lines

        def write(value: Any) -> None:
            field.set_lines(tuple(value) or self._derived(path))

        bound = Binding(self.session, path, FormRow(label, field, path=path, hint=hint), read, write)
        field.textChanged.connect(bound.typed)
        field.left.connect(bound.left)
        return bound

    def _derived(self, path: str) -> tuple[str, ...]:
        setup = self.session.setup
        if path == LOGOUT:
            return setup.sign_out_urls
        return (setup.callback_url,) if setup.callback_url else ()

    def _method(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        theme.lay(column, gap=2)
        column.addWidget(Label(self.tr("Sign-in method"), "label"))
        column.addWidget(Paragraph(self.tr("Authorization code grant. Pomerium uses no other."), role="text2"))
        return holder

    def _build_tokens(self) -> None:
        holder = QWidget()
        row = FlowLayout(holder, lines=12)
        for path, label, unit in (
            ("client.id_token_minutes", self.tr("ID token"), self.tr("minutes")),
            ("client.access_token_minutes", self.tr("Access token"), self.tr("minutes")),
            ("client.refresh_token_days", self.tr("Refresh token"), self.tr("days")),
        ):
            # Wider than Amazon's bounds: a file's value must not be changed by being shown, and the rules tell.
            bound = self.bind(binding.number(self.session, path, label, 0, 99_999, unit=unit), add=False)
            row.addWidget(bound.form)
        self.tokens = self.add(Fold(self.tr("How long tokens last"), holder, name="client.tokens"))
