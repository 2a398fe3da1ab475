"""Users as the rest of the house sees them: frozen, without anything secret. Times are ISO texts in UTC."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is; what that allows stands in permissions.py."""

    ADMIN = "admin"
    CONSULTANT = "consultant"
    ENTERPRISE = "enterprise"
    VIEWER = "viewer"


ROLES = {Role.ADMIN: "管理员", Role.CONSULTANT: "顾问", Role.ENTERPRISE: "企业用户", Role.VIEWER: "只读用户"}


@dataclass(frozen=True, slots=True)
class Subject:
    """Who somebody is to an OpenID Connect provider: the value of a claim ("sub" or "email") that the issuer vouches for."""

    issuer: str
    claim: str
    value: str


@dataclass(frozen=True, slots=True)
class User:
    """`client_ids` are the clients assigned to it; an administrator reaches all without. `signature` is how its acts are signed.

    A user without a password comes in as `subject`, if at all.
    """

    id: str
    name: str
    role: Role
    client_ids: frozenset[str] = frozenset()
    display: str = ""
    disabled: bool = False
    locked_until: str | None = None
    subject: Subject | None = None
    has_password: bool = True

    @property
    def signature(self) -> str:
        """Display name and log-in name, so that two people of one name stay apart in the log; "" for whoever sits at this machine."""
        return f"{self.display}（{self.name}）" if self.display not in ("", self.name) else self.name

    def reaches(self, client_id: str) -> bool:
        return self.role is Role.ADMIN or client_id in self.client_ids


LOCAL = User("local", "", Role.ADMIN)  # whoever sits at this machine, as long as there are no accounts


@dataclass(frozen=True, slots=True)
class Session:
    """A log-in that lasts. `id` names it; its token is nobody's to read."""

    id: str
    created_at: str
    seen_at: str


@dataclass(frozen=True, slots=True)
class Ticket:
    """A fresh log-in: the user and the token that its browser keeps."""

    user: User
    token: str
