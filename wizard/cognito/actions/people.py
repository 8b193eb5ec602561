"""Groups, and the first people: invited by e-mail, put into their groups."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.cognito.actions.work import Kind, Work, there_already
from wizard.cognito.need import Case, Need, on_pool
from wizard.cognito.plan import FieldChange, PlannedAction
from wizard.cognito.snapshot import Person, Snapshot
from wizard.setup.fault import Fault
from wizard.setup.model import Setup


def plan_groups(setup: Setup, have: Snapshot) -> Iterator[PlannedAction | Fault]:
    """Make each group that is not there."""
    if have.problems:
        return
    for name in setup.groups:
        if name not in have.groups:
            yield PlannedAction(
                f"group:{name}",
                "group",
                "create",
                f"Group {name}",
                f"A policy can name it: claim/cognito:groups: {name}.",
                wanted={"GroupName": name},
                waits_for=("pool",),
            )


def do_group(work: Work) -> str:
    """Make the group."""
    with there_already("GroupExistsException"):
        wanted = dict(work.action.wanted or {})
        work.write("create_group", about={"group": wanted["GroupName"]}, UserPoolId=work.pool_id, **wanted)
    return ""


def plan_users(setup: Setup, have: Snapshot) -> Iterator[PlannedAction | Fault]:
    """Invite each person who is not there; put those who are into the groups they lack. Nobody is taken out of one."""
    if have.problems:
        return
    for user in setup.users:
        name = user.username or user.email
        person = (have.people or {}).get(name)
        lacking = tuple(group for group in user.groups if person is None or group not in person.groups)
        if person and not lacking:
            continue
        yield PlannedAction(
            f"user:{name}",
            "user",
            "update" if person else "create",
            f"Person {name}",
            "Put into the groups." if person else "Amazon sends an invitation with a first password by e-mail.",
            (
                *(() if person else (FieldChange("E-mail address", None, user.email),)),
                *((_membership(person, lacking, have),) if lacking else ()),
            ),
            {
                "Username": person.username if person else name,
                "email": user.email,
                "groups": lacking,
            },
            waits_for=("pool", "mfa", *(f"group:{group}" for group in lacking)),
        )


def _membership(person: Person | None, lacking: tuple[str, ...], have: Snapshot) -> FieldChange:
    """The groups to be put into; a drift where `apply` had done so before with each of them."""
    at = [have.made_at.get(f"member:{person.username}/{group}", "") for group in lacking] if person else []
    if person is None or not all(at):
        return FieldChange("Groups", None, ", ".join(lacking))
    now = ", ".join(sorted(person.groups)) or "none"
    then = ", ".join(sorted({*person.groups, *lacking}))
    return FieldChange("Groups", now, then, drift=True, since=max(at), path="users")


def do_user(work: Work) -> str:
    """Invite the person, then put them into their groups. A list of people may lag behind who was invited just now."""
    wanted = work.action.wanted or {}
    username = str(wanted["Username"])
    if work.action.change == "create":
        attributes = {"email": str(wanted["email"]), "email_verified": "true"}
        with there_already("UsernameExistsException"):
            answer = work.write(
                "admin_create_user",
                lambda answer: {"user": str(answer["User"]["Username"])},
                UserPoolId=work.pool_id,
                Username=username,
                UserAttributes=[{"Name": key, "Value": value} for key, value in attributes.items()],
                DesiredDeliveryMediums=["EMAIL"],
            )
            username = str(answer["User"]["Username"])
    for group in wanted["groups"]:
        added = {"user": username, "group": group}
        request = {"UserPoolId": work.pool_id, "Username": username, "GroupName": group}
        work.write("admin_add_user_to_group", about=added, **request)
    return ""


def iam_groups(case: Case) -> tuple[Need, ...]:
    """Making groups, or removing them."""
    call = "CreateGroup" if case.applies else "DeleteGroup" if case.puts_back else ""
    return on_pool(call) if call and case.setup.groups else ()


def iam_users(case: Case) -> Iterator[Need]:
    """Inviting people, and putting them into groups; undoing both."""
    users = case.setup.users if case.applies or case.puts_back else ()
    if users:
        yield from on_pool("AdminCreateUser" if case.applies else "AdminDeleteUser")
    if any(user.groups for user in users):
        yield from on_pool("AdminAddUserToGroup" if case.applies else "AdminRemoveUserFromGroup")


GROUP = Kind("group", plan_groups, do_group, iam_groups)
USER = Kind("user", plan_users, do_user, iam_users)
