"""`plan`: rows, counts, exit status; what stands in the way ends with 2."""

import dataclasses
import time

import pytest

from wizard.cognito.plan import FieldChange, Plan, PlannedAction
from wizard.errors import AmazonRefused, Explanation
from wizard.events import Progress
from wizard.jobs.plan import MakePlan, Planned
from wizard.setup import file
from wizard.setup.fault import Fault

POOL = PlannedAction(
    "pool", "pool", "create", "User pool corp", "Invited people.", (FieldChange("Sign-in", None, "email", True),)
)
CLIENT = PlannedAction(
    "client", "client", "update", "App client", "", (FieldChange("Scopes", "openid", "openid, email"),)
)
STYLE = PlannedAction("style", "branding", "delete", "Style", "")
FAULT = Fault("pool.sign_in", "pool.sign_in.fixed", "fault", "Sign-in is fixed.", "Make a new pool.", "Amazon")


def test_rows_fields_and_counts(run, setup_file, world, snapshot):
    world.answers(MakePlan, Planned(Plan((POOL, CLIENT, STYLE), notes=("Mind this.",)), snapshot))
    ended = run("plan", "corp.yaml")
    assert ended.status == 0
    assert ended.out == (
        "+ User pool corp  Invited people.\n"
        "    Sign-in: email  (fixed once made)\n"
        "~ App client\n"
        "    Scopes: openid › openid, email\n"
        "- Style\n"
        "Note: Mind this.\n"
        "\n"
        "1 to create, 1 to change, 1 to remove\n"
    )


@pytest.mark.parametrize(("plan", "status"), [(Plan(), 0), (Plan((POOL,)), 5)])
def test_detailed_exit_status(run, setup_file, world, snapshot, plan, status):
    world.answers(MakePlan, Planned(plan, snapshot))
    ended = run("plan", "corp.yaml", "--detailed-exitcode", "--json")
    assert ended.status == status
    assert (ended.result["ok"], ended.result["create"]) == (True, len(plan.actions))
    assert run("plan", "corp.yaml").status == 0


def test_nothing_to_do(run, setup_file, world, snapshot):
    world.answers(MakePlan, Planned(Plan(), snapshot))
    assert run("plan", "corp.yaml").out == "Nothing to change: all is as you want it.\n"


def test_json_names_members_as_the_contract_does(run, setup_file, world, snapshot):
    world.answers(MakePlan, Planned(Plan((CLIENT,)), snapshot), Progress("Asking Amazon what exists."))
    ended = run("plan", "corp.yaml", "--json")
    progress, action, result = ended.lines
    assert progress == {"event": "progress", "text": "Asking Amazon what exists.", "done": 0, "total": None}
    assert action == {
        "event": "action",
        "id": "client",
        "change": "update",
        "what": "App client",
        "fields": [
            {
                "field": "Scopes",
                "from": "openid",
                "to": "openid, email",
                "fixed": False,
                "drift": False,
                "since": None,
                "key": "",
            }
        ],
        "state": "planned",
    }
    assert result["change"] == 1


def test_what_stands_in_the_way_ends_with_2(run, setup_file, world, snapshot):
    world.answers(MakePlan, Planned(Plan((POOL,), refusals=(FAULT,)), snapshot))
    ended = run("plan", "corp.yaml")
    assert ended.status == 2
    assert "pool.sign_in: Sign-in is fixed. Make a new pool." in ended.err
    assert "to create" not in ended.out


def test_a_refusal_of_amazon_ends_with_3_and_its_sentences(run, setup_file, world):
    why = Explanation("Amazon says no.", "It means this.", "Do that.", "raw text")
    world.answers(MakePlan, AmazonRefused(why))
    ended = run("plan", "corp.yaml")
    assert (ended.status, ended.out) == (3, "")
    assert ended.err == "Amazon says no.\nIt means this. Do that.\n"
    assert "raw text" in run("plan", "corp.yaml", "--verbose").err
    assert run("plan", "corp.yaml", "--json").result["details"] == "raw text"


def test_faults_of_the_file_stop_before_anything_is_reached(run, setup_file, world):
    setup_file.write_text(setup_file.read_text().replace("eu-west-1", "atlantis"))
    ended = run("plan", "corp.yaml")
    assert ended.status == 2
    assert "aws.region" in ended.err
    assert world.modes == []


@pytest.mark.parametrize(
    ("flags", "practice", "secrets"),
    [((), False, None), (("--demo",), True, None), (("--secrets", "none"), False, "none")],
)
def test_the_mode_follows_the_flags(run, setup_file, world, snapshot, flags, practice, secrets):
    world.answers(MakePlan, Planned(Plan(), snapshot))
    ended = run(*flags, "plan", "corp.yaml")
    mode = world.modes[0]
    assert (mode.practice, mode.secrets) == (practice, secrets)
    assert ("practice mode: a stand-in on this computer, not Amazon" in ended.err) is practice
    assert ("closed" in world.modes) is practice


def test_a_state_folder_that_refuses_is_named_with_what_moves_it(run, setup_file, monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("POMERIUM_COGNITO_HOME", str(tmp_path / "file" / "home"))
    for flags in (("--demo",), ("--secrets", "none")):
        ended = run("plan", "corp.yaml", *flags)
        assert ended.status == 1
        assert str(tmp_path / "file" / "home") in ended.err
        assert "POMERIUM_COGNITO_HOME" in ended.err


def test_practice_that_cannot_start_says_whether_its_state_or_a_variable_is_at_fault(run, setup_file, monkeypatch):
    monkeypatch.setenv("POMERIUM_COGNITO_PRACTICE_DELAY", "soon")
    ended = run("plan", "corp.yaml", "--demo")
    assert ended.status == 2
    assert "Unset POMERIUM_COGNITO_PRACTICE_DELAY." in ended.err
    monkeypatch.delenv("POMERIUM_COGNITO_PRACTICE_DELAY")
    state = setup_file.parent / "home" / "practice" / "practice.json"
    state.write_text("{broken")
    ended = run("plan", "corp.yaml", "--demo")
    assert ended.status == 2
    assert "--demo-reset" in ended.err


def test_what_amazon_has_is_taken_into_the_file(run, setup_file, world, snapshot):
    drift = FieldChange("Scopes", "openid", "openid, email", drift=True, path="client.scopes")
    client = PlannedAction("client", "client", "update", "App client", "", (drift,))
    have = dataclasses.replace(snapshot, client={"ClientId": "7abc", "AllowedOAuthScopes": ["openid"]})
    plans = [Planned(Plan((client,)), have), Planned(Plan(), have)]
    world.answers(MakePlan, lambda *_: plans.pop(0))
    setup_file.write_text(setup_file.read_text() + "# a comment\n")
    ended = run("plan", "corp.yaml", "--accept", "client.scopes")
    assert (ended.status, "client.scopes is now as at Amazon" in ended.out) == (0, True)
    text = setup_file.read_text()
    assert "# a comment\n" in text
    assert file.parse(text).setup.client.scopes == ("openid",)


def test_what_is_taken_from_amazon_brings_its_warning_along(run, setup_file, world, snapshot):
    line = FieldChange("Made by administrators only", "off", "on", drift=True, path="pool.self_sign_up")
    pool = PlannedAction("pool", "pool", "update", "User pool", "", (line,))
    there = {**snapshot.pool, "AdminCreateUserConfig": {"AllowAdminCreateUserOnly": False}}
    plans = [Planned(Plan((pool,)), dataclasses.replace(snapshot, pool=there)), Planned(Plan(), snapshot)]
    world.answers(MakePlan, lambda *_: plans.pop(0))
    ended = run("plan", "corp.yaml", "--accept", "pool.self_sign_up")
    assert (ended.status, "[pool.self_sign_up.on]" in ended.err) == (0, True)
    assert file.parse(setup_file.read_text()).setup.pool.self_sign_up


def test_of_all_what_a_rule_forbids_stays_and_is_named(run, setup_file, world, snapshot):
    lines = (
        FieldChange("Callback URLs", "https://a/", "https://b/", drift=True, path="client.callback_urls"),
        FieldChange("Scopes", "openid", "openid, email", drift=True, path="client.scopes"),
    )
    client = PlannedAction("client", "client", "update", "App client", "", lines)
    there = {"ClientId": "7abc", "AllowedOAuthScopes": ["openid"], "CallbackURLs": ["https://a.example.com/"]}
    have = dataclasses.replace(snapshot, client=there)
    plans = [Planned(Plan((client,)), have), Planned(Plan(), have)]
    world.answers(MakePlan, lambda *_: plans.pop(0))
    ended = run("plan", "corp.yaml", "--accept", "all", "--json")
    assert (ended.status, ended.result["accepted"]) == (0, ["client.scopes"])
    assert any("client.callback_urls stays" in line.get("text", "") for line in ended.lines)
    assert file.parse(setup_file.read_text()).setup.client.callback_urls == ()


def test_a_key_that_differs_in_nothing_is_refused_with_those_that_do(run, setup_file, world, snapshot):
    drift = FieldChange("Scopes", "openid", "openid, email", drift=True, path="client.scopes")
    plan = Plan((PlannedAction("client", "client", "update", "App client", "", (drift,)),))
    world.answers(MakePlan, Planned(plan, snapshot))
    before = setup_file.read_text()
    ended = run("plan", "corp.yaml", "--accept", "pool.mfa")
    assert (ended.status, "client.scopes" in ended.err, setup_file.read_text()) == (2, True, before)
    shown = run("plan", "corp.yaml").out
    assert "Scopes: openid › openid, email  (changed at Amazon since)" in shown
    assert "plan corp.yaml --accept client.scopes`" in shown
    assert "apply corp.yaml` puts it back" in shown


def test_a_change_is_told_with_the_day_of_the_last_apply_and_what_no_key_stands_for(
    run, setup_file, world, snapshot, monkeypatch
):
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    lines = (
        FieldChange(
            "Scopes", "openid", "openid, email", drift=True, since="2026-11-24T09:00:00+00:00", path="client.scopes"
        ),
        FieldChange("Tokens can be revoked", "off", "on", drift=True),
        FieldChange("Name", "a", "b", path="client.name"),
    )
    plan = Plan((PlannedAction("client", "client", "update", "App client", "", lines),))
    world.answers(MakePlan, Planned(plan, snapshot))
    shown = run("plan", "corp.yaml").out
    assert "Scopes: openid › openid, email  (changed at Amazon since 2026-11-24)" in shown
    assert "Name: a › b\n" in shown
    assert "No key of a setup file stands for: Tokens can be revoked." in shown
    ended = run("plan", "corp.yaml", "--json")
    action = next(line for line in ended.lines if line["event"] == "action")
    assert action["fields"][0]["since"].startswith("2026-11-24")
    assert ended.result["drift"] == 2
