"""Test sign-ins, however they end: the app client's lists are afterwards what they were, in the same order."""

import dataclasses
import json
import sys
import threading
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from wizard.cognito import permissions
from wizard.cognito.need import Case
from wizard.errors import AmazonRefused, InputRefused, Stopped
from wizard.events import Cancel, Progress
from wizard.jobs.accept import accept
from wizard.jobs.loopback import Loopback
from wizard.jobs.plan import MakePlan
from wizard.jobs.policy import least
from wizard.jobs.sign_in import TestSignIn
from wizard.jobs.undo import Undo
from wizard.jobs.verify import Verify
from wizard.setup.model import Allow, Route, User

sys.path.insert(0, str(Path(__file__).parents[1] / "journeys"))

import browser

PASSWORD = "Correct-Horse-9"
ADA = User(browser.USER, groups=("admins",))
NOT_HERE = {"ListUserPools", "ListUserPoolClients"}  # the journal knows both
OURS = "http://127.0.0.1:{}/pomerium-cognito/{}"


class Stage:
    """A setup that is applied, with a person in a group, and what its app client looks like."""

    def __init__(self, world, tmp_path, **more):
        self.world, self.folder = world, tmp_path
        self.setup = world.setup(groups=("admins",), users=(ADA,), **more)
        made = world.apply(self.setup).snapshot
        self.ids = {"UserPoolId": made.pool_id, "ClientId": made.client_id}
        who = {"UserPoolId": made.pool_id, "Username": browser.USER}
        world.cognito.admin_set_user_password(**who, Password=PASSWORD, Permanent=True)
        world.writes()

    def client(self):
        return self.world.described(self.ids["UserPoolId"], self.ids["ClientId"])

    def change(self, **members):
        """Somebody changes the app client."""
        shape = self.world.cognito.meta.service_model.operation_model("UpdateUserPoolClient").input_shape
        now = {key: value for key, value in self.client().items() if key in shape.members}
        wanted = {key: value for key, value in {**now, **members}.items() if value is not None}
        self.world.cognito.update_user_pool_client(**wanted)

    def browse(self, address):
        """A browser that does what a person would, beside the job."""
        threading.Thread(target=browser.go, args=([PASSWORD], address), daemon=True).start()
        return True

    def sign_in(self, browse=None, adapters=None, cancel=None, **more):
        job = TestSignIn(adapters or self.world.adapters, self.setup, browse or self.browse, **more)
        return job.run(self.world.events.append, cancel or Cancel())

    def states(self, found):
        return {r.check.id.removeprefix("sign_in."): r.outcome.state for r in found.results if "sign_in" in r.check.id}


@pytest.fixture
def stage(world, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return Stage(world, tmp_path)


def callback(stage):
    return stage.setup.callback_url


LISTS = {
    "as made": lambda s: {},
    "no sign-out URLs": lambda s: {"LogoutURLs": None},
    "in an order of their own": lambda s: {
        "CallbackURLs": ["https://z.example.com/cb", callback(s), "https://a.example.com/cb", "app://own/cb"],
        "LogoutURLs": ["https://z.example.com/out", "https://a.example.com/out"],
    },
    "other loopback addresses": lambda s: {
        "CallbackURLs": ["http://localhost:1/pomerium-cognito/callback", callback(s), "http://127.0.0.1:9/cb"]
    },
}


def nobody(_):
    return False


def broken(_):
    raise RuntimeError("the browser broke")


def stopping(cancel):
    def browse(_):
        cancel.wish()
        return True

    return browse


@pytest.mark.parametrize("lists", LISTS)
@pytest.mark.parametrize("ending", ["success", "nobody came", "stopped", "broken"])
def test_the_lists_are_as_before(stage, lists, ending):
    stage.change(**LISTS[lists](stage))
    before = stage.client()
    if ending == "success":
        found = stage.sign_in()
        expected = "passed" if lists not in ("no sign-out URLs", "in an order of their own") else "failed"
        assert stage.states(found)["sign_out"] == expected  # Pomerium's own URL is not among these
        assert stage.states(found)["id_token"] == "passed"
    elif ending == "nobody came":
        found = stage.sign_in(nobody, seconds=0.3)
        assert stage.states(found)["browser"] == "failed"
        assert set(stage.states(found).values()) == {"passed", "failed", "skipped"}
    elif ending == "stopped":
        cancel = Cancel()
        with pytest.raises(Stopped):
            stage.sign_in(stopping(cancel), cancel=cancel)
    else:
        with pytest.raises(RuntimeError):
            stage.sign_in(broken)
    assert stage.client() == before
    assert stage.world.writes()[-2:] == ["UpdateUserPoolClient"] * 2


def test_another_state_is_told_and_not_taken(stage):
    def browse(address):
        back = parse_qs(urlsplit(address).query)["redirect_uri"][0]
        page = httpx.get(back, params={"code": "slipped in", "state": "made up"}, trust_env=False)
        assert page.status_code == 400
        return stage.browse(address)

    assert stage.states(stage.sign_in(browse))["person"] == "passed"
    told = [event for event in stage.world.events if isinstance(event, Progress) and "another state" in event.text]
    assert len(told) == 1
    assert told[0].lasting


def test_what_others_change_meanwhile_stays(stage):
    def browse(_):
        urls = stage.client()["CallbackURLs"]
        stage.change(CallbackURLs=["https://first.example.com/cb", *urls, "https://last.example.com/cb"])
        return True

    stage.sign_in(browse, seconds=0.3)
    wanted = ["https://first.example.com/cb", callback(stage), "https://last.example.com/cb"]
    assert stage.client()["CallbackURLs"] == wanted


def test_the_plan_is_shown_before_anything_is_sent_and_a_no_sends_nothing(stage):
    shown = []

    def no(plan):
        shown.append(plan)
        raise InputRefused(dataclasses.replace(Stopped().why))

    with pytest.raises(InputRefused):
        stage.sign_in(show=no)
    assert [action.id for action in shown[0].actions] == ["sign_in.callback", "sign_in.restore"]
    assert [field.field for field in shown[0].actions[0].fields] == ["Callback URL", "Sign-out URL"]
    assert stage.world.writes() == []


@pytest.mark.parametrize("member", ["CallbackURLs", "LogoutURLs"])
def test_a_full_list_is_told_and_nothing_is_sent(stage, member):
    own = {"CallbackURLs": callback(stage), "LogoutURLs": stage.setup.sign_out_urls[0]}[member]
    stage.change(**{member: [own, *(f"https://a{n}.example.com/x" for n in range(99))]})
    stage.world.writes()
    with pytest.raises(InputRefused, match="100"):
        stage.sign_in()
    assert stage.world.writes() == []


def test_what_a_killed_run_left_is_told_by_verify_and_taken_out_first(stage):
    before = stage.client()
    stage.change(
        CallbackURLs=[OURS.format(1111, "callback"), *before["CallbackURLs"], OURS.format(2222, "callback")],
        LogoutURLs=[*before["LogoutURLs"], OURS.format(1111, "signed-out")],
    )
    found = Verify(stage.world.adapters, stage.setup, 0).run(stage.world.events.append, Cancel())
    (left,) = [result.outcome for result in found.results if result.check.id == "left_over"]
    assert left.worth_knowing
    assert "1111" in left.cause
    stage.sign_in(nobody, seconds=0.3)
    assert stage.client() == before
    assert any(isinstance(e, Progress) and "cut short" in e.text for e in stage.world.events)


def test_what_a_killed_run_left_is_nobodys_change_and_never_taken_into_the_setup(stage):
    before, own = stage.client(), "https://other.example.com/cb"
    left = OURS.format(1111, "callback")
    stage.change(CallbackURLs=[*before["CallbackURLs"], left])
    (action,) = stage.world.plan(stage.setup).actions
    (field,) = action.fields
    assert (field.drift, field.path) == (False, "")
    assert "test sign-in" in field.field
    stage.change(CallbackURLs=[*before["CallbackURLs"], own, left])  # and somebody's own beside it
    found = MakePlan(stage.world.adapters, stage.setup).run(stage.world.events.append, Cancel())
    assert [field.drift for field in found.plan.actions[0].fields] == [True]
    taken = accept(stage.setup, found.plan, found.snapshot, ["all"])
    assert taken.setup.client.callback_urls == (*before["CallbackURLs"], own)
    stage.world.apply(taken.setup)
    assert stage.client() == before | {"CallbackURLs": [*before["CallbackURLs"], own]}


def test_where_taking_out_fails_the_error_names_what_is_left(stage, between):
    before, count = stage.client(), []

    def at(operation, call):
        if operation == "update_user_pool_client":
            count.append(operation)
            if len(count) == 2:
                client = stage.world.cognito
                raise client.exceptions.NotAuthorizedException(
                    {"Error": {"Code": "NotAuthorizedException", "Message": "gone"}}, "UpdateUserPoolClient"
                )
        return call()

    away = dataclasses.replace(stage.world.adapters, session=between(stage.world.adapters.session, at))
    with pytest.raises(AmazonRefused, match=r"http://127\.0\.0\.1:\d+/pomerium-cognito/callback") as caught:
        stage.sign_in(nobody, adapters=away, seconds=0.3)
    assert "next apply" in caught.value.why.mend
    assert stage.client() != before
    stage.sign_in(nobody, seconds=0.3)
    assert stage.client() == before


def test_undo_takes_a_left_over_for_nobodys(stage, tmp_path):
    before = stage.client()
    stage.change(LogoutURLs=[*before["LogoutURLs"], OURS.format(1111, "signed-out")])
    Undo(stage.world.adapters, stage.setup, tmp_path, stage.world.name).run(stage.world.events.append, Cancel())
    assert stage.world.pools() == []


def test_what_stops_nobody_does_not_stop_the_test(stage):
    pool = stage.ids["UserPoolId"]
    shape = stage.world.cognito.meta.service_model.operation_model("UpdateUserPool").input_shape
    now = {key: value for key, value in stage.world.described(pool).items() if key in shape.members}
    now["Policies"]["PasswordPolicy"].pop("TemporaryPasswordValidityDays", None)
    stage.world.cognito.update_user_pool(
        **now | {"UserPoolId": pool, "AdminCreateUserConfig": {"AllowAdminCreateUserOnly": False}}
    )
    found = stage.sign_in()
    assert {r.check.id for r in found.results if r.outcome.state == "failed"} == {"self_sign_up"}
    assert stage.states(found)["person"] == "passed"


def test_a_pomerium_that_cannot_sign_out_needs_no_sign_out_url(world, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    stage = Stage(world, tmp_path, pomerium__version="0.22")
    before, seen = stage.client(), []

    def browse(address):
        seen.append(stage.client())
        return stage.browse(address)

    states = stage.states(stage.sign_in(browse))
    assert states["id_token"] == "passed"
    assert states["sign_out"] == "skipped"
    assert seen[0].get("LogoutURLs") == before.get("LogoutURLs")
    assert stage.client() == before


def test_a_second_taking_out_writes_nothing(stage):
    snapshot = Verify(stage.world.adapters, stage.setup, 0).run(stage.world.events.append, Cancel()).snapshot
    Loopback(stage.world.adapters, stage.setup.name, snapshot, stage.world.events.append).take_out()
    assert stage.world.writes() == []


def test_it_calls_what_its_policy_allows_and_no_more(stage, held):
    with held(least(stage.setup, "sign-in", "123456789012")) as seen:
        assert stage.sign_in().passed
    asked = {name for name in seen if name not in ("GET", "POST")}
    assert asked == {need.operation for need in permissions.needs(Case(stage.setup, "sign-in"))} - NOT_HERE


def test_what_may_not_be_asked_is_not_known_and_no_fault(stage, held):
    document = least(stage.setup, "verify", "123456789012")
    for statement in document["Statement"]:
        statement["Action"] = [action for action in statement["Action"] if "ListGroups" not in action]
    setup = stage.setup.replace("groups", ()).replace("users", ())
    setup = setup.replace("pomerium.route", Route("https://app.example.com", "http://app:80", (Allow(group="admins"),)))
    with held(document):
        found = Verify(stage.world.adapters, setup, 0).run(stage.world.events.append, Cancel())
    (people,) = [result.outcome for result in found.results if result.check.id == "people"]
    assert people.state == "skipped"
    assert "list groups" in people.cause
    assert found.passed


def test_no_token_is_told(stage):
    found = stage.sign_in()
    told = repr(stage.world.events) + repr(found)
    assert "eyJ" not in told
    assert PASSWORD not in told
    journal = next((stage.world.adapters.state / "journals").glob("*.jsonl")).read_text()
    assert "eyJ" not in journal


def test_both_changes_are_journalled_before_and_after(stage):
    journal = next((stage.world.adapters.state / "journals").glob("*.jsonl"))
    before = len(journal.read_text().splitlines())
    stage.sign_in()
    told = [json.loads(line) for line in journal.read_text().splitlines()[before:]]
    phases = [(entry["action"], entry["phase"]) for entry in told]
    assert phases == [
        (name, phase) for name in ("sign_in.callback", "sign_in.restore") for phase in ("before", "after")
    ]
    assert {entry["ids"]["client"] for entry in told} == {stage.ids["ClientId"]}
