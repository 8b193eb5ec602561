"""The page of the app client's settings: the one typed value, and what follows from it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from wizard.gui.session import Session
from wizard.jobs.listing import PoolFacts

URL = "https://authenticate.corp.example.com"
POOL = "eu-west-1_AbCdEf123"


def test_the_url_has_the_keyboard_and_the_rest_follows(hands: Any, go: Callable[[str], None], session: Session) -> None:
    go("client_settings")
    assert hands.find("pomerium.authenticate_url").hasFocus()
    assert hands.find("callback_url").text() == "Follows from the authenticate URL"
    hands.type("pomerium.authenticate_url", URL)
    assert hands.find("callback_url").text() == f"{URL}/oauth2/callback"
    assert hands.find("sign_out_url").text() == f"{URL}/.pomerium/signed_out"
    assert session.setup.client.callback_urls == ()
    assert hands.unnamed() == []


def test_derived_urls_are_copied_in_full(hands: Any, go: Callable[[str], None], session: Session) -> None:
    session.answer("pomerium.authenticate_url", URL)
    go("client_settings")
    hands.wizard.shown_page.callback.copy.click()
    assert QGuiApplication.clipboard().text() == f"{URL}/oauth2/callback"


def test_plain_http_is_a_fault_with_a_mend(hands: Any, go: Callable[[str], None], session: Session) -> None:
    go("client_settings")
    hands.type("pomerium.authenticate_url", "http://authenticate.corp.example.com")
    hands.until(lambda: "https only" in hands.fault("pomerium.authenticate_url"))
    hands.click("pomerium.authenticate_url.mend")
    assert session.setup.pomerium.authenticate_url == URL
    assert "https only" not in hands.fault("pomerium.authenticate_url")


def test_next_without_a_url_leads_to_the_field(hands: Any, go: Callable[[str], None], session: Session) -> None:
    for step in ("account", "pool", "client", "client_settings"):
        go(step)
    hands.next()
    assert session.walk.current == "client_settings"
    assert hands.find("pomerium.authenticate_url").hasFocus()
    assert hands.find("pomerium.authenticate_url").property("state") == "fault"
    hands.type("pomerium.authenticate_url", URL)
    hands.next()
    assert session.walk.current == "domain"


def test_editing_begins_with_what_is_derived(hands: Any, go: Callable[[str], None], session: Session) -> None:
    session.answer("pomerium.authenticate_url", URL)
    go("client_settings")
    assert not hands.find("client.callback_urls").isVisible()
    hands.click("client.urls.edit")
    field = hands.find("client.callback_urls")
    assert field.isVisible()
    assert field.toPlainText() == f"{URL}/oauth2/callback"
    assert session.setup.client.callback_urls == ()
    field.setFocus()
    hands.qtbot.keyClicks(field, "https://x.example.com/cb")
    hands.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert session.setup.client.callback_urls == ("https://x.example.com/cb", f"{URL}/oauth2/callback")
    hands.click("client.urls.edit")
    assert session.setup.client.callback_urls == ()
    assert hands.find("callback_url").isVisible()


def test_a_list_without_pomeriums_own_url_is_a_fault(hands: Any, go: Callable[[str], None], session: Session) -> None:
    session.answer("pomerium.authenticate_url", URL)
    session.answer("client.logout_urls", (f"{URL}/.pomerium/signed-out",))
    for step in ("account", "pool", "client", "client_settings"):
        go(step)
    assert hands.find("client.logout_urls").isVisible()
    hands.next()
    assert session.walk.current == "client_settings"
    assert hands.find("client.logout_urls").property("state") == "fault"


def test_derived_lists_follow_a_url_that_changes_while_they_are_edited(
    hands: Any, go: Callable[[str], None], session: Session
) -> None:
    session.answer("pomerium.authenticate_url", URL)
    go("client_settings")
    hands.click("client.urls.edit")
    hands.type("pomerium.authenticate_url", "https://login.example.org")
    assert hands.find("client.callback_urls").toPlainText() == "https://login.example.org/oauth2/callback"
    assert session.setup.client.callback_urls == ()


def test_openid_can_not_be_taken_away(hands: Any, go: Callable[[str], None], session: Session) -> None:
    go("client_settings")
    assert not hands.find("client.scopes.openid").isEnabled()
    hands.click("client.scopes.phone")
    assert session.setup.client.scopes == ("openid", "email", "profile", "phone")
    hands.click("client.scopes.phone")
    assert set(session.setup.client.scopes) == {"openid", "email", "profile"}


def test_the_pools_own_providers_stand_beside_cognito(
    hands: Any, go: Callable[[str], None], session: Session, script: Any
) -> None:
    script("DescribePool", result=PoolFacts({"Id": POOL, "Name": "corp"}, {}, ("Okta", "Google")))
    session.replace(session.setup.replace("pool.id", POOL).replace("pool.name", "corp"))
    go("client_settings")
    page = hands.wizard.shown_page
    hands.until(lambda: page.findChild(object, "client.identity_providers.Okta") is not None)
    hands.click("client.identity_providers.Okta")
    assert session.setup.client.identity_providers == ("COGNITO", "Okta")
    assert hands.find("client.identity_providers.COGNITO").text() == "Cognito user pool"


def test_providers_that_cant_be_read_are_told(
    hands: Any, go: Callable[[str], None], session: Session, script: Any, refused: Any
) -> None:
    script("DescribePool", error=refused)
    session.replace(session.setup.replace("pool.id", POOL).replace("pool.name", "corp"))
    go("client_settings")
    hands.until(lambda: "could not be read" in hands.fault("client.identity_providers"))


def adopt(session: Session, **members: Any) -> None:
    setup = session.setup.replace("pool.id", POOL).replace("client.id", "1" * 26)
    session.replace(dataclasses.replace(setup, client=dataclasses.replace(setup.client, named=frozenset({"id"}))))
    session.learn(client={"ClientId": "1" * 26, **members})


def test_an_existing_client_gets_the_scopes_that_pomerium_asks_for(
    hands: Any, go: Callable[[str], None], session: Session, script: Any
) -> None:
    script("DescribePool", held=True)
    adopt(session, AllowedOAuthScopes=["openid", "phone"], SupportedIdentityProviders=["Okta"])
    go("client_settings")
    assert session.setup.client.scopes == ("openid", "email", "profile", "phone")
    assert session.setup.client.named == {"id", "scopes"}
    assert session.shown("client.identity_providers") == ("Okta",)


def test_an_existing_client_that_has_it_all_is_left_alone(
    hands: Any, go: Callable[[str], None], session: Session, script: Any
) -> None:
    script("DescribePool", held=True)
    scopes = ["openid", "email", "profile", "aws.cognito.signin.user.admin"]
    adopt(session, AllowedOAuthScopes=scopes, SupportedIdentityProviders=["COGNITO"])
    go("client_settings")
    assert session.setup.client.named == {"id"}
    hands.click("client.scopes.phone")
    assert set(session.setup.client.scopes) == {*scopes, "phone"}


def test_an_existing_client_without_a_way_to_sign_in_gets_one(
    hands: Any, go: Callable[[str], None], session: Session, script: Any
) -> None:
    script("DescribePool", held=True)
    adopt(session)
    go("client_settings")
    assert session.setup.client.named == {"id", "scopes", "identity_providers"}
    assert session.setup.client.identity_providers == ("COGNITO",)


def test_lifetimes_are_folded_and_told(hands: Any, go: Callable[[str], None], session: Session) -> None:
    go("client_settings")
    assert "ID 60 and access 60 minutes, refresh 30 days" in hands.texts()
    assert not hands.find("client.refresh_token_days").isVisible()
    hands.find("client.tokens").click()
    hands.until(lambda: hands.find("client.refresh_token_days").isVisible())
    hands.find("client.refresh_token_days").setValue(7)
    assert session.setup.client.refresh_token_days == 7


def test_a_fault_in_the_fold_opens_it(hands: Any, go: Callable[[str], None], session: Session) -> None:
    session.answer("pomerium.authenticate_url", URL)
    session.answer("client.id_token_minutes", 3000)
    go("client_settings")
    assert not hands.find("client.id_token_minutes").isVisible()
    hands.next()
    assert hands.find("client.id_token_minutes").isVisible()
    assert hands.find("client.id_token_minutes").property("state") == "fault"
    assert session.setup.client.id_token_minutes == 3000


def test_the_preview_marks_this_pages_lines(hands: Any, go: Callable[[str], None]) -> None:
    go("client_settings")
    hands.type("pomerium.authenticate_url", URL)
    lines = hands.wizard.shown_page._preview.lines()
    assert f"authenticate_service_url: {URL}" in [line.text for line in lines if line.changed]
