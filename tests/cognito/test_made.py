"""What apply made and changed, out of lines of its journal."""

from wizard.cognito.journal import Entry
from wizard.cognito.made import Change, made

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
            line("branding:other", "create_managed_login_branding", style="s"),
        ],
        POOL,
    )
    assert (found.pool, found.client, found.domains, found.groups) == (POOL, "abc", {"corp"}, {"admins"})
    assert found.people == {"uuid"}
    assert found.members == {("bob", "admins")}  # of a person of ours, the membership goes with the account
    assert found.styled == {"other"}


def test_calls_of_unknown_end_count_and_refused_ones_do_not():
    found = made(
        [
            line("client", "create_user_pool_client", "before"),
            line("domain", "create_user_pool_domain", "unsure"),
            line("group:a", "create_group", "before"),
            line("group:b", "create_group", "failed"),
        ],
        POOL,
    )
    assert (found.client, found.begun_client, found.begun_domain) == (None, True, True)
    assert found.groups == {"a"}


def test_lines_of_another_pool_say_nothing():
    assert made([line("client", "create_user_pool_client", client="abc")], "eu-west-1_b") == made([], "eu-west-1_b")


def test_what_was_removed_is_no_longer_ours():
    found = made(
        [
            line("client", "create_user_pool_client", client="abc"),
            line("domain", "create_user_pool_domain", domain="corp"),
            line("group:a", "create_group", group="a"),
            line("user:ada", "admin_create_user", user="ada"),
            line("user:ada", "admin_add_user_to_group", user="ada", group="a"),
            line("user:bob", "admin_add_user_to_group", user="bob", group="a"),
            line("user:bob", "admin_add_user_to_group", user="bob", group="b"),
            line("undo:client", "delete_user_pool_client", client="abc"),
            line("undo:domain:corp", "delete_user_pool_domain", domain="corp"),
            line("undo:group:a", "delete_group", group="a"),
            line("undo:user:ada", "admin_delete_user", "unsure", user="ada"),
        ],
        POOL,
    )
    assert (found.client, found.domains, found.groups, found.people) == (None, set(), set(), {"ada"})
    assert found.members == {("bob", "b")}


def test_of_changes_the_first_value_and_the_last_count_until_they_are_undone():
    lines = [
        line("client", "update_user_pool_client", "before", change={"CallbackURLs": [["a"], ["a", "b"]]}),
        line("client", "update_user_pool_client"),
        line("client", "update_user_pool_client", "before", change={"CallbackURLs": [["a", "b"], ["b"]]}),
        line("undo:client", "update_user_pool_client", "before", change={"CallbackURLs": [["b"], ["a"]]}),
    ]
    assert made(lines, POOL).changes == {"client": {"CallbackURLs": Change(["a"], ["b"])}}
    assert made([*lines, line("undo:client", "update_user_pool_client")], POOL).changes == {}
