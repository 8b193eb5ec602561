"""`save --kubectl`: where and what is told before anything is sent, a yes is asked for, and no secret is shown."""

import dataclasses
import json
import sys
from pathlib import Path

import pytest

from wizard.cli import asking
from wizard.jobs.render import ReadSettings
from wizard.pomerium.settings import settings
from wizard.setup.model import Setup
from wizard.vault import Secret

sys.path.insert(0, str(Path(__file__).parents[1] / "jobs"))

from kubectl_stand_in import StandIn

CLEAR = "5hq0secretsecretsecretsecret"
DIFF = """\
diff -u -N /tmp/LIVE-1/ingress.pomerium.io.v1.Pomerium..global /tmp/MERGED-1/ingress.pomerium.io.v1.Pomerium..global
--- /tmp/LIVE-1/ingress.pomerium.io.v1.Pomerium..global	2026-11-25
+++ /tmp/MERGED-1/ingress.pomerium.io.v1.Pomerium..global	2026-11-25
@@ -1,6 +1,6 @@
-    provider: oidc
+    provider: cognito
"""


@pytest.fixture
def stand_in(tmp_path, monkeypatch, world, setup_file):
    """kubectl's stand-in, and a setup with an output for Kubernetes."""
    setup = Setup().replace("pomerium.authenticate_url", "https://authenticate.corp.example.com")
    told = settings(setup, "https://issuer.example/eu-west-1_A", "7abc", Secret(CLEAR))
    world.answers(ReadSettings, lambda *_: dataclasses.replace(told, practice=world.practice))
    text = setup_file.read_text().replace(
        'corp.example.com"}', 'corp.example.com", outputs: [{format: pomerium-crd, path: pomerium.yaml}]}'
    )
    setup_file.write_text(text)
    (tmp_path / "bin").mkdir()
    made = StandIn(tmp_path / "bin")
    monkeypatch.setenv("PATH", made.path)
    made.answer("diff", out=DIFF, status=1)
    made.answer("apply", out="pomerium.ingress.pomerium.io/global configured\n", err="Warning: odd\n")
    return made


def verbs(stand_in):
    return [call["argv"][0] for call in stand_in.calls]


def test_diff_tells_where_and_what_and_gives_nothing(run, stand_in, tmp_path):
    ended = run("save", "corp.yaml", "--kubectl", "diff")
    assert ended.status == 0
    assert "Context dev, https://dev.example:6443, namespace pomerium" in ended.out
    assert "  Pomerium global" in ended.out
    assert "+     provider: cognito" in ended.out
    assert "save corp.yaml --kubectl apply" in ended.out
    assert ended.out.index("written") < ended.out.index("Context dev") < ended.out.index("provider: cognito")
    assert verbs(stand_in) == ["config", "diff"]
    assert (tmp_path / "pomerium.yaml").read_text() == stand_in.calls[1]["stdin"]
    assert CLEAR not in ended.out + ended.err


def test_apply_without_a_terminal_needs_a_yes_beforehand(run, stand_in):
    ended = run("save", "corp.yaml", "--kubectl", "apply", "--context", "prod")
    assert ended.status == 2
    assert "Give 2 objects to prod: nobody can be asked here" in ended.err
    assert "save corp.yaml --kubectl apply --context prod --yes" in ended.err
    assert verbs(stand_in) == ["config", "diff"]
    assert "--context=prod" in stand_in.calls[1]["argv"]


def test_apply_with_a_yes_shows_then_gives(run, stand_in):
    ended = run("save", "corp.yaml", "--kubectl", "apply", "--yes")
    assert ended.status == 0
    assert verbs(stand_in) == ["config", "diff", "apply"]
    assert stand_in.calls[1]["stdin"] == stand_in.calls[2]["stdin"]
    assert "  pomerium.ingress.pomerium.io/global configured" in ended.out
    assert "kubectl: Warning: odd" in ended.err
    for call in stand_in.calls:
        assert CLEAR not in f"{call['argv']} {call['env']}"
    assert CLEAR not in ended.out + ended.err


@pytest.mark.parametrize(("answer", "asked"), [(True, ["config", "diff", "apply"]), (False, ["config", "diff"])])
def test_on_a_terminal_it_asks(run, stand_in, monkeypatch, answer, asked):
    questions = []
    monkeypatch.setattr(asking, "can_ask", lambda call: True)
    monkeypatch.setattr(asking, "yes", lambda question: questions.append(question) or answer)
    ended = run("save", "corp.yaml", "--kubectl", "apply")
    assert questions == ["Give 2 objects to dev?"]
    assert verbs(stand_in) == asked
    assert ended.status == (0 if answer else 2)


def test_where_all_is_there_nothing_is_given(run, stand_in):
    stand_in.answer("diff")
    ended = run("save", "corp.yaml", "--kubectl", "apply", "--yes")
    assert ended.status == 0
    assert "dev has all of it already." in ended.out
    assert verbs(stand_in) == ["config", "diff"]


def test_a_dry_run_writes_no_file_and_gives_nothing(run, stand_in, tmp_path):
    ended = run("save", "corp.yaml", "--kubectl", "apply", "--yes", "--dry-run")
    assert ended.status == 0
    assert not (tmp_path / "pomerium.yaml").exists()
    assert verbs(stand_in) == ["config", "diff"]


def test_json_has_it_in_the_result(run, stand_in):
    ended = run("save", "corp.yaml", "--kubectl", "apply", "--yes", "--json")
    told = ended.result["kubectl"]
    assert (told["context"], told["server"], told["namespaces"]) == ("dev", "https://dev.example:6443", ["pomerium"])
    assert told["differs"]
    assert "+     provider: cognito" in told["difference"]
    assert told["given"] == ["pomerium.ingress.pomerium.io/global configured"]
    assert all(json.dumps(line) and CLEAR not in json.dumps(line) for line in ended.lines)


def test_an_unknown_context_is_told_before_a_file_is_written(run, stand_in, tmp_path):
    ended = run("save", "corp.yaml", "--kubectl", "apply", "--yes", "--context", "stage")
    assert ended.status == 2
    assert "kubectl knows no context stage." in ended.err
    assert "dev, prod" in ended.err
    assert not (tmp_path / "pomerium.yaml").exists()


def test_a_setup_without_manifests_is_told(run, stand_in, setup_file, tmp_path):
    setup_file.write_text(setup_file.read_text().replace("pomerium-crd", "config-yaml"))
    ended = run("save", "corp.yaml", "--kubectl", "diff")
    assert ended.status == 2
    assert "names no output for Kubernetes" in ended.err
    assert verbs(stand_in) == []


def test_practice_manifests_are_given_to_no_cluster(run, stand_in, world):
    world.practice = True
    assert run("save", "corp.yaml", "--kubectl", "apply", "--yes").status == 2
    assert verbs(stand_in) == []
    ended = run("save", "corp.yaml", "--kubectl", "diff")
    assert ended.status == 0
    assert "--kubectl apply" not in ended.out


def test_a_refusal_of_the_cluster_ends_with_3(run, stand_in):
    stand_in.answer("diff", err='Error from server (NotFound): namespaces "pomerium" not found', status=2)
    ended = run("save", "corp.yaml", "--kubectl", "diff")
    assert ended.status == 3
    assert "There is no namespace pomerium in this cluster." in ended.err
    assert "kubectl create namespace pomerium" in ended.err


@pytest.mark.parametrize("words", [("--context", "dev"), ("--namespace", "edge"), ("--yes",)])
def test_options_of_kubectl_go_with_it(run, stand_in, words):
    ended = run("save", "corp.yaml", *words)
    assert ended.status == 2
    assert "go with --kubectl" in ended.err
    assert verbs(stand_in) == []
