"""What Pomerium learns of the person who signed in, and what would go wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wizard.setup.model import Allow

GROUPS = "cognito:groups"


@dataclass(frozen=True, slots=True)
class Seen:
    """The claims that policies use. `verified` is None where nothing is said of the address."""

    subject: str
    email: str
    verified: bool | None
    name: str
    groups: tuple[str, ...]

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """Label and value, as they are shown."""
        said = {True: "yes", False: "no", None: "not said"}[self.verified]
        return (
            ("user", self.subject),
            ("email", self.email or "none"),
            ("email verified", said),
            ("name", self.name or "none"),
            (f"claim/{GROUPS}", ", ".join(self.groups) or "none"),
        )


def seen(claims: Mapping[str, Any], info: Mapping[str, Any]) -> Seen:
    """The ID token's claims, completed by userInfo, which goes first as in Pomerium (pkg/identity/oidc/oidc.go)."""
    both = {**claims, **info}
    verified = both.get("email_verified")
    groups = claims.get(GROUPS) or ()
    return Seen(
        subject=str(both.get("sub", "")),
        email=str(both.get("email") or ""),
        verified=None if verified is None else str(verified).lower() == "true",
        name=str(both.get("name") or " ".join(filter(None, (both.get("given_name"), both.get("family_name"))))),
        groups=tuple(map(str, groups)) if isinstance(groups, list) else (),
    )


@dataclass(frozen=True, slots=True)
class Finding:
    """What a policy would miss, and its mend; `hinders` tells it from what is only worth knowing."""

    cause: str
    mend: str
    hinders: bool = True


def findings(person: Seen, allow: Sequence[Allow]) -> Iterator[Finding]:
    """What would go wrong. `allow` is whom the route lets in, empty where the setup has no route."""
    if not person.email:
        yield Finding(
            "The token has no e-mail address: policies by address or domain let nobody in.",
            "Give the person an address, the app client the scope email, and let it read that attribute.",
        )
    elif person.verified is False:
        yield Finding(
            "The e-mail address is not verified.",
            "Verify it: aws cognito-idp admin-update-user-attributes with email_verified true.",
        )
    if allow and not any(_matches(person, each) for each in allow):
        yield from _refused(person, allow)
    elif not allow and not person.groups:
        yield Finding(
            "The person is in no group, so the token has no claim/cognito:groups: a policy by group matches nobody.",
            "Put people into groups, or allow by address or domain.",
            hinders=False,
        )


def _matches(person: Seen, allow: Allow) -> bool:
    email = person.email.casefold()
    return (
        (allow.group is not None and allow.group in person.groups)
        or (bool(email) and allow.email is not None and allow.email.casefold() == email)
        or (bool(email) and allow.domain is not None and allow.domain.casefold() == email.rpartition("@")[2])
    )


def _refused(person: Seen, allow: Sequence[Allow]) -> Iterator[Finding]:
    """The route lets this person not in."""
    groups = [each.group for each in allow if each.group]
    addresses = [each.email or each.domain or "" for each in allow if each.email or each.domain]
    told = f"the person's groups are: {', '.join(person.groups) or 'none'}"
    if addresses:
        told = f"the person's address is {person.email}, and {told}" if groups else f"this is {person.email}"
    if groups or person.email:
        yield Finding(
            f"The policy allows {' or '.join(groups + addresses)}; {told}.",
            f"Put the person into the group {groups[0]}." if groups else "Allow this person in pomerium.route.",
        )
