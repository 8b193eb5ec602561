"""The files: masked before, written on one's word, somebody else's left alone; and what is left afterwards."""

from __future__ import annotations

import base64
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWizard

from wizard.cognito.snapshot import Snapshot
from wizard.errors import AmazonRefused
from wizard.gui.cluster import ClusterDialog
from wizard.gui.pages import save
from wizard.gui.pages.save_left import lead, tasks
from wizard.gui.pages.save_look import Ready, Shown
from wizard.gui.session import Session
from wizard.jobs.render import Rendered
from wizard.jobs.save import FileToWrite
from wizard.pomerium.settings import settings
from wizard.setup.model import Output, Setup
from wizard.vault import DOTS

NEXT, FINISH = "__qt__passive_wizardbutton1", "qt_wizard_finish"
CONFIG = Output("config-yaml", "config.yaml")


@pytest.fixture
def at_save(applied: Any, session: Session, go: Callable[[str], None]) -> Callable[..., Any]:
    """Show the page, with these outputs, and wait until it has read the values."""

    def show(*outputs: Output) -> Any:
        if outputs:
            session.answer("pomerium.outputs", outputs)
        go("save")
        applied.until(lambda: not applied.wizard.shown_page.is_running("look"))
        return applied

    return show


def secret_of(hands: Any) -> str:
    ready = hands.wizard.shown_page._ready
    return str(ready.told.client_secret.reveal())


def shown_code(hands: Any) -> str:
    return "\n".join(row.view.view.toPlainText() for row in hands.wizard.shown_page.rows)


def write(hands: Any) -> None:
    hands.press(NEXT)
    hands.until(lambda: not hands.wizard.session.walk.running)


def test_the_secret_is_twelve_dots_until_the_eye_is_pressed(at_save: Any) -> None:
    hands = at_save()
    secret = secret_of(hands)
    assert f"idp_client_secret: {DOTS}" in shown_code(hands)
    assert secret not in shown_code(hands)
    assert secret not in hands.texts()
    view = hands.wizard.shown_page.rows[0].view
    hands.wizard.shown_page._scroll.ensureWidgetVisible(view.eye)
    view.eye.click()
    assert view.is_revealed()
    assert secret not in shown_code(hands)


def test_copy_copies_the_real_file_and_says_so(at_save: Any, said: list[str]) -> None:
    hands = at_save()
    view = hands.wizard.shown_page.rows[0].view
    assert view.copy.accessibleName() == "Copy the file, with the real secret"
    view.copy.click()
    assert f"idp_client_secret: {secret_of(hands)}\n" in QGuiApplication.clipboard().text()
    assert "Copied" in said
    QGuiApplication.clipboard().clear()


def test_each_value_stands_with_its_place_and_copy(at_save: Any, session: Session) -> None:
    hands = at_save()
    found = session.known.snapshot
    assert found is not None
    for name, value, place in (
        ("region", "eu-west-1", "top right"),
        ("pool_id", found.pool_id, "Overview"),
        ("client_id", found.client_id, "App clients › pomerium"),
        ("issuer", found.issuer, "/.well-known"),
        ("login_url", found.login_url, "Branding › Domain"),
        ("callback_url", "https://authenticate.corp.example.com/oauth2/callback", "allowed callback URLs"),
        ("sign_out_url", "https://authenticate.corp.example.com/.pomerium/signed_out", "allowed sign-out URLs"),
    ):
        row = hands.find(f"value.{name}")
        assert row.text.text() == value
        assert place in hands.texts()
        row.copy.click()
        assert QGuiApplication.clipboard().text() == value
    hands.find("value.client_secret").secret.copy.click()
    assert QGuiApplication.clipboard().text() == secret_of(hands)
    QGuiApplication.clipboard().clear()
    assert hands.unnamed() == []


def test_nothing_is_written_before_the_button_and_then_a_private_file(
    at_save: Any, tmp_path: Path, session: Session
) -> None:
    hands = at_save()
    path = tmp_path / "config.yaml"
    assert not path.exists()
    assert hands.forward().text().replace("&", "") == "Write 1 file"
    write(hands)
    assert session.walk.saved
    text = path.read_text()
    assert text.startswith("# practice mode: not for a real Pomerium\n")
    assert secret_of(hands) in text
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert hands.forward().objectName() == FINISH
    assert hands.wizard.shown_page.header.title.text() == "Saved"
    assert "sudo systemctl restart pomerium" in hands.texts()
    assert hands.unnamed() == []


def test_finish_closes_the_window_and_writes_no_more(at_save: Any, tmp_path: Path) -> None:
    hands = at_save()
    write(hands)
    (tmp_path / "config.yaml").unlink()
    hands.press(FINISH)
    hands.until(lambda: not hands.wizard.isVisible())
    assert not (tmp_path / "config.yaml").exists()


def test_when_saved_finish_is_the_one_way_out_and_escape_asks_nothing(at_save: Any) -> None:
    hands = at_save()
    wizard = hands.wizard
    ways = [wizard.button(which) for which in (QWizard.WizardButton.CancelButton, QWizard.WizardButton.BackButton)]
    assert all(button.isVisible() for button in ways)
    write(hands)
    hands.until(lambda: not any(button.isVisible() for button in ways))
    hands.qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    assert not wizard.isVisible()
    assert wizard.session.recent()


def test_practice_mode_says_what_it_writes(at_save: Any) -> None:
    hands = at_save()
    assert hands.wizard.shown_page.practice.isVisible()
    write(hands)
    assert hands.wizard.shown_page.header.lead.text().startswith("Practice files.")


def test_return_writes_nothing(at_save: Any, tmp_path: Path) -> None:
    from PySide6.QtCore import Qt

    hands = at_save()
    hands.qtbot.keyClick(hands.wizard.shown_page.header.title, Qt.Key.Key_Return)
    assert not (tmp_path / "config.yaml").exists()


def test_what_is_somebody_elses_in_a_file_stays_and_is_shown_without_secrets(at_save: Any, tmp_path: Path) -> None:
    mine = "# mine\nshared_secret: c29tZWJvZHlz\nidp_provider: oidc\n"
    (tmp_path / "config.yaml").write_text(mine)
    hands = at_save()
    lines = hands.wizard.shown_page.rows[0].shown.lines
    assert [line.text for line in lines if line.sign == "-"] == ["idp_provider: oidc"]
    assert "idp_provider: cognito" in [line.text for line in lines if line.sign == "+"]
    assert "c29tZWJvZHlz" not in hands.texts() + shown_code(hands)
    assert secret_of(hands) not in shown_code(hands)
    assert "our settings go in, all else stays as it is" in hands.texts()
    view = hands.wizard.shown_page.rows[0].view
    hands.wizard.shown_page._scroll.ensureWidgetVisible(view.eye)
    view.eye.click()
    assert "c29tZWJvZHlz" not in shown_code(hands)
    write(hands)
    assert "\n# mine\nshared_secret: c29tZWJvZHlz\nidp_provider: cognito\n" in (tmp_path / "config.yaml").read_text()
    assert (tmp_path / "config.yaml.bak").read_text() == mine


def test_a_file_that_cant_be_merged_into_keeps_it_closed_until_another_path_is_named(
    at_save: Any, tmp_path: Path
) -> None:
    (tmp_path / "config.yaml").write_text("mine: 1\nmine: 2\n")
    hands = at_save()
    assert not hands.next_is_on()
    assert hands.wizard.footer.reason.text() == "Opens when config.yaml has another path"
    assert "Left as it is" in hands.texts()
    assert "Line 2: The same key stands twice in one mapping." in hands.texts()
    assert hands.find("output.0.path").text() == str(tmp_path / "config-cognito.yaml")
    hands.type("output.0.path", "other.yaml")
    hands.click("output.0.use")
    hands.until(hands.next_is_on)
    write(hands)
    assert (tmp_path / "other.yaml").exists()
    assert (tmp_path / "config.yaml").read_text() == "mine: 1\nmine: 2\n"


def test_a_file_that_changed_since_it_was_shown_is_shown_again(at_save: Any, tmp_path: Path, session: Session) -> None:
    (tmp_path / "config.yaml").write_text("idp_provider: oidc\n")
    hands = at_save()
    (tmp_path / "config.yaml").write_text("idp_provider: oidc\nmine: 1\n")
    write(hands)
    assert "changed since it was shown" in hands.wizard.shown_page.changed.text()
    assert (tmp_path / "config.yaml").read_text() == "idp_provider: oidc\nmine: 1\n"
    hands.click("save.look_again")
    hands.until(lambda: "mine: 1" in shown_code(hands))
    write(hands)
    assert session.walk.saved
    assert "mine: 1\n" in (tmp_path / "config.yaml").read_text()


def test_lasting_secrets_are_made_on_request_and_kept(at_save: Any, tmp_path: Path) -> None:
    hands = at_save()
    assert "No shared secret and no cookie secret" in hands.texts()
    assert "--with-secrets" not in hands.texts()
    assert "shared_secret" not in shown_code(hands)
    hands.click("save.own_secrets")
    hands.until(lambda: f"shared_secret: {DOTS}" in shown_code(hands))
    assert "No shared secret and no cookie secret" not in hands.texts()
    write(hands)
    made = yaml.safe_load((tmp_path / "config.yaml").read_text())
    assert len(base64.b64decode(made["shared_secret"])) == len(base64.b64decode(made["cookie_secret"])) == 32


def test_the_file_of_one_secret_shows_dots(at_save: Any, tmp_path: Path) -> None:
    hands = at_save(Output("shared-secret-file", "shared"), Output("client-secret-file", "client"))
    write(hands)
    shared = (tmp_path / "shared").read_text()
    assert len(base64.b64decode(shared)) == 32
    assert (tmp_path / "client").read_text() == secret_of(hands)
    at_save(Output("shared-secret-file", "shared"), Output("client-secret-file", "new"))
    assert shared not in shown_code(hands) + hands.texts()
    assert secret_of(hands) not in shown_code(hands)


def test_what_changes_is_shown_from_its_first_line(at_save: Any, tmp_path: Path) -> None:
    mine = "".join(f"own_{number}: 1\n" for number in range(12))
    (tmp_path / "config.yaml").write_text(f"idp_provider: oidc\n{mine}idp_client_id: x\n")
    hands = at_save()
    bar = hands.wizard.shown_page.rows[0].view.view.verticalScrollBar()
    hands.until(lambda: bar.maximum() > 0)
    hands.wizard.resize(hands.wizard.width() - 40, hands.wizard.height())
    hands.qtbot.wait(50)
    assert bar.value() == 0


def test_a_file_that_was_moved_away_is_seen_by_looking_again(at_save: Any, tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("mine: 1\nmine: 2\n")
    hands = at_save()
    (tmp_path / "config.yaml").unlink()
    hands.click("output.0.again")
    hands.until(hands.next_is_on)
    assert "New file" in hands.texts()


def test_our_own_file_shows_what_changes_in_it(at_save: Any, session: Session) -> None:
    hands = at_save()
    write(hands)
    at_save(CONFIG)
    session.answer("pomerium.version", "0.22")
    hands.until(lambda: not hands.wizard.shown_page.is_running("look"))
    lines = hands.wizard.shown_page.rows[0].shown.lines
    assert [line.text for line in lines if line.sign == "-"] == ["idp_provider: cognito"]
    assert [line.text for line in lines if line.sign == "+"] == ["idp_provider: oidc"]
    assert "1 added, 1 removed" in hands.texts()
    assert secret_of(hands) not in "".join(line.text for line in lines)


def test_files_that_are_right_need_no_writing(at_save: Any, session: Session, tmp_path: Path) -> None:
    hands = at_save()
    write(hands)
    before = (tmp_path / "config.yaml").stat().st_mtime_ns
    session.answer("pomerium.outputs", (*session.setup.pomerium.outputs, Output("env", "pomerium.env")))
    hands.until(lambda: not hands.wizard.shown_page.is_running("look"))
    assert "Up to date" in hands.texts()
    assert hands.forward().text().replace("&", "") == "Write 1 file"
    write(hands)
    assert (tmp_path / "pomerium.env").exists()
    assert (tmp_path / "config.yaml").stat().st_mtime_ns == before


def test_a_file_that_cant_be_written_loses_nothing(at_save: Any, session: Session, tmp_path: Path) -> None:
    (tmp_path / "blocked").write_text("a file where a folder should be")
    hands = at_save(Output("config-yaml", "blocked/config.yaml"))
    write(hands)
    assert hands.wizard.shown_page.trouble.isVisible()
    words = hands.wizard.shown_page.trouble.text()
    kept = tmp_path / "home" / "practice" / "rescued" / "config.yaml"
    assert str(kept) in words
    assert secret_of(hands) in kept.read_text()
    assert not session.walk.saved
    (tmp_path / "blocked").unlink()
    hands.click("save.again")
    hands.until(lambda: session.walk.saved)
    assert (tmp_path / "blocked" / "config.yaml").exists()


def test_the_paths_can_be_changed_from_there(at_save: Any, session: Session, tmp_path: Path) -> None:
    (tmp_path / "blocked").write_text("a file where a folder should be")
    hands = at_save(Output("config-yaml", "blocked/config.yaml"))
    write(hands)
    hands.click("save.paths")
    assert session.walk.current == "pomerium"


def test_values_that_cant_be_read_are_told_and_asked_again(
    chosen: Any, stand_in: Callable[..., Any], refused: AmazonRefused, go: Callable[[str], None]
) -> None:
    job = stand_in(save, "Look", error=refused)
    go("save")
    chosen.until(lambda: refused.why.happened in chosen.texts())
    assert not chosen.next_is_on()
    chosen.until(chosen.wizard.shown_page.state.buttons[0].isVisible)
    chosen.click("save.look")
    chosen.until(lambda: len(job.asked) == 2)


def test_the_setup_file_is_kept_from_here(
    at_save: Any, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = at_save()
    write(hands)
    assert "Keep the setup file" in hands.texts()
    path = tmp_path / "kept" / "corp-staff.yaml"
    path.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    hands.click("setup.save")
    assert path.exists()
    assert secret_of(hands) not in path.read_text()
    assert "The setup file is corp-staff.yaml" in hands.texts()
    assert hands.forward().objectName() == FINISH


@pytest.mark.parametrize("there", [True, False])
def test_with_kubectl_a_cluster_may_be_asked(
    at_save: Any, monkeypatch: pytest.MonkeyPatch, there: bool, tmp_path: Path
) -> None:
    if there:
        (tmp_path / "kubectl").write_text("#!/bin/sh\nexit 1\n")
        (tmp_path / "kubectl").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    hands = at_save(Output("pomerium-crd", "pomerium.yaml"))
    write(hands)
    assert hands.wizard.shown_page.after.cluster.isVisible() is there
    if there:
        hands.click("save.cluster")
        hands.until(lambda: hands.wizard.findChild(ClusterDialog) is not None)
        hands.wizard.findChild(ClusterDialog).reject()


def test_another_visit_shows_what_is_left(at_save: Any, go: Callable[[str], None]) -> None:
    hands = at_save()
    write(hands)
    go("pomerium")
    at_save()
    assert hands.wizard.shown_page.header.title.text() == "Saved"
    assert hands.forward().objectName() == FINISH


def ready(setup: Setup, *files: tuple[str, str], found: Any = None) -> Ready:
    told = settings(setup, "https://issuer.example.com/x", "abc", None)
    shown = (
        Shown(FileToWrite(Rendered(format, "", "", (), True), Path(path), "new"), (), ()) for format, path in files
    )
    return Ready(found, told, tuple(shown), "a store")


def test_what_is_left_depends_on_the_files() -> None:
    setup = Setup().replace("pomerium.authenticate_url", "https://a.example.com").replace("groups", ("admins",))
    files = (("env", "/x/p.env"), ("docker-env", "/x y/d.env"), ("configmap", "/x/c.yaml"), ("pomerium-crd", "/p.yaml"))
    files += (("compose", "/x/compose.yaml"),)
    left = [task.code for task in tasks(setup, ready(setup, *files, found=FOUND), practice=False)]
    assert left == [
        "docker compose up --detach",
        "docker run --env-file '/x y/d.env' pomerium/pomerium",
        "docker compose --file /x/compose.yaml up --detach",
        "kubectl apply -f /x/c.yaml -f /p.yaml",
        "https://a.example.com/.pomerium/",
        "allow: {and: [{claim/cognito:groups: admins}]}",
    ]


FOUND: Any = Snapshot(None, None, domains={"auth.corp.example.com": {"CloudFrontDistribution": "d1.cloudfront.net"}})  # type: ignore[arg-type]


def test_ones_own_domain_needs_its_dns_record() -> None:
    setup = Setup().replace("domain.custom", "auth.corp.example.com")
    left = [task.code for task in tasks(setup, ready(setup, found=FOUND), practice=True)]
    assert left == ["auth.corp.example.com. CNAME d1.cloudfront.net."]


@pytest.mark.parametrize(
    ("count", "words"), [(1, "One thing is left."), (3, "Three things are left"), (5, "5 things are left")]
)
def test_the_lead_counts_what_is_left(count: int, words: str) -> None:
    assert words in lead(count, 1, practice=False)
