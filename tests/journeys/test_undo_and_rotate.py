"""Undo and rotation as processes; while the secret is rotated, somebody signs in all the time."""

import base64
import collections
import hashlib
import json
import re
import secrets
import threading
import time
from html import unescape
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import yaml

PASSWORD = "Correct-Horse-9"
EVERY = 0.2  # seconds
NEW = ("new", "-o", "corp.yaml", "--authenticate-url", "https://authenticate.corp.example.com", "--region", "eu-west-1")


@pytest.fixture
def demo(program):
    """The command in practice mode, applied and saved."""
    program.env["POMERIUM_COGNITO_PRACTICE_DELAY"] = "0"
    program.run(*NEW, "--prefix", "corp-staff")
    program.run("apply", "corp.yaml", "--yes", "--demo")
    program.run("save", "corp.yaml", "--demo")
    return program


def state(program):
    """The stand-in's own file, and the secrets beside it."""
    folder = program.home / "state" / "practice"
    return json.loads((folder / "practice.json").read_text()), json.loads((folder / "secrets.json").read_text())


def test_an_undo_leaves_nothing_of_ours_and_apply_begins_anew(demo):
    assert "nobody can be asked" in demo.run("undo", "corp.yaml", "--demo", code=2)
    told = demo.run("undo", "corp.yaml", "--demo", "--yes")
    assert str(demo.home / "config.yaml") in told
    practice, kept = state(demo)
    assert "corp-staff" not in json.dumps(practice)
    assert kept == {}
    assert "Nothing to undo" in demo.run("undo", "corp.yaml", "--demo", "--yes")
    demo.run("apply", "corp.yaml", "--yes", "--demo")
    assert len(state(demo)[1]) == 1


class SignsIn(threading.Thread):
    """Begins a sign-in every 200 ms, as Pomerium would with the secret that it has at that moment.

    `kinds` come by turns: how long, in seconds, Pomerium takes to read its file again, and how long the person is at
    the login page. `by` counts good sign-ins by kind and secret; `bad` is what else came, exceptions too.
    """

    def __init__(self, program, base, kinds):
        super().__init__(daemon=True)
        self.file, self.base, self.kinds = program.home / "config.yaml", base, kinds
        self.ended, self.by, self.bad = threading.Event(), collections.Counter(), []
        self.seen, self.lock = [(0.0, self.file.read_text())], threading.Lock()

    def run(self):
        under_way, at = [], time.monotonic()
        while not self.ended.wait(max(0, at - time.monotonic())):
            at += EVERY
            with self.lock:
                self.seen.append((time.monotonic(), self.file.read_text()))
            kind = self.kinds[len(under_way) % len(self.kinds)]
            under_way.append(threading.Thread(target=self.one, args=kind, daemon=True))
            under_way[-1].start()
        for each in under_way:
            each.join(30)

    def one(self, lag, typing):
        """A sign-in, counted."""
        try:
            used, answer = self.once(lag, typing)
        except Exception as error:  # noqa: BLE001 whatever it is, somebody could not sign in
            used, answer = "", repr(error)
        if answer is None:
            self.by[lag, typing, used] += 1
        else:
            self.bad.append(answer)

    def config(self, lag):
        """What Pomerium has by now."""
        with self.lock:
            return yaml.safe_load([text for at, text in self.seen if at <= time.monotonic() - lag][-1])

    def once(self, lag, typing):
        """The secret that was used, and None, or what the token endpoint said."""
        config = self.config(lag)
        verifier = secrets.token_urlsafe(40)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        callback = f"{config['authenticate_service_url']}/oauth2/callback"
        asked = {
            "client_id": config["idp_client_id"],
            "redirect_uri": callback,
            "response_type": "code",
            "scope": "openid email profile",
            "state": "s",
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        with httpx.Client(trust_env=False, follow_redirects=False, base_url=self.base, timeout=30) as browser:
            page = browser.get("/oauth2/authorize", params=asked)
            while page.is_redirect:
                page = browser.get(page.headers["location"])
            time.sleep(typing)
            hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.text))
            typed = {"username": "ada@corp.example.com", "password": PASSWORD}
            answer = browser.post(str(page.url), data={name: unescape(v) for name, v in hidden.items()} | typed)
            for _ in range(4):
                target = answer.headers.get("location", "")
                if target.startswith(callback):
                    break
                answer = browser.get(target)
            code = parse_qs(urlsplit(target).query)["code"][0]
            form = {
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": callback,
                "code_verifier": verifier,
            }
            used = self.config(lag)["idp_client_secret"]
            tokens = browser.post("/oauth2/token", data=form, auth=(config["idp_client_id"], used))
        return used, None if tokens.status_code == 200 else tokens.text


@pytest.fixture
def stand(demo):
    """The stand-in that the command attaches to, with a person in the pool."""
    import boto3

    from wizard import practice

    running = practice.start(demo.home / "state" / "practice")
    keys = {"aws_access_key_id": "AKIAPRACTICE00000000", "aws_secret_access_key": "practice"}
    cognito = boto3.client("cognito-idp", endpoint_url=running.url, region_name="eu-west-1", **keys)
    pool = cognito.list_user_pools(MaxResults=1)["UserPools"][0]["Id"]
    who = {"UserPoolId": pool, "Username": "ada@corp.example.com"}
    attributes = [{"Name": "email", "Value": who["Username"]}, {"Name": "email_verified", "Value": "true"}]
    cognito.admin_create_user(**who, UserAttributes=attributes, MessageAction="SUPPRESS")
    cognito.admin_set_user_password(**who, Password=PASSWORD, Permanent=True)
    yield running
    running.close()


KINDS = ((0.0, 0.0), (0.8, 0.0), (0.0, 0.6))  # reads at once; reads late; began before the change and ends after it


@pytest.mark.timeout(400)
@pytest.mark.parametrize("times", [1, pytest.param(10, marks=pytest.mark.full)])
def test_a_rotation_while_somebody_signs_in_all_the_time(demo, stand, times):
    def secret():
        return yaml.safe_load(demo.file("config.yaml"))["idp_client_secret"]

    used, probe = [secret()], SignsIn(demo, stand.url, KINDS)
    assert probe.once(0, 0) == (used[0], None)
    probe.start()
    began = time.monotonic()
    try:
        time.sleep(1.5)
        for _ in range(times):
            demo.run("rotate", "corp.yaml", "--demo", "--yes", "--grace", "2")
            used.append(secret())
            time.sleep(1.5)
    finally:
        probe.ended.set()
        probe.join(60)
    seconds, good = time.monotonic() - began, sum(probe.by.values())
    print(f"{times} rotations: {good} sign-ins in {seconds:.0f} s, {len(probe.bad)} failed")
    assert probe.bad == []
    assert len(set(used)) == times + 1
    assert probe.by.keys() == {(*kind, value) for kind in KINDS for value in used}  # each secret, while it was in use
    assert good > 0.8 * seconds / EVERY


def test_the_probe_tells_of_a_rotation_that_goes_wrong(demo, stand):
    """Without this, no failures would prove nothing: Pomerium reads its file later than the rotation waits for it."""
    late = SignsIn(demo, stand.url, [(3.0, 0.0)])
    late.start()
    time.sleep(0.5)
    demo.run("rotate", "corp.yaml", "--demo", "--yes", "--grace", "0")
    time.sleep(1)
    late.ended.set()
    late.join(60)
    assert any("invalid_client" in told for told in late.bad)
