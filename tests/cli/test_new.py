"""`new`: a file of secure defaults, checked as `check` does, never over another."""

import errno
import os

import pytest

from wizard.setup.file import parse

NEW = ("--authenticate-url", "https://authenticate.corp.example.com", "--region", "eu-west-1", "--prefix", "corp-staff")


def test_to_standard_output(run):
    ended = run("new", *NEW)
    assert (ended.status, ended.err) == (0, "")
    setup = parse(ended.out).setup
    assert (setup.name, setup.pool.name, setup.domain.prefix) == ("corp-staff",) * 3
    assert (setup.aws.region, setup.pool.mfa) == ("eu-west-1", "optional")


def test_json_has_the_text_in_the_result(run):
    ended = run("new", *NEW, "--json")
    assert ended.result["text"] == run("new", *NEW).out
    assert len(ended.lines) == 1


def test_into_a_file_and_never_over_one(run, tmp_path):
    ended = run("new", "-o", "a.yaml", *NEW, "--set", "pool.mfa=required", "--set", "client.scopes=openid,email")
    assert ended.status == 0
    assert "pomerium-cognito plan a.yaml" in ended.out
    text = (tmp_path / "a.yaml").read_text()
    setup = parse(text).setup
    assert (setup.pool.mfa, setup.client.scopes) == ("required", ("openid", "email"))
    again = run("new", "-o", "a.yaml", *NEW)
    assert again.status == 2
    assert "a.yaml exists" in again.err
    assert (tmp_path / "a.yaml").read_text() == text


@pytest.mark.parametrize(
    ("argument", "named"),
    [
        ("pool.mfa=sometimes", "pool.mfa"),
        ("pool.mfaa=off", "pool.mfa"),
        ("pool", "KEY=VALUE"),
        ("client.scopes=email", "client.scopes"),
    ],
)
def test_faults_of_values_are_told_and_nothing_is_written(run, tmp_path, argument, named):
    ended = run("new", "-o", "a.yaml", *NEW, "--set", argument)
    assert ended.status == 2
    assert named in ended.err
    assert "Nothing was written." in ended.err
    assert not (tmp_path / "a.yaml").exists()


def test_all_faults_at_once(run):
    ended = run("new", "--json", "--authenticate-url", "ftp://x", "--region", "atlantis", "--prefix", "-bad-")
    fields = {line["field"] for line in ended.lines if line["event"] == "fault"}
    assert {"pomerium.authenticate_url", "aws.region", "domain.prefix"} <= fields


def test_a_warning_stands_beside_the_text(run):
    ended = run("new", *NEW, "--set", "pool.self_sign_up=true")
    assert ended.status == 0
    assert "warning: pool.self_sign_up" in ended.err
    assert parse(ended.out).setup.pool.self_sign_up


def test_a_domain_of_ones_own_needs_no_prefix(run):
    arn = "arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef"
    sets = ("domain.custom=auth.corp.example.com", f"domain.certificate_arn={arn}", "name=corp", "pool.name=corp")
    ended = run("new", *NEW[:4], *(word for each in sets for word in ("--set", each)))
    assert ended.status == 0, ended.err
    setup = parse(ended.out).setup
    assert (setup.name, setup.domain.prefix, setup.domain.custom) == ("corp", None, "auth.corp.example.com")


def test_a_file_that_cannot_be_written_is_kept_and_named(run, tmp_path):
    ended = run("new", "-o", tmp_path / "no" / "a.yaml", *NEW)
    assert ended.status == 1
    kept = tmp_path / "home" / "rescued" / "a.yaml"
    assert str(kept) in ended.err
    assert parse(kept.read_text()).setup.name == "corp-staff"


def test_a_second_text_of_that_name_takes_no_place(run, tmp_path):
    for prefix in ("corp-a", "corp-b", "corp-a"):
        run("new", "-o", tmp_path / "no" / "a.yaml", *NEW[:4], "--prefix", prefix)
    kept = sorted((tmp_path / "home" / "rescued").iterdir())
    assert [parse(path.read_text()).setup.name for path in kept] == ["corp-b", "corp-a"]


def test_a_disk_that_fills_up_leaves_no_piece_behind(run, tmp_path, monkeypatch):
    sync, left = os.fsync, iter([OSError(errno.ENOSPC, "No space left on device")])

    def full(descriptor):
        for error in left:
            raise error
        sync(descriptor)

    monkeypatch.setattr("os.fsync", full)
    ended = run("new", "-o", "a.yaml", *NEW)
    assert ended.status == 1
    assert "a.yaml can't be written: No space left on device." in ended.err
    assert [path.name for path in tmp_path.iterdir() if "a.yaml" in path.name] == []


def test_a_home_that_refuses_too_is_said(run, tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("POMERIUM_COGNITO_HOME", str(tmp_path / "file" / "home"))
    ended = run("new", "-o", tmp_path / "no" / "a.yaml", *NEW)
    assert ended.status == 1
    assert "a.yaml can't be written: No such file or directory." in ended.err
    assert "could not be kept" in ended.err


def test_a_file_that_turns_up_meanwhile_is_kept(run, tmp_path, monkeypatch):
    (tmp_path / "a.yaml").symlink_to(tmp_path / "nowhere")
    ended = run("new", "-o", "a.yaml", *NEW)
    assert ended.status == 2
    assert not (tmp_path / "nowhere").exists()


COPY = ("--authenticate-url", "https://authenticate.prod.example.com", "--prefix", "corp-prod")


def test_a_copy_for_another_environment_shows_what_differs(run, tmp_path):
    assert run("new", "-o", "stage.yaml", *NEW, "--set", "pool.mfa=required", "--set", "groups=admins").status == 0
    ended = run("new", "--from", "stage.yaml", "-o", "prod.yaml", *COPY, "--set", "pool.tier=plus")
    assert ended.status == 0
    copy, first = (parse((tmp_path / name).read_text()).setup for name in ("prod.yaml", "stage.yaml"))
    assert (copy.name, copy.pool.name, copy.domain.prefix) == ("corp-prod",) * 3
    assert (copy.pool.mfa, copy.groups, copy.pool.tier, copy.aws) == ("required", ("admins",), "plus", first.aws)
    assert "pool.tier: essentials -> plus" in ended.out
    assert "pool.mfa" not in ended.out
    assert run("check", "prod.yaml").status == 0
    again = run("new", "--from", "stage.yaml", *COPY, "--region", "eu-central-1", "--json").result
    assert {"field": "aws.region", "from": "eu-west-1", "to": "eu-central-1"} in again["differences"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (COPY[:2], "needs --prefix"),
        ((*COPY[:2], "--prefix", "corp-staff"), "same name"),
        ((*NEW[:2], *COPY[2:]), "same authenticate URL"),
        ((*COPY, "--set", "pool.mfa=sometimes"), "pool.mfa"),
    ],
)
def test_a_copy_that_would_be_the_same_is_refused(run, tmp_path, options, said):
    assert run("new", "-o", "stage.yaml", *NEW).status == 0
    ended = run("new", "--from", "stage.yaml", "-o", "prod.yaml", *options)
    assert (ended.status, said in ended.err) == (2, True), ended.err
    assert not (tmp_path / "prod.yaml").exists()
