"""The executor: order, side by side, what a failure holds up, retries, cancel, the journal around each write."""

import threading

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from wizard.cognito import calls as calls_module
from wizard.cognito.executor import execute
from wizard.cognito.journal import Journal
from wizard.cognito.planner import plan
from wizard.cognito.session import Identity
from wizard.cognito.snapshot import Addresses, Snapshot
from wizard.errors import KeyringUnusable
from wizard.errors.keyring import silent
from wizard.events import Cancel, Done, Failed, Skipped, Started, Waiting
from wizard.setup.model import Setup, User

ME = Identity("123456789012", "arn:aws:iam::123456789012:user/ada", "eu-west-1", "aws")
SECRET = "canary0secret0never0shown"


def refusal(code, message="Rate exceeded"):
    return ClientError({"Error": {"Code": code, "Message": message}}, "Operation")


class Amazon:
    """Answers each operation as told; `faults` holds, by operation, the errors to give first."""

    def __init__(self, **faults):
        self.faults = {name: list(errors) for name, errors in faults.items()}
        self.made = []
        self.inside = threading.Event()
        self.lock = threading.Lock()

    def __getattr__(self, operation):
        def call(**request):
            with self.lock:
                if self.faults.get(operation):
                    raise self.faults[operation].pop(0)
                self.made.append(operation)
            answers = {
                "create_user_pool": {"UserPool": {"Id": "eu-west-1_a"}},
                "create_user_pool_client": {"UserPoolClient": {"ClientId": "abc", "ClientSecret": SECRET}},
                "admin_create_user": {"User": {"Username": "uuid"}},
                "describe_user_pool_domain": {"DomainDescription": {}},
                "create_managed_login_branding": {"ManagedLoginBranding": {"ManagedLoginBrandingId": "style"}},
            }
            return answers.get(operation, {})

        return call


class FakeSession:
    def __init__(self, amazon):
        self.amazon = amazon

    def client(self, service, region=None):
        return self.amazon

    def identity(self):
        return ME


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch):
    monkeypatch.setattr(calls_module, "_FIRST_PAUSE", 0.0001)


def wanted():
    setup = Setup(groups=("admins",), users=(User("ada@corp.example.com", None, ("admins",)),))
    for path, value in {
        "name": "corp",
        "pool.name": "corp",
        "domain.prefix": "corp",
        "pomerium.authenticate_url": "https://authenticate.corp.example.com",
    }.items():
        setup = setup.replace(path, value)
    return setup


class Ran:
    def __init__(self, tmp_path, amazon, cancel=None, keep=None, at=None):
        self.kept, self.events = {}, []
        self.threads = set()
        self.journal = Journal(tmp_path, ME, "corp")

        def sink(event):
            self.threads.add(threading.current_thread().name)
            self.events.append(event)
            if at:
                at(event)

        def store(pool_id, client_id, secret):
            self.kept[pool_id, client_id] = secret

        self.outcome = execute(
            plan(wanted(), Snapshot(ME, Addresses("eu-west-1"))),
            FakeSession(amazon),
            self.journal,
            keep or store,
            {},
            sink=sink,
            cancel=cancel or Cancel(),
        )

    def of(self, kind):
        return [event.of.id for event in self.events if isinstance(event, kind)]


def test_everything_is_done_in_order_and_told_in_one_thread(tmp_path):
    amazon = Amazon()
    ran = Ran(tmp_path, amazon)
    assert not ran.outcome.errors
    assert len(ran.outcome.done) == 7
    assert amazon.made[0] == "create_user_pool"
    assert amazon.made.index("create_user_pool_client") < amazon.made.index("create_managed_login_branding")
    assert amazon.made.index("create_group") < amazon.made.index("admin_add_user_to_group")
    assert ran.threads == {threading.current_thread().name}
    assert sorted(ran.of(Started)) == sorted(ran.of(Done))
    assert ran.kept["eu-west-1_a", "abc"].reveal() == SECRET


def test_each_write_stands_in_the_journal_before_and_after_and_no_secret_does(tmp_path):
    ran = Ran(tmp_path, Amazon())
    phases = {}
    for entry in ran.journal.entries():
        phases.setdefault(entry.operation, []).append(entry.phase)
    assert len(phases) == 8
    assert all(found == ["before", "after"] for found in phases.values())
    assert ran.journal.known() == {"pool": "eu-west-1_a", "client": "abc", "mfa": "eu-west-1_a"}
    assert SECRET not in next((tmp_path / "journals").glob("*.jsonl")).read_text()


def test_independent_actions_run_side_by_side(tmp_path):
    both = threading.Barrier(2, timeout=10)

    class Meeting(Amazon):
        def create_user_pool_client(self, **request):
            both.wait()
            return {"UserPoolClient": {"ClientId": "abc", "ClientSecret": SECRET}}

        def create_user_pool_domain(self, **request):
            both.wait()
            return {}

    assert not Ran(tmp_path, Meeting()).outcome.errors


def test_a_failure_holds_up_only_what_waits_for_it(tmp_path):
    ran = Ran(tmp_path, Amazon(create_user_pool_client=[refusal("LimitExceededException", "too many")]))
    assert list(ran.outcome.errors) == ["client"]
    assert ran.of(Skipped) == ["branding"]
    assert "domain" in ran.outcome.done
    assert [e.phase for e in ran.journal.entries() if e.operation == "create_user_pool_client"] == ["before", "failed"]


def test_throttling_is_waited_out_and_told(tmp_path):
    faults = [refusal("TooManyRequestsException"), refusal("ConcurrentModificationException")]
    ran = Ran(tmp_path, Amazon(create_user_pool_domain=faults))
    assert not ran.outcome.errors
    assert ran.of(Waiting) == ["domain", "domain"]
    told = next(event for event in ran.events if isinstance(event, Waiting))
    assert (told.attempt, told.attempts) == (2, calls_module.ATTEMPTS)


def test_throttling_without_end_ends_within_the_bound(tmp_path):
    faults = [refusal("TooManyRequestsException") for _ in range(50)]
    ran = Ran(tmp_path, Amazon(create_user_pool=faults))
    assert list(ran.outcome.errors) == ["pool"]
    assert len(faults) == 50
    assert len(ran.of(Waiting)) == calls_module.ATTEMPTS - 1
    assert len(ran.of(Skipped)) == 6


@pytest.mark.parametrize(
    "fault", [EndpointConnectionError(endpoint_url="x"), refusal("InternalErrorException", "oops")]
)
def test_a_write_whose_fate_is_not_known_is_not_repeated(tmp_path, fault):
    amazon = Amazon(create_user_pool=[fault])
    ran = Ran(tmp_path, amazon)
    assert list(ran.outcome.errors) == ["pool"]
    assert "create_user_pool" not in amazon.made


def test_a_wish_to_stop_lets_the_call_in_flight_end_and_begins_nothing_new(tmp_path):
    cancel = Cancel()
    ran = Ran(tmp_path, Amazon(), cancel, at=lambda event: cancel.wish() if isinstance(event, Done) else None)
    assert ran.outcome.done[0] == "pool"
    assert len(ran.outcome.done) < 7
    befores = [e.operation for e in ran.journal.entries() if e.phase == "before"]
    ends = [e.operation for e in ran.journal.entries() if e.phase != "before"]
    assert sorted(befores) == sorted(ends)


def test_a_keyring_that_fails_after_the_client_is_made_is_the_clients_fault(tmp_path):
    def refuse(pool_id, client_id, secret):
        raise KeyringUnusable(silent(25))

    ran = Ran(tmp_path, Amazon(), keep=refuse)
    assert isinstance(ran.outcome.errors["client"], KeyringUnusable)
    assert ran.journal.known()["client"] == "abc"
    assert ran.of(Failed) == ["client"]


def test_a_taken_prefix_offers_names_and_all_else_is_kept(tmp_path):
    taken = refusal("InvalidParameterException", "Domain already associated with another user pool.")
    ran = Ran(tmp_path, Amazon(create_user_pool_domain=[taken]))
    error = ran.outcome.errors["domain"]
    assert error.status == 3
    assert error.names
    assert all(name.startswith("corp-") for name in error.names)
    assert len(ran.outcome.done) == 6


def test_a_sink_that_fails_begins_nothing_more(tmp_path):
    amazon, cancel = Amazon(), Cancel()

    def fail(event):
        if isinstance(event, Done):
            raise RuntimeError("the window is gone")

    with pytest.raises(RuntimeError, match="gone"):
        Ran(tmp_path, amazon, cancel, at=fail)
    assert cancel.wished
    assert amazon.made == ["create_user_pool"]
