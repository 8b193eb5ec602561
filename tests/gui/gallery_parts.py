"""Pictures of widgets alone."""

from __future__ import annotations

from gallery_frames import AUTH, line, page, rail
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wizard.gui import theme
from wizard.gui.widgets.action import Action
from wizard.gui.widgets.banner import Banner
from wizard.gui.widgets.button import Button, IconButton
from wizard.gui.widgets.chip import Chip
from wizard.gui.widgets.combo import Combo
from wizard.gui.widgets.field import TextField
from wizard.gui.widgets.fields import FieldLine, FieldsTable
from wizard.gui.widgets.formrow import FormRow
from wizard.gui.widgets.header import PageHeader
from wizard.gui.widgets.listrow import BoxedList, ListRow
from wizard.gui.widgets.number import NumberField
from wizard.gui.widgets.planrow import ExpandingRow
from wizard.gui.widgets.preview import PreviewLine, PreviewStrip
from wizard.gui.widgets.quiet import DerivedValue, QuietBox, SecretValue
from wizard.gui.widgets.scroll import ScrollArea
from wizard.gui.widgets.section import SectionHead
from wizard.gui.widgets.segmented import Segmented
from wizard.gui.widgets.statepage import StatePage
from wizard.gui.widgets.switch import Switch
from wizard.gui.widgets.tick import Choice, Tick


def components() -> QWidget:
    side = rail(4, User_pool="stale", App_client="fault")
    side.set_practice(True)
    focused = Button("Copy the policy")
    focused.setObjectName("focus-me")
    tick = Tick("Second factor by e-mail")
    tick.setEnabled(False)
    disabled = Button("Next", "primary")
    disabled.setEnabled(False)
    body = page(
        line(
            Button("Create 5 resources", "primary"),
            focused,
            Button("Details", "flat"),
            Button("Remove 5 resources", "destructive"),
            disabled,
        ),
        14,
        Segmented("How", [("a", "Review defaults"), ("b", "Step through settings")]),
        14,
        *_banners(),
        _plan(),
        14,
        line(tick, Chip("Closed: needs a verified SES address", icon="dot")),
        width=676,
        height=569,
        margin=28,
    )
    result = QWidget()
    row2 = QHBoxLayout(result)
    row2.setContentsMargins(0, 0, 0, 0)
    row2.setSpacing(0)
    row2.addWidget(side)
    row2.addWidget(body, 1)
    result.resize(theme.u(900), theme.u(569))
    return result


def _plan() -> QWidget:
    boxed = BoxedList("Plan")
    row = ExpandingRow(
        "update", "App client pomerium", "ID token 24 hours › 60 minutes", chips=[Chip("Changes", "warn")]
    )
    boxed.add(row)
    boxed.add(
        ExpandingRow(
            "delete", "Callback URL http://localhost:8000/cb", "Nothing else uses it.", chips=[Chip("Removes", "error")]
        )
    )
    return boxed


def _banners() -> list[QWidget | int]:
    """One of each kind, each with the gap below it."""
    info = Banner("info", "Nothing at Amazon changes before you press Create 5 resources.")
    warn = Banner(
        "warn",
        "Enough to try it out. For more than 50 people name a verified SES address.",
        "Amazon's own sender stops at 50 mails a day",
    )
    error = Banner(
        "error",
        "The client secret has nowhere to go, so nothing was created.",
        "The keyring is locked",
        [Action("u", "Unlock"), Action("k", "Keep it in a passphrase file")],
    )
    ok = Banner("ok", "Sign-in works. Ada came back with an e-mail address and the group admins.")
    return [info, 14, warn, 14, error, 14, ok, 14]


def fault() -> QWidget:
    one = FormRow(
        "Authenticate service URL", TextField("http://authenticate.corp.example.com"), path="a.b", hint="The address."
    )
    one.set_fault(
        "Cognito sends people back over https only. Plain http is for localhost.",
        "Use https://authenticate.corp.example.com",
    )
    two = FormRow("Sign-out URL", TextField(f"{AUTH}/.pomerium/signed-out"))
    two.set_fault("Pomerium 0.33 signs out at /.pomerium/signed_out, with an underscore.", "Use /.pomerium/signed_out")
    three = FormRow("Domain prefix", TextField("lawson-staff"))
    three.set_warning(
        "It holds the letters “aws”. Amazon refuses aws as a word of its own; inside another word it usually passes."
    )
    return page(one, 16, two, 16, three, width=620, height=410, margin=28)


def states() -> QWidget:
    empty, error, loading = StatePage(), StatePage(), StatePage()
    empty.empty(
        "users",
        "No user pools in Europe (Ireland)",
        "Make a new one here, or look in another region.",
        [Action("n", "New pool", "primary"), Action("r", "Change region")],
    )
    error.error(
        "Amazon doesn't let this role list user pools",
        "The role CognitoAdmin lacks cognito-idp:ListUserPools. Ask for it, or name the pool by its ID.",
        [Action("c", "Copy the policy", "primary"), Action("i", "Enter a pool ID"), Action("t", "Try again")],
        "AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/CognitoAdmin/ada is not "
        "authorized to perform: cognito-idp:ListUserPools",
    )
    error.details.set_open(True, moving=False)
    loading.loading(
        "Reading the user pools of Europe (Ireland)",
        "60 so far. Amazon gives them in pages of 60.",
        [Action("s", "Stop"), Action("i", "Enter a pool ID")],
    )
    loading._appear()
    return page(empty, 20, error, 20, loading, height=820)


def forms() -> QWidget:
    combo = Combo()
    combo.addItems(["Europe (Ireland) · eu-west-1", "US East (N. Virginia) · us-east-1"])
    prefix = FormRow(
        "Prefix", TextField("corp-staff"), width=200, suffix=".auth.eu-west-1.amazoncognito.com", path="domain.prefix"
    )
    prefix.set_fault("Your pool legacy-corp already uses this prefix. A prefix is given once in a region.")
    prefix.set_offers("Free in this account:", ["corp-staff-2", "corp-staff-login", "corp-example"])
    quiet = QuietBox()
    quiet.add(DerivedValue("Login page", "https://corp-staff.auth.eu-west-1.amazoncognito.com/login", icon="globe"))
    quiet.add(SecretValue("Client secret", lambda: "not a secret"))
    off, on = Switch("Off"), Switch("On", checked=True)
    chosen = Choice("Optional")
    chosen.setChecked(True)
    strip = PreviewStrip()
    strip.show_text("config.yaml", [PreviewLine("a: b", changed=True)] * 5)
    return page(
        FormRow("Region", combo, width=320, hint="A user pool stays in its region for good."),
        16,
        prefix,
        16,
        quiet,
        16,
        _facts(),
        16,
        line(off, on, chosen, Choice("Required"), gap=20),
        12,
        FormRow("Minimum length", NumberField(6, 99, 12), suffix="characters", width=88),
        12,
        _staging(),
        12,
        strip,
        height=860,
    )


def _facts() -> QWidget:
    facts = BoxedList()
    table = FieldsTable(
        [
            FieldLine("Account", "1234-5678-9012 · corp-production"),
            FieldLine("Signed in as", "assumed-role/CognitoAdmin/ada"),
            FieldLine("Permissions", "All 14 that this setup needs are granted", icon="ok-ring"),
            FieldLine("Sign in with", "E-mail address", chip="Fixed once made", locked=True),
        ]
    )
    inset = QWidget()
    theme.lay(QVBoxLayout(inset), 16, 14, 16, 14)
    inset.layout().addWidget(table)
    facts.add(inset)
    return facts


def _staging() -> QWidget:
    staging = BoxedList()
    staging.add(
        ListRow(
            "staging",
            "Sign-in expired at 09:12. Sign in again with: aws sso login --profile staging",
            lead="radio",
            subtitle_role="warn",
            trailing=IconButton("copy", "Copy the command"),
        )
    )
    staging.add(
        ListRow(
            "Restart Pomerium, so that it reads the new settings",
            "sudo systemctl restart pomerium",
            lead="1",
            code=True,
            trailing=IconButton("copy", "Copy the command"),
        )
    )
    return staging


def large() -> QWidget:
    header = PageHeader(
        "App client settings",
        "Where Cognito may send people back to, and what it may tell Pomerium about them.",
        ("AWS console", "Cognito", "corp-staff", "App clients", "pomerium", "Login pages"),
    )
    url = FormRow("Authenticate service URL", TextField(AUTH), hint="The address that Pomerium answers at for sign-in.")
    quiet = QuietBox()
    quiet.add(DerivedValue("Callback URL", f"{AUTH}/oauth2/callback"))
    boxed = BoxedList()
    boxed.add(
        ListRow(
            "New setup",
            "Three values to type: authenticate URL, region and domain prefix. All else has a safe default.",
            lead="radio",
            key="new",
            chips=[Chip("Works", "ok", "tick")],
        )
    )
    boxed.choose("new")
    body = page(
        header,
        20,
        url,
        18,
        SectionHead("Cognito sends people back to", "Edit"),
        6,
        quiet,
        12,
        boxed,
        Banner(
            "warn",
            "Enough to try it out. For more than 50 people name a verified SES address.",
            "Amazon's own sender stops",
        ),
        width=490,
        height=640,
        margin=16,
    )
    area = ScrollArea(body)
    area.resize(980, 680)
    return area
