"""A browser without a screen, for test sign-ins: python browser.py PASSWORD|PASSWORD,NEW|@FILE,NEW ADDRESS.

Follows redirects, sends the forms of the login page as a person would, goes on where a page leads on by itself, and
ends where nothing is left to do. page.html has all pages of the callback's server.
"""

import base64
import hashlib
import hmac
import re
import struct
import sys
import time
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx

USER = "ada@corp.example.com"


def code(secret):
    """A time-based one-time password (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def known(password):
    """A password, or the text of the file that is named by @NAME, once it is there."""
    file = Path(password[1:])
    while password.startswith("@") and not (file.exists() and file.read_text()):
        time.sleep(0.05)
    return file.read_text() if password.startswith("@") else password


def answers(page, passwords, kept, user):
    """What to type into the fields of a form."""
    found = re.search(r"\b([A-Z2-7]{32,})\b", page)
    if found:
        kept.append(found[1])
    typed = {}
    for name in re.findall(r'<input name="([^"]+)"', page):
        if name == "username":
            typed[name] = user
        elif "password" in name:
            typed[name] = passwords[-1] if name.startswith("new") or "confirm" in name else passwords[0]
        elif "code" in name:
            typed[name] = code(kept[-1] if kept else Path("totp.txt").read_text())
        else:
            typed[name] = USER
    return typed


def go(passwords, address, user=USER):
    """From the authorization endpoint to the callback, and on; the pages there."""
    kept, ends = [], []
    passwords = [known(password) for password in passwords]
    with httpx.Client(trust_env=False, follow_redirects=False) as browser:
        page = browser.get(address)
        for _ in range(20):
            onward = re.search(r'http-equiv="refresh" content="\d+;url=([^"]+)"', page.text)
            if urlsplit(address).path.startswith("/pomerium-cognito/"):
                ends.append(page.text)
            if page.is_redirect or onward:
                address = urljoin(address, page.headers["location"] if page.is_redirect else unescape(onward[1]))
                page = browser.get(address)
            elif "<form" not in page.text:
                break
            else:
                hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.text))
                form = {name: unescape(value) for name, value in hidden.items()}
                page = browser.post(address, data=form | answers(page.text, passwords, kept, user))
    if kept:
        Path("totp.txt").write_text(kept[-1])
    return "".join(ends)


if __name__ == "__main__":
    Path("page.html").write_text(go(sys.argv[1].split(","), sys.argv[2]))
