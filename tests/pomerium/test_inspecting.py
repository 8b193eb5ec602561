"""What is wrong in configurations: each rule met once, and nothing found in those that are right."""

import base64
import json
from pathlib import Path

import pytest

from wizard.errors import InputRefused
from wizard.pomerium import inspecting
from wizard.pomerium.inspecting import keys
from wizard.pomerium.outputs import FORMATS
from wizard.pomerium.settings import PomeriumSettings
from wizard.setup.model import Allow, Route
from wizard.setup.versions import Version
from wizard.vault import Secret

DATA = Path(__file__).parents[1] / "data"
ISSUER = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEf123"
GOOD = {
    "authenticate_service_url": "https://authenticate.corp.example.com",
    "idp_provider": "cognito",
    "idp_provider_url": ISSUER,
    "idp_client_id": "1h57kf5cpq17m0eml12EXAMPLE",
    "idp_client_secret": "s3cret0f0ours",
}
KEY = base64.b64encode(bytes(range(32))).decode()


def rules(text):
    return {fault.rule for fault in inspecting.faults(inspecting.read(text))}


def config(**changed):
    values = {key: value for key, value in (GOOD | changed).items() if value is not None}
    return "".join(
        f"{key}: {value if isinstance(value, str) else json.dumps(value)}\n" for key, value in values.items()
    )


def env(**changed):
    values = {key: value for key, value in (GOOD | changed).items() if value is not None}
    return "".join(f"{key.upper()}={value}\n" for key, value in values.items())


@pytest.mark.parametrize("name", sorted(name for name, form in FORMATS.items() if not form.bare))
@pytest.mark.parametrize("minor", [22, 24, 33])
def test_in_what_is_written_from_here_nothing_is_wrong(name, minor):
    route = Route("https://app.corp.example.com", "http://app:8080", (Allow(group="admins"),))
    told = PomeriumSettings(
        Version(0, minor), GOOD["authenticate_service_url"], None, ISSUER, "abc", Secret("topsecret"),
        ("openid", "email", "profile"), route,
    )  # fmt: skip
    text = FORMATS[name].render(told)
    wrong = {fault.rule for fault in inspecting.faults(inspecting.read(text)) if fault.level == "fault"}
    assert wrong == ({"secret.configmap"} if name == "configmap-inline" else set())


def test_good_configurations_are_left_alone():
    assert rules(config()) == set()
    assert rules(env()) == set()
    assert rules(config(idp_scopes="openid,email,profile", shared_secret=KEY, cookie_secret=KEY)) == set()


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"idp_provider": "oidc"}, {"provider.oidc", "provider.oidc_scopes"}),
        ({"idp_provider": "oidc", "idp_scopes": "openid,email"}, {"provider.oidc"}),
        ({"idp_provider": "aws"}, {"provider.unknown"}),
        ({"idp_provider": None}, {"provider.missing"}),
        ({"idp_provider_url": ISSUER + "/"}, {"url.slash"}),
        ({"idp_provider_url": ISSUER.replace("idp.eu-west-1", "idp.us-east-1")}, {"url.region"}),
        ({"idp_provider_url": "https://cognito-idp.eu-west-1.amazonaws.com"}, {"url.pool"}),
        ({"idp_provider_url": "https://cognito-idp.REGION.amazonaws.com/alice"}, {"url.placeholder"}),
        ({"idp_provider_url": "https://cognito-idp.${AWS-REGION}.amazonaws.com/x"}, {"url.placeholder"}),
        ({"idp_provider_url": "https://corp.auth.eu-west-1.amazoncognito.com"}, {"url.domain"}),
        ({"idp_provider_url": ISSUER + "/.well-known/openid-configuration"}, {"url.well_known"}),
        ({"idp_provider_url": ISSUER.replace("https", "http")}, {"url.scheme"}),
        ({"idp_provider_url": None}, {"url.missing"}),
        ({"idp_client_id": None}, {"client.missing"}),
        ({"idp_client_id": "<client id>"}, {"client.placeholder"}),
        ({"idp_client_secret": None}, {"secret.missing"}),
        ({"idp_client_secret": "''"}, {"secret.empty"}),
        ({"idp_client_secret": "${SECRET}"}, {"secret.placeholder"}),
        ({"idp_client_secret_file": "/run/secret"}, {"secret.both"}),
        ({"authenticate_service_url": None}, {"authenticate.missing"}),
        ({"authenticate_service_url": "https://authenticate.pomerium.app"}, {"authenticate.hosted"}),
        ({"authenticate_service_url": "http://authenticate.corp.example.com"}, {"authenticate.scheme"}),
        ({"authenticate_service_url": "authenticate.corp.example.com"}, {"authenticate.scheme"}),
        ({"authenticate_service_url": "https://a.example.com/oauth2/callback"}, {"authenticate.path"}),
        ({"signout_redirect_url": "https://a.example.com/.pomerium/signed-out"}, {"signed_out.spelling"}),
        ({"cookie_same_site": "strict"}, {"cookies.strict"}),
        ({"idp_scopes": "openid,email,groups"}, {"scopes.unknown"}),
        ({"idp_scopes": "openid,email,offline_access"}, {"scopes.unknown"}),
        ({"idp_scopes": "email,profile"}, {"scopes.openid"}),
        ({"idp_scopes": "openid,profile"}, {"scopes.email"}),
        ({"shared_secret": base64.b64encode(b"short").decode()}, {"own.length"}),
        ({"cookie_secret": "not base64 at all"}, {"own.length"}),
        ({"shared_secret": "wC4RFsEdM1gHFzvRt3XW+iWw6Ddt/1kKkdh66OKxiqs="}, {"secret.published"}),
    ],
)  # fmt: skip
def test_each_fault_is_named_in_a_file_and_in_the_environment_alike(changed, expected):
    assert rules(config(**changed)) == expected
    quoted = {key: value and f"'{value.strip(chr(39))}'" for key, value in changed.items()}
    assert rules(env(**quoted)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (config(idp_scopes=["openid", "email"]), set()),
        (config(idp_scopes=[]), {"scopes.empty"}),
        (config(idp_scopes="'openid, email'"), {"scopes.blank"}),
        (config(idp_scopes="openid email"), {"scopes.one"}),
        (config() + "idp_request_params: {client_id: client_id}\n", {"parameters.override"}),
        (config() + "idp_qps: 5\n", {"key.removed"}),
        (config() + "tracing_provider: jaeger\n", {"key.removed"}),
        (config() + "idp_clientid: x\n", {"key.unknown"}),
        (config() + "allowed_groups: [a]\n", {"key.allowed_groups"}),
        (config(idp_client_secret=None) + "idp_client_secret: |\n  s3cret0f0ours\n", {"secret.newline"}),
        (config() + "shared_secret: |\n  " + KEY + "\n", {"own.blank"}),
        (config() + "idp_client_id: twice\n", {"yaml.duplicate"}),
        (config() + "\tindented: by a tab\n", {"yaml.syntax"}),
    ],
)
def test_faults_of_files_alone(text, expected):
    assert rules(text) == expected


def test_routes_are_looked_into():
    routes = """\
routes:
- from: https://authenticate.corp.example.com
  to: http://app
  policy:
  - allow: {or: [{claim/custom:Team: a}, {claim/groups: b}, {claim/cognito:groups: c}]}
- from: https://app.corp.example.com
  allowed_idp_claims: {"cognito:group": [admins]}
"""
    found = inspecting.faults(inspecting.read(config() + routes))
    assert [(fault.rule, fault.line) for fault in found] == [
        ("authenticate.route", 7),
        ("claims.case", 10),
        ("claims.groups", 10),
        ("claims.groups", 12),
    ]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("IDP_SCOPES = 'openid,email'", "env.blank"),
        ("IDP_SCOPES=openid, email", "env.unquoted"),
        ("idp_scopes='openid,email'", "env.case"),
        ("export IDP_SCOPES=openid,email # as asked", None),
        ('IDP_SCOPES="openid,email"\r', None),
        ("IDP_QPS=5", "key.removed"),
    ],
)
def test_forms_of_environment_files(line, rule):
    found = rules(env() + line + "\n")
    assert (rule in found) if rule else found == set()


BOOTSTRAP = """\
apiVersion: v1
kind: Secret
metadata: {{name: bootstrap, namespace: pomerium}}
{member}: {{shared_secret: "{value}"}}
---
apiVersion: ingress.pomerium.io/v1
kind: Pomerium
metadata: {{name: global}}
spec: {spec}
"""
AUTH = " authenticate: {url: 'https://a.example.com'},"
SPEC = (
    "{secrets: pomerium/bootstrap," + AUTH + ""
    " identityProvider: {provider: cognito, url: '" + ISSUER + "', secret: pomerium/idp}}"
)


@pytest.mark.parametrize(
    ("member", "value", "spec", "expected"),
    [
        ("data", KEY, SPEC, set()),
        ("stringData", "x" * 32, SPEC, set()),
        ("stringData", KEY, SPEC, {"bootstrap.length"}),
        ("data", "not base64!", SPEC, {"secret.base64"}),
        ("data", KEY, SPEC.replace("secrets: pomerium/bootstrap, ", ""), {"crd.secrets"}),
        ("data", KEY, SPEC.replace("pomerium/bootstrap", "bootstrap"), {"crd.name"}),
        ("data", KEY, SPEC.replace(", secret: pomerium/idp", ""), {"crd.provider_secret"}),
        ("data", KEY, SPEC.replace(AUTH, ""), {"crd.both", "authenticate.missing"}),
        ("data", KEY, "", {"crd.spec"}),
    ],
)  # fmt: skip
def test_the_ingress_controllers_own_rules(member, value, spec, expected):
    assert rules(BOOTSTRAP.format(member=member, value=value, spec=spec)) == expected


def test_a_line_end_in_an_encoded_client_secret_is_seen():
    text = """\
kind: Secret
apiVersion: v1
metadata: {name: idp, namespace: pomerium}
data: {client_id: %s, client_secret: %s}
"""
    encoded = [base64.b64encode(word).decode() for word in (b"abc", b"topsecret\n")]
    assert rules(text % tuple(encoded)) == {"secret.newline"}


def test_the_lines_of_a_config_inside_a_config_map_are_those_of_the_file():
    text = (DATA / "old-page-configmap.yaml").read_text()
    found = inspecting.faults(inspecting.read(text))
    lines = text.splitlines()
    assert {fault.rule: lines[fault.line - 1].split(":")[0].strip() for fault in found} == {
        "provider.oidc": "idp_provider",
        "url.placeholder": "idp_provider_url",
        "secret.configmap": "idp_client_secret",
        "secret.published": "idp_client_secret",
    }


def test_the_docs_pages_environment_is_flagged():
    assert rules((DATA / "old-page.env").read_text()) == {
        "provider.oidc",
        "authenticate.missing",
        "url.placeholder",
        "secret.published",
    }


def test_no_fault_repeats_a_secret():
    text = config(idp_client_secret="'topsecret0 '", shared_secret="'topsecret1 '", cookie_secret="topsecret2")
    found = inspecting.faults(inspecting.read(text))
    assert found
    assert "topsecret" not in repr(found) + repr(inspecting.read(text))


def test_the_options_are_those_of_pomerium():
    rows = json.loads((DATA / "pomerium-options.json").read_text())
    names = {row["yaml_key"].partition(".")[0] for row in rows if not row["deprecated"]}
    assert keys.known() >= names
    assert not keys.known() & {row["yaml_key"] for row in rows if row["deprecated"]}


def test_a_setup_is_made_of_what_is_named():
    setup = inspecting.setup_of(inspecting.read(env()))
    assert (setup.aws.region, setup.pool.id, setup.client.id) == (
        "eu-west-1",
        "eu-west-1_AbCdEf123",
        GOOD["idp_client_id"],
    )
    assert setup.is_named("client.id")
    assert not setup.is_named("pool.mfa")
    assert inspecting.setup_of(inspecting.read(env(idp_provider_url="https://accounts.google.com"))) is None


@pytest.mark.parametrize("text", ["", "hello", "just some words: and more\n# no: option", '{"level":"info"}'])
def test_other_texts_are_refused(text):
    with pytest.raises(InputRefused):
        inspecting.read(text)
