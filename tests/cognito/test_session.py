"""Sessions: credentials, roles, partitions; nothing of botocore's own and no secret comes out of them."""

import threading

import pytest

from wizard import practice
from wizard.cognito.session import Access, Identity, Session, profiles
from wizard.errors import AmazonRefused

KEYS = "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = canary0secret\n"
ROLE = "arn:aws:iam::123456789012:role/CognitoAdmin"


def test_a_role_is_assumed_from_the_profile(moto, aws, monkeypatch):
    (aws / "config").write_text("[profile corp]\n" + KEYS)
    monkeypatch.setenv("AWS_ENDPOINT_URL", moto)
    me = Session(Access("eu-west-1", "corp", ROLE)).identity()
    assert (me.account, me.short, me.partition) == ("123456789012", "CognitoAdmin/pomerium-cognito", "aws")
    assert Session(Access("eu-west-1", "corp")).identity().arn != me.arn


def test_a_role_keeps_what_else_the_profile_says(moto, aws, monkeypatch):
    monkeypatch.delenv("AWS_ENDPOINT_URL")
    (aws / "config").write_text(f"[profile corp]\nendpoint_url = {moto}\n" + KEYS)
    assert Session(Access("eu-west-1", "corp", ROLE)).identity().short.startswith("CognitoAdmin/")


@pytest.mark.parametrize("role", [None, ROLE])
def test_no_credentials_are_told_as_that(aws, role):
    with pytest.raises(AmazonRefused) as caught:
        Session(Access("eu-west-1", None, role)).identity()
    assert "credentials" in caught.value.why.happened
    assert caught.value.why.known


def test_an_unknown_profile_is_named(aws):
    with pytest.raises(AmazonRefused, match="nope"):
        Session(Access("eu-west-1", "nope")).client("cognito-idp")


def test_no_connection_is_told_and_asked_again_the_next_time(moto, aws, monkeypatch):
    (aws / "config").write_text("[default]\n" + KEYS)
    session = Session(Access("eu-west-1"))
    session._session()
    with pytest.raises(AmazonRefused) as caught:
        session.identity()
    assert caught.value.why.known
    assert "canary" not in str(caught.value) + caught.value.why.details
    session._clients.clear()
    monkeypatch.setenv("AWS_ENDPOINT_URL", moto)
    session._core = None
    assert session.identity().account == "123456789012"


def test_practice_reads_nothing_of_this_computers_aws_settings(aws, monkeypatch, tmp_path):
    monkeypatch.setenv("AWS_PROFILE", "nope")
    monkeypatch.setenv("AWS_USE_FIPS_ENDPOINT", "true")
    for name in ("HTTP_PROXY", "http_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    (aws / "config").write_text("garbled [")
    server = practice.start(tmp_path / "practice")
    try:
        session = Session(Access("eu-west-1", endpoint=server.url, keys=("AKIAPRACTICE00000000", "practice")))
        assert session.identity().account == "123456789012"
        assert session.client("acm", "us-east-1").list_certificates()["CertificateSummaryList"]
    finally:
        server.close()


@pytest.mark.parametrize(
    ("region", "partition", "suffix"),
    [
        ("eu-west-1", "aws", "amazonaws.com"),
        ("us-gov-west-1", "aws-us-gov", "amazonaws.com"),
        ("eusc-de-east-1", "aws-eusc", "amazonaws.eu"),
        ("cn-north-1", "aws-cn", "amazonaws.com.cn"),
        ("moon-base-1", "aws", "amazonaws.com"),
    ],
)
def test_the_partition_follows_the_region(aws, region, partition, suffix):
    session = Session(Access(region))
    assert (session.partition(), session.dns_suffix()) == (partition, suffix)


def test_a_slow_answer_of_sts_holds_up_nobody_else(aws):
    session = Session(Access("eu-west-1", endpoint="http://127.0.0.1:9", keys=("a", "b")))
    asked, answer = threading.Event(), threading.Event()

    class Slow:
        def get_caller_identity(self):
            asked.set()
            assert answer.wait(10)
            return {"Account": "123456789012", "Arn": "arn:aws:iam::123456789012:root"}

    session._clients["sts", "eu-west-1"] = Slow()
    found = []
    waiting = threading.Thread(target=lambda: found.append(session.identity()))
    waiting.start()
    assert asked.wait(10)
    other = threading.Thread(target=lambda: found.append(session.client("cognito-idp")))
    other.start()
    other.join(10)
    assert not other.is_alive()
    answer.set()
    waiting.join(10)
    assert found[1].short == "root"


def test_clients_are_shared(aws):
    session = Session(Access("eu-west-1", endpoint="http://127.0.0.1:9", keys=("a", "b")))
    assert session.client("cognito-idp") is session.client("cognito-idp")
    assert session.client("acm", "us-east-1").meta.region_name == "us-east-1"


@pytest.mark.parametrize(
    ("arn", "short"),
    [
        ("arn:aws:iam::123456789012:user/team/ada", "team/ada"),
        ("arn:aws:sts::123456789012:assumed-role/CognitoAdmin/ada", "CognitoAdmin/ada"),
        ("arn:aws:iam::123456789012:root", "root"),
    ],
)
def test_the_short_name_is_the_arns_last_part(arn, short):
    assert Identity("123456789012", arn, "eu-west-1", "aws").short == short


def test_profiles_tell_how_they_get_credentials_and_never_which(aws):
    (aws / "config").write_text(
        "[default]\nregion = eu-west-1\n[profile sso]\nsso_session = corp\n[profile prog]\ncredential_process = x\n"
        "[sso-session corp]\nsso_region = eu-west-1\n"
    )
    (aws / "credentials").write_text("[keys]\n" + KEYS)
    found = profiles()
    assert {p.name: p.way for p in found} == {
        "default": "settings only",
        "sso": "single sign-on",
        "prog": "a credential program",
        "keys": "access key",
    }
    assert "canary" not in repr(found)


def test_unreadable_files_give_no_profiles(aws):
    (aws / "config").write_text("garbled [")
    assert profiles() == ()
