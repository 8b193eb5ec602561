"""What a piece of work needs of IAM, as data: actions and reads declare it, `permissions.py` gathers it.

Names of actions, and which of them can be held to one pool: Service Authorization Reference, "Actions, resources, and
condition keys for Amazon Cognito User Pools". Every Cognito operation is an action of its own name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from wizard.cognito.snapshot import TAG
from wizard.setup.model import Setup

Job = Literal["create", "adopt", "verify", "sign-in", "rotate", "undo"]
POOL = "pool"
ANYTHING = "*"
COGNITO = "cognito-idp"
_READS = ("Describe", "List", "Get", "AdminList")


@dataclass(frozen=True, slots=True)
class Need:
    """One IAM action, as 'cognito-idp:CreateUserPool'.

    `on` is what Amazon judges it against: POOL, ANYTHING (it knows nothing narrower), or an ARN, in which {partition}
    and {account} stand for what is known only later. `within` is the
    operation inside which Amazon asks for it; '' where it is a call of ours. `context` holds condition keys of the
    request and their values, to which it can be held.
    """

    action: str
    on: str = POOL
    within: str = ""
    context: tuple[tuple[str, str], ...] = ()

    @property
    def operation(self) -> str:
        """The action without its service."""
        return self.action.partition(":")[2]

    @property
    def reads(self) -> bool:
        """Whether it changes nothing."""
        return self.operation.startswith(_READS)


@dataclass(frozen=True, slots=True)
class Case:
    """What is to be done for a setup; `pool` is the existing pool as Amazon describes it, {} while nobody asked."""

    setup: Setup
    job: Job
    pool: Mapping[str, Any] = field(default_factory=dict)

    @property
    def creates(self) -> bool:
        """Whether the pool is made."""
        return self.job == "create"

    @property
    def ours(self) -> bool:
        """Whether the pool is, or was, made for the setup; else it is somebody's that was there before."""
        tagged: bool = (self.pool.get("UserPoolTags") or {}).get(TAG) == self.setup.name
        return self.setup.pool.id is None or tagged

    @property
    def puts_back(self) -> bool:
        """Whether things are undone one by one; a pool of ours goes as a whole."""
        return self.job == "undo" and not self.ours

    @property
    def applies(self) -> bool:
        """Whether what the setup asks for is brought about."""
        return self.job in ("create", "adopt")


def on_pool(*operations: str) -> tuple[Need, ...]:
    """Cognito's operations that are judged against the pool."""
    return tuple(Need(f"{COGNITO}:{operation}") for operation in operations)


def anywhere(*operations: str) -> tuple[Need, ...]:
    """Cognito's operations that can't be held to one pool."""
    return tuple(Need(f"{COGNITO}:{operation}", ANYTHING) for operation in operations)


def pass_role(arn: str, within: str) -> tuple[Need, ...]:
    """The right to hand a role to Cognito (developer guide: the role by which it sends text messages)."""
    handed = (("iam:PassedToService", f"{COGNITO}.amazonaws.com"),)
    return (Need("iam:PassRole", arn, within, handed),) if arn else ()


def linked_mail_role(within: str) -> tuple[Need, ...]:
    """The right to have Cognito's own role for mail made, where one's own sender is used (developer guide)."""
    service = f"email.{COGNITO}.amazonaws.com"
    role = f"arn:{{partition}}:iam::{{account}}:role/aws-service-role/{service}/AWSServiceRoleForAmazonCognitoIdp*"
    return (Need("iam:CreateServiceLinkedRole", role, within, (("iam:AWSServiceName", service),)),)


def no_needs(case: Case) -> tuple[Need, ...]:  # noqa: ARG001
    """Nothing."""
    return ()
