from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.errors import InputRefused
from wizard.pomerium.outputs import FORMATS
from wizard.setup.versions import Version
from wizard.vault import Secret

ENV = FORMATS["env"]
SHELL = shutil.which("sh")
nasty = st.text(st.sampled_from("ab'\"$\\{}#! =~*ü•\u2028"), min_size=1, max_size=12)


def in_shell(text, path):
    """What `sh` makes of the file, as a process started after sourcing it sees its environment."""
    path.write_text(text, encoding="utf-8", newline="")
    done = subprocess.run(
        [SHELL, "-c", 'set -a; . "$0"; exec env -0', path],
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""
    return dict(line.split("=", 1) for line in done.stdout.decode().split("\0") if line)


def in_compose(text):
    """Docker's rules for env files: single quotes literal, double quotes with escapes and interpolation.

    https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax
    """
    found = {}
    for line in text.split("\n"):
        if not line or line.startswith("#"):
            continue
        name, _, value = line.partition("=")
        quote, inside, rest = value[0], "", value[1:]
        while not rest.startswith(quote):
            if rest[0] == "\\" and rest[1] in ("'" if quote == "'" else '"\\$'):
                inside, rest = inside + rest[1], rest[2:]
            else:
                assert quote == "'" or rest[0] != "$", "interpolated"
                inside, rest = inside + rest[0], rest[1:]
        assert rest == quote
        found[name] = inside
    return found


@pytest.mark.skipif(not SHELL, reason="no POSIX shell here")
@settings(max_examples=60, deadline=None)
@given(secret=nasty)
def test_a_shell_and_compose_read_the_same(made, tmp_path_factory, secret):
    text = ENV.render(made(client_secret=Secret(secret)))
    sourced = in_shell(text, tmp_path_factory.getbasetemp() / "pomerium.env")
    read = in_compose(text)
    assert read["IDP_CLIENT_SECRET"] == secret
    assert read.items() <= sourced.items()


PRINTABLE = "".join(map(chr, range(0x20, 0x7F)))


@pytest.mark.skipif(not SHELL, reason="no POSIX shell here")
@pytest.mark.parametrize("left_out", ["`", "'"])
def test_every_printable_character_is_carried_at_once(made, tmp_path, left_out):
    """But for the two that no quotes carry beside each other for both readers; those are refused below."""
    secret = PRINTABLE.replace(left_out, "").strip() + "ü€"
    text = ENV.render(made(client_secret=Secret(secret)))
    assert in_compose(text)["IDP_CLIENT_SECRET"] == secret
    assert in_shell(text, tmp_path / "pomerium.env")["IDP_CLIENT_SECRET"] == secret


def test_hints_name_options_of_pomeriums(made, facts):
    known = {option["env"] for option in json.loads((facts / "pomerium-options.json").read_text())}
    for name in ("env", "docker-env", "compose"):
        comments = "".join(line for line in FORMATS[name].render(made()).splitlines() if line.startswith("#"))
        named = set(re.findall(r"\b[A-Z]+_[A-Z_]+\b", comments))
        assert {"AUTOCERT_DIR", "CERTIFICATE_FILE", "CERTIFICATE_KEY_FILE"} <= named <= known


def test_names_are_those_that_pomerium_binds(made, route, facts):
    known = {option["env"] for option in json.loads((facts / "pomerium-options.json").read_text())}
    written = in_compose(ENV.render(made(authorize_url="https://z", route=route)))
    assert set(written) <= known
    assert {"AUTHENTICATE_SERVICE_URL", "AUTHORIZE_SERVICE_URL", "ROUTES"} < set(written)


def test_a_route_is_base64_of_a_yaml_list(made, route):
    written = in_compose(ENV.render(made(route=route)))["ROUTES"]
    (decoded,) = yaml.safe_load(base64.b64decode(written, validate=True))
    assert decoded["from"] == "https://app.corp.example.com"
    assert decoded["policy"][0]["allow"]["or"][2] == {"claim/cognito:groups": "1e3"}


@pytest.mark.parametrize("secret", ["a'`", "`\\"])
def test_what_no_quotes_carry_for_both_is_refused_with_a_way_out(made, secret):
    with pytest.raises(InputRefused) as refused:
        ENV.render(made(client_secret=Secret(secret)))
    assert "IDP_CLIENT_SECRET" in refused.value.why.happened
    assert "docker-env" in refused.value.why.mend
    assert secret not in refused.value.why.text


def test_a_backtick_alone_is_carried(made):
    assert in_compose(ENV.render(made(client_secret=Secret("a`b"))))["IDP_CLIENT_SECRET"] == "a`b"


def test_the_old_pages_keys_come_out_equal(made, facts):
    page = (facts / "old-page.env").read_text()
    page = page.replace("${AWS-REGION}", "eu-west-1").replace("${USER-POOL-ID}", "eu-west-1_AbCdEf123")
    rule = re.compile(r"""^(?:export )?([A-Z_]+)=["']?(.*?)["']?$""", re.MULTILINE)
    written = dict(rule.findall(ENV.render(made(version=Version(0, 22), scopes=("openid", "profile", "email")))))
    assert written.pop("AUTHENTICATE_SERVICE_URL") == "https://authenticate.corp.example.com"
    assert written == dict(rule.findall(page))
    assert len(written) == 5
