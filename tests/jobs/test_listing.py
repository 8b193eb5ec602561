"""Lists for choosing from: whole, page by page, and what a prefix is known to be."""

import dataclasses

import pytest

from wizard.errors import AmazonRefused, Stopped
from wizard.events import Cancel, Found, nobody
from wizard.jobs.listing import AskPrefix, Certificates, Clients, DescribePool, Pools


def test_clients_come_page_by_page_as_they_are_asked_for(world):
    pool = world.cognito.create_user_pool(PoolName=world.name)["UserPool"]["Id"]
    for number in range(61):
        world.cognito.create_user_pool_client(UserPoolId=pool, ClientName=f"c{number}")
    rows = Clients(world.adapters, pool).run(world.events.append, Cancel())
    assert {row.name for row in rows} == {f"c{number}" for number in range(61)}
    assert [len(e.rows) for e in world.events if isinstance(e, Found)] == [60, 1]


def test_a_list_stops_between_two_pages(world):
    cancel = Cancel()
    pool = world.cognito.create_user_pool(PoolName=world.name)["UserPool"]["Id"]
    for number in range(61):
        world.cognito.create_user_pool_client(UserPoolId=pool, ClientName=f"c{number}")
    with pytest.raises(Stopped):
        Clients(world.adapters, pool).run(lambda event: cancel.wish(), cancel)


class Pages:
    """ListUserPools in pages that may be empty and yet have a successor."""

    pages = ([{"Id": "eu-west-1_a", "Name": "a"}], [], [{"Id": "eu-west-1_b"}])

    def list_user_pools(self, MaxResults, NextToken="0"):
        page = int(NextToken)
        more = {"NextToken": str(page + 1)} if page < 2 else {}
        return {"UserPools": self.pages[page], **more}


def test_an_empty_page_is_not_the_end(world):
    class Session:
        access = world.adapters.session.access

        def client(self, service, region=None):
            return Pages()

    rows = Pools(dataclasses.replace(world.adapters, session=Session())).run(nobody, Cancel())
    assert [(row.id, row.name) for row in rows] == [("eu-west-1_a", "a"), ("eu-west-1_b", "")]


def test_pools_tell_name_and_day(world):
    pool = world.cognito.create_user_pool(PoolName=world.name)["UserPool"]
    row = next(row for row in Pools(world.adapters).run(nobody, Cancel()) if row.id == pool["Id"])
    assert (row.name, row.changed) == (world.name, f"{pool['LastModifiedDate']:%Y-%m-%d}")


def test_certificates_come_from_us_east_1_with_the_issued_ones_first(world):
    rows = Certificates(world.adapters).run(nobody, Cancel())
    assert [row.status for row in rows] == ["ISSUED", "PENDING_VALIDATION"]
    assert rows[0].names == ("*.corp.example.com", "auth.corp.example.com")


def test_a_pool_is_described_with_its_second_factor(world):
    made = world.apply(world.setup()).snapshot
    facts = DescribePool(world.adapters, made.pool_id).run(nobody, Cancel())
    assert facts.pool["Name"] == world.name
    assert facts.mfa["MfaConfiguration"] == "OPTIONAL"
    assert facts.providers == ()
    with pytest.raises(AmazonRefused):
        DescribePool(world.adapters, "eu-west-1_Nobody123").run(nobody, Cancel())


def test_a_prefix_is_yours_or_not_known(world):
    made = world.apply(world.setup()).snapshot
    yours = AskPrefix(world.adapters, world.name).run(nobody, Cancel())
    assert (yours.state, yours.pool_id) == ("yours", made.pool_id)
    assert len(yours.names) == 3
    own = AskPrefix(world.adapters, world.name, made.pool_id).run(nobody, Cancel())
    assert (own.state, own.names) == ("unknown", ())
    assert AskPrefix(world.adapters, "corp-login").run(nobody, Cancel()).state == "unknown"
