"""A plan in a person's words: rows for its actions, and the sentences around them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from wizard.cognito.plan import FieldChange, Plan, PlannedAction
from wizard.cognito.snapshot import Snapshot
from wizard.gui.widgets.chip import Chip
from wizard.gui.widgets.fields import FieldLine
from wizard.gui.widgets.planrow import ExpandingRow

_LONG = 44  # characters of a change that still stand on one line
_LINE = 104  # characters of a lead on one line


def row(action: PlannedAction) -> ExpandingRow:
    """One action; opened it shows its fields."""
    fixed = action.change == "create" and any(field.fixed for field in action.fields)
    # The app client's secret and a domain's name can't surprise anybody: their chips stand at the field alone.
    chips = (
        [Chip(QCoreApplication.translate("Plan", "Sign-in fixed once made"), "warn", "lock")]
        if fixed and action.kind == "pool"
        else []
    )
    lines = [line for field in action.fields for line in _lines(field)]
    return ExpandingRow(action.change, action.title, action.sentence, lines, chips=chips)


def standing(found: Snapshot) -> list[ExpandingRow]:
    """What is there already, for a plan with nothing to do."""
    rows = []
    if found.pool:
        name = str(found.pool.get("Name") or found.pool_id)
        rows.append(
            _there(QCoreApplication.translate("Plan", "User pool {name}").format(name=name), str(found.pool_id))
        )
    if found.client:
        name = str(found.client.get("ClientName") or found.client_id)
        rows.append(
            _there(QCoreApplication.translate("Plan", "App client {name}").format(name=name), str(found.client_id))
        )
    if found.login_url:
        rows.append(_there(QCoreApplication.translate("Plan", "Login page"), found.login_url))
    return rows


def button(plan: Plan) -> str:
    """What the forward button says: the deed and its size."""
    create, change = plan.count("create"), plan.count("update") + plan.count("delete")
    if not create and not change:
        return QCoreApplication.translate("Plan", "&Verify")
    if create and change:
        return QCoreApplication.translate("Plan", "C&reate {n}, change {m}").format(n=create, m=change)
    if change:
        return (
            QCoreApplication.translate("Plan", "&Change {n} resource")
            if change == 1
            else QCoreApplication.translate("Plan", "&Change {n} resources")
        ).format(n=change)
    return (
        QCoreApplication.translate("Plan", "C&reate {n} resource")
        if create == 1
        else QCoreApplication.translate("Plan", "C&reate {n} resources")
    ).format(n=create)


def lead(plan: Plan, account: str) -> str:
    """One sentence: what the plan is about, for whom, and that nothing has happened."""
    if plan.empty and not plan.refusals:
        return QCoreApplication.translate("Plan", "Nothing to change: all is as you want it.")
    things = _things(plan.actions)
    if not things:
        return QCoreApplication.translate("Plan", "Nothing has been changed so far.")
    if plan.count("create"):
        pattern = QCoreApplication.translate("Plan", "{things} for account {account}. Nothing has been created so far.")
    else:
        pattern = QCoreApplication.translate(
            "Plan", "Changes to {things} in account {account}. Nothing has been changed so far."
        )
    words = pattern.format(things=things, account=account)
    if len(words) > _LINE:
        # The lead is one line; the account stands in the rail, too.
        words = QCoreApplication.translate("Plan", "{things}. Nothing has been done so far.").format(things=things)
    return words[:1].upper() + words[1:]


def doing(plan: Plan) -> str:
    """The title while it is carried out."""
    create, change = plan.count("create"), plan.count("update") + plan.count("delete")
    if create and change:
        return QCoreApplication.translate("Plan", "Creating {n}, changing {m}").format(n=create, m=change)
    if change:
        return (
            QCoreApplication.translate("Plan", "Changing {n} resource")
            if change == 1
            else QCoreApplication.translate("Plan", "Changing {n} resources")
        ).format(n=change)
    return (
        QCoreApplication.translate("Plan", "Creating {n} resource")
        if create == 1
        else QCoreApplication.translate("Plan", "Creating {n} resources")
    ).format(n=create)


def account_text(account: str) -> str:
    """Twelve digits in groups of four."""
    return "-".join((account[:4], account[4:8], account[8:]))


def _lines(field: FieldChange) -> list[FieldLine]:
    code = field.after.startswith(("http://", "https://", "arn:"))
    before = field.before
    if before is None:
        chip = QCoreApplication.translate("Plan", "Fixed once made") if field.fixed else ""
        return [FieldLine(field.field, field.after, code=code and not chip, chip=chip, locked=bool(chip))]
    chip = QCoreApplication.translate("Plan", "Changed at Amazon") if field.drift else ""
    shown = before or QCoreApplication.translate("Plan", "none")
    if len(before) + len(field.after) <= _LONG:
        return [FieldLine(field.field, field.after, before=shown, chip=chip)]
    now, then = (
        QCoreApplication.translate("Plan", "{field}, now").format(field=field.field),
        QCoreApplication.translate("Plan", "{field}, then").format(field=field.field),
    )
    return [FieldLine(now, shown, chip=chip), FieldLine(then, field.after)]


def _there(title: str, value: str) -> ExpandingRow:
    found = ExpandingRow("none", title, value)
    found.head.openable = False
    found.head.target.setEnabled(False)
    return found


def _things(actions: Sequence[PlannedAction]) -> str:
    names = {
        "pool": QCoreApplication.translate("Plan", "a user pool"),
        "mfa": QCoreApplication.translate("Plan", "a second factor"),
        "client": QCoreApplication.translate("Plan", "an app client"),
        "branding": QCoreApplication.translate("Plan", "a login page"),
        "domain": QCoreApplication.translate("Plan", "a login page"),
        "group": QCoreApplication.translate("Plan", "groups"),
        "user": QCoreApplication.translate("Plan", "people"),
    }
    found = list(dict.fromkeys(names[action.kind] for action in actions if action.kind in names))
    if (
        len(found) > 1
        and QCoreApplication.translate("Plan", "a second factor") in found
        and QCoreApplication.translate("Plan", "a user pool") in found
    ):
        found.remove(QCoreApplication.translate("Plan", "a second factor"))
    if len(found) < 2:
        return "".join(found)
    return QCoreApplication.translate("Plan", "{first} and {last}").format(first=", ".join(found[:-1]), last=found[-1])
