"""config.yaml: where new keys stand and in whose style, what may stay, and what is left with a reason."""

from __future__ import annotations

import pytest
import yaml

from wizard.errors import InputRefused
from wizard.pomerium.merging import Change, merge
from wizard.setup.model import Allow, Route

ADMINS = [{"allow": {"or": [{"claim/cognito:groups": "admins"}]}}]
ROUTE = Route("https://app.corp.example.com", "http://app:8080", (Allow(group="admins"),))


@pytest.fixture
def put(made):
    """Merge into a config.yaml's text."""

    def into(text, **changes):
        return merge("config-yaml", text.encode(), made(**changes))

    return into


def text_of(done):
    return done.data.decode()


def kinds(done):
    return {change.key: change.kind for change in done.changes}


def test_new_keys_stand_beside_ours_in_the_files_own_style(put):
    done = put('log_level: "info"\nidp_client_id: "x"  # theirs\n\nroutes:\n- from: "https://a"\n')
    assert text_of(done) == (
        'log_level: "info"\n'
        'idp_client_id: "304a12ktcc5djt9d7enj6dsjkg"  # theirs\n'
        'authenticate_service_url: "https://authenticate.corp.example.com"\n'
        'idp_provider: "cognito"\n'
        'idp_provider_url: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEf123"\n'
        'idp_client_secret: "1re5ukkv3dab6up5aefv7rru65lu60oblf04t6cv8u9s0itjbci7"\n'
        'idp_scopes:\n- "openid"\n- "email"\n- "profile"\n'
        '\nroutes:\n- from: "https://a"\n'
    )


def test_without_one_of_ours_they_come_last_behind_comments_of_the_last_block(put):
    text = text_of(put("routes:\n  - from: https://a\n#  - from: https://b\n"))
    assert text.startswith("routes:\n  - from: https://a\n#  - from: https://b\nauthenticate_service_url:")


def test_an_empty_file_and_one_of_comments_take_all(put):
    assert yaml.safe_load(text_of(put("")))["idp_provider"] == "cognito"
    assert text_of(put("# mine")).startswith("# mine\nauthenticate_service_url: ")
    assert not text_of(put("# mine")).endswith("\n")


def test_json_stays_json(put):
    import json

    done = json.loads(text_of(put('{"idp_provider": "oidc", "routes": [], "log_level": "info"}', route=ROUTE)))
    assert (done["idp_provider"], done["idp_scopes"]) == ("cognito", ["openid", "email", "profile"])
    assert done["routes"][0]["policy"] == ADMINS


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("idp_scopes: profile,openid,email", True),
        ("idp_scopes: [email, openid, profile]", True),
        ("idp_scopes: openid, email, profile", False),  # Pomerium doesn't trim them
        ("idp_scopes: openid email profile", False),
        ("idp_scopes: []", False),
        ("authenticate_service_url: https://authenticate.corp.example.com/", True),
        ("authenticate_service_url: https://authenticate.corp.example.com/x", False),
        ("idp_provider_url: https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEf123/", False),
        ("IDP_PROVIDER: cognito", True),
        ("idp_client_id: 1", False),
    ],
)
def test_what_means_the_same_to_pomerium_stays(put, line, stays):
    assert (f"{line}\n" in text_of(put(line + "\n"))) is stays


def test_a_key_in_another_case_is_the_same_key(put):
    done = put("IDP_Provider: oidc\n")
    assert text_of(done).startswith("IDP_Provider: cognito\n")
    assert "idp_provider:" not in text_of(done)


def test_a_secret_that_is_in_a_file_is_left_there_and_told(put):
    done = put("idp_client_secret_file: /run/secrets/idp\n")
    assert "idp_client_secret:" not in text_of(done)
    assert "without a line end" in done.notes[0]
    both = put("idp_client_secret_file: /run/secrets/idp\nidp_client_secret: old\n")
    assert kinds(both)["idp_client_secret"] == "changed"
    assert any("wins" in note for note in both.notes)


def test_a_route_is_added_once_and_followed_while_it_is_ours(put):
    text = "routes:\n  - from: https://other.example.com\n    to: http://o\n"
    first = put(text, route=ROUTE)
    loaded = yaml.safe_load(first.data)["routes"]
    assert loaded == [
        {"from": "https://other.example.com", "to": "http://o"},
        {"from": "https://app.corp.example.com", "to": "http://app:8080", "policy": ADMINS},
    ]
    more = Route("https://app.corp.example.com", "http://new:1", (Allow(group="admins"), Allow(domain="x.example")))
    second = yaml.safe_load(put(text_of(first), route=more).data)["routes"][1]
    assert second["to"] == "http://new:1"
    assert second["policy"][0]["allow"]["or"][1] == {"domain": {"is": "x.example"}}


@pytest.mark.parametrize(
    "own",
    [
        "    to: http://app:8080\n    policy: [{allow: {and: [{domain: {is: x}}]}}]\n",
        "    to: http://app:8080\n    policy: [{allow: {or: [{email: {is: a, not: b}}]}}]\n",
        "    to: http://app:8080\n    policy: [{deny: {or: [{email: {is: a}}]}}]\n",
        "    to: [http://one, http://two]\n",
    ],
)
def test_a_route_with_a_policy_of_somebodys_own_is_left_and_told(put, own):
    text = f"routes:\n  - from: https://app.corp.example.com/\n{own}"
    done = put(text, route=ROUTE)
    assert text_of(done).startswith(text)
    assert any("left as it is" in note for note in done.notes)


def test_a_route_in_an_older_files_policy_is_found_there(put):
    text = "policy:\n  - from: https://app.corp.example.com\n    to: http://old\n"
    done = put(text, route=ROUTE)
    assert yaml.safe_load(done.data)["policy"] == [
        {"from": "https://app.corp.example.com", "to": "http://app:8080", "policy": ADMINS}
    ]
    assert "routes" not in yaml.safe_load(done.data)


def test_services_that_are_split_keep_their_own_list(put):
    done = put("authorize_service_urls: [https://a, https://b]\n", authorize_url="https://c.example.com")
    assert "authorize_service_url:" not in text_of(done)
    assert "authorize_service_urls is there" in done.notes[0]


def test_anchors_stay_and_an_alias_of_ours_is_written_out(put):
    done = put("x: &p oidc\nidp_provider: *p\nbase: &b {a: 1}\nd: {<<: *b, c: 2}\n")
    assert "x: &p oidc\nidp_provider: cognito\n" in text_of(done)
    assert "base: &b {a: 1}\nd: {<<: *b, c: 2}\n" in text_of(done)


def test_practice_is_said_first_and_taken_out_again(put):
    practised = put("# mine\nlog_level: info\n", practice=True)
    assert text_of(practised).startswith("# practice mode: not for a real Pomerium\n# mine\n")
    real = put(text_of(practised))
    assert text_of(real).startswith("# mine\n")
    assert real.changes == (Change("# practice mode: not for a real Pomerium", "removed"),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("idp_provider: a\nIDP_PROVIDER: b\n", "Line 2: idp_provider stands twice."),
        ("other: 1\nother: 2\n", "Line 2: The same key stands twice"),
        ("idp_provider: &p oidc\nx: *p\n", "Line 1: An alias"),
        ("a:\n\tb: 1\n", "Line 2: A character that no value can begin with"),
        ("a: {{ .Values.x }}\n", "Line 1: A key that is a list or a mapping"),
        ("- a\n", "Line 1: This is no list of options."),
        ("A=1\n", "Line 1: This is no list of options."),
        ("services: {a: {image: b}}\n", "Line 1: This is another kind of file"),
        ("a: 1\n---\nb: 2\n", "Line 2: A second document"),
        ("a: [1\n", "isn't closed"),
        ("idp_provider: {a: 1}\n", None),
    ],
)
def test_what_can_be_taken_in_two_ways_is_refused_with_its_line(put, text, said):
    if said is None:
        assert yaml.safe_load(put(text).data)["idp_provider"] == "cognito"
        return
    with pytest.raises(InputRefused) as caught:
        put(text)
    assert said in caught.value.why.happened
    assert caught.value.why.means == "The file is left as it is."
    assert caught.value.why.mend


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("cookie_same_site: strict", "cookie_same_site strict"),
        ("idp_request_params: {client_id: x}", "Request parameters replace what Pomerium itself sends: client_id"),
        ("shared_secret: dG9vIHNob3J0", "has to be base64 of 32 bytes"),
        ("idp_client_secret_file: /a\nidp_client_secret: b", "wins"),
        ("routes: [{from: 'https://a', to: 'http://b', policy: [{allow: {or: [{claim/custom:Team: x}]}}]}]", "Team"),
    ],
)
def test_where_pomerium_stays_silent_a_sentence_says_it(put, line, said):
    assert any(said in note for note in put(line + "\n").notes), put(line + "\n").notes


def test_what_is_wrong_beside_it_is_told_and_no_secret_in_it(put):
    done = put("idp_service_account: hunter2hunter2\nidp_request_params: {client_id: x}\n")
    assert any("idp_service_account was removed" in note for note in done.notes)
    assert "hunter2" not in " ".join(done.notes)
    assert "1re5ukkv" not in repr(done)
