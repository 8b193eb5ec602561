"""The window walked from welcome to the saved file, with real clicks and keys, on the practice AWS over HTTP."""

import stat
import time

import pytest
import yaml
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWizard

from wizard.app import Mode
from wizard.gui import theme
from wizard.gui.session import Session
from wizard.gui.widgets import motion
from wizard.gui.window import SetupWizard
from wizard.gui.work import Work

PATIENCE = 30_000  # ms for a page's job; the stand-in's domain is live after 1.5 s
STALL = 1.0  # seconds that no turn of the event loop may take, on a busy machine too
B = QWizard.WizardButton
PAGES = [
    "welcome",
    "account",
    "pool",
    "client",
    "client_settings",
    "domain",
    "pomerium",
    "review",
    "apply",
    "verify",
    "save",
]
ANSWERS = {
    "aws.region": "eu-west-1",
    "pool.name": "corp-staff",
    "pomerium.authenticate_url": "https://authenticate.corp.example.com",
}


class Walker:
    """A person at the window: sees what is shown, types, clicks, and notices when it stands still."""

    def __init__(self, qtbot, window, session):
        self.bot, self.window, self.session = qtbot, window, session
        self.met, self.longest, self._last = [], 0.0, time.monotonic()
        self.mending = False
        self._beat = QTimer(window, interval=5)
        self._beat.timeout.connect(self._turn)
        self._beat.start()

    def _turn(self):
        now = time.monotonic()
        self.longest, self._last = max(self.longest, now - self._last), now

    def find(self, kind, name):
        """The visible widget of a name on the page that is shown."""
        found = [w for w in self.window.shown_page.findChildren(kind, name) if w.isVisible()]
        return found[0] if found else None

    def type(self, name, text):
        """Replace a field's text by the keyboard."""
        combo = self.find(QComboBox, name)
        field = combo.lineEdit() if combo else self.find(QLineEdit, name)
        field.setFocus()
        field.selectAll()
        self.bot.keyClicks(field, text)

    def click(self, name):
        """Press a button, a radio or a check box."""
        self.bot.mouseClick(self.find(QAbstractButton, name), Qt.MouseButton.LeftButton)

    def forward(self):
        """The button that goes on, once it may be pressed."""
        found = []

        def ready():
            offered = self.find(QAbstractButton, "domain.prefix.offer.0") if self.mending else None
            if offered is not None:
                self.mending = False
                self.bot.mouseClick(offered, Qt.MouseButton.LeftButton)
            buttons = [self.window.button(which) for which in (B.NextButton, B.CommitButton, B.FinishButton)]
            found[:] = [button for button in buttons if button.isVisible() and button.isEnabled()]
            return bool(found)

        self.bot.waitUntil(ready, timeout=PATIENCE)
        return found[0]

    def walk(self, on):
        """To Finish; `on[page]` is done on a page before going on."""
        while True:
            button, page = self.forward(), self.session.walk.current
            if not self.met or self.met[-1] != page:
                self.met.append(page)
            if button is self.window.button(B.FinishButton):
                self.bot.mouseClick(button, Qt.MouseButton.LeftButton)
                return
            for name, text in ANSWERS.items():
                if (self.find(QLineEdit, name) or self.find(QComboBox, name)) and self.session.setup.get(name) != text:
                    self.type(name, text)
            on.get(page, lambda: None)()
            self.bot.mouseClick(self.forward(), Qt.MouseButton.LeftButton)
            self.bot.waitUntil(lambda page=page: self.gone_from(page), timeout=PATIENCE)

    def gone_from(self, page):
        """Whether the page has done its deed."""
        return self.session.walk.current != page or self.session.walk.saved


@pytest.fixture
def walker(qtbot, qapp, tmp_path, monkeypatch):
    monkeypatch.setenv("POMERIUM_COGNITO_HOME", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(motion, "reduced", lambda _widget: True)
    before, font = QFont(qapp.font()), QFont(qapp.font())
    font.setPixelSize(13)
    qapp.setFont(font)
    theme.apply(qapp, "light")
    work = Work(qapp)
    session = Session(work, Mode(practice=True), qapp)
    window = SetupWizard(session)
    qtbot.addWidget(window)
    window.show()
    yield Walker(qtbot, window, session)
    window.done_for_good(0)
    work.drop_all()
    assert work.wait(5)
    session.close()
    qapp.setFont(before)


def saved(tmp_path):
    path = tmp_path / "config.yaml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    return yaml.safe_load(path.read_text())


def test_with_the_defaults(walker, tmp_path):
    size = walker.window.size()
    walker.walk({})
    assert walker.met == PAGES
    config = saved(tmp_path)
    assert config["idp_provider"] == "cognito"
    assert config["authenticate_service_url"] == ANSWERS["pomerium.authenticate_url"]
    assert config["idp_client_secret"]
    assert walker.window.size() == size
    assert walker.longest < STALL, f"the window stood still for {walker.longest:.2f} s"


def test_step_through_settings_with_a_second_factor_for_everybody(walker, tmp_path):
    def settings():
        walker.click("pool.settings_way.step")

    def factor():
        walker.click("pool.mfa.required")

    walker.walk({"pool": settings, "pool_settings": factor})
    assert walker.met == [*PAGES[:3], "pool_settings", *PAGES[3:]]
    assert walker.session.setup.pool.mfa == "required"
    assert walker.session.known.snapshot.mfa["MfaConfiguration"] == "ON"
    assert saved(tmp_path)["idp_scopes"] == ["openid", "email", "profile"]


def test_a_taken_prefix_is_mended_on_the_way(walker, tmp_path):
    def taken():
        walker.type("domain.prefix", "corp-login")
        walker.mending = True

    walker.walk({"domain": taken})
    assert walker.session.setup.domain.prefix.startswith("corp-login-")
    assert walker.met == PAGES
    assert saved(tmp_path)["idp_provider"] == "cognito"
