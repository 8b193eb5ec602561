"""AWS account: profiles, identity, region."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt

from wizard.app import Mode
from wizard.cognito.session import Identity, Profile
from wizard.errors import AmazonRefused, Explanation
from wizard.gui import regions
from wizard.gui.pages import account
from wizard.gui.pages.account import AccountPage
from wizard.gui.session import Session
from wizard.setup.rules.aws import REGIONS

WHO = Identity("123456789012", "arn:aws:sts::123456789012:assumed-role/CognitoAdmin/ada", "eu-west-1", "aws")
PROFILES = (Profile("corp", "eu-west-1", "single sign-on"), Profile("lab", "us-east-1", "access key"))
Open = Callable[..., AccountPage]


@pytest.fixture
def open_page(hands: Any, stand_in: Any, session: Session) -> Open:
    """The page on Amazon, with these answers of the two jobs."""

    def show(practice: bool = False, region: str = "eu-west-1", **who: Any) -> AccountPage:
        session.set_mode(Mode(practice=practice))
        hands.who = stand_in(account, "WhoAmI", **(who or {"result": WHO}))
        hands.profiles = stand_in(account, "Profiles", result=PROFILES)
        session.answer("aws.region", region)
        session.show("account")
        page = hands.wizard.shown_page
        assert isinstance(page, AccountPage)
        return page

    return show


def listed(page: AccountPage, number: int) -> bool:
    """So many rows, all in sight: a row that was added is shown with the next layout."""
    rows = page.list.rows()
    return len(rows) == number and all(row.isVisible() for row in rows)


def test_who_amazon_says_you_are_is_shown_here_and_in_the_rail(open_page: Open, hands: Any) -> None:
    page = open_page()
    hands.until(lambda: page.session.known.identity == WHO)
    hands.until(lambda: "1234-5678-9012" in hands.texts())
    assert "assumed-role/CognitoAdmin/ada" in hands.texts()
    assert hands.wizard._place() == ("1234-5678-9012", "CognitoAdmin/ada · eu-west-1")


def test_profiles_are_rows_and_the_first_is_boto3s_own_chain(open_page: Open, hands: Any) -> None:
    page = open_page()
    hands.until(lambda: listed(page, 3))
    assert page.list.key() == "null"
    hands.click("aws.profile.lab")
    assert page.session.setup.aws.profile == "lab"
    assert page.session.setup.aws.region == "eu-west-1"


def test_a_profiles_region_comes_and_goes_with_it(open_page: Open, hands: Any) -> None:
    page = open_page(region="")
    hands.until(lambda: listed(page, 3))
    hands.click("aws.profile.lab")
    assert page.session.setup.aws.region == "us-east-1"
    hands.click("aws.profile.corp")
    assert page.session.setup.aws.region == "eu-west-1"
    hands.type("aws.region", "eu-west-3")
    hands.click("aws.profile.lab")
    assert page.session.setup.aws.region == "eu-west-3"


def test_a_profile_that_this_computer_lacks_is_shown_as_such(open_page: Open, hands: Any, session: Session) -> None:
    session.answer("aws.profile", "colleague")
    page = open_page()
    hands.until(lambda: listed(page, 4))
    assert page.list.key() == "colleague"
    hands.until(lambda: "don't hold it" in hands.texts())


def test_another_profile_asks_again_once_typing_pauses(open_page: Open, hands: Any) -> None:
    page = open_page()
    hands.until(lambda: page.session.known.identity == WHO and listed(page, 3))
    asked = len(hands.who.asked)
    hands.click("aws.profile.corp")
    assert page.session.known.identity is None
    hands.until(lambda: page.session.known.identity == WHO)
    assert len(hands.who.asked) == asked + 1


def test_nobody_is_asked_while_no_region_is_known(open_page: Open, hands: Any) -> None:
    open_page(region="")
    hands.until(lambda: "Shown when a region is chosen" in hands.texts())
    assert hands.who.asked == []


def test_an_error_tells_cause_and_mend_and_can_be_tried_again(open_page: Open, hands: Any) -> None:
    why = Explanation(
        "The sign-in of this profile has expired.", "Amazon takes it no more.", "Run aws sso login.", "raw"
    )
    page = open_page(error=AmazonRefused(why))
    hands.until(page.refusal.isVisible)
    assert page.refusal.text() == "The sign-in of this profile has expired. Amazon takes it no more. Run aws sso login."
    assert page.details.isVisible()
    assert not page.answer.isVisible()
    assert hands.next_is_on()
    hands.who.error, hands.who.result = None, WHO
    hands.click("identity.retry")
    hands.until(lambda: page.session.known.identity == WHO)
    assert page.answer.isVisible()
    assert not page.refusal.isVisible()


def test_asking_can_be_stopped(open_page: Open, hands: Any) -> None:
    page = open_page(held=True)
    hands.until(page.waiting.isVisible)
    hands.click("identity.stop")
    assert not page.is_running("who")
    hands.until(lambda: "Not asked" in hands.texts())


def test_check_again_asks_anew(open_page: Open, hands: Any) -> None:
    page = open_page()
    hands.until(lambda: page.session.known.identity == WHO)
    before = page.session.source
    hands.button("Check again")
    assert page.session.known.identity is None
    assert page.session.source is not before


def test_a_role_is_asked_for_on_demand_and_judged(open_page: Open, hands: Any) -> None:
    page = open_page()
    assert not page.role.form.isVisible()
    hands.button("Assume a role…")
    hands.type("aws.role_arn", "CognitoAdmin")
    page.header.title.setFocus()
    assert page.role.form.level() == "fault"
    hands.type("aws.role_arn", "arn:aws:iam::123456789012:role/CognitoAdmin")
    assert page.role.form.level() == ""
    assert page.session.setup.aws.role_arn == "arn:aws:iam::123456789012:role/CognitoAdmin"


def test_in_practice_mode_no_profile_is_read(open_page: Open, hands: Any) -> None:
    page = open_page(practice=True)
    assert page.practice.isVisible()
    assert not page.credentials.isVisible()
    assert hands.profiles.asked == []


def test_the_stand_in_answers_for_amazon(hands: Any, session: Session) -> None:
    session.show("account")
    hands.until(lambda: session.known.identity is not None)
    assert session.known.identity is not None
    account_id = session.known.identity.account
    hands.until(lambda: account_id in hands.texts().replace("-", ""))


def test_the_regions_name_stands_beside_its_code(open_page: Open, hands: Any) -> None:
    page = open_page()
    assert page.region.form.suffix.text() == "Europe (Ireland)"
    hands.type("aws.region", "eu-moon-7")
    assert page.region.form.suffix.text() == ""


def test_a_region_is_found_by_name_and_taken_as_code(open_page: Open, hands: Any) -> None:
    page = open_page(region="")
    hands.type("aws.region", "irel")
    popup = page.field.offers.popup()
    hands.until(popup.isVisible)
    hands.qtbot.keyClick(popup, Qt.Key.Key_Down)
    hands.qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert page.session.setup.aws.region == "eu-west-1"


def test_a_code_typed_to_its_end_closes_the_list(open_page: Open, hands: Any) -> None:
    page = open_page(region="")
    hands.type("aws.region", "eu-west-")
    hands.until(page.field.offers.popup().isVisible)
    hands.qtbot.keyClicks(page.field, "1")
    assert not page.field.offers.popup().isVisible()


def test_down_opens_all_regions(open_page: Open, hands: Any) -> None:
    page = open_page()
    hands.qtbot.keyClick(page.field, Qt.Key.Key_Down)
    popup = page.field.offers.popup()
    assert popup.isVisible()
    assert popup.model().rowCount() == len(regions.NAMES)
    popup.hide()


def test_the_regions_with_names_are_those_of_the_rules() -> None:
    assert set(regions.NAMES) == set(REGIONS)


def test_each_stop_has_a_name(open_page: Open, hands: Any) -> None:
    page = open_page()
    hands.until(lambda: listed(page, 3))
    hands.button("Assume a role…")
    assert hands.unnamed() == []
