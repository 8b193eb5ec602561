"""`preflight`: a line a step; 3 where something is denied, taken or unreachable, 2 where the input is wrong."""

import pytest

from wizard.cognito.need import Need
from wizard.errors import AmazonRefused, Explanation, InputRefused
from wizard.events import Done, Failed, Skipped
from wizard.jobs.permitted import Permitted, Verdict
from wizard.jobs.preflight import CREDENTIALS, DOMAIN, PERMISSIONS, QUOTAS, Preflight, Preflown
from wizard.jobs.preflight_steps import Finding

DENIED = AmazonRefused(Explanation("These credentials may not tag the pool (cognito-idp:TagResource).", mend="Ask."))
TAKEN = AmazonRefused(Explanation("Taken."), ("corp-staff-sso",))
WRONG = InputRefused(Explanation("No such pool."))
ARN = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/x"
VERDICTS = (
    Verdict(Need("cognito-idp:TagResource"), ARN, "denied", "denied by name"),
    Verdict(Need("cognito-idp:ListUsers"), ARN, "untried"),
    Verdict(Need("cognito-idp:ListUserPools"), "*", "allowed"),
)
EVENTS = (
    Done(CREDENTIALS, 0.1, "ada."),
    Failed(PERMISSIONS, 0.1, DENIED.why),
    Skipped(QUOTAS, "Not tried."),
)


@pytest.fixture
def flown(world, snapshot):
    """Lets the job end with these findings, or well."""

    def ends(*errors, steps=(PERMISSIONS, DOMAIN)):
        findings = [Finding(step, "failed", error=error) for step, error in zip(steps, errors, strict=False)]
        done = Finding(CREDENTIALS, "passed", "ada.")
        permitted = Permitted("simulation", VERDICTS)
        world.answers(Preflight, Preflown((done, *findings), snapshot.identity, None, permitted), *EVENTS)

    return ends


def test_a_line_a_step_and_the_policy_to_ask_for(run, setup_file, flown):
    flown(DENIED)
    ended = run("preflight", "corp.yaml")
    assert ended.status == 3
    assert ended.out.splitlines() == [
        f"passed   {CREDENTIALS.title}: {CREDENTIALS.proves} ada.",
        f"failed   {PERMISSIONS.title}",
        f"         {DENIED.why.happened}",
        "         Ask.",
        f"skipped  {QUOTAS.title}: Not tried.",
    ]
    assert "1 of 2 checks failed: Permissions. Nothing was changed." in ended.err.replace("\n", " ")
    assert "pomerium-cognito policy corp.yaml" in ended.err


def test_json_names_what_is_denied_and_what_could_not_be_tried(run, setup_file, flown):
    flown(DENIED)
    *events, result = run("preflight", "corp.yaml", "--json").lines
    assert [(event["event"], event["id"], event["state"]) for event in events] == [
        ("check", "credentials", "passed"),
        ("check", "permissions", "failed"),
        ("check", "quotas", "skipped"),
    ]
    assert (result["ok"], result["way"], result["needed"], result["job"]) == (False, "simulation", 3, "create")
    assert result["denied"] == [{"action": "cognito-idp:TagResource", "resource": ARN, "why": VERDICTS[0].why}]
    assert [row["action"] for row in result["untried"]] == ["cognito-idp:ListUsers"]
    assert (result["account"], result["partition"]) == ("123456789012", "aws")


@pytest.mark.parametrize(
    ("errors", "status", "names"),
    [((), 0, None), ((DENIED,), 3, None), ((DENIED, TAKEN), 3, ["corp-staff-sso"]), ((DENIED, WRONG), 2, None)],
)
def test_exit_status(run, setup_file, flown, errors, status, names):
    flown(*errors)
    result = run("preflight", "corp.yaml", "--json").result
    assert (result["status"], result.get("names")) == (status, names)


def test_in_practice_mode_it_needs_no_account(run, setup_file, monkeypatch):
    monkeypatch.setenv("POMERIUM_COGNITO_PRACTICE_DELAY", "0")
    ended = run("preflight", "corp.yaml", "--demo", "--json")
    assert (ended.status, ended.result["way"], ended.result["denied"]) == (0, "simulation", [])
