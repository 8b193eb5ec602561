"""What stands at an output's path, and files that can't be replaced without more: nothing is lost, all is told."""

import errno
import os
import stat
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest

from wizard import storage
from wizard.errors import FileRefused, InputRefused, WizardError
from wizard.events import nobody
from wizard.jobs.save import write_all
from wizard.jobs.standing import files
from wizard.pomerium.settings import PomeriumSettings
from wizard.setup.model import Output, Setup
from wizard.setup.versions import Version
from wizard.vault import Secret

linux = pytest.mark.skipif(sys.platform != "linux", reason="owners, access control lists and attributes of Linux")
SECRET = "1re5ukkv3dab6up5aefv7rru65lu60oblf04t6cv8u9s0itjbci7"
OLD = b"# mine\nidp_provider: oidc   # old\nlog_level: info\n"
NEW = b"# mine\nidp_provider: cognito   # old\n"
NOBODY = 65534


@pytest.fixture
def told():
    return PomeriumSettings(
        version=Version(0, 33),
        authenticate_url="https://authenticate.corp.example.com",
        authorize_url=None,
        provider_url="https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEf123",
        client_id="304a12ktcc5djt9d7enj6dsjkg",
        client_secret=Secret(SECRET),
        scopes=("openid", "email", "profile"),
    )


@pytest.fixture
def state(tmp_path):
    return storage.private_folder(tmp_path / "state")


@pytest.fixture
def config(tmp_path):
    path = tmp_path / "etc" / "config.yaml"
    path.parent.mkdir()
    path.write_bytes(OLD)
    path.chmod(0o640)
    return path


@pytest.fixture
def look(state, told):
    """What would be written to a path."""

    def at(path, form="config-yaml"):
        setup = Setup().replace("pomerium.outputs", (Output(form, str(path)),))
        (file,) = files(state, setup, told, path.parent)
        return file

    return at


@pytest.fixture
def write(state, look):
    def at(path):
        write_all(state, [look(path)], nobody)

    return at


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_old_file_is_kept_beside_with_its_mode(write, config):
    write(config)
    assert config.read_bytes().startswith(NEW)
    assert stat.S_IMODE(config.stat().st_mode) == 0o640
    kept = config.with_name("config.yaml.bak")
    assert kept.read_bytes() == OLD
    assert stat.S_IMODE(kept.stat().st_mode) == 0o640
    assert names(config.parent) == ["config.yaml", "config.yaml.bak"]


def test_what_is_kept_never_replaces_what_was_kept_before(write, config):
    config.with_name("config.yaml.bak").write_text("older")
    config.with_name("config.yaml.bak.1").symlink_to(config)
    write(config)
    assert config.with_name("config.yaml.bak").read_text() == "older"
    assert config.with_name("config.yaml.bak.2").read_bytes() == OLD


def test_a_link_is_followed_and_told(look, write, config, tmp_path):
    link = tmp_path / "here.yaml"
    link.symlink_to("etc/config.yaml")
    assert f"the file behind it is written, {config}" in look(link).notes[0]
    write(link)
    assert link.is_symlink()
    assert config.read_bytes().startswith(NEW)
    assert names(config.parent) == ["config.yaml", "config.yaml.bak"]


def test_what_kubernetes_mounts_is_left_alone(look, tmp_path):
    (tmp_path / "..2026_01_01").mkdir()
    (tmp_path / "..2026_01_01" / "config.yaml").write_bytes(OLD)
    (tmp_path / "..data").symlink_to("..2026_01_01")
    (tmp_path / "config.yaml").symlink_to("..data/config.yaml")
    found = look(tmp_path / "config.yaml")
    assert found.state == "foreign"
    assert "mounted by Kubernetes" in found.why.happened


@linux
@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs another user")
def test_a_link_of_another_users_is_not_followed(look, config, tmp_path):
    link = tmp_path / "here.yaml"
    link.symlink_to(config)
    os.chown(link, NOBODY, NOBODY, follow_symlinks=False)
    assert "another user's" in look(link).why.happened


def test_a_file_that_every_account_can_read_is_a_warning_with_the_command(look, config):
    config.chmod(0o644)
    assert f"chmod o-rwx {config}" in look(config).notes[0]
    config.chmod(0o640)
    assert look(config).notes == ()
    config.chmod(0o644)
    config.write_text("idp_client_secret_file: /run/secrets/idp\n")
    assert not any("chmod" in note for note in look(config).notes)


def test_another_name_of_the_file_is_told(look, config, tmp_path):
    os.link(config, tmp_path / "second")
    assert "hard link" in look(config).notes[0]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a: 1\na: 2\n", "Line 2: The same key stands twice"),
        (b"a:\n\tb: 1\n", "Line 2: A character that no value can begin with"),
        (b"caf\xe9: 1\n", "Line 1: A byte that is no UTF-8"),
        ("a: 1\n".encode("utf-16"), "UTF-16"),
        (b"x: &c {idp_provider: a}\nidp_provider: &p oidc\ny: *p\n", "Line 2: An alias"),
        (b"idp_provider: a\nIDP_PROVIDER: b\n", "Line 2: idp_provider stands twice"),
        (b"kind: ConfigMap\napiVersion: v1\n", "another kind of file"),
        (b"a: 1\0\n", "Line 1: A NUL"),
    ],
)
def test_what_could_be_taken_in_two_ways_is_left_with_the_reason(look, state, config, data, said):
    config.write_bytes(data)
    found = look(config)
    assert found.state == "foreign"
    assert said in found.why.happened
    with pytest.raises(InputRefused, match="left as it is"):
        write_all(state, [found], nobody)
    assert config.read_bytes() == data
    assert names(config.parent) == ["config.yaml"]


@pytest.mark.parametrize("what", ["folder", "pipe", "large"])
def test_what_is_no_file_to_be_replaced_is_left(look, tmp_path, what):
    path = tmp_path / "config.yaml"
    {"folder": path.mkdir, "pipe": lambda: os.mkfifo(path), "large": lambda: path.write_bytes(b" " * 1_000_001)}[what]()
    assert look(path).state == "foreign"


def test_a_file_that_changed_while_it_was_written_is_left(look, state, config):
    planned = look(config)
    config.write_bytes(OLD + b"more: 1\n")
    with pytest.raises(InputRefused, match="changed by somebody") as caught:
        write_all(state, [planned], nobody)
    assert caught.value.status == 2
    assert config.read_bytes() == OLD + b"more: 1\n"


def test_a_file_that_came_meanwhile_is_left(look, state, tmp_path):
    path = tmp_path / "new.yaml"
    planned = look(path)
    path.write_text("mine: 1\n")
    with pytest.raises(InputRefused, match="changed by somebody"):
        write_all(state, [planned], nobody)
    assert path.read_text() == "mine: 1\n"


@pytest.mark.parametrize(("number", "said"), [(errno.ENOSPC, "Make room"), (errno.EROFS, "another path")])
def test_a_disk_that_refuses_keeps_the_old_file_and_the_new_text(look, state, config, monkeypatch, number, said):
    real, planned = os.fsync, look(config)

    def refuse(descriptor):
        name = str(Path(f"/proc/self/fd/{descriptor}").readlink()) if sys.platform == "linux" else ""
        if str(config.parent) in name:
            raise OSError(number, os.strerror(number))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(FileRefused, match=said) as caught:
        write_all(state, [planned], nobody)
    kept = state / "rescued" / "config.yaml"
    assert str(kept) in caught.value.why.means
    assert kept.read_bytes() == planned.data
    assert config.read_bytes() == OLD
    assert names(config.parent) == ["config.yaml"]
    assert SECRET not in str(caught.value)


def acl(*entries):
    """A POSIX access control list as the kernel takes it: (tag, permissions, id)."""
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


OWNER, USER, GROUP, MASK, OTHER, NONE = 1, 2, 4, 16, 32, 0xFFFFFFFF
LIST = acl((OWNER, 6, NONE), (USER, 4, NOBODY), (GROUP, 0, NONE), (MASK, 4, NONE), (OTHER, 0, NONE))


def mark(path, name, value):
    try:
        os.setxattr(path, name, value)
    except OSError:
        pytest.skip("this disk takes no such attribute")


@linux
def test_access_control_lists_and_attributes_stay(write, config):
    mark(config, "user.origin", b"team")
    mark(config, "system.posix_acl_access", LIST)
    write(config)
    for path in (config, config.with_name("config.yaml.bak")):
        assert os.getxattr(path, "system.posix_acl_access") == LIST
        assert os.getxattr(path, "user.origin") == b"team"


@linux
def test_a_folders_list_lets_nobody_into_a_file_that_had_none(write, config):
    mark(config.parent, "system.posix_acl_default", LIST)
    write(config)
    for path in (config, config.with_name("config.yaml.bak")):
        assert "system.posix_acl_access" not in os.listxattr(path)


@linux
@pytest.mark.parametrize("name", ["user.origin", "system.posix_acl_access"])
def test_what_cant_be_kept_is_refused_with_its_name(look, state, config, monkeypatch, name):
    mark(config, name, LIST)
    planned = look(config)
    monkeypatch.setattr(os, "setxattr", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOTSUP, "not supported")))
    what = "access control list" if "acl" in name else "extended attribute user.origin"
    with pytest.raises(FileRefused, match=f"its {what} could not be kept"):
        write_all(state, [planned], nobody)
    assert config.read_bytes() == OLD


def as_nobody(work):
    """Run something as another user, in a process of its own; its answer is a text."""
    out, into = os.pipe()
    child = os.fork()
    if not child:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        try:
            answer = work()
        except WizardError as error:
            answer = f"{type(error).__name__}: {error}"
        except BaseException as error:  # noqa: BLE001  told to the parent
            answer = f"unexpected {error!r}"
        os.write(into, answer.encode())
        os._exit(0)
    os.close(into)
    with os.fdopen(out) as answers:
        told = answers.read()
    os.waitpid(child, 0)
    return told


@linux
@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs another user")
@pytest.mark.parametrize("mode", [0o777, 0o755])
def test_a_file_of_another_owner_is_not_taken_over(look, state, config, tmp_path, mode):
    for folder in (*tmp_path.parents[:3], tmp_path):
        folder.chmod(0o755)
    os.chown(state, NOBODY, NOBODY)
    config.parent.chmod(mode)
    config.chmod(0o644)
    planned = look(config)
    said = as_nobody(lambda: str(write_all(state, [planned], nobody)))
    assert said.startswith("FileRefused")
    assert ("its owner and group could not be kept" if mode == 0o777 else "Permission denied") in said
    assert config.read_bytes() == OLD
    assert names(config.parent) == ["config.yaml"]
    assert (config.stat().st_uid, stat.S_IMODE(config.stat().st_mode)) == (0, 0o644)
    assert (state / "rescued" / "config.yaml").read_bytes() == planned.data


def test_a_run_that_is_killed_leaves_the_old_file_and_the_next_one_tidies(write, config):
    code = (
        "import os, sys, time; from pathlib import Path; from wizard import storage\n"
        "def wait(descriptor): print('writing', flush=True); time.sleep(60)\n"
        "os.fsync = wait; storage.rewrite(Path(sys.argv[1]), b'half')"
    )
    with subprocess.Popen([sys.executable, "-c", code, config], stdout=subprocess.PIPE, text=True) as killed:
        assert killed.stdout.readline() == "writing\n"
        killed.kill()
    assert config.read_bytes() == OLD
    (left,) = [path for path in config.parent.iterdir() if path != config]
    assert stat.S_IMODE(left.stat().st_mode) == 0o600
    os.utime(left, (time.time() - 90,) * 2)
    write(config)
    assert names(config.parent) == ["config.yaml", "config.yaml.bak"]


def test_nobodys_temporary_file_is_swept(write, config):
    others = [".config.yaml.new", ".config.yaml.abcdefgh.tmp", ".config.yaml.mine.new", ".config.yaml.old.txt"]
    for name in others:
        path = config.with_name(name)
        path.write_text("")
        os.utime(path, (time.time() - 90,) * 2)
    write(config)
    assert set(others) < set(names(config.parent))
