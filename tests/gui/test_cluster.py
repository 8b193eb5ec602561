"""The dialog over kubectl, which a stand-in plays: chosen, compared, given; and each way out."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from wizard.gui.cluster import ClusterDialog
from wizard.gui.session import Session
from wizard.gui.window import SetupWizard
from wizard.jobs.kubectl import KubernetesObject, Manifests

sys.path.insert(0, str(Path(__file__).parents[1] / "jobs"))

from kubectl_stand_in import StandIn

CLEAR = "5hq0secretsecretsecretsecret"
OBJECTS = (KubernetesObject("Secret", "idp-cognito", "pomerium"), KubernetesObject("Pomerium", "global", ""))
GIVEN = Manifests(f"kind: Secret\nsecret: {CLEAR}\n".encode(), OBJECTS, (CLEAR,))
DIFF = "diff -u -N /a/v1.Pomerium..global /b/v1.Pomerium..global\n-  provider: oidc\n+  provider: cognito\n"


@pytest.fixture
def kubectl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    (tmp_path / "bin").mkdir()
    made = StandIn(tmp_path / "bin")
    monkeypatch.setenv("PATH", made.path)
    made.answer("diff", out=DIFF, status=1)
    made.answer("apply", out="secret/idp-cognito created\n", err="Warning: odd\n")
    return made


@pytest.fixture
def opened(wizard: SetupWizard, session: Session, qtbot: Any) -> Callable[..., ClusterDialog]:
    def show(given: Manifests = GIVEN) -> ClusterDialog:
        dialog = ClusterDialog(session, given, wizard)
        dialog.open()
        qtbot.waitUntil(lambda: dialog.compare.isVisible() or dialog.state.state() == "error", timeout=10_000)
        return dialog

    return show


def texts(dialog: ClusterDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def press(qtbot: Any, dialog: ClusterDialog, name: str, until: Callable[[], bool]) -> None:
    button = dialog.findChild(QAbstractButton, name)
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(until, timeout=10_000)


def verbs(kubectl: Any) -> list[str]:
    return [call["argv"][0] for call in kubectl.calls]


def test_it_is_chosen_compared_and_given(opened: Any, kubectl: Any, qtbot: Any, session: Session) -> None:
    dialog = opened()
    assert dialog.context.currentText() == "dev"
    assert "https://dev.example:6443" in texts(dialog)
    assert "Secret pomerium/idp-cognito" in texts(dialog)
    assert dialog.findChild(QWidget, "cluster.namespace") is None
    assert verbs(kubectl) == ["config"]
    dialog.context.setCurrentIndex(1)
    assert "https://prod.example:6443" in texts(dialog)
    press(qtbot, dialog, "cluster.compare", dialog.give.isVisible)
    assert dialog.title.text() == "What would change in prod"
    assert "https://prod.example:6443, namespace pomerium." in texts(dialog)
    assert dialog.give.text().replace("&", "") == "Give it to prod"
    assert verbs(kubectl) == ["config", "diff"]
    press(qtbot, dialog, "cluster.give", lambda: dialog.title.text() == "prod has it")
    assert "secret/idp-cognito created" in texts(dialog)
    assert "Warning: odd" in texts(dialog)
    assert not session.walk.running
    for call in kubectl.calls[1:]:
        assert "--context=prod" in call["argv"]
        assert call["stdin"] == GIVEN.data.decode()
        assert CLEAR not in f"{call['argv']} {call['env']}"
    assert CLEAR not in texts(dialog)


def test_practice_manifests_may_be_looked_at_only(opened: Any, kubectl: Any, qtbot: Any) -> None:
    dialog = opened(dataclasses.replace(GIVEN, practice=True))
    press(qtbot, dialog, "cluster.compare", dialog.give.isVisible)
    assert not dialog.give.isEnabled()
    assert "not for a real Pomerium" in texts(dialog)
    dialog._give()
    assert verbs(kubectl) == ["config", "diff"]


def test_where_all_is_there_nothing_is_offered(opened: Any, kubectl: Any, qtbot: Any) -> None:
    kubectl.answer("diff")
    dialog = opened()
    press(qtbot, dialog, "cluster.compare", lambda: dialog.state.state() == "empty")
    assert "dev has all of it already" in texts(dialog)
    assert not dialog.give.isVisible()


def test_a_namespace_is_asked_for_where_the_manifests_name_none(opened: Any, kubectl: Any, qtbot: Any) -> None:
    dialog = opened(Manifests(b"x", (KubernetesObject("ConfigMap", "pomerium-config", ""),), ()))
    dialog.context.setCurrentIndex(1)
    assert dialog.namespace.placeholderText() == "edge"
    qtbot.keyClicks(dialog.namespace, "access")
    press(qtbot, dialog, "cluster.compare", dialog.give.isVisible)
    assert "namespace access" in texts(dialog)
    assert "--namespace=access" in kubectl.calls[1]["argv"]


def test_a_refusal_is_explained_and_leads_back(opened: Any, kubectl: Any, qtbot: Any, session: Session) -> None:
    dialog = opened()
    press(qtbot, dialog, "cluster.compare", dialog.give.isVisible)
    kubectl.answer("apply", err='Error from server (NotFound): namespaces "pomerium" not found', status=1)
    press(qtbot, dialog, "cluster.give", lambda: dialog.state.state() == "error")
    assert "There is no namespace pomerium in this cluster." in texts(dialog)
    assert not session.walk.running
    press(qtbot, dialog, "cluster.back", dialog.compare.isVisible)
    assert dialog.context.currentText() == "dev"


def test_no_cluster_is_told_and_looked_for_again(opened: Any, kubectl: Any, qtbot: Any) -> None:
    contexts = kubectl.answers["config"]["out"]
    kubectl.answer("config", out="{}")
    dialog = opened()
    assert "kubectl knows no cluster." in texts(dialog)
    kubectl.answer("config", out=contexts)
    press(qtbot, dialog, "cluster.again", dialog.compare.isVisible)


def test_stop_ends_kubectl_and_close_waits_for_it(opened: Any, kubectl: Any, qtbot: Any, session: Session) -> None:
    dialog = opened()
    press(qtbot, dialog, "cluster.compare", dialog.give.isVisible)
    kubectl.answer("apply", hang=True)
    press(qtbot, dialog, "cluster.give", (kubectl.folder / "hangs").exists)
    assert session.walk.running
    dialog.reject()
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: dialog.state.state() == "error", timeout=10_000)
    assert not session.walk.running
    assert "Stopped." in texts(dialog)


def test_closing_ends_a_comparison(opened: Any, kubectl: Any, qtbot: Any, session: Session) -> None:
    kubectl.answer("diff", hang=True)
    dialog = opened()
    press(qtbot, dialog, "cluster.compare", (kubectl.folder / "hangs").exists)
    dialog.reject()
    qtbot.waitUntil(lambda: session.work.wait(0), timeout=10_000)
