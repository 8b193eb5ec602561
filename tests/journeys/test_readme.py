"""README's first command on an empty home and a screen of its own, driven by accessible names to the written file."""

import os
import re
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
import yaml
from programs import clean_environment, screen

ROOT = Path(__file__).resolve().parents[2]
ANSWERS = {
    "pomerium.authenticate_url": "https://authenticate.corp.example.com",
    "aws.region": "eu-west-1",
    "domain.prefix": "corp-staff",
    "pool.name": "corp-staff",
    "name": "corp-staff",
}
PAGES = [
    "welcome",
    "account",
    "pool",
    "client",
    "client_settings",
    "domain",
    "pomerium",
    "review",
    "apply",
    "verify",
    "save",
]
START = """
export XDG_RUNTIME_DIR=$HOME/run; mkdir -p "$XDG_RUNTIME_DIR"; chmod 700 "$XDG_RUNTIME_DIR"
eval "$install" >install.log 2>&1 || { cat install.log; exit 1; }
$start & program=$!
/usr/bin/python3 "$reader" $program 120 "$@"; status=$?
kill $program 2>/dev/null
exit $status
"""


def readme_command(name):
    """The command below a marker of README, in one line."""
    text = (ROOT / "README.md").read_text()
    return re.search(rf"<!-- {name} -->\n```sh\n(.*?)\n```", text, re.DOTALL)[1]


def clone(target):
    """What git would give somebody else: tracked files alone."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).exists():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    return target


def can_read_the_tree():
    """Whether Debian's python3 has the bindings of the accessibility tree."""
    code = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    python = Path("/usr/bin/python3")
    return python.exists() and not subprocess.run([python, "-c", code], capture_output=True, check=False).returncode


@pytest.mark.timeout(660)
@pytest.mark.skipif(not os.environ.get("CI"), reason="installs Debian packages as root: runs in .ci/run")
def test_the_first_command_ends_in_a_written_file(tmp_path_factory, tools):
    tools("dbus-run-session", "Xvfb")
    assert can_read_the_tree(), "apt-get install at-spi2-core gir1.2-atspi-2.0 python3-gi"
    home = tmp_path_factory.mktemp("h")
    checkout = clone(tmp_path_factory.mktemp("clone"))
    env = clean_environment(home)
    env |= {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    env["install"], _, env["start"] = readme_command("practice: Debian").rpartition(" && ")
    env["reader"] = str(Path(__file__).with_name("reader.py"))
    words = [f"{field}={value}" for field, value in ANSWERS.items()]
    with screen() as display:
        done = subprocess.Popen(
            [
                "dbus-run-session",
                "--",
                "bash",
                "-c",
                START,
                "start",
                *words,
            ],
            cwd=checkout,
            env=env | {"DISPLAY": display},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        try:
            told, _ = done.communicate(timeout=600)
        finally:
            if done.poll() is None:
                os.killpg(done.pid, signal.SIGKILL)
    assert done.returncode == 0, told[-3000:]
    assert "Traceback" not in told, told[-3000:]
    assert re.findall(r"^page (\w+)$", told, re.MULTILINE) == PAGES
    assert "nameless" not in told, told
    written = [*home.rglob("config.yaml"), *checkout.glob("config.yaml")]
    assert len(written) == 1, told
    config = yaml.safe_load(written[0].read_text())
    assert config["idp_provider"] == "cognito"
    assert config["idp_client_secret"]
