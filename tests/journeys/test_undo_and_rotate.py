"""Undo and rotation as processes; while the secret is rotated, somebody signs in all the time."""

import base64
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
    """Signs in every 200 ms, as Pomerium would with the secret that its configuration has at that moment."""

    def __init__(self, program, base):
        super().__init__(daemon=True)
        self.file, self.base = program.home / "config.yaml", base
        self.ended, self.good, self.bad = threading.Event(), 0, []

    def run(self):
        while not self.ended.wait(0.2):
            answer = self.once()
            if answer is None:
                self.good += 1
            else:
                self.bad.append(answer)

    def once(self):
        config = yaml.safe_load(self.file.read_text())
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
        with httpx.Client(trust_env=False, follow_redirects=False, base_url=self.base) as browser:
            page = browser.get("/oauth2/authorize", params=asked)
            while page.is_redirect:
                page = browser.get(page.headers["location"])
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
            tokens = browser.post(
                "/oauth2/token", data=form, auth=(config["idp_client_id"], config["idp_client_secret"])
            )
        return None if tokens.status_code == 200 else tokens.text


def test_a_rotation_while_somebody_signs_in_all_the_time(demo):
    from wizard import practice

    stand = practice.start(demo.home / "state" / "practice")  # the command attaches to it
    import boto3

    keys = {"aws_access_key_id": "AKIAPRACTICE00000000", "aws_secret_access_key": "practice"}
    cognito = boto3.client("cognito-idp", endpoint_url=stand.url, region_name="eu-west-1", **keys)
    pool = cognito.list_user_pools(MaxResults=1)["UserPools"][0]["Id"]
    who = {"UserPoolId": pool, "Username": "ada@corp.example.com"}
    attributes = [{"Name": "email", "Value": who["Username"]}, {"Name": "email_verified", "Value": "true"}]
    cognito.admin_create_user(**who, UserAttributes=attributes, MessageAction="SUPPRESS")
    cognito.admin_set_user_password(**who, Password=PASSWORD, Permanent=True)
    somebody = SignsIn(demo, stand.url)
    assert somebody.once() is None
    somebody.start()
    try:
        before = yaml.safe_load((demo.home / "config.yaml").read_text())["idp_client_secret"]
        time.sleep(0.5)
        demo.run("rotate", "corp.yaml", "--demo", "--yes", "--grace", "1")
        time.sleep(0.5)
    finally:
        somebody.ended.set()
        somebody.join(20)
        stand.close()
    assert yaml.safe_load((demo.home / "config.yaml").read_text())["idp_client_secret"] != before
    assert somebody.bad == []
    assert somebody.good > 5
