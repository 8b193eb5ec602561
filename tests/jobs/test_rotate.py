"""A rotation on the stand-in: done, cut short at each step, refused; a secret that works is always stored."""

import dataclasses

import httpx
import pytest

from wizard.cognito.calls import Calls
from wizard.errors import FaultFound, InputRefused
from wizard.events import Cancel, Progress
from wizard.jobs import rotate as rotate_job
from wizard.jobs.plan import look
from wizard.jobs.rotate import PlanRotation, Rotate
from wizard.jobs.secret import FRESH, OLD, key_of
from wizard.jobs.verify import Verify
from wizard.practice.api import client_secrets
from wizard.setup.model import Output
from wizard.vault import NoStore, Secret


class Cut(BaseException):
    """As a process that is killed: nothing catches it."""


@pytest.fixture
def made(world, tmp_path):
    """A setup that is applied, and its key."""
    setup = world.setup(pomerium__outputs=(Output("config-yaml", "config.yaml"),))
    return setup, key_of(world.apply(setup).snapshot)


def rotate(world, setup, folder, *, taken=lambda _: True, adapters=None):
    job = Rotate(adapters or world.adapters, setup, folder, taken, grace=0)
    return job.run(world.events.append, Cancel())


def works(world, key, secret):
    """Whether Amazon's token endpoint takes it, asked without the wizard's own check."""
    form = {"grant_type": "authorization_code", "code": "none", "redirect_uri": f"https://{world.name}.example.com"}
    url = f"{world.adapters.login_base}/oauth2/token"
    answer = httpx.post(url, data=form, auth=(key.client_id, secret.reveal()), trust_env=False)
    return answer.json()["error"] == "invalid_grant"


def at_amazon(world, key):
    ids = {"UserPoolId": key.pool_id, "ClientId": key.client_id}
    return [row["ClientSecretId"] for row in world.cognito.list_user_pool_client_secrets(**ids)["ClientSecrets"]]


def in_store(world, key, what="client_secret"):
    return world.adapters.store.get(dataclasses.replace(key, what=what))


def finished(world, key, before, folder):
    new = in_store(world, key)
    assert new != before
    assert works(world, key, new)
    assert not works(world, key, before)
    assert len(at_amazon(world, key)) == 1
    assert (in_store(world, key, FRESH), in_store(world, key, OLD)) == (None, None)
    assert new.reveal() in (folder / "config.yaml").read_text()


def test_the_new_secret_is_in_use_and_the_old_one_gone(world, made, tmp_path):
    setup, key = made
    before = in_store(world, key)
    assert rotate(world, setup, tmp_path).finished
    finished(world, key, before, tmp_path)
    assert before.reveal() not in (tmp_path / "config.yaml").read_text()
    told = (
        repr(world.events)
        + (world.adapters.state / "journals")
        .joinpath(next((world.adapters.state / "journals").glob("*.jsonl")).name)
        .read_text()
    )
    assert in_store(world, key).reveal() not in told
    assert world.plan(setup).empty
    assert rotate(world, setup, tmp_path).finished  # and once more


class Breaking:
    """A store, and Amazon's writes through `Calls.write`, cut off at the n-th step; each write counts twice."""

    def __init__(self, world, at):
        self.store, self.left = world.adapters.store, at
        self.name, self.keeps, self.get, self.probe = self.store.name, True, self.store.get, self.store.probe

    def step(self):
        self.left -= 1
        if self.left == 0:
            raise Cut

    def put(self, key, secret):
        self.step()
        self.store.put(key, secret)
        self.step()

    def forget(self, key):
        self.step()
        return self.store.forget(key)


def test_cut_short_at_each_step_a_working_secret_is_stored_and_the_next_run_ends_it(world, tmp_path, monkeypatch):
    write = Calls.write
    setup = world.setup(pomerium__outputs=(Output("config-yaml", "config.yaml"),))
    key = key_of(world.apply(setup).snapshot)
    step = 0
    while True:
        step += 1
        before = in_store(world, key)
        breaking = Breaking(world, step)

        def cut(calls, *given, breaking=breaking, **more):
            breaking.step()
            answer = write(calls, *given, **more)
            breaking.step()
            return answer

        with monkeypatch.context() as patch:
            patch.setattr(Calls, "write", cut)
            try:
                rotate(world, setup, tmp_path, adapters=dataclasses.replace(world.adapters, store=breaking))
            except Cut:
                assert works(world, key, in_store(world, key)), step
                known = [secret for what in (FRESH, OLD, "client_secret") if (secret := in_store(world, key, what))]
                assert sum(works(world, key, secret) for secret in set(known) | set(known[:1])) >= 1
            else:
                break
        assert rotate(world, setup, tmp_path).finished
        finished(world, key, before, tmp_path)
    assert step > 12


def secret_check(world, setup):
    """What verify tells of the secret: it passes at each step."""
    results = Verify(world.adapters, setup, 0).run(world.events.append, Cancel()).results
    (outcome,) = [result.outcome for result in results if result.check.id == "client_secret"]
    assert outcome.state == "passed"
    return outcome


def test_where_pomerium_has_to_be_restarted_the_old_secret_stays_until_then(world, tmp_path):
    setup = world.setup(pomerium__outputs=(Output("env", "pomerium.env"),))
    key = key_of(world.apply(setup).snapshot)
    before = in_store(world, key)
    asked = []
    done = rotate(world, setup, tmp_path, taken=lambda found: asked.append(found.by_itself))
    assert (done.finished, asked) == (False, [False])
    assert works(world, key, before)
    assert works(world, key, in_store(world, key))
    assert in_store(world, key).reveal() in (tmp_path / "pomerium.env").read_text()
    assert "begun" in secret_check(world, setup).cause
    assert rotate(world, setup, tmp_path).finished
    assert secret_check(world, setup).cause == ""
    assert not works(world, key, before)


def test_a_secret_that_somebody_keeps_in_a_file_of_their_own_is_theirs_to_change(world, tmp_path):
    setup = world.setup(pomerium__outputs=(Output("config-yaml", "config.yaml"),))
    key = key_of(world.apply(setup).snapshot)
    before = in_store(world, key)
    (tmp_path / "config.yaml").write_text("idp_client_secret_file: /run/secrets/idp\n")
    asked = []
    done = rotate(world, setup, tmp_path, taken=lambda found: asked.append(found.by_itself))
    assert (done.finished, asked) == (False, [False])
    assert works(world, key, before)
    assert in_store(world, key).reveal() not in (tmp_path / "config.yaml").read_text()


def test_pomerium_has_its_time_before_the_old_one_goes(world, made, tmp_path):
    setup, _ = made
    Rotate(world.adapters, setup, tmp_path, lambda _: True, grace=0.01).run(world.events.append, Cancel())
    assert any(isinstance(event, Progress) and "0.01 seconds" in event.text for event in world.events)


def test_a_secret_that_somebody_else_put_in_the_old_one_s_place_stays(world, made, tmp_path, monkeypatch):
    setup, key = made
    ids = {"UserPoolId": key.pool_id, "ClientId": key.client_id}
    (old,) = at_amazon(world, key)
    assert not rotate(world, setup, tmp_path, taken=lambda _: False).finished
    world.cognito.delete_user_pool_client_secret(**ids, ClientSecretId=old)
    monkeypatch.setattr(client_secrets, "secret_id", lambda client, now: f"{client['id']}--{int(now) + 60}")
    world.cognito.add_user_pool_client_secret(**ids, ClientSecret="theirs0123456789theirs0123456789")
    there = at_amazon(world, key)
    assert rotate(world, setup, tmp_path).finished
    assert at_amazon(world, key) == there
    assert works(world, key, in_store(world, key))


def test_a_second_secret_of_somebody_else_stops_it_before_anything_is_sent(world, made, tmp_path):
    setup, key = made
    world.cognito.add_user_pool_client_secret(UserPoolId=key.pool_id, ClientId=key.client_id)
    both = at_amazon(world, key)
    with pytest.raises(InputRefused) as caught:
        rotate(world, setup, tmp_path)
    assert all(name in str(caught.value) for name in both)
    assert at_amazon(world, key) == both


def test_without_a_store_or_a_login_domain_it_says_so_first(world, made, tmp_path):
    setup, key = made
    with pytest.raises(InputRefused, match="--secrets none"):
        rotate(world, setup, tmp_path, adapters=dataclasses.replace(world.adapters, store=NoStore()))
    world.cognito.delete_user_pool_domain(UserPoolId=key.pool_id, Domain=setup.domain.prefix)
    with pytest.raises(FaultFound, match="no login domain"):
        PlanRotation(world.adapters, setup).run(world.events.append, Cancel())
    assert len(at_amazon(world, key)) == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"ClientType": "DCR"}, "registered itself"),
        ({"ClientSecretArn": "arn:aws:secretsmanager:eu-west-1:1:secret:x"}, "Secrets Manager"),
    ],
)
def test_a_client_that_cannot_have_a_second_secret_is_told_first(world, made, monkeypatch, change, says):
    setup, key = made
    known = rotate_job.look

    def changed(*given):
        found = known(*given)
        return dataclasses.replace(found, client={**found.client, **change})

    monkeypatch.setattr(rotate_job, "look", changed)
    with pytest.raises(InputRefused, match=says):
        PlanRotation(world.adapters, setup).run(world.events.append, Cancel())
    assert len(at_amazon(world, key)) == 1


def test_a_boto3_without_the_calls_is_told_first(world, made, monkeypatch):
    setup, key = made
    model = world.adapters.session.client("cognito-idp").meta.service_model
    monkeypatch.setattr(model, "operation_names", [name for name in model.operation_names if "Secret" not in name])
    with pytest.raises(InputRefused, match="boto3"):
        PlanRotation(world.adapters, setup).run(world.events.append, Cancel())
    assert len(at_amazon(world, key)) == 1


def test_what_amazon_does_not_take_changes_nothing_that_pomerium_has(world, made, tmp_path, monkeypatch):
    setup, key = made
    monkeypatch.setattr("wizard.jobs.rotate._PATIENCE", 0)
    before = in_store(world, key)
    fresh = Secret("f" * 40)
    world.adapters.store.put(dataclasses.replace(key, what=FRESH), fresh)
    world.cognito.add_user_pool_client_secret(UserPoolId=key.pool_id, ClientId=key.client_id)  # another value
    with pytest.raises(FaultFound, match="does not take"):
        rotate(world, setup, tmp_path)
    assert in_store(world, key) == before
    assert look(world.adapters, setup, world.events.append, Cancel()).client_secret == before
