"""Configurations that stand in a Compose file, in a Deployment, or in values of the former Helm chart."""

import pytest

from wizard.errors import InputRefused
from wizard.pomerium import inspecting

ISSUER = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEf123"
GOOD = {
    "AUTHENTICATE_SERVICE_URL": "https://authenticate.corp.example.com",
    "IDP_PROVIDER": "cognito",
    "IDP_PROVIDER_URL": ISSUER,
    "IDP_CLIENT_ID": "1h57kf5cpq17m0eml12EXAMPLE",
    "IDP_CLIENT_SECRET": "s3cret0f0ours",
}
MISSING = {"authenticate.missing", "secret.missing", "client.missing", "url.missing"}


def found(text):
    return [(fault.rule, fault.line) for fault in inspecting.faults(inspecting.read(text))]


def rules(text):
    return {rule for rule, _ in found(text)}


def as_map(values):
    return "".join(f"\n      {name}: '{value}'" for name, value in values.items())


def as_list(values):
    return "".join(f"\n      - {name}={value}" for name, value in values.items())


def compose(environment, *more):
    lines = "".join(f"    {line}\n" for line in more)
    head = "services:\n  db: {image: postgres}\n  pomerium:\n    image: pomerium/pomerium:v0.33.1\n"
    return f"{head}{lines}    environment:{environment}\n"


@pytest.mark.parametrize("form", [as_map, as_list])
def test_both_forms_of_a_services_variables_are_read_with_their_lines(form):
    assert found(compose(form(GOOD))) == []
    wrong = GOOD | {"IDP_PROVIDER_URL": ISSUER + "/", "IDP_SCOPES": "openid, email"}
    assert found(compose(form(wrong))) == [("url.slash", 8), ("scopes.blank", 11)]
    alone = {"IDP_PROVIDER": "oidc"}
    assert rules(compose(form(alone))) == {"provider.oidc", "provider.oidc_scopes"} | MISSING


@pytest.mark.parametrize("form", [as_map, as_list])
def test_what_stands_in_another_file_is_not_missing_and_that_file_is_named(form):
    alone = form({"IDP_PROVIDER": "cognito"})
    assert found(compose(alone, "env_file: pomerium.env")) == [("compose.env_file", 5)]
    both = compose(alone, "env_file:", "- a.env", "- {path: b.env, required: false}")
    mends = [fault.mend for fault in inspecting.faults(inspecting.read(both))]
    assert ["a.env" in mends[0], "b.env" in mends[1], len(mends)] == [True, True, 2]
    assert rules(compose(alone, "volumes: ['./config.yaml:/pomerium/config.yaml:ro']")) == set()
    assert rules(compose(alone, "volumes: ['certificates:/data/autocert']")) == MISSING


@pytest.mark.parametrize("form", [as_map, as_list])
def test_values_are_what_compose_hands_on(form):
    secret = "IDP_CLIENT_SECRET"
    assert rules(compose(form(GOOD | {secret: "a$$b"}))) == set()
    assert rules(compose(form(GOOD | {secret: "a$hidden"}))) == {"compose.dollar"}
    assert rules(compose(form(GOOD | {secret: "${COGNITO_SECRET:?needed}"}))) == set()
    eaten = ISSUER.replace("eu-west-1.", "${AWS-REGION}.")
    assert rules(compose(form(GOOD | {"IDP_PROVIDER_URL": eaten}))) == {"url.placeholder"}
    said = inspecting.faults(inspecting.read(compose(form(GOOD | {secret: "a$hidden"}))))
    assert "hidden" not in repr(said)


def test_a_variable_of_the_callers_own_is_not_missing():
    names = [name for name in GOOD if name != "IDP_CLIENT_SECRET"]
    lines = as_list({name: GOOD[name] for name in names}) + "\n      - IDP_CLIENT_SECRET"
    assert rules(compose(lines)) == set()


def test_variables_that_services_share_are_read_too():
    shared = GOOD | {"IDP_PROVIDER": "oidc"}
    anchor = f"x-env: &env{as_map(shared)}\n"
    own = "\n      <<: [*env]\n      IDP_PROVIDER: cognito"
    assert rules(anchor + compose(own)) == set()
    assert found(anchor + compose("\n      <<: *env")) == [("provider.oidc_scopes", 3), ("provider.oidc", 3)]


def test_a_service_is_told_by_its_variables_too_and_others_are_left_alone():
    text = f"services:\n  proxy:\n    image: corp/own\n    environment:{as_map({'IDP_PROVIDER': 'aws'})}\n"
    assert "provider.unknown" in rules(text)
    with pytest.raises(InputRefused, match="No option of Pomerium"):
        inspecting.read("services:\n  db:\n    image: postgres\n    environment: {A: b}\n")


DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: pomerium}
spec:
  template:
    spec:
      containers:
      - name: helper
        image: busybox
        env: [{name: SHARED_SECRET, value: x}]
      - name: pomerium
        image: pomerium/pomerium:v0.33.1
        env:
        - {name: IDP_PROVIDER, value: cognito}
        - {name: AUTHENTICATE_SERVICE_URL, value: "https://a.example.com"}
        - {name: IDP_CLIENT_ID, valueFrom: {secretKeyRef: {name: idp, key: id}}}
"""


def test_variables_of_a_deployment():
    assert found(DEPLOYMENT) == [("url.missing", 14)]
    url = "        - {name: IDP_PROVIDER_URL, value: '%s'}\n"
    assert found(DEPLOYMENT + url % ISSUER) == []
    assert found(DEPLOYMENT + url % (ISSUER + "/")) == [("url.slash", 17)]
    secret = "        - {name: IDP_CLIENT_SECRET, value: topsecret}\n"
    assert found(DEPLOYMENT + url % ISSUER + secret) == [("secret.workload", 18)]


def test_what_a_deployment_mounts_may_hold_the_rest():
    assert found(DEPLOYMENT + "        volumeMounts: [{name: config, mountPath: /etc/pomerium}]\n") == []
    assert found(DEPLOYMENT + "        envFrom: [{configMapRef: {name: pomerium}}]\n") == []


@pytest.mark.parametrize("kind", ["Ingress", "Deployment", "Service"])
def test_manifests_that_tell_pomerium_nothing_are_not_called_right(kind):
    with pytest.raises(InputRefused, match="No option of Pomerium"):
        inspecting.read(f"kind: {kind}\napiVersion: v1\nmetadata: {{name: a}}\nspec: {{}}\n")


HELM = f"""\
config:
  rootDomain: corp.example.com
authenticate:
  proxied: true
  idp:
    provider: oidc
    clientID: abcdef
    clientSecret: topsecret
    url: {ISSUER}
"""


def test_values_of_the_former_chart():
    read = inspecting.read(HELM)
    assert found(HELM) == [("helm.ended", 6), ("provider.oidc_scopes", 6), ("provider.oidc", 6)]
    assert inspecting.setup_of(read).pomerium.authenticate_url == "https://authenticate.corp.example.com"
    assert found(HELM + "    scopes: openid,email\n    serviceAccount: x\n") == [
        ("helm.ended", 6),
        ("provider.oidc", 6),
        ("key.removed", 11),
    ]
    named = HELM + "proxy: {authenticateServiceUrl: 'http://a.example.com'}\n"
    assert ("authenticate.scheme", 10) in found(named)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (compose(as_list(GOOD)), ("compose", "/a/file")),
        (HELM, ("config-yaml", "config.yaml")),
        ("".join(f"{name}={value}\n" for name, value in GOOD.items()), ("env", "/a/file")),
        ("".join(f"{name.lower()}: {value}\n" for name, value in GOOD.items()), ("config-yaml", "/a/file")),
        (f"kind: ConfigMap\nmetadata: {{name: a}}\ndata: {{IDP_PROVIDER_URL: '{ISSUER}'}}\n", ("configmap", "/a/file")),
        (
            "kind: Pomerium\nmetadata: {name: global}\nspec: {secrets: a/b, identityProvider: {provider: cognito,"
            f" url: '{ISSUER}', secret: a/c}}}}\n",
            ("pomerium-crd", "/a/file"),
        ),
    ],
)  # fmt: skip
def test_saving_goes_into_the_file_that_was_read_where_that_can_be(text, form):
    setup = inspecting.setup_of(inspecting.read(text), "/a/file")
    assert [(output.format, output.path) for output in setup.pomerium.outputs] == [form]
