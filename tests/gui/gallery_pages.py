"""Pictures of pages put together."""

from __future__ import annotations

from gallery_frames import AUTH, framed, line, page, rail
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wizard.gui import theme
from wizard.gui.widgets.banner import Banner
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.checkrow import CheckRow
from wizard.gui.widgets.chip import Chip
from wizard.gui.widgets.counts import CountLine
from wizard.gui.widgets.diff import DiffLine, DiffView
from wizard.gui.widgets.field import SearchField, TextField
from wizard.gui.widgets.fields import FieldLine, GridTable
from wizard.gui.widgets.formrow import FormRow
from wizard.gui.widgets.header import PageHeader
from wizard.gui.widgets.label import Label
from wizard.gui.widgets.listrow import BoxedList, ListRow
from wizard.gui.widgets.planrow import ExpandingRow
from wizard.gui.widgets.preview import ConfigPreview, PreviewLine
from wizard.gui.widgets.progress import ProgressBar
from wizard.gui.widgets.quiet import DOTS, DerivedValue, QuietBox
from wizard.gui.widgets.section import SectionHead
from wizard.gui.widgets.segmented import Segmented
from wizard.gui.widgets.switch import Switch
from wizard.gui.widgets.tick import Tick
from wizard.gui.widgets.timeline import Timeline, TimelineRow


def settings() -> QWidget:
    header = PageHeader(
        "App client settings",
        "Where Cognito may send people back to, and what it may tell Pomerium about them.",
        ("AWS console", "Cognito", "corp-staff", "App clients", "pomerium", "Login pages"),
    )
    both = QWidget()
    row = QHBoxLayout(both)
    theme.lay(row, gap=24)
    row.addWidget(_settings_form(), 1)
    row.addWidget(_settings_preview())
    body = page(header, 20)
    body.layout().takeAt(body.layout().count() - 1)
    body.layout().addWidget(both, 1)
    return framed(body, rail(4))


def _settings_preview() -> QWidget:
    preview = ConfigPreview()
    preview.show_text(
        "config.yaml",
        [
            PreviewLine(f"authenticate_service_url: {AUTH}", changed=True),
            PreviewLine("idp_provider: cognito"),
            PreviewLine("idp_provider_url: https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Xk2mPq7Rd"),
            PreviewLine("idp_client_id: # after Apply", unknown=True),
            PreviewLine("idp_client_secret: # after Apply", unknown=True),
            PreviewLine("idp_scopes:", changed=True),
            PreviewLine("- openid", changed=True),
            PreviewLine("- email", changed=True),
            PreviewLine("- profile", changed=True),
        ],
    )
    preview.setFixedWidth(theme.u(244))
    return preview


def _settings_form() -> QWidget:
    url = FormRow(
        "Authenticate service &URL", TextField(AUTH), hint="The address that Pomerium answers at for sign-in."
    )
    url.field.setObjectName("focus-me")
    quiet = QuietBox()
    quiet.add(DerivedValue("Callback URL", f"{AUTH}/oauth2/callback"))
    quiet.add(DerivedValue("Sign-out URL", f"{AUTH}/.pomerium/signed_out"))
    openid = Tick("openid", checked=True)
    openid.setEnabled(False)
    form = QWidget()
    column = QVBoxLayout(form)
    theme.lay(column)
    for part in (
        url,
        18,
        SectionHead("Cognito sends people back to", "Edit"),
        6,
        quiet,
        18,
        Label("Sign in through", "label"),
        6,
        line(Tick("Cognito user pool", checked=True), Tick("Okta (SAML)"), gap=24),
        16,
        Label("Pomerium learns", "label"),
        6,
        line(openid, Tick("email", checked=True), Tick("profile", checked=True), Tick("phone"), gap=20),
        6,
        Label("Pomerium needs openid; without email no policy can name a person.", "caption", "text2"),
        16,
        Label("Sign-in method", "label"),
        2,
        Label("Authorization code grant. Pomerium uses no other.", "body", "text2"),
    ):
        column.addWidget(part) if isinstance(part, QWidget) else column.addSpacing(theme.u(part))
    column.addStretch(1)
    return form


def pools() -> QWidget:
    header = PageHeader(
        "User pool",
        "Where your people's accounts live. Pomerium asks it who somebody is.",
        ("AWS console", "Cognito", "User pools"),
    )
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
    return framed(
        page(
            header,
            20,
            ways,
            16,
            search,
            8,
            count,
            12,
            boxed,
            16,
            Banner(
                "info",
                "corp-staff keeps its 312 people and all its settings. It changes only what you choose.",
            ),
        ),
        rail(1),
    )


def welcome() -> QWidget:
    header = PageHeader(
        "Connect Cognito to Pomerium",
        "Makes the user pool and app client, proves that sign-in works, and writes Pomerium's settings.",
        ("On this computer",),
    )
    ways = BoxedList()
    ways.add(
        ListRow(
            "New setup",
            "Three values to type: authenticate URL, region and domain prefix. All else has a safe default.",
            lead="radio",
            key="new",
        )
    )
    ways.add(
        ListRow(
            "Open a setup file",
            "Go on from a file that you or a colleague saved.",
            lead="radio",
            key="open",
            trailing=Button("Choose…", small=True),
        )
    )
    ways.choose("new")
    practice = BoxedList()
    practice.add(
        ListRow(
            "Practice mode",
            "A stand-in for Amazon on this computer. Nothing leaves it, nothing costs.",
            lead="flask",
            trailing=Switch("Practice mode"),
        )
    )
    return framed(page(header, 20, ways, 20, SectionHead("Recent setups"), 8, _recent(), 20, practice), rail(-1))


def _recent() -> QWidget:
    recent = BoxedList()
    for name, where, chip in (
        ("corp-staff", "1234-5678-9012 · eu-west-1 · today, 16:20", Chip("Works", "ok", "tick")),
        (
            "partners",
            "1234-5678-9012 · eu-central-1 · stopped at Domain name, yesterday",
            Chip("2 of 5 created", "warn"),
        ),
        ("lab", "2109-8765-4321 · us-east-1 · 12 November", Chip("Sign-out fails", "error")),
    ):
        recent.add(ListRow(name, where, lead="file", chips=[chip], chevron=True))
    return recent


def review() -> QWidget:
    header = PageHeader(
        "Review",
        "A user pool, an app client and a login page for account 1234-5678-9012. Nothing has been created so far.",
        ("AWS console", "Cognito", "User pools"),
    )
    boxed = BoxedList("Plan")
    boxed.add(
        ExpandingRow(
            "create",
            "User pool corp-staff",
            "People sign in with e-mail; administrators invite them.",
            chips=[Chip("Sign-in fixed once made", "warn", "lock")],
        )
    )
    boxed.add(ExpandingRow("create", "Second factor", "Optional, with an authenticator app."))
    opened = ExpandingRow(
        "create",
        "App client pomerium",
        "With a secret, kept in GNOME Keyring. Authorization code grant.",
        [
            FieldLine("Callback URL", f"{AUTH}/oauth2/callback", code=True),
            FieldLine("Sign-out URL", f"{AUTH}/.pomerium/signed_out", code=True),
            FieldLine("Scopes", "openid, email, profile"),
            FieldLine("Tokens", "60 minutes", before="24 hours"),
        ],
    )
    opened.set_open(True, moving=False)
    boxed.add(opened)
    boxed.add(
        ExpandingRow(
            "create", "Login page style", "Amazon's default. Without one the login page would say it is unavailable."
        )
    )
    boxed.add(ExpandingRow("create", "Domain corp-staff-2", "https://corp-staff-2.auth.eu-west-1.amazoncognito.com"))
    return framed(page(header, 20, CountLine(5), 16, boxed), rail(7))


def apply() -> QWidget:
    header = PageHeader(
        "Creating 5 resources",
        "3 of 5 are done. You may close the window: what is done is kept, and the next start goes on from here.",
        ("AWS console", "Cognito", "User pools", "corp-staff"),
    )
    bar = ProgressBar("Resources")
    bar.set_done(3, 5)
    line_ = Timeline("Actions")
    for title, text, state, seconds in (
        ("User pool corp-staff", "eu-west-1_Xk2mPq7Rd", "done", 1.2),
        ("Second factor", "Optional, with an authenticator app", "done", 0.4),
        ("App client pomerium", "Secret kept in GNOME Keyring, read back and the same", "done", 0.6),
        ("Login page style", "Waiting: Amazon asked for a pause. Next try in 3 seconds, 2 of 5.", "waiting", None),
        (
            "Domain corp-staff-2",
            "Amazon is publishing the login page. That usually takes less than a minute.",
            "running",
            None,
        ),
        ("Groups", "Amazon doesn't let this role create groups.", "failed", None),
        ("Then: verify", "Six checks, with nothing left to type", "todo", None),
    ):
        line_.add(TimelineRow(title, text)).set_state(state, seconds=seconds)
    return framed(page(header, 20, bar, 20, line_), rail(8))


def verify() -> QWidget:
    header = PageHeader(
        "Verify",
        "5 of 6 checks passed. People can sign in; signing out still fails.",
        ("On this computer, the way Pomerium does it",),
    )
    boxed = BoxedList("Checks")
    failed = CheckRow("Sign-out", "People land where they should.")
    failed.set_state(
        "failed",
        cause="Cognito doesn't know the sign-out URL, so people land on an error page of Amazon's.",
        value=f"{AUTH}/.pomerium/signed_out",
        mend="Add this sign-out URL",
    )
    failed.set_details("raw")
    boxed.add(failed)
    for name, proves in (
        ("Discovery document", "The issuer matches to the letter; sign-in starts on your login domain."),
        ("Signing keys", "Pomerium can check the ID tokens with Cognito's two keys."),
    ):
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
    claims.set_content(
        GridTable(
            ("Claim", "Value", "In a policy"),
            [
                ("email", "ada@corp.example.com", "email: {is: ada@corp.example.com}"),
                ("email_verified", "true", "—"),
                ("cognito:groups", "admins, staff", "claim/cognito:groups: admins"),
            ],
        )
    )
    claims.set_open(True, moving=False)
    boxed.add(claims)
    return framed(page(header, 20, boxed), rail(9))


def save() -> QWidget:
    header = PageHeader(
        "Save", "Pomerium reads these files. Nothing is written before you press Write 2 files.", ("On this computer",)
    )
    boxed = BoxedList("Files")
    one = ListRow(
        "config.yaml",
        "~/pomerium/config.yaml · exists, every other byte stays",
        lead="check",
        chips=[Chip("3 added, 2 changed")],
    )
    one.set_checked(True)
    one.set_soft_when_checked(True)
    boxed.add(one)
    two = ListRow(
        "pomerium.env",
        "~/pomerium/pomerium.env · only you will be able to read it",
        lead="check",
        chips=[Chip("New file")],
    )
    two.set_checked(True)
    boxed.add(two)
    boxed.add(ListRow("Kubernetes", "Pomerium resource and its Secret", lead="check", chips=[Chip("Not written")]))
    diff = DiffView(reveal=lambda name: "1re5ukkv3dab6up5aefv7rru65lu60oblf04t6cv8u9s0itjbci7")
    lines = [
        DiffLine(" ", f"authenticate_service_url: {AUTH}"),
        DiffLine("-", "idp_provider: oidc"),
        DiffLine("+", "idp_provider: cognito"),
        DiffLine("+", "idp_provider_url: https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Xk2mPq7Rd"),
        DiffLine("+", f"idp_client_secret: {DOTS}", "client"),
        DiffLine("+", "idp_scopes: [openid, email, profile]"),
        DiffLine(" ", "routes:"),
    ]
    diff.show_diff("config.yaml", lines, lines)
    body = page(header, 20, boxed, 16)
    body.layout().takeAt(body.layout().count() - 1)
    body.layout().addWidget(diff, 1)
    return framed(body, rail(10))
