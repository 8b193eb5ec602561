"""The steps of a test sign-in, each a check with what it proves; they run in order, once the browser came back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from wizard.checks import login_page, people, sign_out
from wizard.checks.check import Check, Outcome, Target, aside, failed, passed, skipped
from wizard.checks.credentials import oauth_error
from wizard.checks.sign_in import tokens as trade
from wizard.checks.sign_in.attempt import Attempt
from wizard.checks.sign_in.id_token import Untrusted, verified
from wizard.checks.sign_in.seen import Seen, findings, seen
from wizard.checks.sign_in.tokens import Tokens
from wizard.setup.model import Allow

Browse = Callable[[str], bool]
"""Opens an address in the system's browser; False where none could be opened."""


@dataclass
class SignIn:
    """What a sign-in has come to so far; filled in step by step. `answer` is what the browser brought back, and
    `signed_out` whether it came back from signing out, too; `allow` is whom the route lets in; `disabled` are accounts
    that Cognito refuses, `nobody` whether the pool lists no account at all."""

    attempt: Attempt
    answer: Mapping[str, str] | None
    allow: tuple[Allow, ...] = ()
    strangers: int = 0
    signed_out: bool = False
    disabled: tuple[str, ...] = ()
    nobody: bool = False
    tokens: Tokens | None = None
    claims: dict[str, Any] = field(default_factory=dict, repr=False)
    person: Seen | None = None


_OAUTH = {
    "invalid_client": "The token endpoint refuses client ID and secret: it knows no such ID, or the secret is wrong.",
    "invalid_grant": "The token endpoint refuses the code: it was used before, ran out, or is another client's; or the "
    "client may not read an attribute of a scope.",
}
"""What RFC 6749 5.2 means by it, where the words are not Cognito's."""


def _came_back(sign_in: SignIn, target: Target) -> Outcome:
    del target
    answer = sign_in.answer
    if answer is None:
        more = f" {sign_in.strangers} requests came with another state." if sign_in.strangers else ""
        again = "Begin again, and finish in the browser. What the login page said instead, `explain` knows."
        if sign_in.nobody:
            more += " The pool lists nobody who could."
            again = f"Add people to users and run apply, or add them in the console. {again}"
        elif sign_in.disabled:
            more += f" {people.refused(sign_in.disabled)}"
            again = f"If it was one of these, enable the account in the console, under Users. {again}"
        return failed(f"Nobody signed in within the time.{more}", again)
    if "error" in answer:
        from wizard.errors.explain import explain_text

        told = "&".join(f"{name}={answer[name]}" for name in ("error", "error_description") if name in answer)
        why = explain_text(f"error={answer['error']}&error_description={answer.get('error_description', '')}")
        cause = f"{why.happened} {why.means}".strip() if why.known else f"The login page sent an error: {told}."
        return failed(cause, why.mend, value=told)
    return (
        passed() if answer.get("code") else failed("The login page sent neither a code nor an error.", "Begin again.")
    )


def _exchange(sign_in: SignIn, target: Target) -> Outcome:
    found, answer = trade.exchange(target, sign_in.attempt, (sign_in.answer or {}).get("code", ""))
    sign_in.tokens = found
    if found is None:
        from wizard.errors.explain import explain_text

        why = explain_text(answer.text)
        known = f"{why.happened} {why.means}".strip()
        error, _ = oauth_error(answer)
        told = _OAUTH.get(error, f"The token endpoint answers HTTP {answer.status} {error}".rstrip() + ".")
        cause = known if why.known else told
        return failed(f"The code could not be traded for tokens. {cause}", why.mend, details=answer.details)
    if not found.id_token:
        return failed("There is no ID token: the scope openid was not asked for.", "Add openid to client.scopes.")
    return passed()


def _id_token(sign_in: SignIn, target: Target) -> Outcome:
    tokens = sign_in.tokens or Tokens()
    try:
        sign_in.claims = verified(target, tokens.id_token, sign_in.attempt.nonce, tokens.access_token)
    except Untrusted as error:
        return failed(error.why.happened, error.why.mend, details=error.why.details)
    return passed()


def _user_info(sign_in: SignIn, target: Target) -> Outcome:
    info, answer = trade.user_info(target, sign_in.tokens or Tokens())
    if info is None:
        cause = f"userInfo answers HTTP {answer.status}, so Pomerium can't read the person's attributes."
        return failed(cause, "The access token needs the scope openid.", details=answer.details)
    if info.get("sub") != sign_in.claims.get("sub"):
        return failed("userInfo tells of another person than the ID token.", "Begin again.")
    sign_in.person = seen(sign_in.claims, info)
    return passed()


def _person(sign_in: SignIn, target: Target) -> Outcome:
    del target
    if sign_in.person is None:
        return skipped("Not tried: nothing is known of the person.")
    wrong = list(findings(sign_in.person, sign_in.allow))
    if not wrong:
        return passed()
    cause, mend = " ".join(each.cause for each in wrong), " ".join(each.mend for each in wrong)
    return failed(cause, mend) if any(each.hinders for each in wrong) else aside(cause, mend)


def _refresh(sign_in: SignIn, target: Target) -> Outcome:
    if sign_in.tokens is None or not sign_in.tokens.refresh_token:
        return failed(
            "There is no refresh token: sessions end with the ID token.", "Let the client use ALLOW_REFRESH_TOKEN_AUTH."
        )
    found, answer = trade.refresh(target, sign_in.tokens)
    if found is None:
        cause = "The refresh token is refused, so Pomerium ends sessions when the ID token runs out."
        return failed(cause, "Let the app client use ALLOW_REFRESH_TOKEN_AUTH.", details=answer.details)
    return passed()


def _revoke(sign_in: SignIn, target: Target) -> Outcome:
    tokens = sign_in.tokens or Tokens()
    answer = trade.revoke(target, tokens)
    if answer.status != 200:
        mend = "Turn on token revocation at the app client."
        return failed(f"Revoking the refresh token answers HTTP {answer.status}.", mend, details=answer.details)
    again, _ = trade.refresh(target, tokens)
    return passed() if again is None else failed("A revoked refresh token still works.", "Sign out everywhere.")


def _signed_out(sign_in: SignIn, target: Target) -> Outcome:
    """Pomerium's own sign-out URL, and whether the browser's session ended on the way to one of ours."""
    outcome = sign_out.CHECK.run(target)
    if outcome.state != "passed" or sign_in.signed_out:
        return outcome
    return aside(
        "Cognito knows Pomerium's sign-out URL, but the browser did not come back from signing out.",
        "Look at the page that it shows; until its session ends, within an hour, nobody else can sign in there.",
    )


def _accepted(target: Target) -> Outcome:
    """A client that was changed a moment ago may not be known everywhere yet."""
    outcome = login_page.CHECK.run(target)
    return (
        replace(outcome, cause="", retry=False) if outcome.state == "passed" else replace(outcome, retry=True, fix=None)
    )


READY = Check(
    "sign_in.ready",
    "Way back to this computer",
    "The login page sends people back to this computer.",
    _accepted,
)
"""Asked once the listener's address is added, as `callback_url` of the target."""

Step = Callable[[SignIn, Target], Outcome]


def _step(name: str, title: str, proves: str, run: Step, needs: str = "") -> tuple[Check, Step]:
    """A step as the check that is shown; its work needs the sign-in, so the check itself runs nothing."""
    needed = (f"sign_in.{needs}",) if needs else ()
    return Check(f"sign_in.{name}", title, proves, lambda _: skipped("Not tried."), needed), run


STEPS: tuple[tuple[Check, Step], ...] = (
    _step("browser", "Sign-in in the browser", "People can sign in, and come back with a code.", _came_back),
    _step("code", "Code for tokens", "Pomerium gets tokens for the code.", _exchange, "browser"),
    _step("id_token", "ID token", "Signature, issuer, audience, times and nonce are right.", _id_token, "code"),
    _step("user_info", "User info", "Pomerium can read the person's attributes.", _user_info, "id_token"),
    _step("person", "What policies see", "Address and groups are there for policies.", _person, "user_info"),
    _step("refresh", "Refresh", "Sessions go on when the ID token runs out.", _refresh, "code"),
    _step("revoke", "Revocation", "A session that Pomerium ends stays ended.", _revoke, "refresh"),
    _step("sign_out", "Sign-out", "After signing out people come back to Pomerium.", _signed_out, "browser"),
)
"""Each step beside what it does."""
