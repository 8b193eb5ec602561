"""What apply made and changed, out of lines of its journal."""

import pytest

from wizard.cognito.journal import Entry
from wizard.cognito.made import Change, Made, made, pools

POOL = "eu-west-1_a"


def line(action, operation, phase="after", change=None, **ids):
    return Entry("2026-01-01", action, operation, phase, {"pool": POOL} | ids, change or {})


def test_everything_that_was_made_is_named():
    found = made(
        [
            line("pool", "create_user_pool"),
            line("client", "create_user_pool_client", client="abc"),
            line("domain", "create_user_pool_domain", domain="corp"),
            line("group:admins", "create_group", group="admins"),
            line("user:ada@x", "admin_create_user", user="uuid"),
            line("user:ada@x", "admin_add_user_to_group", user="uuid", group="admins"),
            line("user:bob@x", "admin_add_user_to_group", user="bob", group="admins"),
            line("branding", "create_managed_login_branding", client="abc", style="s"),
            line("branding:other", "create_managed_login_branding", client="abc", style="t"),
        ],
        POOL,
    )
    assert (found.pool, found.clients, found.domains, found.groups) == (POOL, {"abc"}, {"corp"}, {"admins"})
    assert found.people == {"uuid"}
    assert found.members == {("bob", "admins")}  # of a person of ours, the membership goes with the account
    assert found.styled == {"abc", "other"}


def called(action, operation, outcome, **ids):
    """The lines of a call: before it, and what came of it, None for nothing."""
    lines = [line(action, operation, "before", **{key: id for key, id in ids.items() if key != "client"})]
    return lines + ([line(action, operation, outcome, **ids)] if outcome else [])


@pytest.mark.parametrize("outcome", [None, "unsure"])
def test_a_call_that_was_cut_off_may_have_made_something(outcome):
    found = made(
        [
            *called("client", "create_user_pool_client", outcome),
            *called("domain", "create_user_pool_domain", outcome, domain="corp"),
            *called("group:a", "create_group", outcome, group="a"),
            *called("user:ada@x", "admin_create_user", outcome),
            *called("user:bob@x", "admin_add_user_to_group", outcome, user="bob", group="b"),
            *called("branding:other", "create_managed_login_branding", outcome),
        ],
        POOL,
    )
    assert (found.clients, found.begun_client, found.domains) == (set(), True, {"corp"})
    assert (found.groups, found.people, found.begun_people) == ({"a"}, set(), {"ada@x"})
    assert (found.members, found.styled) == ({("bob", "b")}, {"other"})


def test_what_amazon_refused_to_make_is_somebody_elses():
    refused = [
        *called("client", "create_user_pool_client", "failed"),
        *called("domain", "create_user_pool_domain", "failed", domain="corp"),
        *called("group:a", "create_group", "failed", group="a"),  # there already: made by another one meanwhile
        *called("user:ada@x", "admin_create_user", "failed"),
        *called("branding", "create_managed_login_branding", "failed"),
        line("client", "update_user_pool_client", "before", change={"CallbackURLs": [["a"], ["b"]]}),
        line("client", "update_user_pool_client", "failed"),
    ]
    assert made(refused, POOL) == Made()


def test_a_client_made_in_a_later_run_settles_that_the_one_cut_off_was_none():
    lines = called("client", "create_user_pool_client", None)
    again = called("client", "create_user_pool_client", "after", client="abc")
    found = made([*lines, *again], POOL)
    assert (found.clients, found.begun_client) == ({"abc"}, False)


def test_of_two_clients_each_is_known_until_it_is_removed():
    lines = [line("client", "create_user_pool_client", client=name) for name in ("abc", "def")]
    assert made(lines, POOL).clients == {"abc", "def"}
    assert made([*lines, line("undo:client:abc", "delete_user_pool_client", client="abc")], POOL).clients == {"def"}


def test_pools_that_were_made_and_not_removed():
    lines = [line("pool", "create_user_pool"), Entry("", "pool", "create_user_pool", "after", {"pool": "b"})]
    assert pools(lines) == {POOL, "b"}
    assert pools([*lines, line("undo:pool", "delete_user_pool")]) == {"b"}


def test_lines_of_another_pool_say_nothing():
    assert made([line("client", "create_user_pool_client", client="abc")], "eu-west-1_b") == made([], "eu-west-1_b")


def test_what_was_removed_is_no_longer_ours():
    found = made(
        [
            line("client", "create_user_pool_client", client="abc"),
            line("domain", "create_user_pool_domain", domain="corp"),
            line("group:a", "create_group", group="a"),
            line("user:ada", "admin_create_user", user="ada"),
            line("user:eve@x", "admin_create_user", "before"),
            line("user:ada", "admin_add_user_to_group", user="ada", group="a"),
            line("user:bob", "admin_add_user_to_group", user="bob", group="a"),
            line("user:bob", "admin_add_user_to_group", user="bob", group="b"),
            line("undo:client:abc", "delete_user_pool_client", client="abc"),
            line("undo:domain:corp", "delete_user_pool_domain", domain="corp"),
            line("undo:group:a", "delete_group", group="a"),
            line("undo:user:ada", "admin_delete_user", "unsure", user="ada"),
            line("undo:user:uuid", "admin_delete_user", user="uuid", known_as="eve@x"),
        ],
        POOL,
    )
    assert (found.clients, found.domains, found.groups, found.people) == (set(), set(), set(), {"ada"})
    assert found.begun_people == set()
    assert found.members == {("bob", "b")}


def changed(before, after, phase="before", action="client"):
    return line(action, "update_user_pool_client", phase, change={"CallbackURLs": [before, after]})


def test_of_changes_the_first_value_and_the_last_count_until_they_are_undone():
    done = line("client", "update_user_pool_client")
    lines = [changed(["a"], ["a", "b"]), done, changed(["b", "a"], ["b"]), done]
    undo = changed(["b"], ["a"], action="undo:client")
    assert made(lines, POOL).changes == {"client": {"CallbackURLs": Change(["a"], ["b"])}}
    assert made([*lines, undo], POOL).changes == {"client": {"CallbackURLs": Change(["a"], ["b"])}}
    assert made([*lines, undo, line("undo:client", "update_user_pool_client")], POOL).changes == {}


def test_a_value_that_somebody_gave_in_between_is_the_one_to_put_back():
    lines = [changed(["a"], ["a", "b"]), changed(["theirs"], ["theirs", "b"])]
    found = made(lines, POOL).changes["client"]
    assert found == {"CallbackURLs": Change(["theirs"], ["theirs", "b"])}


def test_of_the_whole_second_factor_only_what_was_sent_is_compared():
    def factor(before, after):
        return line("mfa", "set_user_pool_mfa_config", change={"": [before, after]})

    off, on, must = ({"MfaConfiguration": mode} for mode in ("OFF", "OPTIONAL", "ON"))
    found = made([factor(off, on), factor({**on, "WebAuthnConfiguration": {}}, must)], POOL).changes["mfa"]
    assert found == {"": Change(off, must)}
