"""The page of the user pool: a new one, one of the list, one by its ID."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt

from wizard.gui.session import Session
from wizard.gui.window import SetupWizard
from wizard.jobs.listing import PoolFacts, PoolRow

ROWS = tuple(PoolRow(f"eu-west-1_{n:09d}", name, "2026-05-03") for n, name in enumerate(("corp-staff", "corp", "lab")))


def facts(id: str, name: str, **members: Any) -> PoolFacts:
    return PoolFacts({"Id": id, "Name": name, "EstimatedNumberOfUsers": 1312, **members}, {}, ())


def titles(hands: Any) -> list[str]:
    return [row.title.text() for row in hands.wizard.shown_page.pools.picker.list.rows() if row.isVisible()]


def open_existing(hands: Any, go: Callable[[str], None]) -> None:
    go("pool")
    hands.click("pool.way.existing")


def test_the_name_is_pomerium_and_has_the_keyboard(hands: Any, go: Callable[[str], None]) -> None:
    go("pool")
    assert hands.find("pool.name").text() == "pomerium"
    assert hands.find("pool.name").hasFocus()
    assert hands.next_is_on()


def test_the_setups_name_follows_the_pools(hands: Any, go: Callable[[str], None], session: Session) -> None:
    go("pool")
    hands.type("pool.name", "corp staff, EU")
    assert session.setup.name == "corp-staff-EU"
    assert hands.find("name").text() == "corp-staff-EU"


def test_an_edited_name_no_longer_follows(hands: Any, go: Callable[[str], None], session: Session) -> None:
    go("pool")
    hands.type("name", "mine")
    hands.type("pool.name", "corp-staff")
    assert session.setup.name == "mine"


def test_review_defaults_leads_to_the_app_client(hands: Any, go: Callable[[str], None], session: Session) -> None:
    go("account")
    go("pool")
    assert hands.find("pool.settings_way.review").isChecked()
    hands.next()
    assert session.walk.current == "client"


def test_step_through_leads_to_the_settings(hands: Any, go: Callable[[str], None], session: Session) -> None:
    go("account")
    go("pool")
    hands.click("pool.settings_way.step")
    hands.next()
    assert session.walk.current == "pool_settings"


def test_the_defaults_are_sentences(hands: Any, go: Callable[[str], None], session: Session) -> None:
    go("pool")
    assert "12 characters or more, with all four kinds" in hands.texts()
    session.answer("pool.mfa", "required")
    hands.until(lambda: "Required, with an authenticator app" in hands.texts())


def test_why_a_user_pool_is_told_on_the_page(hands: Any, go: Callable[[str], None]) -> None:
    go("pool")
    fold = hands.find("pool.why")
    assert "identity pool only trades" not in hands.texts()
    fold.setFocus()
    hands.qtbot.keyClick(fold, Qt.Key.Key_Space)
    hands.until(lambda: "identity pool only trades" in hands.texts())


def test_an_empty_name_is_a_fault_at_the_field(hands: Any, go: Callable[[str], None], session: Session) -> None:
    go("account")
    go("pool")
    hands.type("pool.name", "a")
    hands.qtbot.keyClick(hands.find("pool.name"), Qt.Key.Key_Backspace)
    hands.next()
    assert session.walk.current == "pool"
    assert hands.find("pool.name").hasFocus()
    assert hands.find("pool.name").property("state") == "fault"


def test_rows_come_before_the_listing_has_ended(hands: Any, go: Callable[[str], None], script: Any) -> None:
    pools = script("Pools", pieces=(ROWS[:2],), result=ROWS, held=True)
    open_existing(hands, go)
    hands.until(lambda: titles(hands) == ["corp-staff", "corp"])
    assert not hands.next_is_on()
    assert hands.wizard.shown_page.reason == "Opens when a pool is chosen"
    assert "2 of 2 pools in Europe (Ireland) so far" in hands.texts()
    pools.go_on.set()
    hands.until(lambda: "2 of 2 pools in Europe (Ireland)\n" in hands.texts() + "\n")


def test_typing_narrows_the_list_by_name_and_id(hands: Any, go: Callable[[str], None], script: Any) -> None:
    script("Pools", pieces=(ROWS,), result=ROWS)
    open_existing(hands, go)
    hands.until(lambda: len(titles(hands)) == 3)
    hands.type("pool.id.search", "CORP aff")
    assert titles(hands) == ["corp-staff"]
    hands.type("pool.id.search", "000000002")
    assert titles(hands) == ["lab"]
    hands.type("pool.id.search", "nowhere")
    assert titles(hands) == []
    assert "Nothing here matches" in hands.texts()


def test_a_long_list_draws_some_and_finds_all(hands: Any, go: Callable[[str], None], script: Any) -> None:
    many = tuple(PoolRow(f"eu-west-1_{n:09d}", f"pool-{n}", "") for n in range(130))
    script("Pools", pieces=(many[:60], many[60:120], many[120:]), result=many)
    open_existing(hands, go)
    hands.until(lambda: "130 of 130 pools in Europe (Ireland)\n" in hands.texts() + "\n")
    hands.until(lambda: len(titles(hands)) == 60)
    assert "The first 60 are shown" in hands.texts()
    hands.type("pool.id.search", "pool-129")
    assert titles(hands) == ["pool-129"]


def test_choosing_names_id_and_name_alone(hands: Any, go: Callable[[str], None], script: Any, session: Session) -> None:
    script("Pools", pieces=(ROWS,), result=ROWS)
    script("DescribePool", result=facts(ROWS[0].id, "corp-staff", UsernameAttributes=["phone_number"]))
    go("pool")
    session.answer("pool.mfa", "required")
    hands.click("pool.way.existing")
    hands.until(lambda: len(titles(hands)) == 3)
    hands.click(f"pool.id.{ROWS[0].id}")
    pool = session.setup.pool
    assert (pool.id, pool.name, pool.named) == (ROWS[0].id, "corp-staff", {"id", "name"})
    assert session.setup.name == "corp-staff"
    assert hands.next_is_on()
    hands.until(lambda: "corp-staff keeps its 1,312 people and all its settings." in hands.texts())
    row = hands.wizard.shown_page.pools.picker.list.rows()[0]
    assert [chip.text() for chip in row.chips] == ["Signs in by phone"]


def test_back_to_a_new_pool_brings_its_answers(
    hands: Any, go: Callable[[str], None], script: Any, session: Session
) -> None:
    script("Pools", pieces=(ROWS,), result=ROWS)
    script("DescribePool", result=facts(ROWS[0].id, "corp-staff"))
    go("pool")
    hands.type("pool.name", "mine")
    session.answer("pool.mfa", "required")
    hands.click("pool.way.existing")
    hands.until(lambda: len(titles(hands)) == 3)
    hands.click(f"pool.id.{ROWS[0].id}")
    hands.click("pool.way.new")
    pool = session.setup.pool
    assert (pool.id, pool.name, pool.mfa) == (None, "mine", "required")
    assert session.setup.name == "mine"
    assert hands.next_is_on()


def test_another_pool_forgets_the_client_of_the_one_before(
    hands: Any, go: Callable[[str], None], script: Any, session: Session
) -> None:
    script("Pools", pieces=(ROWS,), result=ROWS)
    script("DescribePool", result=facts(ROWS[1].id, "corp"))
    session.answer("pool.id", ROWS[0].id)
    session.answer("client.id", "1234567890abcdefghijklmnop")
    go("pool")
    hands.until(lambda: len(titles(hands)) == 3)
    hands.click(f"pool.id.{ROWS[1].id}")
    assert session.setup.client.id is None


def test_no_pools_offers_a_new_one_or_another_region(
    hands: Any, go: Callable[[str], None], script: Any, session: Session
) -> None:
    script("Pools")
    open_existing(hands, go)
    hands.until(lambda: "No user pools in Europe (Ireland)" in hands.texts())
    hands.button("New pool")
    assert hands.find("pool.name").isVisible()
    hands.click("pool.way.existing")
    hands.until(lambda: "No user pools" in hands.texts())
    go("account")
    go("pool")
    hands.button("Change region")
    assert session.walk.current == "account"


def test_a_refusal_says_why_and_can_be_tried_again(
    hands: Any, go: Callable[[str], None], script: Any, refused: Any
) -> None:
    pools = script("Pools", error=refused, pieces=())
    open_existing(hands, go)
    hands.until(lambda: "Amazon doesn't let this role list user pools" in hands.texts())
    assert "lacks the permission cognito-idp:ListUserPools" in hands.texts()
    assert "AccessDeniedException" not in hands.texts()
    pools.error, pools.pieces, pools.result = None, (ROWS,), ROWS
    hands.button("Try again")
    hands.until(lambda: len(titles(hands)) == 3)


def test_reading_can_be_stopped(hands: Any, go: Callable[[str], None], script: Any) -> None:
    script("Pools", held=True)
    open_existing(hands, go)
    hands.until(lambda: "Reading the user pools of Europe (Ireland)" in hands.texts())
    hands.button("Stop")
    hands.until(lambda: "Stopped" in hands.texts())


def test_coming_back_the_keyboard_is_in_the_search(
    hands: Any, go: Callable[[str], None], script: Any, session: Session
) -> None:
    pools = script("Pools", pieces=(ROWS,), result=ROWS)
    script("DescribePool", result=facts(ROWS[0].id, "corp-staff"))
    session.replace(session.setup.replace("pool.id", ROWS[0].id).replace("pool.name", "corp-staff"))
    go("pool")
    assert hands.find("pool.way.existing").hasFocus()
    hands.until(lambda: len(titles(hands)) == 3)
    assert hands.find(f"pool.id.{ROWS[0].id}").isChecked()
    go("account")
    go("pool")
    assert hands.find("pool.id.search").hasFocus()
    assert len(pools.asked) == 1


def test_a_pool_can_be_named_by_its_id(
    hands: Any, go: Callable[[str], None], script: Any, session: Session, refused: Any
) -> None:
    script("Pools", error=refused)
    script("DescribePool", result=facts("eu-west-1_AbCdEf123", "by-id"))
    open_existing(hands, go)
    hands.until(lambda: "Amazon doesn't let" in hands.texts())
    hands.button("Enter a pool ID")
    hands.until(hands.find("pool.id").hasFocus)
    hands.type("pool.id", "eu-west-1_AbCdEf123")
    assert session.setup.pool.id == "eu-west-1_AbCdEf123"
    hands.until(lambda: session.setup.pool.name == "by-id")
    assert session.setup.pool.named == {"id", "name"}


def test_an_id_of_another_shape_is_a_fault(
    hands: Any, go: Callable[[str], None], script: Any, refused: Any, session: Session
) -> None:
    script("Pools", error=refused)
    asked = script("DescribePool")
    go("account")
    open_existing(hands, go)
    hands.until(lambda: "Amazon doesn't let" in hands.texts())
    hands.button("Enter a pool ID")
    hands.type("pool.id", "corp-staff")
    hands.next()
    assert session.walk.current == "pool"
    assert hands.find("pool.id").property("state") == "fault"
    assert not asked.asked
    hands.click("pool.list")
    hands.until(lambda: "Amazon doesn't let" in hands.texts())
    assert session.setup.pool.id is None
    assert not hands.next_is_on()
    assert not hands.find("name").isVisible()


def test_a_fault_is_counted_below_as_soon_as_it_shows(hands: Any, go: Callable[[str], None]) -> None:
    go("pool")
    hands.type("pool.name", "corp!")
    hands.until(lambda: hands.wizard.footer.reason.text() == "1 fault: name")


def test_another_region_is_listed_anew(
    hands: Any, go: Callable[[str], None], script: Any, wizard: SetupWizard, monkeypatch: Any
) -> None:
    pools = script("Pools", pieces=(ROWS,), result=ROWS)
    open_existing(hands, go)
    hands.until(lambda: len(titles(hands)) == 3)
    pools.pieces, pools.result = (ROWS[2:],), ROWS[2:]
    monkeypatch.setattr(wizard.session, "_new_source", lambda: wizard.session.source)
    wizard.session.answer("aws.region", "eu-central-1")
    hands.until(lambda: titles(hands) == ["lab"])
    assert "pools in Europe (Frankfurt)" in hands.texts()


def test_on_practice_a_real_list_is_chosen_from(
    hands: Any, go: Callable[[str], None], amazon: Any, session: Session
) -> None:
    made = amazon.create_user_pool(PoolName="corp-staff", UsernameAttributes=["email"])["UserPool"]["Id"]
    open_existing(hands, go)
    hands.until(lambda: titles(hands) == ["corp-staff"])
    hands.click(f"pool.id.{made}")
    hands.until(lambda: session.known.pool is not None)
    assert session.shown("pool.sign_in") == ("email",)
    assert hands.unnamed() == []


def test_everything_that_tab_reaches_has_a_name(hands: Any, go: Callable[[str], None]) -> None:
    go("pool")
    assert hands.unnamed() == []
