"""The client secret in a real gnome-keyring on a private session bus; and what is said where none works."""

import pytest
from programs import Program, keyring_session

NEW = ["--authenticate-url", "https://authenticate.corp.example.com", "--region", "eu-west-1", "--prefix", "corp-staff"]
# One session for all steps: a keyring's daemon ends with its bus.
WALK = """
set -e
"$0" apply s.yaml --demo --secrets keyring --yes --no-verify
"$0" secret list s.yaml --demo --secrets keyring
"$0" secret get s.yaml --demo --secrets keyring --reveal >secret.txt
"$0" save s.yaml --demo --secrets keyring
"$0" secret forget s.yaml --demo --secrets keyring
"$0" secret list s.yaml --demo --secrets keyring >after.txt
"""


@pytest.fixture
def short_home(tmp_path_factory):
    """A home whose path is short enough for the sockets of a session bus."""
    return tmp_path_factory.mktemp("k")


def test_a_real_keyring_holds_the_secret(short_home, tools):
    tools("dbus-run-session", "gnome-keyring-daemon")
    import subprocess

    from programs import COMMAND

    program = Program(short_home)
    program.run("new", "-o", "s.yaml", *NEW)
    done = subprocess.run(
        [*keyring_session(), "bash", "-c", WALK, COMMAND],
        cwd=short_home,
        env=program.env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    secret = program.file("secret.txt").strip().splitlines()[-1]
    assert f"idp_client_secret: {secret}" in program.file("config.yaml").replace("'", "").replace('"', "")
    assert secret not in done.stdout + done.stderr
    assert not (short_home / "state" / "practice" / "secrets.json").exists()


@pytest.mark.parametrize("backend", ["keyring.backends.fail.Keyring", "keyring.backends.null.Keyring"])
def test_without_a_keyring_nothing_is_made_and_the_way_out_is_named(tmp_path, backend):
    program = Program(tmp_path, PYTHON_KEYRING_BACKEND=backend)
    program.run("new", "-o", "s.yaml", *NEW)
    told = program.run("apply", "s.yaml", "--demo", "--secrets", "keyring", "--yes", code=6)
    assert "--secrets none" in told
    assert "5 to create" in program.run("plan", "s.yaml", "--demo", "--secrets", "none")
    program.run("apply", "s.yaml", "--demo", "--secrets", "none", "--yes")
