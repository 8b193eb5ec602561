"""IAM's answers and the lack of one, turned into verdicts; answers that the stand-in doesn't give are made up here."""

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError

from wizard.cognito import permissions
from wizard.cognito.calls import Calls
from wizard.cognito.need import Case
from wizard.cognito.session import Identity
from wizard.errors import AmazonRefused, Stopped
from wizard.events import Cancel
from wizard.jobs.permitted import find
from wizard.jobs.policy import place_of
from wizard.setup.model import Setup

ACCOUNT = "123456789012"
SETUP = Setup().replace("name", "corp").replace("aws.region", "eu-west-1").replace("domain.prefix", "corp")
FIRST = "cognito-idp:ListUserPools"


def refusal(code, operation="SimulatePrincipalPolicy"):
    return ClientError({"Error": {"Code": code, "Message": "x"}, "ResponseMetadata": {}}, operation)


class Amazon:
    """A session whose clients give what `simulate` and `read` give; both may raise."""

    def __init__(self, simulate, read=dict):
        self.asked = []
        self._simulate, self._read = simulate, read

    def client(self, service, region=None):
        amazon = self

        class Client:
            def __getattr__(self, operation):
                def call(**request):
                    amazon.asked.append((operation, request))
                    return amazon._simulate(request) if operation.startswith("simulate") else amazon._read()

                return call

        return Client()


def ask(amazon, arn=f"arn:aws:iam::{ACCOUNT}:user/ada", setup=SETUP, cancel=None):
    who = Identity(ACCOUNT, arn, "eu-west-1", "aws")
    place = place_of(setup, ACCOUNT, setup.pool.id)
    return find(Calls(amazon, cancel or Cancel(), print), who, Case(setup, permissions.job_of(setup)), place)


def results(**more):
    """Every action is allowed, but the first is as told."""

    def simulate(request):
        rows = [{"EvalActionName": name, "EvalDecision": "allowed"} for name in request["ActionNames"]]
        return {"EvaluationResults": [row | (more if row["EvalActionName"] == FIRST else {}) for row in rows]}

    return simulate


@pytest.mark.parametrize(
    ("answer", "state", "why"),
    [
        ({"EvalDecision": "implicitDeny"}, "denied", ""),
        ({"EvalDecision": "explicitDeny"}, "denied", "denied by name"),
        (
            {"EvalDecision": "implicitDeny", "OrganizationsDecisionDetail": {"AllowedByOrganizations": False}},
            "denied",
            "not let through by the organization",
        ),
        (
            {
                "EvalDecision": "implicitDeny",
                "PermissionsBoundaryDecisionDetail": {"AllowedByPermissionsBoundary": False},
            },
            "denied",
            "not let through by the permissions boundary",
        ),
        (
            {"EvalDecision": "explicitDeny", "MissingContextValues": ["aws:MultiFactorAuthPresent"]},
            "untried",
            "hangs on aws:MultiFactorAuthPresent",
        ),
        (
            {"EvalDecision": "allowed", "ResourceSpecificResults": [{"EvalResourceDecision": "implicitDeny"}]},
            "denied",
            "",
        ),
        ({"EvalActionName": "cognito-idp:Another"}, "untried", "without an answer of IAM"),
    ],
)
def test_what_iam_answers(answer, state, why):
    found = ask(Amazon(results(**answer)))
    assert found.way == "simulation"
    (verdict,) = [each for each in found.verdicts if each.state != "allowed"]
    assert (verdict.need.action, verdict.state, verdict.why) == (FIRST, state, why)


def test_a_simulation_is_asked_with_what_our_requests_carry():
    amazon = Amazon(results())
    ask(amazon, setup=SETUP.replace("pool.tags", (("team", "sso"),)))
    requests = {request["ResourceArns"][0]: request for _, request in amazon.asked}
    pool = requests[f"arn:aws:cognito-idp:eu-west-1:{ACCOUNT}:userpool/eu-west-1_NewPool00"]
    context = {entry["ContextKeyName"]: entry["ContextKeyValues"] for entry in pool["ContextEntries"]}
    assert context["aws:ResourceTag/pomerium-cognito:setup"] == ["corp"]
    assert context["aws:ResourceTag/team"] == context["aws:RequestTag/team"] == ["sso"]
    assert context["aws:RequestedRegion"] == ["eu-west-1"]
    assert set(requests) == {"*", pool["ResourceArns"][0]}


def test_a_long_answer_is_read_to_its_end():
    def simulate(request):
        at = int(request.get("Marker", 0))
        rows = [{"EvalActionName": name, "EvalDecision": "allowed"} for name in request["ActionNames"][at : at + 1]]
        more = at + 1 < len(request["ActionNames"])
        return {"EvaluationResults": rows, "IsTruncated": more, "Marker": str(at + 1)}

    assert {verdict.state for verdict in ask(Amazon(simulate)).verdicts} == {"allowed"}


def fails(error):
    def simulate(request):
        raise error

    return simulate


@pytest.mark.parametrize(
    "error", [refusal("AccessDenied"), refusal("InternalFailure"), ReadTimeoutError(endpoint_url="x")]
)
def test_without_a_simulation_reads_are_tried_at_once(error):
    amazon = Amazon(fails(error))
    found = ask(amazon)
    about = [request["ResourceArns"][0] for name, request in amazon.asked if name.startswith("simulate")]
    assert len(about) == len(set(about)), "nothing is asked twice"
    assert found.way == "reads"
    assert {verdict.state for verdict in found.verdicts if verdict.need.reads} == {"allowed"}
    assert {verdict.state for verdict in found.verdicts if not verdict.need.reads} == {"untried"}
    assert not [name for name, _ in amazon.asked if not name.startswith(("simulate", "describe", "list", "get"))]


def test_a_read_that_meets_a_fault_of_amazons_own_shows_nothing():
    def broken():
        raise refusal("InternalErrorException", "ListUserPools")

    found = ask(Amazon(fails(refusal("AccessDenied")), broken))
    assert {verdict.state for verdict in found.verdicts} == {"untried"}


def test_an_amazon_that_can_not_be_reached_is_told():
    def unreachable():
        raise ReadTimeoutError(endpoint_url="x")

    with pytest.raises(AmazonRefused):
        ask(Amazon(fails(refusal("AccessDenied")), unreachable))


def test_a_wish_to_stop_ends_it():
    cancel = Cancel()

    def simulate(request):
        cancel.wish()
        raise refusal("AccessDenied")

    amazon = Amazon(simulate)
    with pytest.raises(Stopped):
        ask(amazon, cancel=cancel)
    assert {name for name, _ in amazon.asked} == {"simulate_principal_policy"}


def test_the_root_user_is_asked_nothing():
    amazon = Amazon(results())
    found = ask(amazon, f"arn:aws:iam::{ACCOUNT}:root")
    assert (found.way, amazon.asked) == ("root", [])
    assert {verdict.state for verdict in found.verdicts} == {"allowed"}
