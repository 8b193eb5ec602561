"""The second factor, held while the pool is updated: with a sender in the pool, text messages may come on with it."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator
from typing import Any

from wizard.cognito.actions.work import Work
from wizard.cognito.wholeupdate import changed_more, changed_unasked, whole_request

_SET = "SetUserPoolMfaConfig"
_SMS, _SENDER = "SmsMfaConfiguration", "SmsConfiguration"


@contextlib.contextmanager
def held(work: Work, asked: Collection[str]) -> Iterator[None]:
    """Put the second factor back where the update in the block changed it; `asked` are members of that update.

    UpdateUserPool carries whether a factor is asked for, but not which. Raises AmazonRefused where it can't be put
    back, or does not stay.
    """
    before = _now(work)
    yield
    shape = work.shape(_SET)
    # a sender that is asked for shows in a factor that is on, too
    wanted = {f"{_SMS}.{_SENDER}": None} if _SENDER in asked and _SMS in before else {}
    now = _now(work)
    if not changed_unasked(before, now, shape, wanted):
        return
    request = whole_request(before, shape, {})
    if wanted:
        pool = work.calls.read("describe_user_pool", UserPoolId=work.pool_id)["UserPool"]
        request[_SMS] = {**request[_SMS], _SENDER: pool[_SENDER]}
    work.write("set_user_pool_mfa_config", **{**request, "UserPoolId": work.pool_id})
    changed_more(changed_unasked(before, _now(work), shape, wanted))


def _now(work: Work) -> dict[str, Any]:
    found: dict[str, Any] = work.calls.read("get_user_pool_mfa_config", UserPoolId=work.pool_id)
    return found
