"""kubectl, played by a stand-in that keeps what it was asked; and the real one on a cluster of loopback."""

from __future__ import annotations

import base64
import dataclasses
import os
import shutil
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from wizard.errors import ClusterRefused, InputRefused, Stopped
from wizard.events import Cancel
from wizard.jobs import kubectl
from wizard.jobs.render import rendered
from wizard.jobs.standing import FileToWrite
from wizard.pomerium.settings import settings
from wizard.setup.model import Setup
from wizard.vault import DOTS, Secret

sys.path.insert(0, str(Path(__file__).parent))

import apiserver
from kubectl_stand_in import StandIn

CLEAR, SHARED = "5hq0secretsecretsecretsecret", "c29tZWJvZHlzIG93biBzZWNyZXQgb2YgMzIgYnl0ZXM="
DEV = kubectl.Context("dev", "https://dev.example:6443", "default")
REAL = shutil.which("kubectl")
DIFF = "diff -u -N /tmp/LIVE-1/v1.Secret.pomerium.idp-cognito /tmp/MERGED-1/v1.Secret.pomerium.idp-cognito\n+  x: y\n"


def told(**more):
    setup = Setup().replace("pomerium.authenticate_url", "https://authenticate.corp.example.com")
    made = settings(setup, "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_A", "7abc", Secret(CLEAR))
    return dataclasses.replace(made, **more)


def planned(tmp_path, made, *formats):
    return tuple(FileToWrite(rendered(name, made), tmp_path / f"{name}.yaml", "new") for name in formats)


@pytest.fixture
def given(tmp_path):
    made = told(shared_secret=Secret(SHARED))
    return kubectl.manifests(planned(tmp_path, made, "config-yaml", "pomerium-crd", "configmap"), made)


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    (tmp_path / "bin").mkdir()
    made = StandIn(tmp_path / "bin")
    monkeypatch.setenv("PATH", made.path)
    return made


def run(job, events=None):
    return job.run([].append if events is None else events.append, Cancel())


def test_the_manifests_are_the_files_for_kubernetes_as_one_text(given):
    assert [each.title for each in given.objects[:3]] == [
        "Secret pomerium/bootstrap",
        "Secret pomerium/idp-cognito",
        "Pomerium global",
    ]
    documents = list(yaml.safe_load_all(given.data))
    assert len(documents) == len(given.objects) > 4
    assert given.namespaces("", DEV) == ("pomerium",)
    assert CLEAR not in repr(given)


def test_there_are_none_without_such_an_output(tmp_path):
    assert kubectl.manifests(planned(tmp_path, told(), "config-yaml", "env"), told()) is None


def test_documents_stay_apart_also_after_a_file_without_a_line_end_and_before_a_mark(tmp_path):
    files = [
        FileToWrite(rendered("pomerium-crd", told()), tmp_path / "a", "merge", b"x", after)
        for after in (b"kind: A\nmetadata: {name: a}", b"\xef\xbb\xbfkind: B\nmetadata: {name: b}\n")
    ]
    assert [each.title for each in kubectl.manifests(files, told()).objects] == ["A a", "B b"]


def test_contexts_are_read_with_their_servers(stand_in):
    found = run(kubectl.ReadContexts())
    assert found.chosen() == DEV
    assert found.chosen("prod") == kubectl.Context("prod", "https://prod.example:6443", "edge")
    assert [call["argv"] for call in stand_in.calls] == [["config", "view", "--output=json"]]
    with pytest.raises(InputRefused, match="knows no context stage"):
        found.chosen("stage")


@pytest.mark.parametrize("out", ["", '{"contexts": null, "clusters": null, "current-context": ""}'])
def test_no_cluster_is_told(stand_in, out):
    stand_in.answer("config", out=out)
    with pytest.raises(InputRefused, match="knows no cluster"):
        run(kubectl.ReadContexts())


def test_without_a_current_context_one_is_asked_for():
    with pytest.raises(InputRefused, match="no current context"):
        kubectl.Contexts("", (DEV,)).chosen()


def test_no_kubectl_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not kubectl.has_kubectl()
    with pytest.raises(InputRefused, match="no kubectl"):
        run(kubectl.ReadContexts())


def test_one_that_can_t_be_started_is_told(stand_in):
    stand_in.program.write_bytes(b"\x7fELF nonsense")
    with pytest.raises(InputRefused, match="can't be started"):
        run(kubectl.ReadContexts())


@pytest.mark.parametrize("verb", ["diff", "apply"])
def test_manifests_go_over_standard_input_and_no_secret_into_arguments_or_environment(stand_in, given, verb):
    job = kubectl.Compare if verb == "diff" else kubectl.Give
    run(job(given, DEV))
    (call,) = stand_in.calls
    assert call["argv"] == [verb, "--context=dev", "--request-timeout=30s", "--filename=-"]
    assert call["stdin"] == given.data.decode()
    assert CLEAR in call["stdin"]
    outside = f"{call['argv']} {call['env']}"
    assert CLEAR not in outside
    assert SHARED not in outside


def test_a_viewer_of_the_admin_s_own_is_not_started(stand_in, given, monkeypatch):
    monkeypatch.setenv("KUBECTL_EXTERNAL_DIFF", "meld")
    run(kubectl.Compare(given, DEV))
    assert "KUBECTL_EXTERNAL_DIFF" not in stand_in.calls[0]["env"]


def test_a_namespace_is_handed_on_where_the_manifests_name_none(stand_in, tmp_path):
    inline = kubectl.manifests(planned(tmp_path, told(), "configmap-inline"), told())
    assert inline.namespaces("", kubectl.Context("prod", "", "edge")) == ("edge",)
    assert inline.namespaces("access", DEV) == ("access",)
    run(kubectl.Compare(inline, DEV, "access"))
    assert "--namespace=access" in stand_in.calls[0]["argv"]


@pytest.mark.parametrize("job", [kubectl.Compare, kubectl.Give])
def test_another_namespace_than_the_manifests_own_is_refused_before_anything_is_sent(stand_in, given, job):
    with pytest.raises(InputRefused, match=r"pomerium\.namespace"):
        run(job(given, DEV, "access"))
    assert stand_in.calls == []


def test_equal_differing_and_failing_are_told_apart(stand_in, given):
    assert run(kubectl.Compare(given, DEV)) == ()
    stand_in.answer("diff", out=DIFF, status=1)
    assert [row.text for row in run(kubectl.Compare(given, DEV))] == ["v1.Secret.pomerium.idp-cognito", f"  x: {DOTS}"]
    stand_in.answer("diff", err="error: something else", status=1)
    with pytest.raises(ClusterRefused, match="ended with status 1") as refused:
        run(kubectl.Compare(given, DEV))
    assert refused.value.why.details == "error: something else"


def test_what_was_given_before_the_refusal_is_told_and_no_secret_with_it(stand_in, given):
    said = f'Error: namespaces "pomerium" not found, and {CLEAR}'
    stand_in.answer("apply", out="pomerium.ingress.pomerium.io/global created\n", err=said, status=1)
    with pytest.raises(ClusterRefused) as refused:
        run(kubectl.Give(given, DEV))
    why = refused.value.why
    assert why.happened == "There is no namespace pomerium in this cluster."
    assert "taken before: pomerium.ingress.pomerium.io/global created" in why.means
    assert CLEAR not in why.text + why.details
    assert refused.value.status == 3


@pytest.mark.parametrize("verb", ["diff", "apply"])
def test_a_wish_to_stop_ends_kubectl(stand_in, given, verb):
    stand_in.answer(verb, hang=True)
    cancel = Cancel()
    job = (kubectl.Compare if verb == "diff" else kubectl.Give)(given, DEV)

    def wish():
        until = time.monotonic() + 20
        while not (stand_in.folder / "hangs").exists() and time.monotonic() < until:
            time.sleep(0.01)
        cancel.wish()

    threading.Thread(target=wish).start()
    started = time.monotonic()
    with pytest.raises(Stopped):
        job.run([].append, cancel)
    assert time.monotonic() - started < 25


def test_nothing_is_started_once_somebody_asked_to_stop(stand_in, given):
    cancel = Cancel()
    cancel.wish()
    with pytest.raises(Stopped):
        kubectl.Give(given, DEV).run([].append, cancel)
    assert stand_in.calls == []


@pytest.fixture
def cluster(tmp_path, monkeypatch):
    """The real kubectl with a cluster on loopback, and no other in its configuration."""
    if REAL is None:
        pytest.skip("kubectl: apt-get install kubernetes-client")
    made = apiserver.Cluster()
    monkeypatch.setenv("KUBECONFIG", str(made.config(tmp_path / "kubeconfig")))
    monkeypatch.setenv("HOME", str(tmp_path))
    yield made
    made.close()


def test_the_real_kubectl_gives_what_it_showed_and_then_nothing_is_left(cluster, given):
    context = run(kubectl.ReadContexts()).chosen()
    assert (context.name, context.server) == ("dev", cluster.url)
    rows = run(kubectl.Compare(given, context))
    assert "+    provider: cognito" in [f"{row.sign}{row.text}" for row in rows]
    assert cluster.writes() == []
    done = run(kubectl.Give(given, context))
    assert "secret/idp-cognito created" in done.lines
    assert len(done.lines) == len(given.objects)
    kept = cluster.objects["/api/v1/namespaces/pomerium/secrets/idp-cognito"]["data"]["client_secret"]
    assert base64.b64decode(kept).decode() == CLEAR
    assert run(kubectl.Compare(given, context)) == ()


def test_the_real_kubectl_s_difference_shows_no_secret_neither_old_nor_new(cluster, tmp_path):
    context = run(kubectl.ReadContexts()).chosen()
    for secret in ("0ldsecret0ldsecret", CLEAR):
        made = told(client_secret=Secret(secret))
        given = kubectl.manifests(planned(tmp_path, made, "pomerium-crd", "configmap-inline"), made)
        rows = run(kubectl.Compare(given, context))
        shown = "\n".join(row.text for row in rows)
        assert rows
        assert "0ldsecret" not in shown
        assert CLEAR not in shown
        run(kubectl.Give(given, context))


def trouble(cluster, **changes):
    for name, value in changes.items():
        setattr(cluster, name, value)


@pytest.mark.parametrize(
    ("changes", "id"),
    [
        ({"namespaces": {"default"}}, "kubectl-namespace"),
        ({"pomerium": False}, "kubectl-kind"),
        ({"providers": ("oidc", "okta")}, "kubectl-provider"),
        ({"forbidden": {"secrets"}}, "kubectl-forbidden"),
        ({"locked": True}, "kubectl-unauthorized"),
    ],
)
def test_the_real_kubectl_s_failures_are_explained(cluster, given, changes, id):
    context = run(kubectl.ReadContexts()).chosen()
    trouble(cluster, **changes)
    for job in (kubectl.Compare, kubectl.Give):
        with pytest.raises(ClusterRefused) as refused:
            run(job(given, context))
        if not (id == "kubectl-namespace" and job is kubectl.Compare):
            assert refused.value.why.id == id
        assert CLEAR not in refused.value.why.text + refused.value.why.details


def test_the_real_kubectl_without_cluster_or_with_one_that_is_down(cluster, given, tmp_path, monkeypatch):
    context = run(kubectl.ReadContexts()).chosen()
    cluster.server.server_close()
    with pytest.raises(ClusterRefused) as refused:
        run(kubectl.Compare(given, SimpleNamespace(name="nope")))
    assert refused.value.why.id == "kubectl-context"
    (tmp_path / "broken").write_text("a: [")
    monkeypatch.setenv("KUBECONFIG", str(tmp_path / "broken"))
    with pytest.raises(InputRefused) as refused:
        run(kubectl.ReadContexts())
    assert refused.value.why.id == "kubectl-config"
    monkeypatch.setenv("KUBECONFIG", os.devnull)
    with pytest.raises(InputRefused, match="knows no cluster"):
        run(kubectl.ReadContexts())
    assert context.name == "dev"


def test_the_real_kubectl_at_an_address_where_nobody_listens(cluster, given):
    cluster.server.shutdown()
    cluster.server.server_close()
    with pytest.raises(ClusterRefused) as refused:
        run(kubectl.Compare(given, run(kubectl.ReadContexts()).chosen()))
    assert refused.value.why.id == "kubectl-unreachable"
