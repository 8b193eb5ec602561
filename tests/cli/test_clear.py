"""`clear`: asked first, told after, and only what is the program's."""

import pytest

from wizard import single, storage


@pytest.fixture
def state(run):
    folder = storage.state_folder()
    (folder / "setups").mkdir()
    (folder / "setups" / "a.json").write_text("{}")
    return folder


def test_without_a_yes_nobody_can_be_asked_here(run, state):
    ended = run("clear", "--secrets", "none")
    assert ended.status == 2
    assert "clear --yes" in ended.err
    assert (state / "setups" / "a.json").exists()


def test_a_yes_takes_it_away(run, state):
    ended = run("clear", "--yes", "--secrets", "none")
    assert ended.status == 0
    assert str(state / "setups") in ended.out
    assert not (state / "setups").exists()
    assert run("clear", "--yes", "--secrets", "none").out == "This computer keeps nothing of the program's.\n"


def test_as_json(run, state):
    result = run("clear", "--yes", "--secrets", "none", "--json").result
    assert (result["ok"], result["secrets"], result["paths"]) == (True, 0, [str(state / "setups")])


def test_an_open_window_keeps_what_it_works_with(run, state, monkeypatch):
    monkeypatch.setattr(single, "handed_over", lambda folder, *_: folder == state)
    ended = run("clear", "--yes", "--secrets", "none")
    assert ended.status == 2
    assert "window is open" in ended.err
    assert (state / "setups").exists()
