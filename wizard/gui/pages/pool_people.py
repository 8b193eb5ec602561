"""Small tables of the pool's page: first people, groups, tags."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication

from wizard.gui.binding import Binding
from wizard.gui.page import Page
from wizard.gui.widgets.editrows import Column, EditRows
from wizard.gui.widgets.formrow import FormRow
from wizard.setup.model import User


class TableBinding(Binding):
    """Marks the single fields that the faults are about; the sentence stands below the table."""

    table: EditRows | None = None

    def judge(self) -> None:
        """Show what is wrong, at its field too."""
        super().judge()
        if self.table is not None:
            faults = reversed(self.faults()) if self.revealed else ()
            parts = [(fault.field.removeprefix(f"{self.path}.").split("."), fault.level) for fault in faults]
            first = self.table.columns[0]
            self.table.mark(
                {(int(p[0]), p[1] if len(p) > 1 else first): level for p, level in parts if p[0].isdecimal()}
            )


def people(page: Page) -> tuple[Binding, EditRows]:
    """The first people; the column `username` is shown where people sign in with one."""
    columns = (
        Column("email", _tr("E-mail address"), "ada@corp.example.com", 3),
        Column("username", _tr("User name"), "ada", 2),
        Column("groups", _tr("Groups"), "admins, staff", 2),
    )
    table = EditRows("users", columns, _tr("Add a person"), _tr("Remove person"))

    def read() -> tuple[User, ...]:
        before = page.session.setup.users
        return tuple(_user(row, before[n] if n < len(before) else User()) for n, row in enumerate(table.read()))

    def write(users: Any) -> None:
        table.write([(user.email, user.username or "", ", ".join(user.groups)) for user in users or ()])

    hint = _tr("Each gets an invitation with a first password from Amazon when you press Create.")
    return _bound(page, _tr("First people"), table, read, write, hint=hint), table


def groups(page: Page) -> Binding:
    """Groups to make; policies of Pomerium can name them."""
    table = EditRows("groups", (Column("name", _tr("Name"), "admins"),), _tr("Add a group"), _tr("Remove group"))

    def read() -> tuple[str, ...]:
        return tuple(row[0] for row in table.read())

    def write(names: Any) -> None:
        table.write([(name,) for name in names or ()])

    hint = _tr("Pomerium learns a person's groups at sign-in, so that a policy can name them.")
    return _bound(page, _tr("Groups"), table, read, write, hint=hint)


def tags(page: Page) -> Binding:
    """The pool's tags."""
    columns = (Column("key", _tr("Key"), "team"), Column("value", _tr("Value"), "platform"))
    table = EditRows("pool.tags", columns, _tr("Add a tag"), _tr("Remove tag"))

    def read() -> tuple[tuple[str, str], ...]:
        return tuple((key, value) for key, value in table.read())

    hint = _tr("For cost reports and access rules. The wizard adds one of its own, by which it finds the pool again.")
    return _bound(page, _tr("Tags"), table, read, lambda rows: table.write(rows or ()), hint=hint)


def _bound(page: Page, label: str, table: EditRows, read: Any, write: Any, *, hint: str) -> Binding:
    table.setAccessibleName(label)
    path = table.path
    bound = TableBinding(page.session, path, FormRow(label, table, path=path, hint=hint), read, write)
    bound.table = table
    table.changed.connect(bound.typed)
    table.left.connect(bound.left)
    return page.bind(bound, add=False)


def _user(row: tuple[str, ...], before: User) -> User:
    """A row as a person; which keys were named before stays, so that an unchanged row is an unchanged answer."""
    email, username, listed = row
    names = tuple(part.strip() for part in listed.split(",") if part.strip())
    if (before.email, before.username or "", before.groups) == (email, username, names):
        return before
    named = {"email"} | ({"username"} if username else set()) | ({"groups"} if names else set())
    return User(email, username or None, names, frozenset(named))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Pages", text)
