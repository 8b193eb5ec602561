"""One call to Amazon at a time: retried where that is safe, told as it waits, journalled where it writes."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any

from wizard.cognito.journal import Journal
from wizard.cognito.session import Session
from wizard.errors import AmazonRefused
from wizard.events import Cancel

ATTEMPTS = 6
_FIRST_PAUSE = 0.5  # seconds, doubled each time, with full jitter above half of it
_LONGEST_PAUSE = 8.0
# Sent twice these leave what they leave when sent once: they replace, remove, or are told that it is there already.
_REPEATABLE = frozenset(
    {
        "update_user_pool",
        "update_user_pool_client",
        "update_user_pool_domain",
        "set_user_pool_mfa_config",
        "create_user_pool_domain",
        "create_managed_login_branding",
        "create_group",
        "admin_create_user",
        "admin_add_user_to_group",
        "admin_remove_user_from_group",
        "admin_delete_user",
        "delete_group",
        "delete_managed_login_branding",
        "delete_user_pool",
        "delete_user_pool_client",
        "delete_user_pool_client_secret",
        "delete_user_pool_domain",
    }
)
Tell = Callable[[str, float, int, int], None]
Say = Callable[[str], None]
ReadIds = Callable[[Any], dict[str, str]]


def nobody_hears(text: str) -> None:
    """What is under way is told to nobody."""


def no_ids(answer: Any) -> dict[str, str]:  # noqa: ARG001
    """Nothing was made that later calls need."""
    return {}


class Calls:
    """Calls for one piece of work. `tell(text, seconds, attempt, attempts)` hears of each pause before it begins,
    `say` of what takes long without one.

    Throttling and ConcurrentModification were certainly not carried out: reads and writes are tried again. After
    a lost answer a write may have been carried out: it is repeated only where that makes nothing twice, as a second
    user pool; of others the next run finds out.
    """

    def __init__(self, session: Session, cancel: Cancel, tell: Tell, say: Say = nobody_hears) -> None:
        self._session = session
        self._cancel = cancel
        self.tell = tell
        self.say = say

    def telling(self, tell: Tell, say: Say) -> Calls:
        """The same calls, of which others hear."""
        return Calls(self._session, self._cancel, tell, say)

    def to_the_end(self) -> Calls:
        """The same calls, though somebody asked to stop: to put right what must not stay as it is."""
        return Calls(self._session, Cancel(), self.tell, self.say)

    def read(self, operation: str, service: str = "cognito-idp", region: str | None = None, **request: Any) -> Any:
        """The answer of an operation that only reads, as 'describe_user_pool'. Raises AmazonRefused, Stopped."""
        return self._tried(operation, self._session.client(service, region), request, _harmless)

    def glance(self, operation: str, service: str = "cognito-idp", region: str | None = None, **request: Any) -> Any:
        """As `read`, for an answer that can be done without: one that is lost, or a fault of Amazon's own, is final."""
        return self._tried(operation, self._session.client(service, region), request, _not_carried_out)

    def write(
        self,
        operation: str,
        journal: Journal,
        action: str,
        ids: Mapping[str, str],
        *,
        made: ReadIds = no_ids,
        change: Mapping[str, Any] | None = None,
        **request: Any,
    ) -> Any:
        """The answer of an operation that writes, with a journal line before it and one after it.

        `made` reads the ids of what was made out of the answer, for the line after. `change` is what an update asks
        for, by dotted path: the value before and the value after.
        """
        client = self._session.client("cognito-idp")
        self._cancel.check()
        journal.write(action, operation, "before", ids, change)
        again = _Again(operation in _REPEATABLE)
        try:
            answer = self._tried(operation, client, request, again)
        except BaseException as error:
            unknown = again.doubt or not isinstance(error, Exception)  # an interrupt comes at any moment
            journal.write(action, operation, "unsure" if unknown else "failed", ids)
            raise
        journal.write(action, operation, "after", {**ids, **made(answer)})
        return answer

    def pause(self, text: str, seconds: float, attempt: int, attempts: int) -> None:
        """Tell of a pause and make it; raises Stopped as soon as somebody asks."""
        self.tell(text, seconds, attempt, attempts)
        self._cancel.wait(seconds)

    def _tried(self, operation: str, client: Any, request: Any, again: Callable[[BaseException], bool]) -> Any:
        for attempt in range(1, ATTEMPTS + 1):
            self._cancel.check()
            try:
                return getattr(client, operation)(**request)
            except Exception as error:  # botocore's own tree, urllib3's below it
                from wizard.errors.explain import explain

                if not again(error) or attempt == ATTEMPTS:
                    raise AmazonRefused(explain(error)) from error
                pause = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2 ** (attempt - 1)) * random.uniform(0.5, 1)  # noqa: S311
                self.pause(explain(error).happened, pause, attempt + 1, ATTEMPTS)
        raise AssertionError("the last attempt returns or raises")


def _not_carried_out(error: BaseException) -> bool:
    from wizard.errors.explain import retryable

    return retryable(error)


class _Again:
    """Whether a write is worth another try; `doubt` is set once any try of it may have been carried out all the same.

    A later try that is refused says nothing of the first: what is there already may be our own.
    """

    def __init__(self, repeatable: bool) -> None:
        self._repeatable = repeatable
        self.doubt = False

    def __call__(self, error: BaseException) -> bool:
        from wizard.errors.explain import retryable, unsure

        if unsure(error):
            self.doubt = True
            return self._repeatable
        return retryable(error)


def _harmless(error: BaseException) -> bool:
    """Whether a read is worth another try: a lost answer of it is no matter."""
    from wizard.errors.explain import retryable, unsure

    return retryable(error) or unsure(error)


def code(error: AmazonRefused) -> str:
    """The API's error code behind a refusal, as 'ResourceNotFoundException'; '' where there was no answer."""
    response = getattr(error.__cause__, "response", None) or {}
    return str(response.get("Error", {}).get("Code", ""))
