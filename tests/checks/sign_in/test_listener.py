"""The loopback listener takes one answer, with the right state, at one address; and is gone afterwards."""

import socket
import struct

import httpx
import pytest

from wizard.checks.sign_in import PATH, SIGNED_OUT_PATH, Attempt, Listener, is_ours, loopback_urls
from wizard.errors import Stopped
from wizard.events import Cancel


def get(listener, path=PATH, **parameters):
    return httpx.get(listener.base + path, params=parameters or None, trust_env=False)


def test_one_answer_is_taken_and_strangers_are_counted():
    with Listener() as listener:
        assert loopback_urls(listener.base, sign_out=False) == {"CallbackURLs": listener.base + PATH}
        assert get(listener, state="s", code="early").status_code == 400  # nothing is expected yet
        listener.expect("s")
        assert get(listener, state="other", code="x").status_code == 400
        assert get(listener, "/pomerium-cognito/else").status_code == 404
        page = get(listener, state="s", code="c")
        assert page.status_code == 200
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert get(listener, state="s", code="again").status_code == 409
        assert listener.wait(1, lambda _: None) == {"state": "s", "code": "c"}
        assert listener.strangers == 2
    with pytest.raises(httpx.ConnectError):
        get(listener)


def test_it_listens_on_loopback_alone_and_gives_up_in_time():
    with Listener() as listener:
        listener.expect("s")
        assert listener.base.startswith("http://127.0.0.1:")
        assert listener.wait(0.1, lambda _: None) is None


def test_a_wish_to_stop_ends_the_wait():
    cancel = Cancel()
    cancel.wish()
    with Listener() as listener, pytest.raises(Stopped):
        listener.wait(60, lambda _: cancel.check())


def test_an_error_of_the_login_page_is_told_and_nothing_in_it_is_markup():
    with Listener() as listener:
        listener.lead_out("https://login.example.com/logout", "abc", signed_out=listener.base + SIGNED_OUT_PATH)
        listener.expect("s")
        page = get(listener, state="s", error="<script>alert(1)</script>")
        assert "Not signed in" in page.text
        assert "<script" not in page.text
        assert "logout" not in page.text  # nobody is signed in


def test_the_browser_is_led_on_to_sign_out_and_seen_when_it_is_back():
    with Listener() as listener:
        listener.lead_out("https://login.example.com/logout", 'a"<b>', signed_out=listener.base + SIGNED_OUT_PATH)
        listener.expect("s")
        assert get(listener, SIGNED_OUT_PATH).status_code == 404  # nobody is signed in yet
        assert not listener.wait_signed_out(0.1, lambda _: None)
        page = get(listener, state="s", code="c").text
        assert 'http-equiv="refresh" content="1;url=https://login.example.com/logout?client_id=a%22%3Cb%3E&amp;' in page
        assert "refresh" not in get(listener, state="other", code="c").text
        done = get(listener, SIGNED_OUT_PATH).text
        assert "Signed out" in done
        assert "refresh" not in done
        assert listener.wait_signed_out(1, lambda _: None)


@pytest.mark.parametrize(
    ("url", "ours"),
    [
        (f"http://127.0.0.1:1234{PATH}", True),
        (f"http://127.0.0.1:1234{SIGNED_OUT_PATH}", True),
        (f"http://127.0.0.1:1234{SIGNED_OUT_PATH}/", False),
        (f"http://localhost:1234{PATH}", False),
        ("http://127.0.0.1:1234/callback", False),
        (f"https://evil.example.com/http://127.0.0.1:1{PATH}", False),
    ],
)
def test_addresses_of_its_own_are_known(url, ours):
    assert is_ours(url) is ours


def test_every_attempt_is_another_and_shows_nothing():
    one, other = Attempt("http://127.0.0.1:1/x"), Attempt("http://127.0.0.1:1/x")
    assert len({one.state, one.nonce, one.verifier, other.state, other.nonce, other.verifier}) == 6
    assert one.state not in repr(one) + repr(one.verifier and one)
    address = one.address("https://login.example.com/oauth2/authorize", "abc", ("openid", "email"))
    assert "code_challenge_method=S256" in address
    assert one.verifier not in address


def test_a_browser_that_hangs_up_has_brought_its_code_all_the_same(capfd):
    with Listener() as listener:
        listener.expect("s")
        with socket.create_connection(("127.0.0.1", int(listener.base.rpartition(":")[2]))) as browser:
            browser.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # ends with a reset
            browser.sendall(f"GET {PATH}?state=s&code=c HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert listener.wait(20, lambda _: None) == {"state": "s", "code": "c"}
    assert capfd.readouterr().err == ""
