"""What this computer keeps: found by the journals, taken away with nothing that is not ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from wizard import storage
from wizard.cognito.journal import Journal
from wizard.cognito.session import Identity
from wizard.errors import FileRefused, KeyringUnusable, Stopped
from wizard.events import Cancel
from wizard.jobs.clearing import Clear, FindKept, Kept
from wizard.vault import FileStore, NoStore, Secret, SecretKey

KEY = SecretKey("123456789012", "eu-west-1", "eu-west-1_AbCdEf123", "client1")
OWN = SecretKey("123456789012", "eu-west-1", "eu-west-1_AbCdEf123", "client1", "cookie_secret")
ROTATING = tuple(
    SecretKey("123456789012", "eu-west-1", "eu-west-1_AbCdEf123", "client1", f"client_secret.{which}")
    for which in ("next", "old")
)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """A state folder after an apply, with a file that is somebody else's."""
    folder = tmp_path / "state"
    journal = Journal(
        folder, Identity("123456789012", "arn:aws:iam::123456789012:user/ada", "eu-west-1", "aws"), "corp"
    )
    with journal.writing():
        journal.write("pool", "create_user_pool", "after", {"pool": KEY.pool_id})
        journal.write("client", "create_user_pool_client", "after", {"pool": KEY.pool_id, "client": KEY.client_id})
    for name in ("setups", "practice", "rescued"):
        (folder / name).mkdir()
        (folder / name / "x").write_text("x")
    (folder / "written.json").write_text("{}")
    (folder / "notes.txt").write_text("mine")
    return folder


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    made = FileStore(tmp_path / "secrets.json")
    made.put(KEY, Secret("one"))
    made.put(OWN, Secret("two"))
    made.put(SecretKey("1", "r", "p", "somebody else's"), Secret("three"))
    return made


def find(state: Path, store: FileStore | NoStore) -> Kept:
    return FindKept(state, store).run(lambda _: None, Cancel())


def test_secrets_are_found_by_the_journals(state: Path, store: FileStore) -> None:
    kept = find(state, store)
    assert kept.secrets == (KEY, OWN)
    assert {path.name for path in kept.paths} == {"journals", "setups", "practice", "rescued", "written.json"}


def test_secrets_of_a_rotation_that_was_cut_short_are_found(state: Path, store: FileStore) -> None:
    for key in ROTATING:
        store.put(key, Secret("half-way"))
    assert find(state, store).secrets == (KEY, *ROTATING, OWN)


def test_all_of_ours_goes_and_nothing_else(state: Path, store: FileStore) -> None:
    Clear(state, store, find(state, store)).run(lambda _: None, Cancel())
    assert [path.name for path in state.iterdir()] == ["notes.txt"]
    assert store.get(KEY) is None
    assert store.get(OWN) is None
    assert store.get(SecretKey("1", "r", "p", "somebody else's")) == Secret("three")
    assert find(state, store).nothing


def test_an_empty_folder_goes_too(state: Path, store: FileStore) -> None:
    (state / "notes.txt").unlink()
    Clear(state, store, find(state, store)).run(lambda _: None, Cancel())
    assert not state.exists()


def test_a_link_goes_and_not_what_it_leads_to(state: Path, store: FileStore, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept").write_text("x")
    (state / "setups" / "x").unlink()
    (state / "setups").rmdir()
    (state / "setups").symlink_to(elsewhere)
    Clear(state, store, find(state, store)).run(lambda _: None, Cancel())
    assert (elsewhere / "kept").exists()
    assert not (state / "setups").is_symlink()


def test_another_run_is_not_disturbed(state: Path, store: FileStore) -> None:
    kept = find(state, store)
    (lock,) = (state / "journals").glob("*.lock")
    with storage.locked(lock), pytest.raises(storage.Busy):
        Clear(state, store, kept).run(lambda _: None, Cancel())
    assert find(state, store) == kept


@pytest.mark.parametrize(
    "line", ["", "{", "[]", '{"ids": null}', '{"ids": {"client": "c"}}', '{"ids": {"pool": "p", "client": "c"}}']
)
def test_lines_that_name_no_secret_are_passed_over(tmp_path: Path, store: FileStore, line: str) -> None:
    (tmp_path / "journals").mkdir()
    (tmp_path / "journals" / "x.jsonl").write_text(line + "\n")
    assert find(tmp_path, store).secrets == ()


def test_a_store_that_keeps_nothing_is_not_asked(state: Path) -> None:
    assert find(state, NoStore()).secrets == ()


class Locked(FileStore):
    def forget(self, key: SecretKey) -> bool:
        from wizard.errors import Explanation

        raise KeyringUnusable(Explanation(f"The keyring is locked: {key}."))


def test_where_the_store_refuses_the_journals_stay(state: Path, store: FileStore, tmp_path: Path) -> None:
    kept = find(state, store)
    with pytest.raises(KeyringUnusable):
        Clear(state, Locked(tmp_path / "secrets.json"), kept).run(lambda _: None, Cancel())
    assert find(state, store) == kept


def test_a_path_that_can_t_be_removed_is_named(state: Path, store: FileStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("shutil.rmtree", refuse)
    with pytest.raises(FileRefused) as refused:
        Clear(state, store, find(state, store)).run(lambda _: None, Cancel())
    assert "journals can't be removed: Permission denied" in refused.value.why.happened


def test_a_wish_to_stop_leaves_all(state: Path, store: FileStore) -> None:
    cancel = Cancel()
    cancel.wish()
    kept = find(state, store)
    with pytest.raises(Stopped):
        Clear(state, store, kept).run(lambda _: None, cancel)
    assert find(state, store) == kept
