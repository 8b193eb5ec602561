"""The page of the app client: a new one, or one of the existing pool's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from wizard.gui.session import Session
from wizard.jobs.listing import ClientRow

POOL = "eu-west-1_AbCdEf123"
ROWS = (ClientRow("1" * 26, "pomerium-old"), ClientRow("2" * 26, "wiki"))


@pytest.fixture
def adopted(session: Session, hands: Any) -> None:
    """An existing pool is chosen."""
    session.replace(session.setup.replace("pool.id", POOL).replace("pool.name", "corp-staff"))


def titles(hands: Any) -> list[str]:
    return [row.title.text() for row in hands.wizard.shown_page.picker.list.rows() if row.isVisible()]


def test_a_new_pool_closes_the_existing_ones_and_says_why(hands: Any, go: Callable[[str], None]) -> None:
    go("client")
    assert not hands.find("client.way.existing").isEnabled()
    words = "Opens for an existing pool. pomerium is still to be made, so it has no app clients."
    assert words in hands.texts()
    assert hands.find("client.way.existing").accessibleDescription() == words
    assert hands.find("client.name").text() == "pomerium"
    assert hands.find("client.name").hasFocus()
    assert hands.next_is_on()
    assert hands.unnamed() == []


def test_the_name_is_answered_as_typed(hands: Any, go: Callable[[str], None], session: Session) -> None:
    go("client")
    hands.type("client.name", "gate")
    assert session.setup.client.name == "gate"


@pytest.mark.usefixtures("adopted")
def test_an_existing_client_is_chosen_from_the_pools(
    hands: Any, go: Callable[[str], None], script: Any, session: Session
) -> None:
    clients = script("Clients", pieces=(ROWS,), result=ROWS)
    script("DescribeClient", result={"ClientId": ROWS[0].id, "AllowedOAuthScopes": ["openid"]})
    session.answer("client.refresh_token_days", 5)
    go("client")
    hands.click("client.way.existing")
    hands.until(lambda: titles(hands) == ["pomerium-old", "wiki"])
    assert clients.asked == [{"pool_id": POOL}]
    assert not hands.next_is_on()
    hands.click(f"client.id.{ROWS[0].id}")
    client = session.setup.client
    assert (client.id, client.name, client.named) == (ROWS[0].id, "pomerium-old", {"id", "name"})
    assert hands.next_is_on()
    assert "pomerium-old keeps its ID, its secret and all its settings." in hands.texts()
    hands.until(lambda: session.shown("client.scopes") == ("openid",))
    hands.click("client.way.new")
    assert (session.setup.client.id, session.setup.client.refresh_token_days) == (None, 5)


@pytest.mark.usefixtures("adopted")
def test_a_client_without_a_secret_leads_nowhere(
    hands: Any, go: Callable[[str], None], script: Any, session: Session
) -> None:
    script("Clients", pieces=(ROWS,), result=ROWS)
    described = script("DescribeClient", result={"ClientId": ROWS[1].id, "has_secret": False})
    go("client")
    hands.click("client.way.existing")
    hands.until(lambda: len(titles(hands)) == 2)
    hands.click(f"client.id.{ROWS[1].id}")
    hands.until(lambda: "wiki has no secret" in hands.texts())
    assert not hands.next_is_on()
    described.result = {"ClientId": ROWS[0].id, "has_secret": True}
    hands.click(f"client.id.{ROWS[0].id}")
    hands.until(lambda: session.known.client == described.result)
    assert "has no secret" not in hands.texts()
    assert hands.next_is_on()


@pytest.mark.usefixtures("adopted")
def test_on_practice_a_client_is_described_without_its_secret(
    hands: Any, go: Callable[[str], None], amazon: Any, session: Session
) -> None:
    pool = amazon.create_user_pool(PoolName="corp-staff")["UserPool"]["Id"]
    made = amazon.create_user_pool_client(UserPoolId=pool, ClientName="gate", GenerateSecret=True)["UserPoolClient"]
    session.replace(session.setup.replace("pool.id", pool))
    go("client")
    hands.click("client.way.existing")
    hands.until(lambda: titles(hands) == ["gate"])
    hands.click(f"client.id.{made['ClientId']}")
    hands.until(lambda: session.known.client is not None)
    assert session.known.client["has_secret"] is True
    assert made["ClientSecret"] not in repr(session.known)


@pytest.mark.usefixtures("adopted")
def test_a_pool_without_clients_offers_a_new_one(hands: Any, go: Callable[[str], None], script: Any) -> None:
    script("Clients")
    go("client")
    hands.click("client.way.existing")
    hands.until(lambda: "corp-staff has no app clients" in hands.texts())
    hands.button("New app client")
    assert hands.find("client.name").isVisible()


@pytest.mark.usefixtures("adopted")
def test_a_refusal_can_be_tried_again(hands: Any, go: Callable[[str], None], script: Any, refused: Any) -> None:
    clients = script("Clients", error=refused)
    go("client")
    hands.click("client.way.existing")
    hands.until(lambda: "Amazon doesn't let this role" in hands.texts())
    clients.error, clients.pieces, clients.result = None, (ROWS,), ROWS
    hands.button("Try again")
    hands.until(lambda: len(titles(hands)) == 2)


@pytest.mark.usefixtures("adopted")
def test_reading_can_be_stopped(hands: Any, go: Callable[[str], None], script: Any) -> None:
    script("Clients", held=True)
    go("client")
    hands.click("client.way.existing")
    hands.until(lambda: "Reading the app clients of corp-staff" in hands.texts())
    hands.button("Stop")
    hands.until(lambda: "Stopped" in hands.texts())


@pytest.mark.usefixtures("adopted")
def test_another_pools_clients_are_read_anew(
    hands: Any, go: Callable[[str], None], script: Any, session: Session
) -> None:
    clients = script("Clients", pieces=(ROWS,), result=ROWS)
    go("client")
    hands.click("client.way.existing")
    hands.until(lambda: len(titles(hands)) == 2)
    go("account")
    session.replace(session.setup.replace("pool.id", "eu-west-1_ZzZzZz999"))
    clients.pieces, clients.result = (ROWS[1:],), ROWS[1:]
    go("client")
    hands.until(lambda: titles(hands) == ["wiki"])


@pytest.mark.usefixtures("adopted")
def test_a_client_that_cant_be_looked_at_is_told(
    hands: Any, go: Callable[[str], None], script: Any, refused: Any
) -> None:
    script("Clients", pieces=(ROWS,), result=ROWS)
    script("DescribeClient", error=refused)
    go("client")
    hands.click("client.way.existing")
    hands.until(lambda: len(titles(hands)) == 2)
    hands.click(f"client.id.{ROWS[1].id}")
    hands.until(lambda: "lacks the permission" in hands.texts())
    assert hands.next_is_on()
