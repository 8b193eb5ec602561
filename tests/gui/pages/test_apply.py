"""The run: what is told while it goes, and what can be done when it ends, stops or fails."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from wizard.cognito.executor import Outcome
from wizard.cognito.plan import Plan, PlannedAction
from wizard.cognito.session import Identity
from wizard.cognito.snapshot import Addresses, Snapshot
from wizard.errors import AmazonRefused, Explanation, InputRefused, KeyringUnusable, Stopped
from wizard.events import Cancel, Done, Failed, Progress, Started, Waiting, nobody
from wizard.gui.pages import apply
from wizard.gui.pages.apply_run import Attempt, alias_target
from wizard.gui.session import Session
from wizard.jobs.apply import Applied
from wizard.jobs.plan import Planned

POOL = PlannedAction("pool", "pool", "create", "User pool corp-staff", "People sign in with e-mail.")
CLIENT = PlannedAction("client", "client", "create", "App client pomerium", "With a secret.", waits_for=("pool",))
PLAN = Plan((POOL, CLIENT))
FOUND = Snapshot(Identity("123456789012", "arn:aws:iam::123456789012:user/ada", "eu-west-1", "aws"), Addresses("e"))
PAUSE = "Amazon asked for a pause."
WHY = Explanation("Amazon doesn't let this role make app clients.", "It lacks a permission.", "Ask.", "AccessDenied")


def ended(*done: str, errors: dict[str, Any] | None = None, plan: Plan = PLAN) -> Applied:
    return Applied(plan, Outcome(done, errors or {}, {}), FOUND)


@pytest.fixture
def agreed(chosen: Any, session: Session, go: Callable[[str], None]) -> Callable[[], None]:
    """Show the page as it is after the commit of a plan of two actions."""

    def commit(plan: Plan = PLAN) -> None:
        planned = Planned(plan, FOUND)
        session.learn(planned=planned, agreed=planned)
        go("apply")

    return commit


def rows(hands: Any) -> dict[str, Any]:
    return {row.action.id: row for row in hands.wizard.shown_page.rows.rows()}


def test_all_is_made_and_next_opens(applied: Any, session: Session, amazon: Any) -> None:
    page = applied.wizard.shown_page
    assert {row.state() for row in page.rows.rows()} == {"done"}
    assert (page.bar.value(), page.bar.maximum()) == (5, 5)
    assert page.header.lead.text().startswith("All 5 are done.")
    assert [pool["Name"] for pool in amazon.list_user_pools(MaxResults=10)["UserPools"]] == ["corp-staff"]
    assert applied.next_is_on()
    assert not session.walk.running
    assert applied.unnamed() == []


def test_each_action_is_read_out_once_when_it_is_done(reviewed: Any, session: Session, said: list[str]) -> None:
    reviewed.press("qt_wizard_commit")
    reviewed.until(lambda: session.walk.applied)
    assert said.count("User pool corp-staff, done") == 1
    assert said.count("Domain corp-staff-2, done") == 1


def test_nothing_runs_that_nobody_agreed_to(
    chosen: Any, stand_in: Callable[..., Any], go: Callable[[str], None], session: Session
) -> None:
    job = stand_in(apply, "Attempt", result=ended("pool", "client"))
    session.learn(planned=Planned(PLAN, FOUND))
    go("apply")
    assert "The plan comes first" in chosen.texts()
    assert not chosen.next_is_on()
    assert job.asked == []
    chosen.until(chosen.wizard.shown_page.state.buttons[0].isVisible)
    chosen.button("Look at the plan")
    assert session.walk.current == "review"


def test_coming_back_runs_nothing_again(
    chosen: Any, stand_in: Callable[..., Any], agreed: Any, go: Callable[[str], None], session: Session
) -> None:
    job = stand_in(apply, "Attempt", result=ended("pool", "client"))
    agreed()
    chosen.until(lambda: session.walk.applied)
    go("review")
    go("apply")
    assert len(job.asked) == 1
    assert chosen.wizard.shown_page.header.title.text() == "Made at Amazon"


def test_while_it_runs_nobody_leaves_and_the_bar_counts_what_is_done(
    chosen: Any, stand_in: Callable[..., Any], agreed: Any, session: Session
) -> None:
    events = (Started(POOL, "Usually a second."), Done(POOL, 1.2, "It has an id."), Started(CLIENT, "Usually less."))
    job = stand_in(apply, "Attempt", events=events, held=True, result=ended("pool", "client"))
    agreed()
    chosen.until(lambda: rows(chosen)["client"].state() == "running")
    page = chosen.wizard.shown_page
    assert (page.bar.value(), page.bar.maximum()) == (1, 2)
    assert page.header.title.text() == "Creating 2 resources"
    assert page.header.lead.text().startswith("1 of 2 are done.")
    assert (rows(chosen)["pool"].text.text(), rows(chosen)["pool"].time.text()) == ("It has an id.", "1.2 s")
    assert not chosen.next_is_on()
    assert chosen.wizard.footer.reason.text() == "Opens when this run has ended"
    assert session.walk.running
    job.go_on.set()
    chosen.until(chosen.next_is_on)
    assert session.mark == "Not verified"


def test_a_wait_names_the_next_try_and_try_now_ends_it(
    chosen: Any, stand_in: Callable[..., Any], agreed: Any, session: Session
) -> None:
    events = (Started(POOL), Waiting(POOL, PAUSE, 600.0, 2, 5), 600.0)
    stand_in(apply, "Attempt", events=events, result=ended("pool", "client"))
    agreed()
    chosen.until(lambda: rows(chosen)["pool"].state() == "waiting")
    assert rows(chosen)["pool"].text.text() == f"Waiting: {PAUSE} Next try in 600 seconds, 2 of 5."
    chosen.click("pool.retry")
    chosen.until(lambda: session.walk.applied)


def test_a_wait_counts_down_and_runs_again(chosen: Any, stand_in: Callable[..., Any], agreed: Any) -> None:
    job = stand_in(apply, "Attempt", events=(Waiting(POOL, PAUSE, 2.0, 2, 5),), held=True, result=ended())
    agreed()
    chosen.until(lambda: rows(chosen)["pool"].state() == "waiting")
    row = rows(chosen)["pool"]
    row._second.timeout.emit()
    assert "Next try in 1 second, 2 of 5." in row.text.text()
    row._second.timeout.emit()
    assert row.state() == "running"
    job.go_on.set()
    chosen.until(lambda: not chosen.wizard.session.walk.running)


def test_stopped_it_keeps_what_is_done_and_goes_on(
    chosen: Any, stand_in: Callable[..., Any], agreed: Any, session: Session
) -> None:
    job = stand_in(apply, "Attempt", events=(Done(POOL, 0.1),), held=True, result=ended("client"))
    agreed()
    chosen.until(lambda: rows(chosen)["pool"].state() == "done")
    chosen.foot("apply.stop")
    chosen.until(lambda: not session.walk.running)
    page = chosen.wizard.shown_page
    assert page.header.title.text() == "Stopped"
    assert page.header.lead.text() == "1 of 2 are done and kept. Go on continues from here."
    assert session.mark == "1 of 2 created"
    job.result = ended("client", plan=Plan((CLIENT,)))
    job.go_on.set()
    chosen.foot("apply.again")
    chosen.until(lambda: session.walk.applied)
    assert [call["again"] for call in job.asked] == [False, True]


def test_an_action_that_was_cut_short_has_not_failed(
    chosen: Any, stand_in: Callable[..., Any], agreed: Any, session: Session
) -> None:
    events = (Done(POOL, 0.1), Waiting(CLIENT, PAUSE, 60.0), Failed(CLIENT, 0.2, Stopped().why))
    stand_in(apply, "Attempt", events=events, result=ended("pool", errors={"client": Stopped()}))
    agreed()
    chosen.until(lambda: not session.walk.running)
    assert rows(chosen)["client"].state() == "todo"
    assert chosen.wizard.shown_page.header.title.text() == "Stopped"
    assert chosen.find("apply.again").text() == "Go on"


def test_what_had_begun_when_the_run_broke_off_is_to_come(
    chosen: Any, stand_in: Callable[..., Any], agreed: Any, session: Session, refused: AmazonRefused
) -> None:
    stand_in(apply, "Attempt", events=(Done(POOL, 0.1), Started(CLIENT)), error=refused)
    agreed()
    chosen.until(lambda: not session.walk.running)
    assert rows(chosen)["client"].state() == "todo"
    assert chosen.wizard.shown_page.header.title.text() == "Nothing more was sent"
    assert refused.why.happened in chosen.texts()


def test_a_failed_action_shows_cause_mend_and_details(
    chosen: Any, stand_in: Callable[..., Any], agreed: Any, session: Session, said: list[str]
) -> None:
    job = stand_in(
        apply,
        "Attempt",
        events=(Done(POOL, 0.1), Failed(CLIENT, 0.2, WHY)),
        result=ended("pool", errors={"client": AmazonRefused(WHY)}),
    )
    agreed()
    chosen.until(lambda: not session.walk.running)
    assert rows(chosen)["client"].state() == "failed"
    assert WHY.text in chosen.texts()
    assert not chosen.next_is_on()
    assert chosen.wizard.footer.reason.text() == "Opens when all 2 are done"
    assert "App client pomerium, failed" in said
    chosen.button("Details")
    chosen.until(lambda: "AccessDenied" in chosen.texts())
    job.events, job.result = (Done(CLIENT, 0.1),), ended("client", plan=Plan((CLIENT,)))
    chosen.click("client.retry")
    chosen.until(lambda: session.walk.applied)
    assert rows(chosen)["pool"].state() == "done"


def test_a_taken_prefix_offers_names_and_goes_on(chosen: Any, session: Session, amazon: Any) -> None:
    session.answer("domain.prefix", "corp-login")
    chosen.press("__qt__passive_wizardbutton1")
    chosen.until(lambda: chosen.forward().isEnabled())
    chosen.press("qt_wizard_commit")
    chosen.until(lambda: session.walk.current == "apply" and not session.walk.running)
    assert rows(chosen)["domain"].state() == "failed"
    assert chosen.find("domain.prefix.offer.0").text() == "corp-login-sso"
    chosen.click("domain.prefix.offer.0")
    assert session.setup.domain.prefix == "corp-login-sso"
    chosen.until(lambda: session.walk.applied)
    assert rows(chosen)["domain"].title.text() == "Domain corp-login-sso"
    assert len(amazon.list_user_pools(MaxResults=10)["UserPools"]) == 1
    assert not chosen.find("domain.prefix.another").isVisible()


def test_another_name_leads_to_the_domain(
    chosen: Any, stand_in: Callable[..., Any], agreed: Any, session: Session
) -> None:
    taken = AmazonRefused(dataclasses.replace(WHY, happened="The domain is taken."), ("corp-9012",))
    domain = PlannedAction("domain", "domain", "create", "Domain corp", "")
    plan = Plan((domain,))
    stand_in(
        apply, "Attempt", events=(Failed(domain, 0, taken.why),), result=ended(errors={"domain": taken}, plan=plan)
    )
    agreed(plan)
    chosen.until(lambda: not session.walk.running)
    chosen.click("domain.prefix.another")
    assert session.walk.current == "domain"


def test_without_a_keyring_nothing_is_sent_and_the_plan_is_shown_anew(
    chosen: Any, stand_in: Callable[..., Any], agreed: Any, session: Session
) -> None:
    locked = KeyringUnusable(Explanation("The keyring is locked.", "Nothing was created.", "Unlock it."))
    stand_in(apply, "Attempt", events=(Progress("Trying it."),), error=locked)
    agreed()
    chosen.until(lambda: "The keyring is locked." in chosen.texts())
    assert chosen.wizard.shown_page.header.title.text() == "Nothing was sent"
    assert not chosen.next_is_on()
    chosen.click("secrets.none")
    assert session.mode.secrets == "none"
    assert session.walk.current == "review"


def test_what_changed_at_amazon_is_looked_at_first(
    chosen: Any, stand_in: Callable[..., Any], agreed: Any, session: Session
) -> None:
    stand_in(apply, "Attempt", error=InputRefused(Explanation("Something changed.", "Nothing was sent.", "Look.")))
    agreed()
    chosen.until(lambda: "Something changed." in chosen.texts())
    chosen.click("apply.look")
    assert session.walk.current == "review"


def test_a_plan_with_nothing_in_it_goes_on_to_verify(
    chosen: Any, stand_in: Callable[..., Any], agreed: Any, session: Session
) -> None:
    stand_in(apply, "Attempt", result=ended(plan=Plan()))
    agreed(Plan())
    chosen.until(lambda: session.walk.current == "verify")
    session.work.drop_all()


def test_ones_own_domain_says_what_goes_into_dns(
    chosen: Any, stand_in: Callable[..., Any], agreed: Any, session: Session
) -> None:
    target = "d111111abcdef8.cloudfront.net"
    session.replace(session.setup.replace("domain.prefix", None).replace("domain.custom", "auth.corp.example.com"))
    made = dataclasses.replace(ended("pool", "client"), snapshot=with_domain("auth.corp.example.com", target))
    stand_in(apply, "Attempt", result=made)
    agreed()
    chosen.until(lambda: session.walk.applied)
    assert chosen.find("dns.target").text() == target
    assert chosen.find("dns.name").text() == "auth.corp.example.com"


def with_domain(name: str, target: str) -> Snapshot:
    return dataclasses.replace(FOUND, domains={name: {"CloudFrontDistribution": target}})


def test_a_prefix_has_no_alias() -> None:
    assert alias_target(with_domain("corp", "d1.cloudfront.net"), None) == ""
    assert alias_target(FOUND, "auth.corp.example.com") == ""


def test_another_try_sends_nothing_beside_the_plan(reviewed: Any, session: Session, amazon: Any) -> None:
    whole = session.known.planned
    assert whole is not None
    part = Planned(Plan(whole.plan.actions[:1]), whole.snapshot)
    with pytest.raises(InputRefused, match="Something changed at Amazon"):
        Attempt(session.source.get(), session.setup, part, again=True).run(nobody, Cancel())
    assert amazon.list_user_pools(MaxResults=10)["UserPools"] == []
