from __future__ import annotations

import yaml

from wizard.pomerium.outputs import FORMATS
from wizard.setup.versions import Version
from wizard.vault import Secret


def loaded(text):
    return list(yaml.safe_load_all(text))


def test_the_config_map_holds_everything_but_the_secret(made):
    secret = "verysecret"
    text = FORMATS["configmap"].render(made(client_secret=Secret(secret), namespace="access"))
    config_map, beside = loaded(text)
    inside = yaml.safe_load(config_map["data"]["config.yaml"])
    whole = yaml.safe_load(FORMATS["config-yaml"].render(made(client_secret=Secret(secret))))
    assert whole.pop("idp_client_secret") == secret
    assert inside == whole
    assert beside["stringData"] == {"IDP_CLIENT_SECRET": secret}
    assert beside["type"] == "Opaque"
    assert text.count(secret) == 1
    assert [part["metadata"]["namespace"] for part in (config_map, beside)] == ["access", "access"]


def test_the_head_names_both_objects_as_a_deployment_takes_them(made):
    text = FORMATS["configmap"].render(made())
    head = "\n".join(line[2:] for line in text.split("\n") if line.startswith("#   "))
    pod = yaml.safe_load(head)
    config_map, beside = loaded(text)
    assert pod["containers"][0]["envFrom"] == [{"secretRef": {"name": beside["metadata"]["name"]}}]
    assert pod["volumes"][0]["configMap"] == {"name": config_map["metadata"]["name"]}
    assert pod["containers"][0]["volumeMounts"][0]["name"] == pod["volumes"][0]["name"]


def test_the_old_pages_config_map_comes_out_equal(made, facts):
    page = (facts / "old-page-configmap.yaml").read_text()
    page = page.replace("${AWS-REGION}", "eu-west-1").replace("${USER_POOL_ID}", "eu-west-1_AbCdEf123")
    settings = made(
        version=Version(0, 22),
        authenticate_url="https://k8s-auth-prod.example.com",
        authorize_url="https://pomerium-authorize-service.default.svc.cluster.local",
    )
    (theirs,), (ours,) = loaded(page), loaded(FORMATS["configmap-inline"].render(settings))
    for config_map in (theirs, ours):
        config_map["data"]["config.yaml"] = yaml.safe_load(config_map["data"]["config.yaml"])
    assert ours == theirs
    assert "namespace" not in ours["metadata"]


def test_the_secret_in_clear_is_warned_of_there_alone(made):
    warned = [form.name for form in FORMATS.values() if any("in clear" in text for text in form.warnings(made()))]
    assert warned == ["configmap-inline"]
