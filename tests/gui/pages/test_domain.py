"""The page of the domain: a prefix that Amazon is asked about, or a domain of one's own with its certificate."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from wizard.cognito.session import Identity
from wizard.gui.pages.domain_own import covers
from wizard.gui.pages.domain_prefix import prefix_from
from wizard.gui.session import Session
from wizard.jobs.listing import CertificateRow, PoolFacts, PrefixAnswer

OWNER = "eu-west-1_Legacy001"
ARN = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
FREE = PrefixAnswer("unknown")


def owner(tags: dict[str, str] | None = None, **members: Any) -> PoolFacts:
    return PoolFacts({"Id": OWNER, "Name": "legacy-corp", "UserPoolTags": tags or {}, **members}, {}, ())


def visit(go: Callable[[str], None], *steps: str) -> None:
    for step in ("account", "pool", "client", *steps):
        go(step)


@pytest.mark.parametrize(
    ("name", "account", "prefix"),
    [
        ("corp-staff", "123456789012", "corp-staff"),
        ("Corp Staff.EU", "", "corp-staff-eu"),
        ("pomerium", "123456789012", "pomerium-9012"),
        ("pomerium", "", "pomerium"),
        ("x" * 80, "", "x" * 63),
        ("...", "", ""),
    ],
)
def test_a_prefix_after_the_setups_name(name: str, account: str, prefix: str) -> None:
    assert prefix_from(name, account) == prefix


@pytest.mark.parametrize(
    ("names", "domain", "fits"),
    [
        (("auth.corp.example.com",), "auth.corp.example.com", True),
        (("*.corp.example.com",), "AUTH.corp.example.com", True),
        (("*.example.com",), "auth.corp.example.com", False),
        (("corp.example.com", "*.corp.example.com"), "corp.example.com", True),
        (("*.corp.example.com",), "corp.example.com", False),
        (("*.corp.example.com",), "", False),
    ],
)
def test_which_names_a_certificate_covers(names: tuple[str, ...], domain: str, fits: bool) -> None:
    assert covers(names, domain) is fits


def test_the_prefix_begins_with_the_setups_name(
    hands: Any, go: Callable[[str], None], session: Session, script: Any
) -> None:
    script("AskPrefix", result=FREE)
    session.replace(session.setup.replace("pool.name", "Corp Staff").replace("name", "Corp-Staff"))
    go("domain")
    assert session.setup.domain.prefix == "corp-staff"
    assert hands.find("domain.prefix").hasFocus()
    assert ".auth.eu-west-1.amazoncognito.com" in hands.texts()
    assert hands.find("login_url").text() == "https://corp-staff.auth.eu-west-1.amazoncognito.com/login"
    hands.until(lambda: "No pool of this account has it so far." in hands.texts())
    assert hands.unnamed() == []


def test_the_login_page_is_copied_in_full(hands: Any, go: Callable[[str], None], script: Any) -> None:
    script("AskPrefix", result=FREE)
    go("domain")
    hands.type("domain.prefix", "corp")
    hands.wizard.shown_page.login.copy.click()
    assert QGuiApplication.clipboard().text() == "https://corp.auth.eu-west-1.amazoncognito.com/login"


def test_amazon_is_asked_when_typing_pauses_and_only_then(hands: Any, go: Callable[[str], None], script: Any) -> None:
    asked = script("AskPrefix", result=FREE)
    go("domain")
    hands.type("domain.prefix", "corp-staff")
    assert asked.asked == []
    hands.until(lambda: bool(asked.asked))
    assert asked.asked == [{"prefix": "corp-staff", "pool_id": None}]


def test_a_prefix_of_ones_own_other_pool_is_a_fault_with_offers(
    hands: Any, go: Callable[[str], None], session: Session, script: Any
) -> None:
    asked = script("AskPrefix", result=PrefixAnswer("yours", OWNER, ("corp-staff-sso", "corp-staff-9012")))
    script("DescribePool", result=owner())
    session.answer("pomerium.authenticate_url", "https://authenticate.corp.example.com")
    visit(go, "client_settings", "domain")
    hands.type("domain.prefix", "corp-staff")
    hands.until(lambda: "Your pool legacy-corp already uses this prefix." in hands.fault("domain.prefix"))
    hands.next()
    assert session.walk.current == "domain"
    assert hands.find("domain.prefix").hasFocus()
    assert hands.wizard.footer.reason.text() == "1 fault: prefix"
    asked.result = FREE
    hands.button("corp-staff-sso")
    assert session.setup.domain.prefix == "corp-staff-sso"
    assert "already uses" not in hands.fault("domain.prefix")
    hands.next()
    assert session.walk.current == "pomerium"


def test_a_prefix_of_this_setups_own_pool_is_none(
    hands: Any, go: Callable[[str], None], session: Session, script: Any
) -> None:
    script("AskPrefix", result=PrefixAnswer("yours", OWNER))
    script("DescribePool", result=owner({"pomerium-cognito:setup": session.setup.name}))
    go("domain")
    hands.until(lambda: "This setup's own pool has it already." in hands.texts())
    assert hands.wizard.shown_page.faults() == ()


def test_a_taken_prefix_is_told_even_if_its_pool_cant_be_read(
    hands: Any, go: Callable[[str], None], script: Any, refused: Any
) -> None:
    script("AskPrefix", result=PrefixAnswer("yours", OWNER, ("other",)))
    script("DescribePool", error=refused)
    go("domain")
    hands.until(lambda: "A pool of yours already uses this prefix." in hands.fault("domain.prefix"))


def test_a_rules_fault_is_not_asked_about(hands: Any, go: Callable[[str], None], script: Any) -> None:
    asked = script("AskPrefix", result=FREE)
    go("domain")
    hands.until(lambda: len(asked.asked) == 1)
    hands.type("domain.prefix", "my-aws-login")
    hands.until(lambda: hands.find("domain.prefix").property("state") == "fault")
    assert len(asked.asked) == 1


def test_an_amazon_that_cant_be_asked_holds_nobody_up(
    hands: Any, go: Callable[[str], None], session: Session, script: Any, refused: Any
) -> None:
    script("AskPrefix", error=refused)
    session.answer("pomerium.authenticate_url", "https://authenticate.corp.example.com")
    visit(go, "client_settings", "domain")
    hands.until(lambda: "Review asks again." in hands.texts())
    hands.next()
    assert session.walk.current == "pomerium"


def test_an_existing_pools_prefix_is_taken_over_and_stays(
    hands: Any, go: Callable[[str], None], session: Session, script: Any
) -> None:
    script("AskPrefix", result=PrefixAnswer("unknown", OWNER))
    script("DescribePool", result=owner(Domain="legacy-login"))
    session.replace(session.setup.replace("pool.id", OWNER).replace("pool.name", "legacy-corp"))
    go("domain")
    hands.until(lambda: session.setup.domain.prefix == "legacy-login")
    hands.type("domain.prefix", "other")
    assert "legacy-corp has the prefix legacy-login already." in hands.fault("domain.prefix")
    hands.button("Use legacy-login")
    assert session.setup.domain.prefix == "legacy-login"
    assert hands.wizard.shown_page.faults() == ()


def test_an_existing_domain_shows_the_pages_that_it_has_and_they_stay_unless_chosen(
    hands: Any, go: Callable[[str], None], session: Session, script: Any
) -> None:
    script("AskPrefix", result=PrefixAnswer("unknown", OWNER))
    facts = dataclasses.replace(owner(Domain="legacy-login"), domains={"legacy-login": {"ManagedLoginVersion": 1}})
    script("DescribePool", result=facts)
    session.replace(session.setup.replace("pool.id", OWNER).replace("pool.name", "legacy-corp"))
    go("domain")
    hands.until(lambda: hands.find("domain.managed_login.false").isChecked())
    assert not session.setup.is_named("domain.managed_login")
    hands.click("domain.managed_login.true")
    assert session.setup.is_named("domain.managed_login")
    assert session.setup.domain.managed_login is True


def test_changing_the_way_takes_the_other_answer_back(
    hands: Any, go: Callable[[str], None], session: Session, script: Any
) -> None:
    script("AskPrefix", result=FREE)
    script("Certificates")
    go("domain")
    hands.type("domain.prefix", "corp-staff")
    hands.click("domain.way.custom")
    assert session.setup.domain.prefix is None
    assert hands.find("domain.custom").hasFocus()
    hands.type("domain.custom", "auth.corp.example.com")
    assert hands.find("login_url").text() == "https://auth.corp.example.com/login"
    hands.click("domain.way.prefix")
    assert (session.setup.domain.prefix, session.setup.domain.custom) == ("corp-staff", None)


def test_the_one_certificate_that_covers_the_name_is_chosen(
    hands: Any, go: Callable[[str], None], session: Session, script: Any
) -> None:
    rows = (
        CertificateRow(ARN, ("*.corp.example.com",), "ISSUED"),
        CertificateRow(ARN.replace("certificate/1", "certificate/2"), ("other.example.com",), "PENDING_VALIDATION"),
    )
    script("AskPrefix", result=FREE)
    script("Certificates", result=rows)
    go("domain")
    hands.click("domain.way.custom")
    hands.type("domain.custom", "auth.corp.example.com")
    hands.until(lambda: session.setup.domain.certificate_arn == ARN)
    assert hands.find("domain.certificate_arn").currentText() == "*.corp.example.com · issued"
    assert "2 found in us-east-1, 1 for this name." in hands.texts()
    assert "The certificate covers the name" in hands.texts()
    assert "corp.example.com needs an A record" in hands.texts()
    assert hands.unnamed() == []


def test_no_certificates_says_what_to_do(hands: Any, go: Callable[[str], None], script: Any) -> None:
    script("AskPrefix", result=FREE)
    script("Certificates")
    go("domain")
    hands.click("domain.way.custom")
    hands.until(lambda: "ACM has no certificate in us-east-1." in hands.texts())


def test_an_unreadable_list_lets_the_arn_be_typed(
    hands: Any, go: Callable[[str], None], session: Session, script: Any, refused: Any
) -> None:
    certificates = script("Certificates", error=refused)
    script("AskPrefix", result=FREE)
    go("domain")
    hands.click("domain.way.custom")
    hands.until(lambda: "Check again, or enter the certificate's ARN." in hands.texts())
    hands.click("domain.certificate_arn.way")
    hands.type("domain.certificate_arn", ARN)
    assert session.setup.domain.certificate_arn == ARN
    hands.click("domain.certificate_arn.way")
    assert hands.find("domain.certificate_arn").currentData() == ARN
    certificates.error = None
    hands.button("Check again")
    hands.until(lambda: len(certificates.asked) == 2)


def test_the_lite_plan_closes_managed_login(
    hands: Any, go: Callable[[str], None], session: Session, script: Any
) -> None:
    script("AskPrefix", result=FREE)
    session.answer("pool.tier", "lite")
    go("domain")
    assert not hands.find("domain.managed_login.true").isEnabled()
    assert "Opens with the Essentials plan; this pool is on Lite." in hands.texts()
    assert session.setup.domain.managed_login is False
    assert hands.find("domain.managed_login.false").isChecked()


def test_the_kind_of_pages_is_answered(hands: Any, go: Callable[[str], None], session: Session, script: Any) -> None:
    script("AskPrefix", result=FREE)
    go("domain")
    hands.click("domain.managed_login.false")
    assert session.setup.domain.managed_login is False
    hands.click("domain.managed_login.true")
    assert session.setup.domain.managed_login is True


def test_govcloud_has_an_address_of_its_own(
    hands: Any, go: Callable[[str], None], session: Session, script: Any
) -> None:
    session.answer("aws.region", "us-gov-west-1")
    script("AskPrefix", result=FREE)
    go("domain")
    hands.type("domain.prefix", "corp")
    assert hands.find("login_url").text() == "https://corp.auth-fips.us-gov-west-1.amazoncognito.com/login"


def test_the_default_name_gets_the_accounts_digits(
    hands: Any, go: Callable[[str], None], session: Session, script: Any
) -> None:
    script("AskPrefix", result=FREE)
    session.learn(identity=Identity("123456789012", "arn:aws:iam::123456789012:user/ada", "aws", "eu-west-1"))
    go("domain")
    assert session.setup.domain.prefix == "pomerium-9012"


def test_on_practice_a_taken_prefix_is_found(hands: Any, go: Callable[[str], None], amazon: Any) -> None:
    pool = amazon.create_user_pool(PoolName="legacy-corp")["UserPool"]["Id"]
    amazon.create_user_pool_domain(UserPoolId=pool, Domain="corp-staff")
    go("domain")
    hands.type("domain.prefix", "corp-staff")
    hands.until(lambda: "Your pool legacy-corp already uses this prefix." in hands.fault("domain.prefix"))
