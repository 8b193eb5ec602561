"""verify --sign-in as a process: a person signs in on the stand-in's login page, and the callback list is as before."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest
from programs import COMMAND

from wizard import practice

NEW = ("new", "-o", "s.yaml", "--authenticate-url", "https://authenticate.corp.example.com", "--region", "eu-west-1")
BROWSER, KILLED = (Path(__file__).with_name(name) for name in ("browser.py", "killed.py"))
STEPS = ("ready", "browser", "code", "id_token", "user_info", "person", "refresh", "revoke", "sign_out")
USER, PASSWORD, NEXT = "ada@corp.example.com", "Correct-Horse-9", "Babbage-1791-x"


class Stand:
    """A setup that is applied in practice mode, and boto3's client of the stand-in that the command attaches to."""

    def __init__(self, program):
        self.program = program
        program.env["POMERIUM_COGNITO_PRACTICE_DELAY"] = "0"
        program.run(*NEW, "--prefix", "corp-staff")
        self.running = practice.start(program.home / "state" / "practice")
        program.run("apply", "s.yaml", "--yes", "--demo", "--no-verify")
        keys = {"aws_access_key_id": "AKIAPRACTICE00000000", "aws_secret_access_key": "practice"}
        self.cognito = boto3.client("cognito-idp", endpoint_url=self.running.url, region_name="eu-west-1", **keys)
        self.pool = self.cognito.list_user_pools(MaxResults=1)["UserPools"][0]["Id"]
        self.client = self.cognito.list_user_pool_clients(UserPoolId=self.pool)["UserPoolClients"][0]["ClientId"]

    def person(self, *, permanent=True, **attributes):
        """Somebody with a password."""
        who = {"UserPoolId": self.pool, "Username": USER}
        given = {"email": USER, "email_verified": "true"} | attributes
        rows = [{"Name": name, "Value": value} for name, value in given.items()]
        self.cognito.admin_create_user(**who, UserAttributes=rows, MessageAction="SUPPRESS")
        self.cognito.admin_set_user_password(**who, Password=PASSWORD, Permanent=permanent)

    def described(self):
        """The app client, without dates."""
        found = self.cognito.describe_user_pool_client(UserPoolId=self.pool, ClientId=self.client)["UserPoolClient"]
        return {key: value for key, value in found.items() if "Date" not in key}

    def browser(self, *passwords):
        """The command that opens an address."""
        self.program.env["BROWSER"] = f"{sys.executable} {BROWSER} {','.join(passwords)} %s"

    def verify(self, *words, code=0):
        """The events of a test sign-in."""
        told = self.program.run("verify", "s.yaml", "--sign-in", "--demo", "--json", "--yes", *words, code=code)
        return [json.loads(line) for line in told.splitlines() if line.startswith("{")]


@pytest.fixture
def stand(program):
    made = Stand(program)
    yield made
    made.running.close()


def states(events):
    return {
        event["id"]: event["state"] for event in events if event["event"] == "check" and event["state"] != "waiting"
    }


def test_a_person_signs_in_and_everything_is_as_before(stand):
    stand.person(name="Ada Lovelace")
    stand.cognito.create_group(UserPoolId=stand.pool, GroupName="admins")
    stand.cognito.admin_add_user_to_group(UserPoolId=stand.pool, Username=USER, GroupName="admins")
    before = stand.described()
    stand.browser(PASSWORD)
    events = stand.verify()
    steps = {name: state for name, state in states(events).items() if name.startswith("sign_in.")}
    assert steps == dict.fromkeys([f"sign_in.{name}" for name in STEPS], "passed")
    assert [event["cause"] for event in events if event.get("id") == "sign_in.sign_out"] == [""]
    person = events[-1]["person"]
    assert (person["email"], person["verified"], person["groups"]) == (USER, True, ["admins"])
    assert stand.described() == before
    assert "Signed in" in stand.program.file("page.html")
    assert "Signed out" in stand.program.file("page.html")
    journal = next((stand.program.home / "state" / "practice" / "journals").glob("*.jsonl")).read_text()
    for text in (json.dumps(events), journal):
        assert "eyJ" not in text  # no token


def test_a_first_sign_in_with_a_new_password_and_a_second_factor(stand):
    stand.cognito.set_user_pool_mfa_config(
        UserPoolId=stand.pool, MfaConfiguration="ON", SoftwareTokenMfaConfiguration={"Enabled": True}
    )
    stand.person(permanent=False)
    stand.browser(PASSWORD, NEXT)
    told = states(stand.verify())
    assert told["sign_in.id_token"] == "passed"
    stand.browser(NEXT)  # and once more, with the code of an app that is enrolled by now
    assert states(stand.verify())["sign_in.id_token"] == "passed"
    assert "Signed in" in stand.program.file("page.html")


def test_where_no_browser_can_be_opened_the_address_is_printed(stand):
    stand.person()
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        stand.program.env.pop(name, None)
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    command = [COMMAND, "verify", "s.yaml", "--sign-in", "--demo", "--yes"]
    with subprocess.Popen(command, cwd=stand.program.home, env=stand.program.env, **pipes) as process:
        told = []
        for line in process.stdout:
            told.append(line)
            head, _, address = line.partition("Open this in a browser: ")
            if address:
                assert head == ""
                script = [sys.executable, str(BROWSER), PASSWORD, address.strip()]
                subprocess.run(script, cwd=stand.program.home, timeout=60, check=True)
    assert process.returncode == 0, told
    assert any(line.startswith("passed   ID token") for line in told)
    back = urlsplit(parse_qs(urlsplit(address_of(told)).query)["redirect_uri"][0])
    (tunnel,) = [line for line in told if "ssh -L" in line]  # for a browser on another computer
    assert f"-L {back.port}:127.0.0.1:{back.port} " in tunnel
    (added,) = [line for line in told if f":{back.port}/pomerium-cognito/callback and" in line and " added" in line]
    (gone,) = [line for line in told if f":{back.port}/pomerium-cognito/callback and" in line and "taken out" in line]
    assert told.index(added) < told.index(gone)


def address_of(told):
    return next(line for line in told if line.startswith("Open this in a browser: ")).partition(": ")[2].strip()


@pytest.mark.parametrize(
    ("attributes", "state", "cause"),
    [({"email_verified": "false"}, "failed", "not verified"), ({}, "passed", "in no group")],
)
def test_what_would_go_wrong_is_named(stand, attributes, state, cause):
    stand.person(**attributes)
    stand.browser(PASSWORD)
    events = stand.verify(code=4 if state == "failed" else 0)
    (person,) = [event for event in events if event.get("id") == "sign_in.person"]
    assert person["state"] == state
    assert cause in person["cause"]
    assert person["mend"]


def test_without_a_yes_nothing_is_sent(stand):
    before = stand.described()
    told = stand.program.run("verify", "s.yaml", "--sign-in", "--demo", code=2)
    assert "127.0.0.1:PORT" in told
    assert "--sign-in --yes" in told
    assert stand.described() == before


def begun(stand):
    """The command, waiting for the browser; nobody signs in."""
    stand.program.env["BROWSER"] = f"{sys.executable} -c pass %s"
    process = subprocess.Popen(
        [COMMAND, "verify", "s.yaml", "--sign-in", "--demo", "--yes"],
        cwd=stand.program.home,
        env=stand.program.env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    end = time.monotonic() + 60
    while not any("127.0.0.1" in url for url in stand.described()["CallbackURLs"]):
        assert time.monotonic() < end
        assert process.poll() is None
        time.sleep(0.05)
    return process


def test_a_wish_to_stop_takes_the_callback_out_again(stand):
    before = stand.described()
    process = begun(stand)
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 130
    assert stand.described() == before


@pytest.mark.parametrize("command", ["verify", "apply"])
def test_after_a_kill_the_next_run_takes_it_out(stand, command):
    stand.person()
    before = stand.described()
    process = begun(stand)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert stand.described() != before
    if command == "verify":
        stand.browser(PASSWORD)
        stand.verify()
    else:
        stand.program.run("apply", "s.yaml", "--yes", "--demo", "--no-verify")
    assert stand.described() == before


def test_somebody_who_was_invited_signs_in_with_a_first_password_shown_once(stand):
    file = stand.program.home / "s.yaml"
    file.write_text(file.read_text().replace("users: []", f"users: [{{email: {USER}}}]"))
    stand.program.run("apply", "s.yaml", "--yes", "--demo", "--no-verify")
    before = stand.described()
    stand.browser("@password.txt", NEXT)
    words = ("verify", "s.yaml", "--sign-in", "--demo", "--yes", "--first-password", USER)
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    command = [COMMAND, *words, "--verbose", "--log-file", "log.txt"]
    told = []
    with subprocess.Popen(command, cwd=stand.program.home, env=stand.program.env, **pipes) as process:
        for line in process.stdout:
            told.append(line)
            if "shown this once" in line:
                password = line.rpartition(": ")[2].strip()
                (stand.program.home / "password.txt").write_text(password)
    assert process.wait(30) == 0, told
    assert "".join(told).count(password) == 1
    assert password not in stand.program.file("log.txt")
    assert f"email: {USER}" in "".join(told)
    assert stand.described() == before
    (row,) = stand.cognito.list_users(UserPoolId=stand.pool)["Users"]
    assert row["UserStatus"] == "CONFIRMED"
    again = stand.program.run(*words, code=2)
    assert "signed in before" in again


@pytest.mark.parametrize("words", [("--first-password", USER), ("--sign-in", "--json", "--first-password", USER)])
def test_a_first_password_is_for_a_sign_in_and_for_eyes_alone(stand, words):
    assert "--first-password" in stand.program.run("verify", "s.yaml", "--demo", *words, code=2)


def killed(stand, at):
    """The command, killed at one of its own writes; whether it was."""
    words = ("verify", "s.yaml", "--sign-in", "--demo", "--yes")
    done = subprocess.run(
        [sys.executable, str(KILLED), str(at), *words],
        cwd=stand.program.home,
        env=stand.program.env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode in (0, -signal.SIGKILL), done.stdout + done.stderr
    return done.returncode != 0


@pytest.mark.parametrize("stride", [5, pytest.param(1, marks=pytest.mark.full)])
def test_killed_at_any_write_the_next_run_leaves_all_as_before(stand, stride):
    stand.person(name="Ada Lovelace")
    stand.cognito.create_group(UserPoolId=stand.pool, GroupName="admins")
    stand.cognito.admin_add_user_to_group(UserPoolId=stand.pool, Username=USER, GroupName="admins")
    stand.browser(PASSWORD)
    before, changed, at = stand.described(), 0, 1
    while killed(stand, at):
        changed += stand.described() != before
        stand.verify()
        assert stand.described() == before
        at += stride
    assert at > 6
    assert changed
