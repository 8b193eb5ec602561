"""The setup file: read with all its faults at once, updated with nothing else changed."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.errors import InputRefused
from wizard.setup import file, model, schema
from wizard.setup.fault import Fault
from wizard.setup.model import Allow, EmailSender, Output, Password, Route, Setup, SmsSender, User

CLIENT_SECRET = "1re5ukkv3dab6up5aefv7rru65lu60oblf04t6cv8u9s0itjbci7"

# The example of the setup file's documentation, values other than the defaults included.
EXAMPLE = """\
version: 1
name: corp-staff                # this setup
aws:
  region: eu-west-1
  profile: corp                 # optional
  role_arn: null
pool:
  id: null
  name: corp-staff
  sign_in: [email]
  mfa: off
  password: {minimum_length: 14, require_symbols: no}
  email: {source_arn: "arn:aws:ses:eu-west-1:123456789012:identity/corp.example.com", from: "Corp <a@corp.example.com>"}
  tags: {team: infra}
client:
  callback_urls: []
domain:
  prefix: corp-staff
  managed_login: true
users: [{email: ada@corp.example.com, groups: [admins]}]
groups:
  - admins
pomerium:
  authenticate_url: https://authenticate.corp.example.com
  route: {from: https://app.corp.example.com, to: http://app.internal:8080, allow: [{group: admins}]}
  version: 0.30
  outputs:
    - {format: config-yaml, path: config.yaml}
"""


def unnamed(value: object) -> object:
    """The same without what was named, to compare values alone."""
    if isinstance(value, tuple):
        return tuple(unnamed(each) for each in value)
    if dataclasses.is_dataclass(value):
        pairs = {f.name: getattr(value, f.name) for f in dataclasses.fields(value) if f.name != "named"}
        return {name: unnamed(inner) for name, inner in pairs.items()}
    return value


def faults(text: str) -> dict[str, Fault]:
    return {fault.field: fault for fault in file.parse(text).faults}


def test_the_example_is_read() -> None:
    reading = file.parse(EXAMPLE)
    setup = reading.setup
    assert reading.faults == ()
    assert (setup.name, setup.aws.region, setup.aws.profile, setup.aws.role_arn) == (
        "corp-staff",
        "eu-west-1",
        "corp",
        None,
    )
    assert setup.pool.mfa == "off"
    assert (setup.pool.password.minimum_length, setup.pool.password.require_symbols) == (14, False)
    assert setup.pool.email is not None and setup.pool.email.from_ == "Corp <a@corp.example.com>"
    assert setup.pool.tags == (("team", "infra"),)
    assert setup.pomerium.version == "0.30"
    assert setup.users[0].groups == ("admins",)
    assert setup.pomerium.route is not None and setup.pomerium.route.allow[0].group == "admins"


def test_keys_left_out_have_their_defaults_and_are_not_named() -> None:
    setup = file.parse(EXAMPLE).setup
    assert setup.pool.tier == "essentials" and not setup.is_named("pool.tier")
    assert setup.is_named("pool.mfa") and setup.is_named("pool.password.minimum_length")
    assert setup.pool.named == {"id", "name", "sign_in", "mfa", "password", "email", "tags"}
    assert not setup.is_named("pool.password.temporary_days")
    assert setup.pomerium.route is not None and setup.pomerium.route.named == {"from", "to", "allow"}


@pytest.mark.parametrize(
    ("written", "read"), [("0.33", "0.33"), ("0.30", "0.30"), ('"0.3"', "0.3"), ("0.33.1", "0.33.1")]
)
def test_a_version_is_taken_as_written(written: str, read: str) -> None:
    reading = file.parse(f"version: 1\npomerium: {{version: {written}}}\n")
    assert (reading.setup.pomerium.version, reading.faults) == (read, ())


def test_a_version_that_may_have_lost_a_nought_asks_for_quotes() -> None:
    fault = faults("version: 1\npomerium:\n  version: 0.3\n")["pomerium.version"]
    assert (fault.rule, fault.line, fault.level) == ("file.version-quotes", 3, "fault")
    assert "quotes" in fault.mend


@pytest.mark.parametrize("word", ["off", "Off", "OFF", '"off"', "'off'"])
def test_a_bare_off_is_off(word: str) -> None:
    reading = file.parse(f"version: 1\npool: {{mfa: {word}}}\n")
    assert (reading.setup.pool.mfa, reading.faults) == ("off", ())


@pytest.mark.parametrize(
    ("word", "fix"), [("on", None), ("yes", None), ("true", None), ("false", "off"), ("no", "off")]
)
def test_other_switches_for_mfa_say_what_to_write(word: str, fix: str | None) -> None:
    fault = faults(f"version: 1\npool:\n  mfa: {word}\n")["pool.mfa"]
    assert (fault.line, fault.fix) == (3, fix)
    assert ("off" if fix else "required") in fault.mend


WRONG = {
    "name: 5": ("name", "text", "5"),
    "name: null": ("name", "text", None),
    "name: [a]": ("name", "text", None),
    "aws: eu-west-1": ("aws", "mapping", None),
    "aws:": ("aws", "mapping", None),
    "aws: {profile: 2024-01-01}": ("aws.profile", "text", "2024-01-01"),
    "pool: {sign_in: email}": ("pool.sign_in", "list", ("email",)),
    "pool: {self_sign_up: 'no'}": ("pool.self_sign_up", "true or false", False),
    "pool: {self_sign_up: 0}": ("pool.self_sign_up", "true or false", None),
    "pool: {tags: [a]}": ("pool.tags", "mapping", None),
    "pool: {tags: {a: 1}}": ("pool.tags", "text", None),
    "pool: {password: {minimum_length: '12'}}": ("pool.password.minimum_length", "whole number", 12),
    "pool: {password: {minimum_length: true}}": ("pool.password.minimum_length", "whole number", None),
    "pool: {password: {minimum_length: 12.0}}": ("pool.password.minimum_length", "whole number", None),
    "pool: {password: {minimum_length: 012}}": ("pool.password.minimum_length", "number", None),
    "client: {id_token_minutes: 1:30}": ("client.id_token_minutes", "number", None),
    "client: {scopes: [openid, 1]}": ("client.scopes.1", "text", "1"),
    "users: {a: b}": ("users", "list", None),
    "users: [ada]": ("users.0", "mapping", None),
    "pomerium: {outputs: null}": ("pomerium.outputs", "list", None),
    "pomerium: {route: x}": ("pomerium.route", "mapping", None),
}


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_type_says_what_is_expected(text: str) -> None:
    path, expected, fix = WRONG[text]
    found = file.parse(f"version: 1\n{text}\n")
    assert [(f.field, f.line, f.rule) for f in found.faults] == [(path, 2, "file.type")]
    assert expected in found.faults[0].message.lower()
    assert found.faults[0].fix == fix
    assert unnamed(found.setup.get(path.partition(".")[0])) is not None


@pytest.mark.parametrize(
    ("text", "path", "meant"),
    [
        ("pool: {nmae: x}", "pool.nmae", "pool.name"),
        ("aws: {Region: x}", "aws.Region", "aws.region"),
        ("pool: {sign-in: [email]}", "pool.sign-in", "pool.sign_in"),
        ("region: eu-west-1", "region", "aws.region"),
        ("authenticate_url: https://x", "authenticate_url", "pomerium.authenticate_url"),
        ("users: [{emial: a@b.c}]", "users.0.emial", "users.0.email"),
        ("client: {id_token_minuts: 5}", "client.id_token_minuts", "client.id_token_minutes"),
    ],
)
def test_an_unknown_key_names_the_nearest_one(text: str, path: str, meant: str) -> None:
    fault = faults(f"version: 1\n{text}\n")[path]
    assert (fault.rule, fault.line) == ("file.unknown", 2)
    assert f"{meant}?" in fault.mend


def test_an_unknown_key_that_is_near_to_none_gets_the_list() -> None:
    assert "region, profile, role_arn" in faults("version: 1\naws: {zzz: 1}\n")["aws.zzz"].mend


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (f"client: {{client_secret: {CLIENT_SECRET}}}", "client.client_secret"),
        ("client: {secret: hunter2}", "client.secret"),
        ("pool: {password: hunter2}", "pool.password"),
        ("users: [{email: a@b.c, password: hunter2}]", "users.0.password"),
        ("aws: {profile: AKIAIOSFODNN7EXAMPLE}", "aws.profile"),
        ("aws: {key: AKIAIOSFODNN7EXAMPLE}", "aws.key"),
        (f"idp: {CLIENT_SECRET}", "idp"),
        (f"idp: {{value: {CLIENT_SECRET}}}", "idp.value"),
        (f"{CLIENT_SECRET}: 1", ""),
        ("name: eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "name"),
    ],
)
def test_a_secret_is_a_fault_that_repeats_it_nowhere(text: str, path: str) -> None:
    reading = file.parse(f"version: 1\n{text}\n")
    assert ("file.secret", path, 2) in [(f.rule, f.field, f.line) for f in reading.faults]
    shown = repr(reading)
    assert not any(secret in shown for secret in (CLIENT_SECRET, "hunter2", "AKIAIOSFODNN7EXAMPLE", "c2ln"))


def test_all_faults_come_at_once_in_the_order_of_the_lines() -> None:
    text = "version: 1\nname: 1\nname: two\naws: {regoin: x}\npool: {mfa: on, tier: !!str plus}\n"
    found = file.parse(text).faults
    assert [(f.rule, f.line) for f in found] == [
        ("file.type", 2), ("file.duplicate", 3), ("file.unknown", 4), ("file.tag", 5), ("file.type", 5),
    ]  # fmt: skip
    assert [f.field for f in found] == ["name", "name", "aws.regoin", "pool.tier", "pool.mfa"]


def test_yaml_that_cannot_be_read_is_one_fault_with_its_line() -> None:
    for text, rule in (("version: 1\n---\na: 1\n", "document"), ("version: 1\nname: [\n", "syntax"),
                       ("version: 1\nname: " + "[" * 25 + "]" * 25, "depth")):  # fmt: skip
        reading = file.parse(text)
        assert [f.rule for f in reading.faults] == [f"file.{rule}"]
        assert reading.setup == Setup()


@pytest.mark.parametrize(
    "text", ["", "# nothing\n", "name: x\n", "- a\n", "word\n", "version: 2\nnew: x\n", "version: '1'\n"]
)
def test_a_file_of_no_version_or_another_one_is_a_fault(text: str) -> None:
    assert len(file.parse(text).faults) == 1


def test_keys_accepted_are_those_of_the_model() -> None:
    for section in (Setup, model.Aws, model.Pool, Password, EmailSender, SmsSender, model.Client, model.Domain, User,
                    Allow, Route, Output, model.Pomerium):  # fmt: skip
        assert tuple(schema.kinds(section)) == model.keys(section)


WORDS = st.text(min_size=1, max_size=12).filter(lambda text: not schema.secret_value(text))
OPTIONAL = st.none() | WORDS
LISTS = st.lists(WORDS, max_size=3).map(tuple)
USERS = st.lists(st.builds(User, email=WORDS, username=OPTIONAL, groups=LISTS), max_size=3).map(tuple)
POOLS = st.builds(
    model.Pool, id=OPTIONAL, name=WORDS, sign_in=LISTS, self_sign_up=st.booleans(), mfa=WORDS, mfa_methods=LISTS,
    password=st.builds(Password, minimum_length=st.integers(0, 999)), tier=WORDS, deletion_protection=st.booleans(),
    email=st.none() | st.builds(EmailSender, source_arn=WORDS, from_=OPTIONAL),
    sms=st.none() | st.builds(SmsSender, role_arn=WORDS, external_id=WORDS, region=OPTIONAL),
    tags=st.dictionaries(WORDS, WORDS, max_size=2).map(lambda tags: tuple(tags.items())),
)  # fmt: skip
ROUTES = st.builds(Route, from_=WORDS, to=WORDS, allow=st.lists(st.builds(Allow, email=WORDS), max_size=2).map(tuple))
POMERIUMS = st.builds(
    model.Pomerium, authenticate_url=WORDS, authorize_url=OPTIONAL, route=st.none() | ROUTES, namespace=WORDS,
    version=WORDS, outputs=st.lists(st.builds(Output, format=WORDS, path=WORDS), max_size=2).map(tuple),
)  # fmt: skip
SETUPS = st.builds(
    Setup, name=WORDS, pool=POOLS, users=USERS, groups=LISTS, pomerium=POMERIUMS,
    aws=st.builds(model.Aws, region=WORDS, profile=OPTIONAL, role_arn=OPTIONAL),
    domain=st.builds(model.Domain, prefix=OPTIONAL, custom=OPTIONAL, managed_login=st.booleans()),
)  # fmt: skip


@given(SETUPS)
@settings(max_examples=60, deadline=None)
def test_any_setup_written_new_reads_back(setup: Setup) -> None:
    reading = file.parse(file.render(setup))
    assert reading.faults == ()
    assert unnamed(reading.setup) == unnamed(setup)


@given(SETUPS)
@settings(max_examples=60, deadline=None)
def test_any_setup_spliced_into_a_file_reads_back_and_keeps_its_comments(setup: Setup) -> None:
    text = file.update(EXAMPLE, setup)
    assert unnamed(file.parse(text).setup) == unnamed(setup)
    assert "# this setup" in text and "# optional" in text
    assert file.update(text, setup) == text


def test_an_update_changes_what_differs_alone() -> None:
    text = EXAMPLE.replace("\n", "\r\n")
    setup = file.parse(text).setup
    assert file.update(text, setup) == text
    changed = setup.replace("aws.region", "eu-central-1").replace("pool.mfa", "optional")
    assert file.update(text, changed) == text.replace("eu-west-1\r", "eu-central-1\r", 1).replace(
        "mfa: off", "mfa: optional"
    )


def test_an_answer_that_is_the_default_is_written_as_it_names_the_key() -> None:
    setup = file.parse(EXAMPLE).setup.replace("pool.tier", "essentials")
    text = file.update(EXAMPLE, setup)
    assert "  tier: essentials\n" in text
    assert file.parse(text).setup == setup


def test_an_update_mends_what_was_of_the_wrong_type() -> None:
    text = "version: 1\npool:\n  mfa: on   # mine\npomerium: {version: 0.3}\n"
    setup = file.parse(text).setup.replace("pomerium.version", "0.30")
    assert file.update(text, setup) == 'version: 1\npool:\n  mfa: optional   # mine\npomerium: {version: "0.30"}\n'


def test_an_update_that_would_touch_other_values_names_the_keys() -> None:
    text = "version: 1\nname: &n corp\npool: {name: *n}\n"
    with pytest.raises(InputRefused, match=r"pool\.name"):
        file.update(text, file.parse(text).setup.replace("name", "x").replace("pool.name", "x"))


def test_a_file_is_read_to_the_letter(tmp_path: Path) -> None:
    path = tmp_path / "corp.yaml"
    path.write_bytes("\ufeff".encode() + EXAMPLE.replace("\n", "\r\n").encode())
    reading = file.read(path)
    assert (reading.faults, reading.setup.name) == ((), "corp-staff")
    assert reading.text.encode() == path.read_bytes()


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (None, "no file"),
        (b"version: 1\nname: \xff\n", "line 2"),
        ("name: x".encode("utf-16"), "UTF-8"),
        (b"#" * 1_000_001, "megabyte"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, content: bytes | None, word: str) -> None:
    path = tmp_path / "corp.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputRefused, match=word) as caught:
        file.read(path)
    assert caught.value.status == 2 and caught.value.why.mend


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="folder"):
        file.read(tmp_path)


@pytest.mark.parametrize(
    ("error", "word"), [(PermissionError(13, "no"), "may not be read"), (OSError(5, "I/O"), "disk")]
)
def test_a_file_that_the_system_keeps_closed_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, word: str
) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputRefused, match=word) as caught:
        file.read(tmp_path / "corp.yaml")
    assert caught.value.why.details == error.strerror
