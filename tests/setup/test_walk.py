from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.setup import schema, walk
from wizard.setup.fault import Fault
from wizard.setup.model import Setup, User
from wizard.setup.walk import CHOICES, IDS, STEPS, Walk, step, step_of

SETUP = Setup(name="corp").replace("aws.region", "eu-west-1").replace("pool.name", "corp").replace("domain.prefix", "c")
ADOPTED = SETUP.replace("pool.id", "eu-west-1_AbCdEf123").replace("client.id", "304a12ktcc5djt9d7enj6dsjkg")


def fault(field: str, level: str = "fault") -> Fault:
    return Fault(field, "test", level, "m", "m", "s")  # type: ignore[arg-type]


def walked(to: str, setup: Setup = SETUP, stepwise: bool = True) -> Walk:
    """The walk at a step, come to by Next alone."""
    at = Walk(stepwise=stepwise)
    while at.current != to:
        at = at.end(applied=True) if at.current == "apply" else at
        after = at.forward(setup, ())
        assert after is not at, f"stuck at {at.current}"
        at = after
    return at


def states(at: Walk, setup: Setup = SETUP, faults: tuple[Fault, ...] = ()) -> dict[str, str]:
    return {item.id: item.state for item in at.items(setup, faults)}


# --- the steps as data -----------------------------------------------------------------------------------------


def test_the_steps_stand_in_the_walkthroughs_order() -> None:
    choose = ("account", "pool", "pool_settings", "client", "client_settings", "domain", "pomerium")
    assert ("welcome", *choose, "review", "apply", "verify", "save") == IDS
    assert choose == CHOICES
    assert [item.title for item in walk.start().items(SETUP, ())] == [
        "AWS account", "User pool", "Pool settings", "App client", "App client settings", "Domain name", "Pomerium",
        "Review", "Apply", "Verify", "Save",
    ]  # fmt: skip
    assert {step.group for step in STEPS} == {"", "Choose", "Create"}
    assert [step.id for step in STEPS if step.group == "Create"] == ["review", "apply", "verify", "save"]


def test_every_path_of_the_setup_is_asked_on_one_page() -> None:
    asked = [field for step in STEPS for field in step.fields]
    for path in schema.paths():
        parts = path.split(".")
        above = {".".join(parts[:length]) for length in range(1, len(parts) + 1)}
        below = [field for field in asked if field.startswith(f"{path}.")]
        assert len([field for field in asked if field in above]) == (0 if below else 1), path


@pytest.mark.parametrize(
    ("field", "page"),
    [
        ("aws.role_arn", "account"), ("name", "pool"), ("pool.name", "pool"), ("pool.id", "pool"),
        ("pool.password.minimum_length", "pool_settings"), ("pool.email.from", "pool_settings"),
        ("users.0.email", "pool_settings"), ("groups", "pool_settings"), ("client.name", "client"),
        ("client.scopes.1", "client_settings"), ("pomerium.authenticate_url", "client_settings"),
        ("client.refresh_token_days", "client_settings"), ("domain.certificate_arn", "domain"),
        ("pomerium.version", "pomerium"), ("pomerium.outputs.0.path", "pomerium"), ("pomerium", "pomerium"),
        ("pool.nmae", "pool"), ("client", "client"), ("version", "welcome"), ("nonsense", "welcome"),
    ],
)  # fmt: skip
def test_a_field_leads_to_its_page(field: str, page: str) -> None:
    assert step_of(field) == page


def test_needs_are_paths_of_earlier_pages() -> None:
    for each in STEPS:
        for path, reason in each.needs:
            assert reason.endswith("changed")
            assert not path or IDS.index(step_of(path)) < IDS.index(each.id)


def test_the_place_names_pool_and_client() -> None:
    assert step("client_settings").place(ADOPTED) == (
        "AWS console", "Cognito", "corp", "App clients", "pomerium", "Login pages",
    )  # fmt: skip
    assert step("pool").place(Setup()) == ("AWS console", "Cognito", "User pools")
    assert step("save").place(SETUP) == ("On this computer",)
    assert "" not in step("domain").place(Setup())


def test_console_links_lead_as_far_down_as_ids_are_known() -> None:
    base = "https://eu-west-1.console.aws.amazon.com/cognito/v2/idp/user-pools"
    pool = f"{base}/eu-west-1_AbCdEf123"
    client = f"{pool}/applications/app-clients/304a12ktcc5djt9d7enj6dsjkg"
    assert step("pool").console_url(SETUP) == f"{base}?region=eu-west-1"
    assert step("domain").console_url(SETUP) == f"{base}?region=eu-west-1"
    assert step("domain").console_url(ADOPTED) == f"{pool}/branding/domain?region=eu-west-1"
    assert step("client_settings").console_url(ADOPTED) == f"{client}/login-pages?region=eu-west-1"
    only_pool = ADOPTED.replace("client.id", None)
    assert step("client_settings").console_url(only_pool) == f"{pool}/applications/app-clients?region=eu-west-1"
    assert step("save").console_url(ADOPTED) is None


@pytest.mark.parametrize(
    ("region", "host"),
    [
        ("us-east-1", "us-east-1.console.aws.amazon.com"),
        ("us-gov-west-1", "us-gov-west-1.console.amazonaws-us-gov.com"),
        ("eusc-de-east-1", "eusc-de-east-1.console.amazonaws-eusc.eu"),
        ("cn-north-1", None),
        ("", None),
        ("evil.example.com/", None),
    ],
)
def test_the_console_is_that_of_the_partition(region: str, host: str | None) -> None:
    for page in ("account", "pool", "domain"):
        url = step(page).console_url(ADOPTED.replace("aws.region", region))
        assert (urlsplit(url).netloc if url else None) == host


# --- Next and Back ---------------------------------------------------------------------------------------------


def test_next_goes_through_every_page() -> None:
    at, seen = walk.start(), ["welcome"]
    at = Walk(stepwise=True)
    while at.next_step(SETUP):
        at = at.end(applied=at.current == "apply").forward(SETUP, ())
        seen.append(at.current)
    assert tuple(seen) == IDS


def test_review_defaults_leads_from_pool_to_client_and_leaves_the_settings_open() -> None:
    at = walked("client", stepwise=False)
    assert "pool_settings" not in at.visited
    assert states(at)["pool_settings"] == "open"
    assert at.back().current == "pool"
    assert at.jump("pool_settings", SETUP, ()).forward(SETUP, ()).current == "client"


def test_who_passed_the_settings_by_is_not_held_up_by_them_later() -> None:
    at = walked("domain", stepwise=False)
    assert replace(at, stepwise=True).forward(SETUP, ()).current == "pomerium"
    assert replace(at.jump("pool", SETUP, ()), stepwise=True).forward(SETUP, ()).current == "pool_settings"


def test_stepping_through_closes_the_client_until_the_settings_were_seen() -> None:
    at = walked("pool", stepwise=True)
    assert at.closed_reason("client", SETUP, ()) == "Opens after Pool settings"
    assert replace(at, stepwise=False).closed_reason("client", SETUP, ()) is None


def test_an_existing_pool_is_left_as_it_is() -> None:
    assert walked("client", ADOPTED, stepwise=True).previous_step() == "pool"


def test_next_stays_where_a_fault_is_and_goes_on_past_a_warning() -> None:
    at = walked("domain")
    assert at.forward(SETUP, (fault("domain.prefix"),)) is at
    assert at.forward(SETUP, (fault("domain.prefix", "warning"),)).current == "pomerium"


def test_no_way_back_leads_from_apply_and_welcome() -> None:
    assert walked("apply").back().current == "apply"
    assert walk.start().back().current == "welcome"
    assert walked("verify").back().current == "apply"
    assert walked("save").back().current == "verify"


def test_verify_may_be_passed_over() -> None:
    at = walked("apply").end(applied=True)
    saved = at.jump("save", SETUP, ())
    assert saved.current == "save" and saved.back().current == "apply"


# --- what is closed, and why -----------------------------------------------------------------------------------


def test_a_new_walk_opens_the_account_alone() -> None:
    at = walk.start()
    assert states(at) == {"account": "open"} | dict.fromkeys(IDS[2:], "closed")
    assert at.closed_reason("pool", SETUP, ()) == "Opens after AWS account"
    assert at.closed_reason("save", SETUP, ()) == "Opens after Apply"


def test_a_fault_here_closes_what_follows() -> None:
    at = walked("domain")
    assert at.closed_reason("pomerium", SETUP, ()) is None
    assert at.closed_reason("pomerium", SETUP, (fault("domain.prefix"),)) == "Opens after Domain name"
    assert at.closed_reason("review", SETUP, ()) == "Opens after Pomerium"


def test_visited_pages_stay_open_whatever_happens_above() -> None:
    at = walked("domain")
    wrong = (fault("aws.region"), fault("aws.profile"), fault("pool.name"))
    assert at.jump("client", SETUP, wrong).current == "client"
    items = {item.id: (item.state, item.note) for item in at.items(SETUP, wrong)}
    assert items["account"] == ("fault", "2 faults")
    assert items["pool"] == ("fault", "1 fault")
    assert items["client"] == ("done", "")
    assert items["domain"] == ("current", "")


def test_review_opens_when_no_choice_has_a_fault_not_even_one_that_was_passed_over() -> None:
    at = walked("pomerium", stepwise=False)
    assert at.closed_reason("review", SETUP, ()) is None
    wrong = (fault("pool.password.minimum_length"),)
    assert at.closed_reason("review", SETUP, wrong) == "Opens after Pool settings"
    assert at.closed_reason("review", SETUP, (fault("users.0.email", "warning"),)) is None


def test_apply_is_entered_from_review_alone() -> None:
    at = walked("review")
    assert at.closed_reason("apply", SETUP, ()) == "Opens after Review"
    assert at.jump("apply", SETUP, ()) is at
    assert at.forward(SETUP, (fault("domain.prefix"),)) is at
    assert at.forward(SETUP, ()).current == "apply"
    stopped = at.forward(SETUP, ()).begin().end()
    assert stopped.jump("domain", SETUP, ()).jump("apply", SETUP, ()).current == "apply"


def test_verify_and_save_open_when_all_is_applied() -> None:
    at = walked("apply").begin().end(applied=False)
    assert at.forward(SETUP, ()) is at
    assert at.closed_reason("save", SETUP, ()) == "Opens after Apply"
    assert states(at.end(applied=True))["verify"] == "open"


def test_nothing_is_reachable_while_something_runs() -> None:
    at = walked("apply").begin()
    items = {item.id: item for item in at.items(SETUP, ())}
    assert (items["pool"].state, items["pool"].note) == ("done", "Opens when this run has ended")
    assert items["verify"].state == "closed"
    for id in IDS:
        assert at.jump(id, SETUP, ()) is at
    assert at.forward(SETUP, ()) is at and at.back() is at
    assert at.end(applied=True).jump("pool", SETUP, ()).current == "pool"


def test_done_means_done() -> None:
    at = walked("save")
    assert states(at.jump("pool", SETUP, ()))["verify"] == "open"
    at = at.end(verified=True, saved=True).jump("pool", SETUP, ())
    assert {states(at)[id] for id in ("review", "apply", "verify", "save")} == {"done"}


# --- answers that change ---------------------------------------------------------------------------------------


def test_a_changed_region_makes_what_rests_on_it_stale() -> None:
    at = walked("pomerium").jump("account", SETUP, ())
    after = at.answered(SETUP, SETUP.replace("aws.region", "us-east-1"))
    assert dict(after.stale) == dict.fromkeys(("pool", "pool_settings", "client", "domain"), "Region changed")
    assert after.current == "account"
    items = {item.id: (item.state, item.note) for item in after.items(SETUP, ())}
    assert items["pool"] == ("stale", "Region changed")
    assert items["client_settings"] == ("done", "")
    assert "pool" not in after.forward(SETUP, ()).stale


@pytest.mark.parametrize(
    ("path", "value", "page", "reason"),
    [
        ("aws.profile", "other", "pool", "Account changed"),
        ("pool.id", "eu-west-1_Other", "client", "User pool changed"),
        ("client.id", "other", "client_settings", "App client changed"),
        ("pool.tier", "lite", "domain", "Plan changed"),
        ("pomerium.authenticate_url", "https://b.example.com", "pomerium", "Authenticate URL changed"),
        ("pool.mfa", "off", "review", "Answers changed"),
    ],
)
def test_each_answer_tells_what_rests_on_it(path: str, value: str, page: str, reason: str) -> None:
    at = walked("review").jump(step_of(path), SETUP, ())
    assert at.answered(SETUP, SETUP.replace(path, value)).stale[page] == reason


def test_pages_not_yet_visited_are_never_stale() -> None:
    after = walked("client").answered(SETUP, SETUP.replace("aws.region", "us-east-1"))
    assert set(after.stale) == {"pool", "pool_settings"}


@pytest.mark.parametrize(
    ("path", "value", "kept"),
    [
        ("pool.mfa", "off", (False, False)),
        ("users", (User(email="a@b.c"),), (False, False)),
        ("domain.prefix", "d", (False, False)),
        ("pomerium.authenticate_url", "https://b.example.com", (False, False)),
        ("pomerium.version", "0.23", (False, False)),
        ("pomerium.version", "0.31", (True, False)),
        ("pomerium.namespace", "other", (True, True)),
    ],
)
def test_what_matters_must_be_done_again(path: str, value: object, kept: tuple[bool, bool]) -> None:
    setup = SETUP.replace("pomerium.authenticate_url", "https://a.example.com")
    at = walked("save", setup).end(verified=True, saved=True).jump("pool_settings", setup, ())
    after = at.answered(setup, setup.replace(path, value))
    assert (after.applied, after.verified, after.saved) == (*kept, False)
    assert ("apply" in after.visited) == kept[0]


def test_an_answer_that_is_the_same_changes_nothing() -> None:
    at = walked("save")
    assert at.answered(SETUP, SETUP) is at


def test_an_opened_file_is_visited_up_to_its_first_fault() -> None:
    assert walk.opened(()).visited == {"welcome", *CHOICES}
    assert walk.opened(()).current == "account"
    assert walk.opened((fault("client.scopes"),)).visited == set(IDS[: IDS.index("client_settings") + 1])


# --- any walk --------------------------------------------------------------------------------------------------

ANSWERS = st.sampled_from(
    [("aws.region", "us-east-1"), ("aws.region", "eu-west-1"), ("pool.id", "eu-west-1_X"), ("pool.id", None),
     ("pool.mfa", "off"), ("client.id", "x"), ("domain.prefix", "e"), ("pomerium.version", "0.23"),
     ("pomerium.namespace", "n")]
)  # fmt: skip
FAULTS = st.lists(
    st.sampled_from(["aws.region", "pool.name", "users.0.email", "client.scopes", "domain.prefix"]), max_size=2
)
MOVES = st.one_of(
    st.tuples(st.sampled_from(["forward", "back", "begin", "end", "applied", "stepwise"]), st.none()),
    st.tuples(st.just("jump"), st.sampled_from(IDS)),
    st.tuples(st.just("answer"), ANSWERS),
    st.tuples(st.just("faults"), FAULTS),
)


@given(st.lists(MOVES, max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_walk_keeps_its_promises(moves: list[tuple[str, object]]) -> None:
    at, setup, faults = walk.start(), SETUP, ()
    for move, what in moves:
        before = at
        if move == "faults":
            faults = tuple(fault(str(field)) for field in what)  # type: ignore[attr-defined]
        elif move == "answer":
            changed = setup.replace(*what)  # type: ignore[misc]
            at, setup = at.answered(setup, changed), changed
            assert at.current == before.current
        else:
            at = moved(at, setup, faults, move, str(what))
        assert at.current == before.current or not before.running
        keeps_its_promises(at, setup, faults)
    reaches_save(at.end(), setup)


def moved(at: Walk, setup: Setup, faults: tuple[Fault, ...], move: str, what: str) -> Walk:
    if move == "forward":
        after = at.forward(setup, faults)
        assert after.current in (at.current, at.next_step(setup))
    elif move == "back":
        after = at.back()
        assert IDS.index(after.current) <= IDS.index(at.current)
        assert after.visited >= at.visited
    elif move == "jump":
        after = at.jump(what, setup, faults)
        assert (after.current == what) == (at.closed_reason(what, setup, faults) is None)
        assert after.current != "apply" or "apply" in at.visited
    elif move == "stepwise":
        after = replace(at, stepwise=not at.stepwise)
    else:
        after = at.begin() if move == "begin" else at.end(applied=move == "applied" and at.current == "apply")
    return after


def keeps_its_promises(at: Walk, setup: Setup, faults: tuple[Fault, ...]) -> None:
    assert at.current in at.visited and at.current not in at.stale
    assert at.closed_reason(at.current, setup, faults) is None
    assert set(at.stale) <= at.visited
    items = at.items(setup, faults)
    assert [item.id for item in items if item.state == "current"] == [at.current] * (at.current != "welcome")
    for item in items:
        reachable = at.closed_reason(item.id, setup, faults) is None
        assert reachable or at.running or item.state == "closed"
        assert item.state != "closed" or item.note.startswith("Opens ")


def reaches_save(at: Walk, setup: Setup) -> None:
    """By Next alone once nothing is wrong, from Review where answers changed after Apply."""
    if at.current in ("verify", "save") and not at.applied:
        at = at.jump("pomerium", setup, ()) if "pomerium" in at.visited else at
    for _ in IDS:
        at = at.end(applied=at.current == "apply").forward(setup, ())
    assert at.current == "save"
