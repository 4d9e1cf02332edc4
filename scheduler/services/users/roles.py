"""What roles are called, and the parts of the town they are held over."""

from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.language import say
from scheduler.store.users import UserRole

ROLES: Mapping[UserRole, str] = {
    UserRole.ADMIN: "管理员",
    UserRole.COORDINATOR: "协调员",
    UserRole.INSPECTOR: "督导员",
    UserRole.VIEWER: "查看者",
}
"""What people read for a role: the msgid of its name."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The subtree of the unit or of the grid with that code; the whole town when both are None."""

    unit: str | None = None
    grid: str | None = None

    def __str__(self) -> str:
        return self.unit or self.grid or say("全市")


EVERYTHING = Scope()


def role_name(role: UserRole) -> str:
    """The role in the reader's language."""
    return say(ROLES[role])
