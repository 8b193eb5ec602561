"""Environment files: a shell reads the same before and after, but for our variables."""

from __future__ import annotations

import base64
import shutil
import subprocess

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wizard.errors import InputRefused
from wizard.pomerium.merging import merge
from wizard.setup.model import Allow, Route
from wizard.vault import Secret

SHELL = shutil.which("sh")
ROUTE = Route("https://app.corp.example.com", "http://app:8080", (Allow(group="admins"),))
FILES = (
    "",
    "# mine\nIDP_CLIENT_SECRET=old\nOWN=1",
    "export IDP_CLIENT_SECRET='old' # c\nexport OWN='a\nb'\n",
    'IDP_CLIENT_SECRET="o\\"ld"\nOWN="$HOME/x"  \n',
    "set -a\nIDP_SCOPES=openid\n\n",
    "OWN='it'\\''s'\nIDP_CLIENT_SECRET=\n",
)
printable = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="`"), min_size=1, max_size=20)


def sourced(text, path):
    """What a shell has afterwards."""
    path.write_bytes(text)
    done = subprocess.run(
        [SHELL, "-c", 'set -a; . "$0"; exec env -0', path],
        env={"PATH": "/usr/bin:/bin", "HOME": "/h"}, capture_output=True, check=True,
    )  # fmt: skip
    assert done.stderr == b""
    return dict(line.split("=", 1) for line in done.stdout.decode().split("\0") if line)


@pytest.mark.skipif(not SHELL, reason="no POSIX shell here")
@settings(max_examples=60, deadline=None)
@given(text=st.sampled_from(FILES), secret=printable)
@example(text=FILES[3], secret="a'b$c\\")
@example(text=FILES[1], secret="#")
def test_a_shell_reads_our_values_and_everybody_elses(made, tmp_path_factory, text, secret):
    path = tmp_path_factory.getbasetemp() / "merged.env"
    before, told = sourced(text.encode(), path), made(client_secret=Secret(secret))
    after = sourced(merge("env", text.encode(), told).data, path)
    ours = {name: value for name, value in after.items() if before.get(name) != value}
    assert ours == {
        "AUTHENTICATE_SERVICE_URL": "https://authenticate.corp.example.com",
        "IDP_PROVIDER": "cognito",
        "IDP_PROVIDER_URL": told.provider_url,
        "IDP_CLIENT_ID": told.client_id,
        "IDP_CLIENT_SECRET": secret,
        "IDP_SCOPES": "openid,email,profile",
    }
    assert before.keys() <= after.keys()


@pytest.fixture
def put(made):
    def into(text, name="env", **changes):
        return merge(name, text.encode(), made(**changes))

    return into


def test_new_lines_are_like_their_neighbours(put):
    done = put('A=1\nexport IDP_PROVIDER="oidc"\nB=2').data.decode()
    assert 'A=1\nexport IDP_PROVIDER="cognito"\nexport AUTHENTICATE_SERVICE_URL="https://auth' in done
    assert done.endswith("\nB=2")


def test_line_ends_are_the_files_own(put):
    done = put("A=1\r\nIDP_PROVIDER=oidc\r\n").data
    assert done.count(b"\n") == done.count(b"\r\n") == 7


def test_the_docs_own_form_with_blanks_is_replaced_whole(put):
    done = put("IDP_SCOPES=openid, profile, email, offline_access  # as the page has it\n").data.decode()
    assert "IDP_SCOPES=openid,email,profile  # as the page has it\n" in done


def test_docker_takes_what_stands_there_to_the_letter(put):
    done = put("IDP_CLIENT_SECRET='quoted'\nA= x \nDOCKER_ONLY\n", "docker-env", client_secret=Secret("a'b\" $#"))
    assert done.data.decode().startswith("IDP_CLIENT_SECRET=a'b\" $#\n")
    assert done.data.decode().endswith("A= x \nDOCKER_ONLY\n")


def test_a_route_goes_into_the_encoded_list(put):
    theirs = "- from: https://other.example.com # why\n  to: http://o\n"
    done = put(f"ROUTES={base64.b64encode(theirs.encode()).decode()}\n", route=ROUTE).data.decode()
    (line,) = [line for line in done.splitlines() if line.startswith("ROUTES=")]
    inside = base64.b64decode(line.removeprefix("ROUTES=")).decode()
    assert inside.startswith(theirs)
    assert [route["from"] for route in yaml.safe_load(inside)] == [
        "https://other.example.com",
        "https://app.corp.example.com",
    ]


def test_a_secret_in_a_file_is_left_there_and_told(put):
    done = put("IDP_CLIENT_SECRET_FILE=/run/secrets/idp\n")
    assert "IDP_CLIENT_SECRET=" not in done.data.decode()
    assert "IDP_CLIENT_SECRET_FILE names a file" in done.notes[0]


def test_compose_only_values_of_others_are_left(put):
    text = "GREETING=it's fine\nURL=postgres://u:p@h/d?a=1&b=(2)\nLIST=a b c\n"
    assert put(text).data.decode().startswith(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("IDP_PROVIDER=a\nA=1\nexport IDP_PROVIDER=b\n", "Line 3: IDP_PROVIDER is set here and in line 1, too."),
        ("IDP_PROVIDER='a\n", "Line 1: Quotes that are never closed"),
        ("A=it's\nB=it's\nIDP_PROVIDER=x\n", "Line 1: Quotes that are not closed on their line"),
        ("IDP_PROVIDER=a;B=1\n", "Line 1: A shell and Compose read this line differently"),
        ("IDP_PROVIDER=a B=1\n", "Line 1: More follows the value of IDP_PROVIDER"),
        ("A=1 IDP_PROVIDER=b\n", "Line 1: IDP_PROVIDER is set in a way"),
        ("unset IDP_PROVIDER\n", "Line 1: IDP_PROVIDER is set in a way"),
        ("idp_provider: oidc\n", "Line 1: This is no NAME=value."),
        ("cat <<EOF\n", "Line 1: This is no NAME=value."),
        ("A=b\\\nIDP_PROVIDER=x\n", "Line 1: This may go on in the next line"),
        ("ROUTES=bm90IGEgbGlzdA==\n", "Line 1: ROUTES is no list of routes."),
        ("ROUTES=%%\n", "Line 1: ROUTES is no base64 of a list."),
        ("A=1\rB=2\n", "lone carriage returns"),
    ],
)
def test_what_two_readers_take_differently_is_refused(put, text, said):
    with pytest.raises(InputRefused) as caught:
        put(text, route=ROUTE)
    assert said in caught.value.why.happened


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("IDP_PROVIDER\n", "caller's environment"),
        ("export A=1\n", "Docker takes no such line"),
        ("log_level: info\n", "Docker takes no such line"),
        ("IDP_PROVIDER=a\nIDP_PROVIDER=b\n", "Line 2: IDP_PROVIDER is set here and in line 1, too."),
    ],
)
def test_what_docker_does_not_take_is_refused(put, text, said):
    with pytest.raises(InputRefused) as caught:
        put(text, "docker-env")
    assert said in caught.value.why.happened
