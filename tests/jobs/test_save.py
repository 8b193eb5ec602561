"""Saving: new files, ours, the same, somebody else's; and a disk that refuses."""

import stat

import pytest

from wizard import storage
from wizard.errors import FileRefused, InputRefused
from wizard.events import Cancel, Written, nobody
from wizard.jobs.save import Preview, Save
from wizard.setup.model import Output

BOTH = (Output("config-yaml", "pomerium/config.yaml"), Output("env", "pomerium.env"))


@pytest.fixture
def made(world):
    world.apply(world.setup())
    return world


def states(world, folder, **more):
    _, files = Preview(world.adapters, world.setup(pomerium__outputs=BOTH, **more), folder).run(nobody, Cancel())
    return [file.state for file in files]


def save(world, folder, **more):
    told = []
    Save(world.adapters, world.setup(pomerium__outputs=BOTH, **more), folder).run(told.append, Cancel())
    return [event.path for event in told if isinstance(event, Written)]


def test_new_files_are_private_and_told_and_a_second_time_the_same(made, tmp_path):
    assert states(made, tmp_path) == ["new", "new"]
    paths = save(made, tmp_path)
    assert paths == [str(tmp_path / "pomerium" / "config.yaml"), str(tmp_path / "pomerium.env")]
    assert stat.S_IMODE((tmp_path / "pomerium.env").stat().st_mode) == 0o600
    before = (tmp_path / "pomerium.env").stat().st_mtime_ns
    assert states(made, tmp_path) == ["same", "same"]
    assert save(made, tmp_path) == paths
    assert (tmp_path / "pomerium.env").stat().st_mtime_ns == before


def test_a_file_of_ours_follows_the_setup_and_keeps_its_mode(made, tmp_path):
    save(made, tmp_path)
    env = tmp_path / "pomerium.env"
    env.chmod(0o640)
    # the newer settings list one scope fewer
    fewer = {"client__scopes": ("openid", "email")}
    assert states(made, tmp_path, **fewer) == ["ours", "ours"]
    save(made, tmp_path, **fewer)
    assert "profile" not in env.read_text()
    assert stat.S_IMODE(env.stat().st_mode) == 0o640


def test_a_file_that_cant_be_merged_into_stops_all_before_the_first_is_written(made, tmp_path):
    (tmp_path / "pomerium.env").write_text("OWN='never closed\n")
    with pytest.raises(InputRefused, match="render FILE --format env") as caught:
        save(made, tmp_path)
    assert caught.value.status == 2
    assert f"{tmp_path}/pomerium.env: Line 1: Quotes" in caught.value.why.happened
    assert not (tmp_path / "pomerium").exists()
    assert (tmp_path / "pomerium.env").read_text() == "OWN='never closed\n"


def test_a_file_of_ours_that_somebody_changed_keeps_what_they_wrote(made, tmp_path):
    save(made, tmp_path)
    env = tmp_path / "pomerium.env"
    before = env.read_text() + "OWN=1  # mine\n"
    env.write_text(before)
    assert states(made, tmp_path) == ["same", "same"]
    fewer = {"client__scopes": ("openid", "email")}
    assert states(made, tmp_path, **fewer) == ["ours", "merge"]
    save(made, tmp_path, **fewer)
    assert env.read_text() == before.replace("openid,email,profile", "openid,email")
    assert (tmp_path / "pomerium.env.bak").read_text() == before


def test_what_was_merged_from_here_and_not_touched_since_is_not_kept_again(made, tmp_path):
    env = tmp_path / "pomerium.env"
    env.write_text("OWN=1\n")
    save(made, tmp_path)
    save(made, tmp_path, client__scopes=("openid", "email"))
    assert sorted(path.name for path in tmp_path.glob("*.bak*")) == ["pomerium.env.bak"]
    env.write_text(env.read_text() + "MORE=1\n")
    save(made, tmp_path)
    assert (tmp_path / "pomerium.env.bak").read_text() == "OWN=1\n"
    assert "MORE" in (tmp_path / "pomerium.env.bak.1").read_text()


def test_what_is_merged_is_shown_before_it_is_written(made, tmp_path):
    env = tmp_path / "pomerium.env"
    env.write_text("OWN=1\n")
    seen = []

    def show(told, planned):
        seen.append((env.read_text(), [file.state for file in planned], told.client_id))

    Save(made.adapters, made.setup(pomerium__outputs=BOTH), tmp_path, show).run(nobody, Cancel())
    assert [(text, states) for text, states, _ in seen] == [("OWN=1\n", ["new", "merge"])]


def test_what_changed_since_it_was_shown_is_not_written(made, tmp_path):
    setup = made.setup(pomerium__outputs=BOTH)
    env = tmp_path / "pomerium.env"
    env.write_text("OWN=1\n")
    _, shown = Preview(made.adapters, setup, tmp_path).run(nobody, Cancel())
    env.write_text("OWN=2\n")
    with pytest.raises(InputRefused, match="changed since it was shown"):
        Save(made.adapters, setup, tmp_path, shown=shown).run(nobody, Cancel())
    assert env.read_text() == "OWN=2\n"
    assert not (tmp_path / "pomerium").exists()


def test_a_folder_where_the_file_should_be_is_left_alone(made, tmp_path):
    (tmp_path / "pomerium.env").mkdir()
    assert states(made, tmp_path) == ["new", "foreign"]


def test_a_link_to_nothing_is_somebody_elses(made, tmp_path):
    (tmp_path / "pomerium.env").symlink_to(tmp_path / "elsewhere.env")
    with pytest.raises(InputRefused, match="exists"):
        save(made, tmp_path)
    assert (tmp_path / "pomerium.env").is_symlink()


def test_garbled_records_make_our_files_somebody_elses_and_no_crash(made, tmp_path):
    save(made, tmp_path)
    (made.adapters.state / "written.json").write_text("[1]")
    assert states(made, tmp_path, client__scopes=("openid", "email")) == ["merge", "merge"]


@pytest.fixture
def refusing(monkeypatch):
    """Call it with a folder: nothing can be written below it."""
    real = storage._replaced

    def refuse(folder):
        def write(path, *more, **named):
            if path.is_relative_to(folder):
                raise OSError(30, "Read-only file system")
            real(path, *more, **named)

        monkeypatch.setattr(storage, "_replaced", write)

    return refuse


def test_a_disk_that_refuses_loses_nothing(made, tmp_path, refusing):
    target = tmp_path / "etc"
    refusing(target)
    with pytest.raises(FileRefused, match="Read-only file system") as caught:
        save(made, target)
    kept = made.adapters.state / "rescued" / "config.yaml"
    assert str(kept) in str(caught.value)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert "idp_client_secret" in kept.read_text()
    assert not list(target.rglob("*.*"))


def test_a_state_folder_that_refuses_too_is_said(made, tmp_path, refusing):
    refusing(tmp_path)
    with pytest.raises(FileRefused, match="either"):
        save(made, tmp_path)
