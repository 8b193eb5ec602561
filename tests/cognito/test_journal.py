"""The journal: read back by whose it is, whole after a crash, one writer."""

import pytest

from wizard import storage
from wizard.cognito.journal import Journal
from wizard.cognito.session import Identity
from wizard.errors import AmazonRefused, FileRefused

ME = Identity("123456789012", "arn:aws:iam::123456789012:user/ada", "eu-west-1", "aws")
OTHER = Identity("210987654321", "arn:aws:iam::210987654321:user/ada", "eu-west-1", "aws")


def test_ids_are_known_after_a_call_and_not_before(tmp_path):
    journal = Journal(tmp_path, ME, "corp")
    assert journal.known() == {}
    journal.write("pool", "create_user_pool", "before", {})
    assert journal.known() == {}
    journal.write("pool", "create_user_pool", "after", {"pool": "eu-west-1_a"})
    journal.write("client", "create_user_pool_client", "failed", {"pool": "eu-west-1_a", "client": "nope"})
    assert Journal(tmp_path, ME, "corp").known() == {"pool": "eu-west-1_a"}
    assert [(e.action, e.phase) for e in journal.entries()] == [
        ("pool", "before"),
        ("pool", "after"),
        ("client", "failed"),
    ]


def test_another_account_never_reads_it(tmp_path):
    Journal(tmp_path, ME, "corp").write("pool", "create_user_pool", "after", {"pool": "eu-west-1_a"})
    assert Journal(tmp_path, OTHER, "corp").known() == {}
    assert Journal(tmp_path, ME, "corp2").known() == {}
    foreign = tmp_path / "journals" / "210987654321-eu-west-1-corp.jsonl"
    foreign.write_bytes((tmp_path / "journals" / "123456789012-eu-west-1-corp.jsonl").read_bytes())
    assert Journal(tmp_path, OTHER, "corp").known() == {}


def test_lines_cut_short_or_garbled_are_passed_over(tmp_path):
    journal = Journal(tmp_path, ME, "corp")
    journal.write("pool", "create_user_pool", "after", {"pool": "eu-west-1_a"})
    path = next((tmp_path / "journals").glob("*.jsonl"))
    with path.open("ab") as file:
        file.write(b'\xff\xfe[1]\n{"ids": 3}\n{"account": "1234')
    journal.write("client", "create_user_pool_client", "after", {"client": "c"})
    assert journal.known() == {"pool": "eu-west-1_a", "client": "c"}


def test_one_writer_at_a_time(tmp_path):
    with (
        Journal(tmp_path, ME, "corp").writing(),
        pytest.raises(AmazonRefused, match="Another run") as caught,
        Journal(tmp_path, ME, "corp").writing(),
    ):
        pass
    assert caught.value.status == 3


def test_a_disk_that_refuses_is_told(tmp_path, monkeypatch):
    def full(path, line):
        raise OSError(28, "No space left on device")

    journal = Journal(tmp_path, ME, "corp")
    monkeypatch.setattr(storage, "append_private", full)
    with pytest.raises(FileRefused, match="journal"):
        journal.write("pool", "create_user_pool", "before", {})


def test_what_was_only_changed_is_not_taken_for_ours(tmp_path):
    journal = Journal(tmp_path, ME, "corp")
    journal.write("client", "update_user_pool_client", "after", {"pool": "eu-west-1_theirs", "client": "theirs"})
    assert journal.known() == {}
    journal.write("client", "create_user_pool_client", "after", {"pool": "eu-west-1_theirs", "client": "ours"})
    journal.write("mfa", "set_user_pool_mfa_config", "after", {"pool": "eu-west-1_theirs"})
    assert journal.known() == {"client": "ours", "mfa": "eu-west-1_theirs"}


def test_a_line_that_lacks_something_is_passed_over(tmp_path):
    journal = Journal(tmp_path, ME, "corp")
    journal.write("pool", "create_user_pool", "after", {"pool": "eu-west-1_a"})
    path = next((tmp_path / "journals").glob("*.jsonl"))
    path.write_text(path.read_text().replace('"action"', '"deed"'))
    assert journal.entries() == ()


def test_a_state_folder_that_refuses_is_told_before_anything_is_sent(tmp_path):
    (tmp_path / "journals").write_text("no folder")
    journal = Journal(tmp_path, ME, "corp")
    with pytest.raises(FileRefused, match="written"), journal.writing():
        pass
    with pytest.raises(FileRefused, match="read"):
        journal.entries()
