"""What stands below a faulty field, and what its button says: the deed, where the rule knows the value that mends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from wizard.setup.fault import Fault

LONGEST = 80  # characters of a button


def sentences(fault: Fault, before: Any, titles: Mapping[str, str]) -> tuple[str, str | None]:
    """The sentence, and the button's text if there is a value for it.

    `before` is what the field holds, `titles` what the page calls its values. The rule's own advice may name two ways
    ("Add it, or leave the list empty"); a button goes one of them, and says which.
    """
    if fault.fix is None:
        return f"{fault.message} {fault.mend}".strip(), None
    deed = _deed(fault.fix, before, titles)
    if deed and len(deed) <= LONGEST:
        return fault.message, deed
    return fault.message, fault.mend.partition(", or ")[0].rstrip(".") or _tr("Mend it")


def _deed(fix: Any, before: Any, titles: Mapping[str, str]) -> str:
    if isinstance(fix, bool):
        title = titles.get(str(fix).lower(), "")
        return _tr("Use {value}").format(value=title) if title else ""
    if isinstance(fix, str | int):
        return _tr("Use {value}").format(value=titles.get(str(fix), fix))
    if not isinstance(fix, tuple) or not all(isinstance(each, str) for each in fix):
        return ""
    held = before if isinstance(before, tuple) else ()
    more = [titles.get(each, each) for each in fix if each not in held]
    less = [titles.get(str(each), str(each)) for each in held if each not in fix]
    if more and held and not less:
        return _tr("Add {values}").format(values=", ".join(more))
    if less and not more and fix:
        return _tr("Leave out {values}").format(values=", ".join(less))
    return _tr("Use {value}").format(value=", ".join(titles.get(each, each) for each in fix)) if fix else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Pages", text)
