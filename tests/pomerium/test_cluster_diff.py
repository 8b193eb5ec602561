"""What kubectl diff tells, as it told it on loopback, and what of it may be seen."""

from __future__ import annotations

import base64

import pytest

from wizard.pomerium.cluster_diff import cluster_rows, hide
from wizard.vault import DOTS

HEAD = """\
diff -u -N /tmp/LIVE-424/{name} /tmp/MERGED-152/{name}
--- /tmp/LIVE-424/{name}	2026-11-25 23:00:52.333513600 +0000
+++ /tmp/MERGED-152/{name}	2026-11-25 23:00:52.333513600 +0000
"""
SECRET = (
    HEAD.format(name="v1.Secret.pomerium.idp-cognito")
    + """\
@@ -1,7 +1,7 @@
 apiVersion: v1
 data:
   client_id: '***'
-  client_secret: '*** (before)'
+  client_secret: '*** (after)'
 kind: Secret
 metadata:
   annotations:
@@ -9,6 +9,6 @@
       {"apiVersion":"v1","kind":"Secret","stringData":{"client_id":"abc","client_secret":"0ldsecret"},"type":"Opaque"}
   name: idp-cognito
"""
)
CONFIG = (
    HEAD.format(name="v1.ConfigMap.pomerium.pomerium")
    + """\
@@ -1,6 +1,6 @@
 apiVersion: v1
 data:
   config.yaml: |
-    idp_provider: oidc
+    idp_provider: cognito
-    idp_client_secret: 0ldsecret
+    idp_client_secret: n3wsecret
 metadata:
   annotations:
     kubectl.kubernetes.io/last-applied-configuration: |
       {"apiVersion":"v1","data":{"config.yaml":"idp_client_secret: 0ldsecret\\n"},"kind":"ConfigMap"}
"""
)


def texts(text, *secrets):
    return [f"{row.sign}{row.text}" for row in cluster_rows(text, secrets)]


def test_each_object_is_named_and_its_lines_follow():
    rows = texts(CONFIG + SECRET)
    assert rows[0] == "@v1.ConfigMap.pomerium.pomerium"
    assert "-    idp_provider: oidc" in rows
    assert "+    idp_provider: cognito" in rows
    assert "@v1.Secret.pomerium.idp-cognito" in rows
    assert not any("MERGED" in row or "@@" in row for row in rows)


def test_nobody_s_secret_is_seen_neither_in_lines_around_nor_in_the_kept_copy():
    rows = "\n".join(texts(CONFIG + SECRET, "n3wsecret"))
    assert "0ldsecret" not in rows
    assert "n3wsecret" not in rows
    assert f"-    idp_client_secret: {DOTS}" in rows
    assert f"-  client_secret: '{DOTS}'" in rows
    assert f"+  client_secret: '{DOTS}'" in rows
    assert "   client_id: '***'" in rows


@pytest.mark.parametrize(
    "line",
    [
        "+  client_secret: bjN3c2VjcmV0",
        "+  shared_secret: |-",
        "+    bjN3c2VjcmV0",
        '+  note: "bjN3c2VjcmV0"',
        "-bjN3c2VjcmV0",
    ],
)
def test_an_older_kubectl_that_hides_nothing_shows_nothing_either(line):
    text = HEAD.format(name="v1.Secret.pomerium.other") + f"@@ -1 +1 @@\n data:\n{line}\n kind: Secret\n"
    rows = "\n".join(texts(text))
    assert "bjN3" not in rows
    assert " kind: Secret" in rows


def test_a_secret_that_is_new_has_no_line_of_nothing():
    text = HEAD.format(name="v1.Secret.pomerium.new") + "@@ -1 +1,2 @@\n-null\n+apiVersion: v1\n+kind: Secret\n"
    assert texts(text) == ["@v1.Secret.pomerium.new", "+apiVersion: v1", "+kind: Secret"]


def test_no_difference_has_no_rows():
    assert cluster_rows("", ("x",)) == ()


def test_windows_paths_name_the_object_too():
    text = "diff -u -N C:\\Temp\\LIVE-1\\v1.Secret.a.b C:\\Temp\\MERGED-2\\v1.Secret.a.b\n+  name: b\n"
    assert texts(text) == ["@v1.Secret.a.b", "+  name: b"]


def test_hidden_are_the_text_itself_and_its_base64():
    encoded = base64.b64encode(b"hush").decode()
    assert hide(f"a hush b {encoded} c", ("hush", "")) == f"a {DOTS} b {DOTS} c"
