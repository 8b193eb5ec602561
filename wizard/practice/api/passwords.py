"""The password policy, with Amazon's texts, and passwords that meet it."""

from __future__ import annotations

import secrets
import string

from wizard.practice.api.pool_answer import password_policy
from wizard.practice.refusal import Refusal
from wizard.practice.state import Tree

_SYMBOLS = "^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+-"


def check_password(pool: Tree, password: str, prefix: str = "Password did not conform with policy: ") -> None:
    """Refuse a password that the pool's policy does not allow, naming the first thing that it lacks."""
    policy = password_policy(pool)
    wanted = (
        ("RequireUppercase", string.ascii_uppercase, "uppercase"),
        ("RequireLowercase", string.ascii_lowercase, "lowercase"),
        ("RequireNumbers", string.digits, "numeric"),
        ("RequireSymbols", _SYMBOLS + " ", "symbol"),
    )
    if len(password) < policy["MinimumLength"]:
        raise Refusal("InvalidPasswordException", f"{prefix}Password not long enough")
    for member, letters, name in wanted:
        if policy[member] and not set(password) & set(letters):
            raise Refusal("InvalidPasswordException", f"{prefix}Password must have {name} characters")


def made_up_password(pool: Tree) -> str:
    """A temporary password that any policy allows."""
    length = max(password_policy(pool)["MinimumLength"], 12)
    kinds = (string.ascii_uppercase, string.ascii_lowercase, string.digits, "!#%+-_")
    letters = [secrets.choice(kind) for kind in kinds]
    letters += [secrets.choice(string.ascii_letters + string.digits) for _ in range(length - len(letters))]
    secrets.SystemRandom().shuffle(letters)
    return "".join(letters)
