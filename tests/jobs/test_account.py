"""Who am I, and which profiles there are."""

import dataclasses

import pytest

from wizard.cognito.session import Access, Session
from wizard.errors import AmazonRefused, Stopped
from wizard.events import Cancel, nobody
from wizard.jobs.account import Profiles, WhoAmI


def test_the_identity_is_told(world):
    me = WhoAmI(world.adapters).run(nobody, Cancel())
    assert (me.account, me.region, me.partition, me.short) == (
        *("123456789012", "eu-west-1", "aws"),
        "practice-admin",
    )


def test_nobody_is_asked_once_somebody_wants_to_stop(world):
    cancel = Cancel()
    cancel.wish()
    with pytest.raises(Stopped):
        WhoAmI(world.adapters).run(nobody, cancel)


@pytest.mark.parametrize("key", ["AKIAPRACTICEINVALID00", "AKIAPRACTICEEXPIRED00"])
def test_wrong_keys_are_told_in_words_and_never_shown(world, stand, key):
    wrong = Session(Access("eu-west-1", endpoint=stand[0], keys=(key, "canary0secret0key")))
    with pytest.raises(AmazonRefused) as caught:
        WhoAmI(dataclasses.replace(world.adapters, session=wrong)).run(nobody, Cancel())
    assert caught.value.why.known
    assert caught.value.why.mend
    assert "canary" not in repr(caught.value) + caught.value.why.details + repr(wrong.access)


def test_profiles_come_from_the_files(world, tmp_path, monkeypatch):
    (tmp_path / "config").write_text("[profile corp]\nregion = eu-central-1\nrole_arn = arn:x\n[default]\n")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    found = {profile.name: profile for profile in Profiles(world.adapters).run(nobody, Cancel())}
    assert (found["corp"].region, found["corp"].way) == ("eu-central-1", "assumes a role")
    assert found["default"].region == ""
