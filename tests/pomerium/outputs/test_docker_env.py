from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from wizard.pomerium.outputs import FORMATS
from wizard.vault import Secret

DOCKER = FORMATS["docker-env"]
printable = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1)


def in_docker(text):
    """docker/cli pkg/kvfile: lines end at LF, one CR before it and blanks before the name go, all else stays."""
    found = {}
    for raw in io.StringIO(text, newline="\n"):
        line = raw.removesuffix("\n").removesuffix("\r").lstrip(" \t\v\f\x85\xa0")
        if line and not line.startswith("#"):
            name, separator, value = line.partition("=")
            assert separator
            assert name
            assert not set(name) & set(" \t")
            found[name] = value
    return found


@given(secret=printable)
def test_docker_reads_every_value_verbatim(made, secret):
    read = in_docker(DOCKER.render(made(client_secret=Secret(secret), practice=True)))
    assert read["IDP_CLIENT_SECRET"] == secret
    assert read["IDP_SCOPES"] == "openid,email,profile"
    assert read["AUTHENTICATE_SERVICE_URL"] == "https://authenticate.corp.example.com"


def test_nothing_is_quoted(made, route):
    text = DOCKER.render(made(route=route))
    assert "'" not in text
    assert '"' not in text
