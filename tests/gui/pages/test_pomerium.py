"""What Pomerium is told: version, files, a first route, split services."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from wizard.gui.session import Session
from wizard.pomerium.outputs import FORMATS
from wizard.setup.model import Allow, Output, Route
from wizard.setup.versions import NEWEST, OLDEST


def preview(hands: Any) -> str:
    return str(hands.wizard.shown_page._preview.panel.view.toPlainText())


def outputs(session: Session) -> list[tuple[str, str]]:
    return [(output.format, output.path) for output in session.setup.pomerium.outputs]


def set_version(hands: Any, text: str) -> None:
    field = hands.see("pomerium.version")
    field.setFocus()
    field.lineEdit().selectAll()
    hands.qtbot.keyClicks(field.lineEdit(), text)


def choose(hands: Any, name: str, value: str) -> None:
    """As by the keyboard: the arrow keys until it says so."""
    combo = hands.see(name)
    combo.setFocus()
    hands.qtbot.keyClick(combo, Qt.Key.Key_Home)
    for _ in range(combo.count()):
        if combo.currentData() == value:
            return
        hands.qtbot.keyClick(combo, Qt.Key.Key_Down)
    raise AssertionError(f"{name} has no {value}")


def test_the_defaults_will_do(chosen: Any, session: Session, tmp_path: Path) -> None:
    assert chosen.find("pomerium.version").currentText() == "0.33"
    assert chosen.find("pomerium.outputs.0.format").currentText() == FORMATS["config-yaml"].title
    assert chosen.find("pomerium.outputs.0.path").text() == "config.yaml"
    assert str(tmp_path) in chosen.texts()
    assert chosen.unnamed() == []
    chosen.next()
    assert session.walk.current == "review"
    session.work.drop_all()


def test_the_list_has_every_known_version(chosen: Any) -> None:
    field = chosen.find("pomerium.version")
    found = [field.itemText(n) for n in range(field.count())]
    assert (found[0], found[-1]) == (str(NEWEST), str(OLDEST))


def test_another_version_can_be_typed(chosen: Any, session: Session) -> None:
    set_version(chosen, "0.22.2")
    assert session.setup.pomerium.version == "0.22.2"
    chosen.until(lambda: "sign-out ends at an error" in chosen.fault("pomerium.version"))
    assert "idp_provider: oidc" in preview(chosen)


def test_what_is_no_version_is_told_and_mended(chosen: Any, session: Session) -> None:
    set_version(chosen, "0.33-rc1")
    chosen.until(lambda: "is no version" in chosen.fault("pomerium.version"))
    chosen.next()
    assert session.walk.current == "pomerium"
    assert chosen.wizard.footer.reason.text() == "1 fault: Pomerium's version"
    chosen.click("pomerium.version.mend")
    assert session.setup.pomerium.version == "0.33"
    assert chosen.find("pomerium.version").currentText() == "0.33"


def test_return_in_the_version_goes_on(chosen: Any, session: Session) -> None:
    field = chosen.find("pomerium.version")
    field.setFocus()
    chosen.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert session.walk.current == "review"
    session.work.drop_all()


def test_files_are_added_changed_and_removed(chosen: Any, session: Session) -> None:
    chosen.click("pomerium.outputs.add")
    assert outputs(session) == [("config-yaml", "config.yaml"), ("env", FORMATS["env"].filename)]
    choose(chosen, "pomerium.outputs.1.format", "configmap")
    assert outputs(session)[1] == ("configmap", FORMATS["configmap"].filename)
    chosen.type("pomerium.outputs.1.path", "k8s/mine.yaml")
    choose(chosen, "pomerium.outputs.1.format", "pomerium-crd")
    assert outputs(session)[1] == ("pomerium-crd", "k8s/mine.yaml")
    chosen.click("pomerium.outputs.0.remove")
    assert outputs(session) == [("pomerium-crd", "k8s/mine.yaml")]
    assert chosen.find("pomerium.outputs.0.path").text() == "k8s/mine.yaml"
    assert chosen.unnamed() == []


def test_two_files_at_one_path_are_a_fault(chosen: Any, session: Session) -> None:
    chosen.click("pomerium.outputs.add")
    chosen.type("pomerium.outputs.1.path", "config.yaml")
    chosen.until(lambda: "Two outputs go to config.yaml" in chosen.fault("pomerium.outputs"))
    chosen.next()
    assert session.walk.current == "pomerium"


def test_the_namespace_is_asked_for_manifests_alone(chosen: Any, session: Session) -> None:
    assert not chosen.find("pomerium.namespace").isVisible()
    choose(chosen, "pomerium.outputs.0.format", "configmap-inline")
    assert not chosen.find("pomerium.namespace").isVisible()
    choose(chosen, "pomerium.outputs.0.format", "pomerium-crd")
    chosen.type("pomerium.namespace", "edge")
    assert session.setup.pomerium.namespace == "edge"
    assert "ingress controller's version" in chosen.texts()


def test_another_folder_moves_relative_paths(
    chosen: Any, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.answer("pomerium.outputs", (Output("config-yaml", "config.yaml"), Output("env", "/etc/pomerium.env")))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "out"))
    chosen.click("pomerium.outputs.folder")
    assert outputs(session) == [("config-yaml", "out/config.yaml"), ("env", "/etc/pomerium.env")]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "/srv")
    chosen.click("pomerium.outputs.folder")
    assert outputs(session)[0] == ("config-yaml", "/srv/out/config.yaml")
    assert not chosen.find("pomerium.outputs.folder").isVisible()


def test_a_file_is_chosen_by_the_dialog(
    chosen: Any, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(tmp_path / "a" / "b.yaml"), ""))
    chosen.click("pomerium.outputs.0.choose")
    assert outputs(session) == [("config-yaml", "a/b.yaml")]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: ("/elsewhere/b.yaml", ""))
    chosen.click("pomerium.outputs.0.choose")
    assert outputs(session) == [("config-yaml", "/elsewhere/b.yaml")]


def test_a_format_that_is_not_known_is_shown_as_it_stands(chosen: Any, session: Session) -> None:
    session.answer("pomerium.outputs", (Output("helm", "values.yaml"),))
    assert chosen.find("pomerium.outputs.0.format").currentText() == "helm"
    chosen.next()
    assert "There is no output helm." in chosen.fault("pomerium.outputs")
    assert outputs(session) == [("helm", "values.yaml")]


def test_a_first_route_grows_in_the_preview(chosen: Any, session: Session) -> None:
    assert not chosen.find("pomerium.route.from").isVisible()
    chosen.click("pomerium.route")
    assert chosen.wizard.focusWidget() is chosen.find("pomerium.route.from")
    chosen.type("pomerium.route.from", "https://app.corp.example.com")
    chosen.type("pomerium.route.to", "http://app.internal:8080")
    chosen.type("pomerium.route.allow.0.email", "ada@corp.example.com")
    route = session.setup.pomerium.route
    assert route is not None
    assert (route.from_, route.to, route.allow[0].email) == (
        "https://app.corp.example.com",
        "http://app.internal:8080",
        "ada@corp.example.com",
    )
    assert "is: ada@corp.example.com" in preview(chosen)
    assert chosen.unnamed() == []
    chosen.click("pomerium.route")
    assert session.setup.pomerium.route is None
    assert not chosen.find("pomerium.route.from").isVisible()
    assert "routes:" not in preview(chosen)


def test_a_route_without_its_ends_is_no_route(chosen: Any, session: Session) -> None:
    chosen.click("pomerium.route")
    chosen.next()
    assert session.walk.current == "pomerium"
    assert chosen.fault("pomerium.route.from")
    assert chosen.wizard.focusWidget() is chosen.find("pomerium.route.from")


@pytest.mark.parametrize(("kind", "value"), [("email", "a@b.example"), ("domain", "b.example"), ("group", "admins")])
def test_who_may_pass(chosen: Any, session: Session, kind: str, value: str) -> None:
    session.answer("pomerium.route", Route("https://a.example.com", "http://b:1"))
    choose(chosen, "pomerium.route.allow.kind", kind)
    chosen.type(f"pomerium.route.allow.0.{kind}", value)
    route = session.setup.pomerium.route
    assert route is not None
    assert [getattr(route.allow[0], key) for key in ("email", "domain", "group") if key != kind] == [None, None]
    assert getattr(route.allow[0], kind) == value


def test_further_allows_of_a_file_are_kept(chosen: Any, session: Session) -> None:
    more = (Allow(group="staff"), Allow(domain="b.example"))
    session.answer("pomerium.route", Route("https://a.example.com", "http://b:1", (Allow(email="a@b.example"), *more)))
    assert "And 2 more, from the setup file." in chosen.texts()
    chosen.type("pomerium.route.allow.0.email", "c@b.example")
    route = session.setup.pomerium.route
    assert route is not None
    assert route.allow[0].email == "c@b.example"
    assert route.allow[1:] == more


def test_split_services_are_folded_away_until_named(chosen: Any, session: Session, go: Callable[[str], None]) -> None:
    assert not chosen.find("pomerium.authorize_url").isVisible()
    chosen.click("pomerium.split")
    chosen.until(chosen.find("pomerium.authorize_url").isVisible)
    chosen.type("pomerium.authorize_url", "https://authorize.corp.example.com")
    assert session.setup.pomerium.authorize_url == "https://authorize.corp.example.com"
    assert "authorize_service_url: https://authorize.corp.example.com" in preview(chosen).replace("\n", "")
    go("domain")
    go("pomerium")
    assert chosen.find("pomerium.authorize_url").isVisible()
    chosen.type("pomerium.authorize_url", "")
    assert session.setup.pomerium.authorize_url is None
