"""What Pomerium learns of the person who signed in, and what would go wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

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


def findings(person: Seen, wanted_groups: tuple[str, ...], *, by_address: bool) -> Iterator[tuple[str, str]]:
    """What would go wrong, and its mend: (cause, mend). `wanted_groups` are those that a policy allows."""
    if not person.email:
        yield (
            "The token has no e-mail address: policies by address or domain let nobody in.",
            "Give the person an address, the app client the scope email, and let it read that attribute.",
        )
    elif person.verified is False:
        yield (
            "The e-mail address is not verified.",
            "Verify it: aws cognito-idp admin-update-user-attributes with email_verified true.",
        )
    if wanted_groups and not set(wanted_groups) & set(person.groups):
        told = ", ".join(person.groups) or "none"
        yield (
            f"The policy allows {' or '.join(wanted_groups)}; the person's groups are: {told}.",
            f"Put the person into the group {wanted_groups[0]}.",
        )
    elif not person.groups and not by_address:
        yield (
            "The person is in no group, so the token has no claim/cognito:groups: a policy by group matches nobody.",
            "Put people into groups, or allow by address or domain.",
        )
