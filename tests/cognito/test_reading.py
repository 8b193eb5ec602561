"""Reading what exists, from answers that are written down here; the stand-ins answer it in tests of jobs."""

import pytest
from botocore.exceptions import ClientError

from wizard.cognito.calls import Calls
from wizard.cognito.reading import pages, read
from wizard.cognito.session import Identity
from wizard.cognito.snapshot import TAG, Addresses
from wizard.errors import AmazonRefused, Stopped
from wizard.events import Cancel
from wizard.setup.model import Setup, User

ME = Identity("123456789012", "arn:aws:iam::123456789012:user/ada", "eu-west-1", "aws")
POOL = "eu-west-1_AbCdEf123"


def refusal(code):
    return ClientError({"Error": {"Code": code, "Message": "no"}}, "X")


class Amazon:
    """One pool with one client; keyword arguments are functions that answer an operation instead."""

    def __init__(self, pool=None, **answers):
        self.pool = {"Name": "corp", "UserPoolTags": {TAG: "corp"}, **(pool or {})}
        self.answers = answers
        self.asked = []

    def client(self, service, region=None):
        return self

    def __getattr__(self, operation):
        def call(**request):
            self.asked.append((operation, request))
            if operation in self.answers:
                return self.answers[operation](**request)
            return {
                "describe_user_pool": {"UserPool": self.pool},
                "list_user_pools": {"UserPools": [{"Id": POOL, "Name": "corp"}]},
                "list_user_pool_clients": {"UserPoolClients": [{"ClientId": "abc", "ClientName": "pomerium"}]},
                "describe_user_pool_client": {
                    "UserPoolClient": {"ClientId": "abc", "ClientName": "pomerium", "ClientSecret": "canary0secret"}
                },
                "get_user_pool_mfa_config": {"MfaConfiguration": "OFF", "ResponseMetadata": {}},
                "list_users": {"Users": []},
            }.get(operation, {})

        return call

    def of(self, operation):
        return [request for name, request in self.asked if name == operation]


def setup(**more):
    made = Setup()
    for path, value in ({"name": "corp", "pool__name": "corp", "aws__region": "eu-west-1"} | more).items():
        made = made.replace(path.replace("__", "."), value)
    return made


def look(amazon, wanted=None, **known):
    calls = Calls(amazon, Cancel(), lambda *_: None)
    return read(calls, wanted or setup(), ME, Addresses("eu-west-1"), known)


def test_the_secret_stands_in_one_place_alone_and_in_no_repr():
    found = look(Amazon())
    assert found.client_secret.reveal() == "canary0secret"
    assert "ClientSecret" not in found.client
    assert "canary" not in repr(found)


def test_nothing_is_asked_that_the_setup_does_not_need():
    amazon = Amazon()
    look(amazon, setup(domain__managed_login=False))
    names = {name for name, _ in amazon.asked}
    assert not names & {"list_groups", "list_users", "describe_user_pool_domain"}
    assert "describe_managed_login_branding_by_client" not in names


def test_a_pool_that_only_shares_the_name_is_noted():
    found = look(Amazon(pool={"UserPoolTags": {}}))
    assert found.pool is None
    assert POOL in found.notes[0]


def test_the_journals_pool_is_taken_without_looking_for_it():
    amazon = Amazon()
    assert look(amazon, pool=POOL).pool_id == POOL
    assert amazon.of("list_user_pools") == []


def test_a_pool_that_was_deleted_is_looked_for_by_its_tag():
    def describe(UserPoolId):
        if UserPoolId != POOL:
            raise refusal("ResourceNotFoundException")
        return {"UserPool": {"Name": "corp", "UserPoolTags": {TAG: "corp"}}}

    assert look(Amazon(describe_user_pool=describe), pool="eu-west-1_gone").pool_id == POOL


def test_no_permission_is_not_taken_for_absence():
    def describe(UserPoolId):
        raise refusal("AccessDeniedException")

    with pytest.raises(AmazonRefused):
        look(Amazon(describe_user_pool=describe))


@pytest.mark.parametrize(
    ("tags", "known", "due"),
    [({TAG: "corp"}, {}, True), ({TAG: "corp"}, {"mfa": POOL}, False), ({}, {"pool": POOL}, False)],
)
def test_a_pool_of_ours_whose_second_factor_was_never_set(tags, known, due):
    assert look(Amazon(pool={"UserPoolTags": tags}), **({"pool": POOL} | known)).mfa_due is due


def test_the_journals_client_goes_before_one_of_that_name_unless_it_is_gone():
    rows = [{"ClientId": "abc", "ClientName": "pomerium"}, {"ClientId": "old", "ClientName": "before"}]

    def describe(UserPoolId, ClientId):
        if ClientId == "gone":
            raise refusal("ResourceNotFoundException")
        return {"UserPoolClient": {"ClientId": ClientId}}

    amazon = Amazon(list_user_pool_clients=lambda **_: {"UserPoolClients": rows}, describe_user_pool_client=describe)
    assert look(amazon, pool=POOL, client="old").client_id == "old"
    assert amazon.of("list_user_pool_clients") == []
    assert look(amazon, pool=POOL, client="gone").client_id == "abc"
    assert [fault.rule for fault in look(amazon, setup(client__id="gone")).problems] == ["client.id.exists"]


def test_of_very_many_pools_only_those_of_the_name_are_described():
    pages_of_60 = [[{"Id": f"p_{n}-{m}", "Name": f"pool{n}-{m}"} for m in range(60)] for n in range(20)]
    pages_of_60[7][3] = {"Id": POOL, "Name": "corp"}

    def answer(MaxResults, NextToken="0"):
        more = {"NextToken": str(int(NextToken) + 1)} if int(NextToken) + 1 < len(pages_of_60) else {}
        return {"UserPools": pages_of_60[int(NextToken)], **more}

    amazon = Amazon(list_user_pools=answer)
    assert look(amazon).pool_id == POOL
    assert [request["UserPoolId"] for request in amazon.of("describe_user_pool")] == [POOL]


def test_groups_and_memberships_are_read_to_the_last_page():
    def in_two(member):
        def answer(NextToken=None, **request):
            assert request["Limit"] == 60
            name, more = ("b", {}) if NextToken else ("a", {"NextToken": "t"})
            return {member: [{"GroupName": name}], **more}

        return answer

    amazon = Amazon(
        list_groups=in_two("Groups"),
        admin_list_groups_for_user=in_two("Groups"),
        list_users=lambda **_: {"Users": [{"Username": "uuid"}]},
    )
    found = look(amazon, setup(groups=("a",), users=(User("ada@corp.example.com", None, ("b",)),)))
    assert found.groups == {"a", "b"}
    assert found.people["ada@corp.example.com"].groups == {"a", "b"}


@pytest.mark.parametrize(
    ("user", "sensitive", "filters"),
    [
        (User("ada@x.com"), False, ['email = "ada@x.com"']),
        (User("Ada@x.com"), False, ['email = "Ada@x.com"', 'email = "ada@x.com"']),
        (User("Ada@x.com"), True, ['email = "Ada@x.com"']),
        (User("a@x.com", 'a"d\\a'), False, ['username = "a\\"d\\\\a"']),
    ],
)
def test_people_are_looked_for_by_a_filter_that_means_what_it_says(user, sensitive, filters):
    amazon = Amazon(pool={"UsernameConfiguration": {"CaseSensitive": sensitive}})
    assert look(amazon, setup(users=(user,))).people == {}
    assert [request["Filter"] for request in amazon.of("list_users")] == filters


DOMAINS = {"Domain": "corp", "CustomDomain": "auth.corp.example.com"}


@pytest.mark.parametrize(("versions", "asked"), [((1, 1), 2), ((1, 2), 2), ((2, 2), 1)])
def test_other_clients_are_asked_for_their_style_while_they_have_classic_pages(versions, asked):
    version = dict(zip(DOMAINS.values(), versions, strict=True))
    rows = [{"ClientId": "abc", "ClientName": "pomerium"}, {"ClientId": "other"}]

    def bare(**_):
        raise refusal("ResourceNotFoundException")

    amazon = Amazon(
        pool=DOMAINS,
        list_user_pool_clients=lambda **_: {"UserPoolClients": rows},
        describe_user_pool_domain=lambda Domain: {"DomainDescription": {"ManagedLoginVersion": version[Domain]}},
        describe_managed_login_branding_by_client=bare,
    )
    found = look(amazon, setup(domain__prefix="corp", domain__managed_login=True))
    assert len(found.unstyled) == asked
    assert not found.styled


@pytest.mark.parametrize(
    ("more", "pool", "owner"),
    [
        ({"domain__prefix": "corp"}, {}, "eu-west-1_other"),
        ({"domain__custom": "auth.corp.example.com"}, {}, "eu-west-1_other"),
        ({"domain__prefix": "corp"}, DOMAINS, None),
        ({}, {}, None),
    ],
)
def test_a_domain_of_another_pool_of_yours_is_told(more, pool, owner):
    answer = {"DomainDescription": {"UserPoolId": "eu-west-1_other"}}
    amazon = Amazon(pool=pool, describe_user_pool_domain=lambda Domain: answer)
    assert look(amazon, setup(**more)).elsewhere == owner


def test_pages_send_the_token_back_and_no_more():
    sent = []

    def answer(**request):
        sent.append(request)
        return {"UserPools": [], "NextToken": "t"} if len(sent) == 1 else {"UserPools": [{"Id": "x"}]}

    calls = Calls(Amazon(list_user_pools=answer), Cancel(), lambda *_: None)
    assert list(pages(calls, "list_user_pools", "UserPools")) == [{"Id": "x"}]
    assert sent == [{"MaxResults": 60}, {"MaxResults": 60, "NextToken": "t"}]


def long_account(count, page=60):
    """An account of many pools, the last of which is ours by name and tag."""

    def listed(MaxResults, NextToken="0"):
        first = int(NextToken)
        rows = [{"Id": f"eu-west-1_{n}", "Name": "corp" if n == count - 1 else f"other-{n}"} for n in range(count)]
        more = {"NextToken": str(first + page)} if first + page < count else {}
        return {"UserPools": rows[first : first + page], **more}

    return Amazon(list_user_pools=listed)


def test_a_long_list_is_told_as_it_is_read_and_each_pool_of_the_name_alone_is_described():
    said, amazon = [], long_account(1500)
    read(Calls(amazon, Cancel(), lambda *_: None, said.append), setup(), ME, Addresses("eu-west-1"), {})
    assert said == ["600 user pools looked through so far.", "1,200 user pools looked through so far."]
    assert [request["UserPoolId"] for request in amazon.of("describe_user_pool")] == ["eu-west-1_1499"]


def test_a_long_list_is_left_off_as_soon_as_somebody_stops():
    cancel, amazon = Cancel(), long_account(6000)
    with pytest.raises(Stopped):
        read(Calls(amazon, cancel, lambda *_: None, lambda _: cancel.wish()), setup(), ME, Addresses("eu-west-1"), {})
    assert len(amazon.of("list_user_pools")) < 30


def test_styles_of_very_many_clients_are_announced():
    rows = [{"ClientId": f"c{n}", "ClientName": f"n{n}"} for n in range(100)]
    amazon = Amazon(
        pool={"Domain": "corp"},
        list_user_pool_clients=lambda **_: {"UserPoolClients": rows},
        describe_user_pool_domain=lambda Domain: {"DomainDescription": {"UserPoolId": POOL, "ManagedLoginVersion": 1}},
    )
    said = []
    read(Calls(amazon, Cancel(), lambda *_: None, said.append), setup(), ME, Addresses("eu-west-1"), {})
    assert said == ["Asking for the login page style of each of 100 app clients."]
