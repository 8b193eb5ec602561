"""Kubernetes manifests: which object is meant, where a secret stands, and what is added beside."""

from __future__ import annotations

import base64

import pytest
import yaml

from wizard.errors import InputRefused
from wizard.pomerium.merging import merge

MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s%s}\ndata:\n  config.yaml: |\n    idp_provider: oidc\n"
SECRET = "apiVersion: v1\nkind: Secret\nmetadata: {name: %s}\n%s\n"
RESOURCE = """apiVersion: ingress.pomerium.io/v1
kind: Pomerium
metadata: {name: global}
spec:
  secrets: mine/boot
  identityProvider: {provider: oidc, secret: mine/idp}
"""


@pytest.fixture
def put(made):
    def into(name, text, **changes):
        done = merge(name, text.encode(), made(**changes))
        return done, [each for each in yaml.safe_load_all(done.data) if each]

    return into


def keys(done):
    return {(change.key, change.kind) for change in done.changes}


def test_the_old_pages_config_map_keeps_all_but_ours(put, facts):
    text = (facts / "old-page-configmap.yaml").read_text()
    done, (config_map,) = put("configmap-inline", text)
    inside = yaml.safe_load(config_map["data"]["config.yaml"])
    assert inside["idp_provider"] == "cognito"
    assert "${" not in inside["idp_provider_url"]
    assert inside["authorize_service_url"] == "https://pomerium-authorize-service.default.svc.cluster.local"
    assert "    # Main configuration flags : https://www.pomerium.io/reference/\n" in done.data.decode()
    assert len(done.data.decode().splitlines()) == len(text.splitlines())


def test_a_secret_in_the_config_map_moves_into_the_secret_and_that_is_told(put, facts):
    text = (facts / "old-page-configmap.yaml").read_text()
    done, (config_map, secret) = put("configmap", text)
    assert "idp_client_secret" not in config_map["data"]["config.yaml"]
    assert secret["stringData"]["IDP_CLIENT_SECRET"].startswith("1re5")
    assert "namespace" not in secret["metadata"]  # as the ConfigMap's
    assert ("ConfigMap/pomerium-config idp_client_secret", "removed") in keys(done)
    assert "secretRef" in done.notes[0]


def test_base64_stays_base64_and_a_line_end_in_it_goes(put):
    old = base64.b64encode(b"1re5ukkv3dab6up5aefv7rru65lu60oblf04t6cv8u9s0itjbci7\n").decode()
    text = MAP % ("pomerium-config", "") + "---\n" + SECRET % ("idp", f"data:\n  IDP_CLIENT_SECRET: {old}")
    done, (_, secret) = put("configmap", text)
    coded = secret["data"]["IDP_CLIENT_SECRET"]
    assert base64.b64decode(coded) == b"1re5ukkv3dab6up5aefv7rru65lu60oblf04t6cv8u9s0itjbci7"
    assert old not in done.data.decode()
    assert "stringData" not in secret


def test_a_config_map_of_variables_gets_variables(put):
    text = "kind: ConfigMap\nmetadata: {name: env}\ndata:\n  IDP_PROVIDER: oidc\n  IDP_CLIENT_SECRET: old\n  OWN: 'x'\n"
    _, (config_map, secret) = put("configmap", text)
    assert config_map["data"]["IDP_PROVIDER"] == "cognito"
    assert config_map["data"]["IDP_SCOPES"] == "openid,email,profile"
    assert "IDP_CLIENT_SECRET" not in config_map["data"]
    assert secret["stringData"]["IDP_CLIENT_SECRET"]


def test_a_config_map_with_an_environment_file_in_it(put):
    text = (
        "kind: ConfigMap\nmetadata: {name: env}\ndata:\n  pomerium.env: |\n    # c\n    IDP_CLIENT_SECRET=x\n    A=1\n"
    )
    done, (config_map, _) = put("configmap", text)
    assert config_map["data"]["pomerium.env"].startswith("# c\nA=1\nAUTHENTICATE_SERVICE_URL=")
    assert ("ConfigMap/env IDP_CLIENT_SECRET", "removed") in keys(done)


def test_a_value_in_quotes_is_written_anew(put):
    text = 'kind: ConfigMap\nmetadata: {name: q}\ndata: {config.yaml: "idp_provider: oidc\\nlog_level: info\\n"}\n'
    _, (config_map,) = put("configmap-inline", text)
    inside = yaml.safe_load(config_map["data"]["config.yaml"])
    assert (inside["idp_provider"], inside["log_level"]) == ("cognito", "info")


@pytest.mark.parametrize("data", ["", "data:\n", "data: {}\n", "data:\n  config.yaml: |\n", "data:\n  other: x\n"])
def test_a_config_map_of_our_name_without_a_file_gets_one(put, data):
    _, (config_map,) = put("configmap-inline", f"kind: ConfigMap\nmetadata:\n  name: pomerium-config\n{data}")
    assert yaml.safe_load(config_map["data"]["config.yaml"])["idp_provider"] == "cognito"


def test_of_several_the_one_in_the_namespace_is_meant_then_the_one_of_our_name(put):
    text = MAP % ("a", ", namespace: stage") + "---\n" + MAP % ("b", ", namespace: pomerium")
    done, _ = put("configmap-inline", text)
    assert {key.split(" ")[0] for key, _ in keys(done)} == {"ConfigMap/b"}
    done, _ = put("configmap-inline", MAP % ("a", "") + "---\n" + MAP % ("pomerium-config", ""))
    assert {key.split(" ")[0] for key, _ in keys(done)} == {"ConfigMap/pomerium-config"}


def test_a_secret_of_another_namespace_is_not_ours(put):
    text = (
        MAP % ("a", ", namespace: prod")
        + "---\n"
        + SECRET
        % (
            "pomerium-idp, namespace: stage",
            "stringData: {IDP_CLIENT_SECRET: old}",
        )
    )
    _, (_, stage, prod) = put("configmap", text)
    assert stage["stringData"]["IDP_CLIENT_SECRET"] == "old"
    assert prod["metadata"] == {"name": "pomerium-idp", "namespace": "prod"}


def test_the_resource_keeps_the_secrets_it_names_and_gets_the_one_that_is_missing(put):
    done, (resource, secret) = put("pomerium-crd", RESOURCE)
    assert resource["spec"]["secrets"] == "mine/boot"
    assert resource["spec"]["identityProvider"]["secret"] == "mine/idp"
    assert resource["spec"]["identityProvider"]["provider"] == "cognito"
    assert resource["spec"]["authenticate"] == {"url": "https://authenticate.corp.example.com"}
    assert secret["metadata"] == {"name": "idp", "namespace": "mine"}
    assert ("Secret/idp", "added") in keys(done)


def test_both_data_and_string_data_follow(put):
    both = "data: {client_id: eA==, client_secret: eA==}\nstringData: {client_secret: y}"
    _, (_, secret) = put("pomerium-crd", RESOURCE + "---\n" + SECRET % ("idp", both))
    assert base64.b64decode(secret["data"]["client_secret"]).decode() == secret["stringData"]["client_secret"]
    assert base64.b64decode(secret["data"]["client_id"]).decode() == "304a12ktcc5djt9d7enj6dsjkg"


def test_an_object_that_kubernetes_will_not_change_is_told(put):
    done, _ = put("configmap-inline", MAP % ("a", "") + "immutable: true\n")
    assert done.notes[0].startswith("ConfigMap/a is immutable")


def test_documents_of_others_are_added_to_and_left(put):
    other = "kind: Service\nmetadata: {name: x}\nspec: {a: 1, a2: &z 2, b: *z}\n...\n"
    done, found = put("pomerium-crd", other)
    assert done.data.decode().startswith(other + "---\n")
    assert [each["kind"] for each in found] == ["Service", "Secret", "Pomerium"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            MAP % ("a", "") + "---\n" + MAP % ("b", ""),
            "Line 8: Several objects could be meant: ConfigMap/a, ConfigMap/b",
        ),
        ("kind: List\nitems: []\n", "Line 1: Objects inside a List"),
        ("a: 1\n", "Line 1: This is no Kubernetes object"),
        ("# c\n---\n- a\n", "Line 3: This is no Kubernetes object"),
        (MAP % ("a", "") + "  config.yml: x\n", "Line 1: Several files could be meant"),
        (MAP % ("a", "") + "    idp_provider: x\n", "Line 7: idp_provider stands twice."),
        ("kind: ConfigMap\n---\na:\n\tb\n", "Line 4: A character that no value can begin with"),
    ],
)
def test_what_can_be_taken_in_two_ways_is_refused_with_its_line(put, text, said):
    with pytest.raises(InputRefused) as caught:
        put("configmap-inline", text)
    assert said in caught.value.why.happened
