"""verify --sign-in with Debian's Chromium: the program opens it itself; a driver attaches and types as a person."""

import base64
import contextlib
import hashlib
import hmac
import json
import os
import re
import struct
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

import pytest
from programs import COMMAND, free_port

sys.path.insert(0, str(Path(__file__).parent))

from test_sign_in import PASSWORD, USER, Stand, states

CALLBACK = "https://authenticate.corp.example.com/oauth2/callback"
NEXT = "Babbage-1791-x"
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --host-resolver-rules='MAP * ~NOTFOUND , EXCLUDE 127.0.0.1'"
)
pytestmark = [pytest.mark.full, pytest.mark.timeout(300)]


@pytest.fixture
def stand(program, tools):
    tools("chromium", "chromedriver")
    made = Stand(program)
    yield made
    made.running.close()


def code(secret):
    """A time-based one-time password (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


class Chromium:
    """The browser that the program opens, and the driver that attaches to it."""

    def __init__(self, home):
        self.port = free_port()
        script = home / "browser"
        script.write_text(
            f"#!/bin/sh\nexec /usr/bin/chromium {FLAGS} --user-data-dir={home}/profile"
            f' --remote-debugging-port={self.port} "$@" >/dev/null 2>&1\n'
        )
        script.chmod(0o755)
        self.command = f"{script} %s &"
        self.driver = None

    def attach(self):
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service

        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        options.debugger_address = f"127.0.0.1:{self.port}"
        end = time.monotonic() + 60
        while True:
            try:
                self.driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
            except Exception:  # the driver's own kinds, until the browser is up
                if time.monotonic() > end:
                    raise
                time.sleep(0.3)
            else:
                return self.driver

    def fill(self, **typed):
        """Fill the form in sight and send it."""
        from selenium.webdriver.common.by import By
        from selenium.webdriver.support.ui import WebDriverWait

        wait = WebDriverWait(self.driver, 30)
        for name, text in typed.items():
            field = wait.until(lambda d, name=name: next(iter(d.find_elements(By.NAME, name)), None))
            field.clear()
            field.send_keys(text)
        self.driver.find_element(By.TAG_NAME, "button").click()

    def until(self, text):
        """Wait for a text on the page."""
        from selenium.webdriver.support.ui import WebDriverWait

        WebDriverWait(self.driver, 30).until(lambda d: text in d.page_source)
        return self.driver.page_source

    def close(self):
        if self.driver is not None:
            with contextlib.suppress(Exception):  # the browser ends before it can answer
                self.driver.execute_cdp_cmd("Browser.close", {})
            with contextlib.suppress(Exception):
                self.driver.quit()


def begun(stand, browser):
    stand.program.env["BROWSER"] = browser.command
    return subprocess.Popen(
        [COMMAND, "verify", "s.yaml", "--sign-in", "--demo", "--json", "--yes"],
        cwd=stand.program.home,
        env=stand.program.env | {"PATH": os.environ["PATH"]},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process):
    out, err = process.communicate(timeout=60)
    return process.returncode, [json.loads(line) for line in out.splitlines() if line.startswith("{")], err


@pytest.mark.parametrize("number", range(5))
def test_a_good_sign_in_and_out_again(stand, number):
    stand.person(name="Ada Lovelace")
    stand.cognito.create_group(UserPoolId=stand.pool, GroupName="admins")
    stand.cognito.admin_add_user_to_group(UserPoolId=stand.pool, Username=USER, GroupName="admins")
    before = stand.described()
    browser = Chromium(stand.program.home)
    process = begun(stand, browser)
    try:
        browser.attach()
        browser.fill(username=USER, password=PASSWORD)
        browser.until("Signed out")  # the page led on to Cognito's /logout by itself, and that led back
        status, events, err = ended(process)
        assert status == 0, err
        assert set(states(events).values()) == {"passed"}
        asked = {"client_id": stand.client, "response_type": "code", "scope": "openid", "redirect_uri": CALLBACK}
        browser.driver.get(f"{stand.running.url}/oauth2/authorize?{urlencode(asked)}")
        assert browser.driver.find_elements("name", "username")  # nobody is signed in there any more
    finally:
        browser.close()
        process.kill()
    assert stand.described() == before


def test_a_first_sign_in_with_a_new_password_and_a_second_factor(stand):
    stand.cognito.set_user_pool_mfa_config(
        UserPoolId=stand.pool, MfaConfiguration="ON", SoftwareTokenMfaConfiguration={"Enabled": True}
    )
    stand.person(permanent=False)
    browser = Chromium(stand.program.home)
    process = begun(stand, browser)
    try:
        browser.attach()
        browser.fill(username=USER, password=PASSWORD)
        browser.fill(new_password=NEXT)
        page = browser.until("<code>")
        browser.fill(code=code(re.search(r"\b([A-Z2-7]{32,})\b", page)[1]))
        browser.until("Signed in")
        status, events, err = ended(process)
        assert status == 0, err
        assert states(events)["sign_in.id_token"] == "passed"
    finally:
        browser.close()
        process.kill()
