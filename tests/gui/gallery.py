"""Draw the widgets to pictures, to be looked at: `python tests/gui/gallery.py OUT_DIR`. Not a test, not shipped."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "2")

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from wizard.gui import theme
from wizard.gui.widgets.action import Action
from wizard.gui.widgets.banner import Banner
from wizard.gui.widgets.button import Button, IconButton
from wizard.gui.widgets.checkrow import CheckRow
from wizard.gui.widgets.chip import Chip
from wizard.gui.widgets.combo import Combo
from wizard.gui.widgets.counts import CountLine
from wizard.gui.widgets.diff import DiffLine, DiffView
from wizard.gui.widgets.field import SearchField, TextField
from wizard.gui.widgets.fields import FieldLine, FieldsTable, GridTable
from wizard.gui.widgets.formrow import FormRow
from wizard.gui.widgets.header import PageHeader
from wizard.gui.widgets.label import Label
from wizard.gui.widgets.listrow import BoxedList, ListRow
from wizard.gui.widgets.number import NumberField
from wizard.gui.widgets.planrow import ExpandingRow
from wizard.gui.widgets.preview import ConfigPreview, PreviewLine, PreviewStrip
from wizard.gui.widgets.progress import ProgressBar
from wizard.gui.widgets.quiet import DOTS, DerivedValue, QuietBox, SecretValue
from wizard.gui.widgets.rail import Rail
from wizard.gui.widgets.railmodel import RailItem
from wizard.gui.widgets.scroll import ScrollArea
from wizard.gui.widgets.section import SectionHead
from wizard.gui.widgets.segmented import Segmented
from wizard.gui.widgets.statepage import StatePage
from wizard.gui.widgets.switch import Switch
from wizard.gui.widgets.tick import Choice, Tick
from wizard.gui.widgets.timeline import Timeline, TimelineRow

AUTH = "https://authenticate.corp.example.com"
STEPS = ("AWS account", "User pool", "Pool settings", "App client", "App client settings", "Domain name", "Pomerium")
ENDS = ("Review", "Apply", "Verify", "Save")


def page(*widgets: QWidget | int, width: float = 756, height: float = 600, margin: float = 32) -> QWidget:
    """A page's ground with widgets below each other; numbers are gaps."""
    result = QWidget()
    result.setBackgroundRole(QPalette.ColorRole.Base)
    result.setAutoFillBackground(True)
    column = QVBoxLayout(result)
    theme.lay(column, margin, 24, margin, 16)
    for widget in widgets:
        if isinstance(widget, QWidget):
            column.addWidget(widget)
        else:
            column.addSpacing(theme.u(widget))
    column.addStretch(1)
    result.resize(theme.u(width), theme.u(height))
    return result


def line(*widgets: QWidget, gap: float = 10) -> QWidget:
    """Widgets beside each other."""
    result = QWidget()
    row = QHBoxLayout(result)
    theme.lay(row, gap=gap)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return result


def rail(current: int = 4, **states: str) -> Rail:
    result = Rail("Cognito setup", "Pomerium")
    items = []
    for place, title in enumerate((*STEPS, *ENDS)):
        state = "done" if place < current else "current" if place == current else "closed"
        if place == current + 1:
            state = "open"
        state = states.get(title.replace(" ", "_"), state)
        notes = {"stale": "Region changed", "fault": "1 fault", "closed": "Opens after Domain name"}
        group = "Choose" if title in STEPS else "Create"
        items.append(RailItem(title, title, group, state, notes.get(state, "")))
    result.set_items(items)
    result.set_place("1234-5678-9012", "admin@corp · eu-west-1")
    return result


def framed(inner: QWidget, side: Rail) -> QWidget:
    """Rail and page, as in the window."""
    result = QWidget()
    result.setBackgroundRole(QPalette.ColorRole.Window)
    result.setAutoFillBackground(True)
    row = QHBoxLayout(result)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(side)
    right = QVBoxLayout()
    right.setSpacing(0)
    right.addWidget(inner, 1)
    foot = QWidget()
    buttons = QHBoxLayout(foot)
    theme.lay(buttons, 24, 12, 32, 12, gap=8)
    buttons.addWidget(Button("&Help", "quiet"))
    buttons.addStretch(1)
    for text, kind in (("Cancel", "secondary"), ("&Back", "secondary"), ("&Next", "primary")):
        buttons.addWidget(Button(text, kind))
    right.addWidget(foot)
    row.addLayout(right, 1)
    result.resize(theme.u(980), theme.u(680))
    return result


def components() -> QWidget:
    side = rail(4, User_pool="stale", App_client="fault")
    side.set_practice(True)
    focused = Button("Copy the policy")
    focused.setObjectName("focus-me")
    boxed = BoxedList("Plan")
    row = ExpandingRow("update", "App client pomerium", "ID token 24 hours › 60 minutes", chips=[Chip("Changes", "warn")])
    boxed.add(row)
    boxed.add(ExpandingRow("delete", "Callback URL http://localhost:8000/cb", "Nothing else uses it.", chips=[Chip("Removes", "error")]))
    tick = Tick("Second factor by e-mail")
    tick.setEnabled(False)
    disabled = Button("Next", "primary")
    disabled.setEnabled(False)
    body = page(
        line(Button("Create 5 resources", "primary"), focused, Button("Details", "flat"), Button("Remove 5 resources", "destructive"), disabled),
        14,
        Segmented("How", [("a", "Review defaults"), ("b", "Step through settings")]),
        14,
        Banner("info", "Nothing at Amazon changes before you press Create 5 resources."),
        14,
        Banner("warn", "Enough to try it out. For more than 50 people name a verified SES address.", "Amazon's own sender stops at 50 mails a day"),
        14,
        Banner("error", "The client secret has nowhere to go, so nothing was created.", "The keyring is locked", [Action("u", "Unlock"), Action("k", "Keep it in a passphrase file")]),
        14,
        Banner("ok", "Sign-in works. Ada came back with an e-mail address and the group admins."),
        14,
        boxed,
        14,
        line(tick, Chip("Closed: needs a verified SES address", icon="dot")),
        width=676, height=569, margin=28,
    )
    result = QWidget()
    row2 = QHBoxLayout(result)
    row2.setContentsMargins(0, 0, 0, 0)
    row2.setSpacing(0)
    row2.addWidget(side)
    row2.addWidget(body, 1)
    result.resize(theme.u(900), theme.u(569))
    return result


def fault() -> QWidget:
    one = FormRow("Authenticate service URL", TextField("http://authenticate.corp.example.com"), path="a.b", hint="The address.")
    one.set_fault("Cognito sends people back over https only. Plain http is for localhost.", "Use https://authenticate.corp.example.com")
    two = FormRow("Sign-out URL", TextField(f"{AUTH}/.pomerium/signed-out"))
    two.set_fault("Pomerium 0.33 signs out at /.pomerium/signed_out, with an underscore.", "Use /.pomerium/signed_out")
    three = FormRow("Domain prefix", TextField("lawson-staff"))
    three.set_warning("It holds the letters “aws”. Amazon refuses aws as a word of its own; inside another word it usually passes.")
    return page(one, 16, two, 16, three, width=620, height=410, margin=28)


def settings() -> QWidget:
    header = PageHeader("App client settings", "Where Cognito may send people back to, and what it may tell Pomerium about them.", ("AWS console", "Cognito", "corp-staff", "App clients", "pomerium", "Login pages"))
    url = FormRow("Authenticate service &URL", TextField(AUTH), hint="The address that Pomerium answers at for sign-in.")
    url.field.setObjectName("focus-me")
    quiet = QuietBox()
    quiet.add(DerivedValue("Callback URL", f"{AUTH}/oauth2/callback"))
    quiet.add(DerivedValue("Sign-out URL", f"{AUTH}/.pomerium/signed_out"))
    openid = Tick("openid", checked=True)
    openid.setEnabled(False)
    preview = ConfigPreview()
    preview.show_text("config.yaml", [
        PreviewLine(f"authenticate_service_url: {AUTH}", changed=True),
        PreviewLine("idp_provider: cognito"),
        PreviewLine("idp_provider_url: https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Xk2mPq7Rd"),
        PreviewLine("idp_client_id: # after Apply", unknown=True),
        PreviewLine("idp_client_secret: # after Apply", unknown=True),
        PreviewLine("idp_scopes:", changed=True),
        PreviewLine("- openid", changed=True),
        PreviewLine("- email", changed=True),
        PreviewLine("- profile", changed=True),
    ])
    preview.setFixedWidth(theme.u(244))
    form = QWidget()
    column = QVBoxLayout(form)
    theme.lay(column)
    for part in (url, 18, SectionHead("Cognito sends people back to", "Edit"), 6, quiet, 18, Label("Sign in through", "label"), 6,
                 line(Tick("Cognito user pool", checked=True), Tick("Okta (SAML)"), gap=24), 16, Label("Pomerium learns", "label"), 6,
                 line(openid, Tick("email", checked=True), Tick("profile", checked=True), Tick("phone"), gap=20), 6,
                 Label("Pomerium needs openid; without email no policy can name a person.", "caption", "text2"), 16,
                 Label("Sign-in method", "label"), 2, Label("Authorization code grant. Pomerium uses no other.", "body", "text2")):
        column.addWidget(part) if isinstance(part, QWidget) else column.addSpacing(theme.u(part))
    column.addStretch(1)
    both = QWidget()
    row = QHBoxLayout(both)
    theme.lay(row, gap=24)
    row.addWidget(form, 1)
    row.addWidget(preview)
    body = page(header, 20)
    body.layout().takeAt(body.layout().count() - 1)
    body.layout().addWidget(both, 1)
    return framed(body, rail(4))


def pools() -> QWidget:
    header = PageHeader("User pool", "Where your people's accounts live. Pomerium asks it who somebody is.", ("AWS console", "Cognito", "User pools"))
    ways = Segmented("Pool", [("new", "New pool"), ("existing", "Existing pool")])
    ways.choose("existing")
    search = SearchField("Search pools")
    search.setText("corp")
    search.setObjectName("focus-me")
    boxed = BoxedList("Pools")
    for name, ident, people, chip in (
        ("corp-staff", "eu-west-1_Xk2mPq7Rd", "312", Chip("Made by this wizard")),
        ("corp-partners", "eu-west-1_b93LsTe0V", "48", Chip("No domain yet")),
        ("corp-shop-customers", "eu-west-1_Qw81zKc5N", "20,418", Chip("Lite plan")),
        ("legacy-corp", "eu-west-1_0aJtYh6Uf", "7", Chip("Signs in by phone", "warn")),
    ):
        boxed.add(ListRow(name, f"{ident} · {people} people", lead="radio", chips=[chip], key=ident))
    boxed.choose("eu-west-1_Xk2mPq7Rd")
    count = SectionHead("", "Refresh", "refresh")
    return framed(page(header, 20, ways, 16, search, 8, count, 12, boxed, 16,
                       Banner("info", "corp-staff keeps its 312 people and all its settings. The wizard changes only what you choose on the next pages, and shows it before it does.")), rail(1))


def welcome() -> QWidget:
    header = PageHeader("Connect Cognito to Pomerium", "Makes the user pool and app client, proves that sign-in works, and writes Pomerium's settings.", ("On this computer",))
    ways = BoxedList()
    ways.add(ListRow("New setup", "Three values to type: authenticate URL, region and domain prefix. All else has a safe default.", lead="radio", key="new"))
    ways.add(ListRow("Open a setup file", "Go on from a file that you or a colleague saved.", lead="radio", key="open", trailing=Button("Choose…", small=True)))
    ways.choose("new")
    recent = BoxedList()
    recent.add(ListRow("corp-staff", "1234-5678-9012 · eu-west-1 · today, 16:20", lead="file", chips=[Chip("Works", "ok", "tick")], chevron=True))
    recent.add(ListRow("partners", "1234-5678-9012 · eu-central-1 · stopped at Domain name, yesterday", lead="file", chips=[Chip("2 of 5 created", "warn")], chevron=True))
    recent.add(ListRow("lab", "2109-8765-4321 · us-east-1 · 12 November", lead="file", chips=[Chip("Sign-out fails", "error")], chevron=True))
    practice = BoxedList()
    practice.add(ListRow("Practice mode", "A stand-in for Amazon on this computer. Nothing leaves it, nothing costs.", lead="flask", trailing=Switch("Practice mode")))
    return framed(page(header, 20, ways, 20, SectionHead("Recent setups"), 8, recent, 20, practice), rail(-1))


def review() -> QWidget:
    header = PageHeader("Review", "A user pool, an app client and a login page for account 1234-5678-9012. Nothing has been created so far.", ("AWS console", "Cognito", "User pools"))
    boxed = BoxedList("Plan")
    boxed.add(ExpandingRow("create", "User pool corp-staff", "People sign in with e-mail; administrators invite them.", chips=[Chip("Sign-in fixed once made", "warn", "lock")]))
    boxed.add(ExpandingRow("create", "Second factor", "Optional, with an authenticator app."))
    opened = ExpandingRow("create", "App client pomerium", "With a secret, kept in GNOME Keyring. Authorization code grant.", [
        FieldLine("Callback URL", f"{AUTH}/oauth2/callback", code=True), FieldLine("Sign-out URL", f"{AUTH}/.pomerium/signed_out", code=True),
        FieldLine("Scopes", "openid, email, profile"), FieldLine("Tokens", "60 minutes", before="24 hours")])
    opened.set_open(True, moving=False)
    boxed.add(opened)
    boxed.add(ExpandingRow("create", "Login page style", "Amazon's default. Without one the login page would say it is unavailable."))
    boxed.add(ExpandingRow("create", "Domain corp-staff-2", "https://corp-staff-2.auth.eu-west-1.amazoncognito.com"))
    return framed(page(header, 20, CountLine(5), 16, boxed), rail(7))


def apply() -> QWidget:
    header = PageHeader("Creating 5 resources", "3 of 5 are done. You may close the window: what is done is kept, and the next start goes on from here.", ("AWS console", "Cognito", "User pools", "corp-staff"))
    bar = ProgressBar("Resources")
    bar.set_done(3, 5)
    line_ = Timeline("Actions")
    for title, text, state, seconds in (
        ("User pool corp-staff", "eu-west-1_Xk2mPq7Rd", "done", 1.2), ("Second factor", "Optional, with an authenticator app", "done", 0.4),
        ("App client pomerium", "Secret kept in GNOME Keyring, read back and the same", "done", 0.6),
        ("Login page style", "Waiting: Amazon asked for a pause. Next try in 3 seconds, 2 of 5.", "waiting", None),
        ("Domain corp-staff-2", "Amazon is publishing the login page. That usually takes less than a minute.", "running", None),
        ("Groups", "Amazon doesn't let this role create groups.", "failed", None),
        ("Then: verify", "Six checks, with nothing left to type", "todo", None),
    ):
        line_.add(TimelineRow(title, text)).set_state(state, seconds=seconds)
    return framed(page(header, 20, bar, 20, line_), rail(8))


def verify() -> QWidget:
    header = PageHeader("Verify", "5 of 6 checks passed. People can sign in; signing out still fails.", ("On this computer, the way Pomerium does it",))
    boxed = BoxedList("Checks")
    failed = CheckRow("Sign-out", "People land where they should.")
    failed.set_state("failed", cause="Cognito doesn't know the sign-out URL, so people land on an error page of Amazon's.", value=f"{AUTH}/.pomerium/signed_out", mend="Add this sign-out URL")
    failed.set_details("raw")
    boxed.add(failed)
    for name, proves in (("Discovery document", "The issuer matches to the letter; sign-in starts on your login domain."), ("Signing keys", "Pomerium can check the ID tokens with Cognito's two keys.")):
        row = CheckRow(name, proves)
        row.set_state("passed")
        row.set_details("x")
        boxed.add(row)
    running = CheckRow("Login page", "It opens with Pomerium's own parameters.")
    running.set_state("running")
    boxed.add(running)
    skipped = CheckRow("Client secret", "The secret in the keyring is the one Cognito holds.")
    skipped.set_state("skipped", "Skipped: there is no secret so far.")
    boxed.add(skipped)
    claims = CheckRow("Sign-in as ada@corp.example.com", "Pomerium will see these claims:")
    claims.set_state("passed")
    claims.set_content(GridTable(("Claim", "Value", "In a policy"), [("email", "ada@corp.example.com", "email: {is: ada@corp.example.com}"), ("email_verified", "true", "—"), ("cognito:groups", "admins, staff", "claim/cognito:groups: admins")]))
    claims.set_open(True, moving=False)
    boxed.add(claims)
    return framed(page(header, 20, boxed), rail(9))


def save() -> QWidget:
    header = PageHeader("Save", "Pomerium reads these files. Nothing is written before you press Write 2 files.", ("On this computer",))
    boxed = BoxedList("Files")
    one = ListRow("config.yaml", "~/pomerium/config.yaml · exists, every other byte stays", lead="check", chips=[Chip("3 added, 2 changed")])
    one.set_checked(True)
    one.set_soft_when_checked(True)
    boxed.add(one)
    two = ListRow("pomerium.env", "~/pomerium/pomerium.env · only you will be able to read it", lead="check", chips=[Chip("New file")])
    two.set_checked(True)
    boxed.add(two)
    boxed.add(ListRow("Kubernetes", "Pomerium resource and its Secret", lead="check", chips=[Chip("Not written")]))
    diff = DiffView(reveal=lambda name: "1re5ukkv3dab6up5aefv7rru65lu60oblf04t6cv8u9s0itjbci7")
    lines = [DiffLine(" ", f"authenticate_service_url: {AUTH}"), DiffLine("-", "idp_provider: oidc"), DiffLine("+", "idp_provider: cognito"),
             DiffLine("+", "idp_provider_url: https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Xk2mPq7Rd"),
             DiffLine("+", f"idp_client_secret: {DOTS}", "client"), DiffLine("+", "idp_scopes: [openid, email, profile]"), DiffLine(" ", "routes:")]
    diff.show_diff("config.yaml", lines, lines)
    body = page(header, 20, boxed, 16)
    body.layout().takeAt(body.layout().count() - 1)
    body.layout().addWidget(diff, 1)
    return framed(body, rail(10))


def states() -> QWidget:
    empty, error, loading = StatePage(), StatePage(), StatePage()
    empty.empty("users", "No user pools in Europe (Ireland)", "Make a new one here, or look in another region.", [Action("n", "New pool", "primary"), Action("r", "Change region")])
    error.error("Amazon doesn't let this role list user pools", "The role CognitoAdmin lacks the permission cognito-idp:ListUserPools. Ask whoever keeps your roles to add it, or name the pool by its ID.",
                [Action("c", "Copy the policy", "primary"), Action("i", "Enter a pool ID"), Action("t", "Try again")],
                "AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/CognitoAdmin/ada is not authorized to perform: cognito-idp:ListUserPools")
    error.details.set_open(True, moving=False)
    loading.loading("Reading the user pools of Europe (Ireland)", "60 so far. Amazon gives them in pages of 60.", [Action("s", "Stop"), Action("i", "Enter a pool ID")])
    loading._appear()
    return page(empty, 20, error, 20, loading, height=820)


def forms() -> QWidget:
    combo = Combo()
    combo.addItems(["Europe (Ireland) · eu-west-1", "US East (N. Virginia) · us-east-1"])
    prefix = FormRow("Prefix", TextField("corp-staff"), width=200, suffix=".auth.eu-west-1.amazoncognito.com", path="domain.prefix")
    prefix.set_fault("Your pool legacy-corp already uses this prefix. A prefix is given once in a region.")
    prefix.set_offers("Free in this account:", ["corp-staff-2", "corp-staff-login", "corp-example"])
    quiet = QuietBox()
    quiet.add(DerivedValue("Login page", "https://corp-staff.auth.eu-west-1.amazoncognito.com/login", icon="globe"))
    quiet.add(SecretValue("Client secret", lambda: "not a secret"))
    facts = BoxedList()
    table = FieldsTable([FieldLine("Account", "1234-5678-9012 · corp-production"), FieldLine("Signed in as", "assumed-role/CognitoAdmin/ada"),
                         FieldLine("Permissions", "All 14 that this setup needs are granted", icon="ok-ring"), FieldLine("Sign in with", "E-mail address", chip="Fixed once made", locked=True)])
    table.layout().setContentsMargins(theme.u(16), theme.u(14), theme.u(16), theme.u(14))
    facts.add(table)
    off, on = Switch("Off"), Switch("On", checked=True)
    chosen = Choice("Optional")
    chosen.setChecked(True)
    strip = PreviewStrip()
    strip.show_text("config.yaml", [PreviewLine("a: b", changed=True)] * 5)
    staging = BoxedList()
    staging.add(ListRow("staging", "Sign-in expired at 09:12. Sign in again with: aws sso login --profile staging", lead="radio", subtitle_role="warn", trailing=IconButton("copy", "Copy the command")))
    staging.add(ListRow("Restart Pomerium, so that it reads the new settings", "sudo systemctl restart pomerium", lead="1", code=True, trailing=IconButton("copy", "Copy the command")))
    return page(FormRow("Region", combo, width=320, hint="A user pool stays in its region for good."), 16, prefix, 16, quiet, 16, facts, 16,
                line(off, on, chosen, Choice("Required"), gap=20), 12, FormRow("Minimum length", NumberField(6, 99, 12), suffix="characters", width=88), 12, staging, 12, strip, height=860)


def large() -> QWidget:
    header = PageHeader("App client settings", "Where Cognito may send people back to, and what it may tell Pomerium about them.", ("AWS console", "Cognito", "corp-staff", "App clients", "pomerium", "Login pages"))
    url = FormRow("Authenticate service URL", TextField(AUTH), hint="The address that Pomerium answers at for sign-in.")
    quiet = QuietBox()
    quiet.add(DerivedValue("Callback URL", f"{AUTH}/oauth2/callback"))
    boxed = BoxedList()
    boxed.add(ListRow("New setup", "Three values to type: authenticate URL, region and domain prefix. All else has a safe default.", lead="radio", key="new", chips=[Chip("Works", "ok", "tick")]))
    boxed.choose("new")
    body = page(header, 20, url, 18, SectionHead("Cognito sends people back to", "Edit"), 6, quiet, 12, boxed, Banner("warn", "Enough to try it out. For more than 50 people name a verified SES address.", "Amazon's own sender stops"), width=490, height=640, margin=16)
    area = ScrollArea(body)
    area.resize(980, 680)
    return area


SCENES: tuple[Callable[[], QWidget], ...] = (components, fault, settings, pools, welcome, review, apply, verify, save, states, forms)


def shoot(app: QApplication, scene: Callable[[], QWidget], out: Path, suffix: str) -> None:
    widget = scene()
    widget.show()
    widget.activateWindow()
    focus = widget.findChild(QWidget, "focus-me")
    if focus is not None:
        focus.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(5):
        app.processEvents()
    widget.grab().save(str(out / f"{scene.__name__}-{suffix}.png"))
    widget.close()
    widget.deleteLater()


def main() -> None:
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    only = sys.argv[2:]
    app = QApplication([])
    font = QFont("Inter")
    font.setPixelSize(13)
    app.setFont(font)
    for scheme in ("light", "dark"):
        theme.apply(app, scheme)
        for scene in SCENES:
            if not only or scene.__name__ in only:
                shoot(app, scene, out, scheme)
    if not only or "large" in only:
        font.setPixelSize(26)
        app.setFont(font)
        theme.apply(app, "light")
        shoot(app, large, out, "light")
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    font.setPixelSize(13)
    app.setFont(font)
    if not only or "rtl" in only:
        for scene in (components, verify):
            shoot(app, scene, out, "rtl")


if __name__ == "__main__":
    main()
