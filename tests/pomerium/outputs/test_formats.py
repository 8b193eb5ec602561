"""What holds for every format."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.errors import InputRefused
from wizard.pomerium.outputs import FORMATS
from wizard.pomerium.settings import flat, masked
from wizard.setup.model import Allow, Route
from wizard.setup.versions import Version
from wizard.vault import Secret

WHOLE = {name: form for name, form in FORMATS.items() if not form.bare}
every = pytest.mark.parametrize("form", WHOLE.values(), ids=WHOLE)
printable = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="`"), min_size=1, max_size=40)
host = st.from_regex(r"[a-z][a-z0-9-]{0,20}(\.[a-z]{2,5}){1,2}(:[1-9][0-9]{1,3})?", fullmatch=True)


def expected(form, settings):
    texts = flat(settings.options())
    if form.name == "pomerium-crd":
        texts = {key: text for key, text in texts.items() if key not in ("routes", "authorize_service_url")}
        texts["idp_provider"] = settings.provider(manifest=True)
    return texts


def test_the_formats_stand_in_the_order_in_which_they_are_offered():
    names = ["env", "docker-env", "config-yaml", "configmap", "configmap-inline", "pomerium-crd", "compose"]
    assert list(FORMATS) == [*names, "client-secret-file", "shared-secret-file", "cookie-secret-file"]
    assert len({form.filename for form in FORMATS.values()}) == len({form.title for form in FORMATS.values()}) == 10


@every
@given(secret=printable, client_id=printable, auth=host, issuer=host, group=printable, version=st.integers(22, 34))
def test_what_is_written_reads_back(form, made, secret, client_id, auth, issuer, group, version):
    settings = made(
        version=Version(0, version),
        client_secret=Secret(secret),
        client_id=client_id,
        authenticate_url=f"https://{auth}",
        authorize_url=f"https://{issuer}",
        provider_url=f"https://{issuer}/eu-west-1_AbCdEf123",
        route=Route(f"https://app.{auth}", f"http://{issuer}", (Allow(group=group),)),
    )
    text = form.render(settings)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert form.read(text) == expected(form, settings)


@every
def test_practice_is_said_in_the_first_line(form, made):
    practised, real = form.render(made(practice=True)), form.render(made())
    assert practised == "# practice mode: not for a real Pomerium\n" + real
    assert form.read(practised) == form.read(real)


@every
def test_a_masked_secret_is_nowhere_in_the_text(form, made):
    text = form.render(masked(made(client_secret=Secret("verysecret"))))
    assert "verysecret" not in text
    assert re.search("(?<!•)•{12}(?!•)", text)
    assert form.holds_secret


@every
def test_what_is_missing_is_named_with_its_mend(form, made):
    with pytest.raises(InputRefused) as refused:
        form.render(made(authenticate_url="", client_id=None))
    assert refused.value.why.happened == "Not known yet: authenticate_service_url, idp_client_id."
    assert "pomerium.authenticate_url" in refused.value.why.mend
    assert "Apply" in refused.value.why.mend


@every
@pytest.mark.parametrize("bad", ["sec\nret", "secret\n", "sec\rret", "sec\0ret", "sec\x85ret", "sec\ud800ret"])
def test_control_characters_are_refused_without_repeating_them(form, made, bad):
    with pytest.raises(InputRefused) as refused:
        form.render(made(client_secret=Secret(bad)))
    assert "idp_client_secret" in refused.value.why.happened
    assert "ret" not in refused.value.why.text.replace("secret", "")


@every
@pytest.mark.parametrize("text", ["one two", "- a\n- b\n", "A='b", "kind: Other\n---\nkind: Other\n", "a: [", "\t"])
def test_a_text_of_another_kind_is_a_value_error_or_nothing(form, text):
    try:
        read = form.read(text)
    except ValueError:
        return
    assert read in ({}, {"a": "'b"})


@every
@pytest.mark.parametrize(("version", "warned"), [("0.22", True), ("0.32", None), ("0.33", False)])
def test_oidc_warns_of_the_sign_out(form, made, version, warned):
    major, minor = map(int, version.split("."))
    said = any("error page" in text for text in form.warnings(made(version=Version(major, minor))))
    assert said is (form.name == "pomerium-crd" if warned is None else warned)
