"""The plan of an undo: pure, from a snapshot, what the journal tells and what is in the pool."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.cognito.inside import Inside
from wizard.cognito.made import Change, Made
from wizard.cognito.removing import DEEDS
from wizard.cognito.session import Identity
from wizard.cognito.snapshot import TAG, Addresses, Snapshot
from wizard.cognito.undoing import plan
from wizard.setup.model import Setup, User

ME = Identity("123456789012", "arn:aws:iam::123456789012:user/ada", "eu-west-1", "aws")
ID = "eu-west-1_AbCdEf123"
POOL = {"Id": ID, "Name": "corp staff", "Domain": "corp", "DeletionProtection": "ACTIVE"}
OURS = POOL | {"UserPoolTags": {TAG: "corp"}}
CLIENT = {"ClientId": "abc", "ClientName": "pomerium", "CallbackURLs": ["https://a/cb"]}
ADA, EVE = ("uuid-1", "ada@corp.example.com"), ("uuid-2", "eve@corp.example.com")


def setup(**more):
    wanted = Setup()
    for path, value in ({"name": "corp", "domain.prefix": "corp", "groups": ("admins",)} | more).items():
        wanted = wanted.replace(path.replace("__", "."), value)
    return wanted


def having(pool=POOL, **more):
    values = {"client": CLIENT, "domains": {"corp": {"UserPoolId": ID, "ManagedLoginVersion": 2}}}
    return Snapshot(ME, Addresses("eu-west-1"), pool=pool, **values | more)


def inside(**more):
    return Inside(**{"clients": (("abc", "pomerium"),), "domains": ("corp",), "groups": ("admins",)} | more)


def undone(have, made=None, there=None, typed=None, **more):
    return plan(setup(**more), have, made or Made(), there or inside(), typed)


def ids(found):
    return [action.id for action in found.actions]


@pytest.mark.parametrize(("pool", "made"), [(OURS, Made()), (POOL, Made(pool=ID))], ids=["tag", "journal"])
def test_a_pool_of_ours_goes_as_a_whole_after_its_domain(pool, made):
    found = undone(having(pool), made)
    assert ids(found) == ["undo:domain:corp", "undo:pool"]
    assert found.actions[1].waits_for == ("undo:domain:corp",)
    assert "protection" in found.actions[1].sentence
    assert found.actions[1].fields[0].after == "app client pomerium, group admins"


def test_where_neither_journal_nor_tag_tells_nothing_is_ours():
    found = undone(having(POOL | {"UserPoolTags": {TAG: "another"}}))
    assert (ids(found), found.refusals) == ([], ())
    assert "no journal on this computer" in found.notes[0]


def test_without_a_pool_there_is_nothing_to_undo():
    assert undone(Snapshot(ME, Addresses("eu-west-1"))).empty


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ({"clients": (("abc", "pomerium"), ("xyz", "portal"))}, "portal (xyz)"),
        ({"domains": ("corp", "auth.corp.example.com")}, "auth.corp.example.com"),
        ({"providers": ("Okta",)}, "Okta"),
        ({"servers": ("https://api.example.com",)}, "https://api.example.com"),
        ({"groups": ("admins", "staff")}, "staff"),
        ({"people": (EVE,)}, "eve@corp.example.com"),
    ],
)
def test_what_others_put_into_a_pool_of_ours_stops_it_named(more, named):
    (fault,) = undone(having(OURS), None, inside(**more)).refusals
    assert named in fault.message


def test_all_that_stands_in_the_way_is_told_at_once():
    there = inside(providers=("Okta",), servers=("api",), people=(EVE,))
    found = undone(having(OURS), None, there)
    assert [fault.rule for fault in found.refusals] == [
        "undo.identity_providers",
        "undo.resource_servers",
        "undo.people",
    ]
    assert found.empty


def test_a_name_that_matches_does_not_let_others_things_go():
    assert undone(having(OURS), None, inside(providers=("Okta",)), "corp staff").refusals


@pytest.mark.parametrize("typed", [None, "", "corp", "CORP STAFF"])
def test_accounts_need_the_pools_exact_name(typed):
    (fault,) = undone(having(OURS), Made(people=frozenset(["uuid-1"])), inside(people=(ADA,)), typed).refusals
    assert fault.mend == "Where that is meant: --delete-people 'corp staff'"


def test_people_whom_apply_did_not_invite_are_named_apart():
    made = Made(people=frozenset(["uuid-1"]))
    (fault,) = undone(having(OURS), made, inside(people=(ADA, EVE), invited=(ADA,))).refusals
    assert "apply did not invite eve@corp.example.com." in fault.message


def test_with_the_name_typed_they_go_with_the_pool_counted():
    there = inside(people=(ADA, EVE), more=True)
    found = undone(having(OURS), None, there, "corp staff")
    assert "more than 2 people" in found.actions[-1].fields[0].after


MADE = Made(
    clients=frozenset(["abc"]),
    domains=frozenset(["corp"]),
    groups=frozenset(["admins"]),
    people=frozenset(["uuid-1"]),
    styled=frozenset(["xyz"]),
    members=frozenset([("uuid-2", "staff"), ("uuid-2", "admins")]),
)
THERE = inside(
    clients=(("abc", "pomerium"), ("xyz", "portal")),
    groups=("admins", "staff"),
    people=(ADA, EVE),
    invited=(ADA,),
    members=MADE.members,
    styled=frozenset(["xyz"]),
)


def test_in_a_pool_of_others_each_thing_of_ours_goes_and_no_other():
    found = undone(having(), MADE, THERE, "corp staff")
    assert ids(found) == [
        "undo:user:uuid-1",
        "undo:member:uuid-2:staff",  # the other membership goes with its group
        "undo:group:admins",
        "undo:style:xyz",
        "undo:client:abc",
        "undo:domain:corp",
    ]
    assert found.actions[1].title == "eve@corp.example.com in the group staff"
    waits = {action.id: action.waits_for for action in found.actions}
    assert waits["undo:group:admins"] == ("undo:user:uuid-1",)
    assert waits["undo:domain:corp"] == ("undo:client:abc",)
    assert any("portal" in note for note in found.notes)  # it loses its login page with the domain


def test_in_a_pool_of_others_only_our_people_ask_for_the_name():
    (fault,) = undone(having(), MADE, THERE).refusals
    assert "ada@corp.example.com" in fault.message
    assert "eve" not in fault.message
    assert not undone(having(), MADE, dataclasses.replace(THERE, invited=())).refusals


def test_what_is_gone_already_is_not_removed_again():
    there = inside(clients=(("xyz", "portal"),), domains=(), groups=("staff",))
    assert ids(undone(having(client=None), MADE, there)) == []


def test_a_client_whose_call_was_cut_off_is_the_one_of_that_name_unless_one_is_adopted():
    begun = Made(begun_client=True)
    assert ids(undone(having(), begun)) == ["undo:client:abc"]
    assert ids(undone(having(), begun, client__id="abc")) == []


def changes(**objects):
    return Made(changes={what: dict(paths) for what, paths in objects.items()})


URLS = {"CallbackURLs": Change(["https://old/cb"], ["https://a/cb"])}


def test_a_changed_member_gets_its_value_back():
    found = undone(having(), changes(client=URLS.items()), client__id="abc")
    (action,) = found.actions
    assert (action.id, action.change, action.wanted) == (
        "undo:client",
        "update",
        {"CallbackURLs": ["https://old/cb"]},
    )
    assert [(f.field, f.before, f.after) for f in action.fields] == [
        ("Callback URLs", "https://a/cb", "https://old/cb")
    ]


def test_a_member_that_was_not_set_is_left_out_again():
    made = changes(client={"LogoutURLs": Change(None, ["https://a/out"])}.items())
    (action,) = undone(having(client=CLIENT | {"LogoutURLs": ["https://a/out"]}), made, client__id="abc").actions
    assert action.wanted == {"LogoutURLs": None}
    assert action.fields[0].after == "not set"


def test_a_value_that_somebody_changed_since_stays_and_is_told():
    have = having(client=CLIENT | {"CallbackURLs": ["https://theirs/cb"]})
    found = undone(have, changes(client=URLS.items()), client__id="abc")
    assert found.empty
    assert found.notes == (
        "Left as it is, since somebody changed it after apply did: App client pomerium: Callback URLs.",
    )


def test_a_value_that_is_back_already_is_no_matter():
    have = having(client=CLIENT | {"CallbackURLs": ["https://old/cb"]})
    found = undone(have, changes(client=URLS.items()), client__id="abc")
    assert (found.empty, found.notes) == (True, ())


def test_what_a_killed_test_sign_in_left_does_not_count_as_somebodys():
    left = "http://127.0.0.1:51000/pomerium-cognito/callback"
    have = having(client=CLIENT | {"CallbackURLs": ["https://a/cb", left]})
    assert ids(undone(have, changes(client=URLS.items()), client__id="abc")) == ["undo:client"]


def test_a_client_of_ours_is_removed_and_not_put_back():
    made = dataclasses.replace(MADE, changes={"client": URLS})
    assert "undo:client" not in ids(undone(having(), made, dataclasses.replace(THERE, invited=())))


def test_the_pool_is_put_back_last_since_its_tier_and_senders_carry_the_rest():
    mfa = {"MfaConfiguration": "OPTIONAL", "EmailMfaConfiguration": {}}
    made = changes(
        pool={"UserPoolTier": Change("LITE", "ESSENTIALS")}.items(),
        mfa={"": Change({"MfaConfiguration": "OFF", "SmsMfaConfiguration": {}}, mfa)}.items(),
        domain={"ManagedLoginVersion": Change(None, 2)}.items(),
    )
    made = dataclasses.replace(made, styled=frozenset(["abc"]))
    have = having(POOL | {"UserPoolTier": "ESSENTIALS"}, mfa=mfa | {"WebAuthnConfiguration": {}})
    found = undone(have, made, inside(styled=frozenset(["abc"])))
    actions = {action.id: action for action in found.actions}
    assert set(actions["undo:pool"].waits_for) == {"undo:mfa", "undo:domain", "undo:style:abc"}
    assert actions["undo:style:abc"].waits_for == ("undo:domain",)  # a managed page without a style is down
    assert actions["undo:mfa"].wanted == {"": {"MfaConfiguration": "OFF"}}  # "off" beside a factor is refused
    assert actions["undo:domain"].wanted == {"Domain": "corp", "ManagedLoginVersion": 1}


def test_a_second_factor_that_somebody_switched_on_since_is_not_taken_away():
    ours = {"MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": {"Enabled": True}}
    before = ours | {"MfaConfiguration": "OPTIONAL"}
    made = changes(mfa={"": Change(before, ours)}.items())
    assert ids(undone(having(mfa=ours), made, inside())) == ["undo:mfa"]
    mailed = undone(having(mfa=ours | {"EmailMfaConfiguration": {}}), made, inside())
    assert mailed.actions == ()
    assert any("somebody changed it after apply did" in note for note in mailed.notes)


def test_of_two_domains_the_one_that_the_setup_names_is_put_back():
    domains = {
        "corp": {"ManagedLoginVersion": 2},
        "auth.corp.example.com": {"ManagedLoginVersion": 2, "CustomDomainConfig": {"CertificateArn": "arn"}},
    }
    have = having(POOL | {"CustomDomain": "auth.corp.example.com"}, domains=domains)
    made = changes(domain={"ManagedLoginVersion": Change(1, 2)}.items())
    (action,) = undone(have, made, inside(domains=tuple(domains))).actions
    assert action.wanted["Domain"] == "corp"


@pytest.mark.parametrize("second", [("bob", "x@corp.example.com"), ("x@corp.example.com", "y@corp.example.com")])
def test_each_invited_person_is_an_action_whatever_they_are_called(second):
    both = (("ada", "x@corp.example.com"), second)
    found = undone(having(), Made(), inside(invited=both), "corp staff")
    assert ids(found) == ["undo:user:ada", f"undo:user:{second[0]}"]
    assert [action.title for action in found.actions] == [f"Person {shown}" for _, shown in both]


names = st.sampled_from(["abc", "xyz", "admins", "staff", "corp", "uuid-1", "uuid-2"])
sets = st.frozensets(names, max_size=4)


@given(
    made=st.builds(
        Made,
        pool=st.sampled_from([None, ID]),
        clients=sets,
        begun_client=st.booleans(),
        domains=sets,
        groups=sets,
        people=sets,
        styled=sets,
        members=st.frozensets(st.tuples(names, names), max_size=4),
    ),
    there=st.builds(
        Inside,
        clients=st.lists(st.tuples(names, st.sampled_from(["pomerium", "portal"])), unique_by=lambda c: c[0]).map(
            tuple
        ),
        domains=st.lists(names, unique=True, max_size=2).map(tuple),
        groups=st.lists(names, unique=True).map(tuple),
        people=st.lists(st.tuples(names, names), unique_by=lambda p: p[0]).map(tuple),
    ),
    typed=st.sampled_from([None, "corp staff"]),
    tagged=st.booleans(),
)
def test_whatever_is_there_nothing_goes_that_is_not_ours(made, there, typed, tagged):
    there = dataclasses.replace(
        there,
        invited=tuple(who for who in there.people if who[0] in made.people),
        members=frozenset(pair for pair in made.members if pair[1] in there.groups),
        styled=made.styled & {client_id for client_id, _ in there.clients},
    )
    have = having(OURS if tagged else POOL, client=CLIENT if "abc" in dict(there.clients) else None)
    found = plan(setup(users=(User("uuid-1", None, ()),)), have, made, there, typed)
    if found.refusals:
        assert found.empty
        return
    assert len(set(ids(found))) == len(found.actions)
    for action in found.actions:
        assert action.kind in DEEDS
        assert set(action.waits_for) <= set(ids(found)) - {action.id}
        wanted = action.wanted or {}
        if action.kind == "undo pool":
            assert tagged or made.pool
            assert not there.people or typed
            assert {name for _, name in there.clients} <= {"pomerium"} or {
                c for c, _ in there.clients
            } <= made.clients | {"abc"}
        elif not (tagged or made.pool):
            ours = made.clients | made.domains | made.groups | made.people | made.styled | {u for u, _ in made.members}
            ours |= {"abc"} if made.begun_client else set()
            assert set(wanted.values()) & ours
