"""Who is asking, and what they may do to which part of the town.

Roles are held over the subtree of a unit or of a grid, or over everything. What lies outside is not forbidden but
not found: nobody learns that it exists.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from scheduler.errors import Forbidden, NotFound
from scheduler.language import say
from scheduler.store.grids import Grid
from scheduler.store.question import Opened, Question, as_it_is, given
from scheduler.store.units import Unit
from scheduler.store.users import Holding, User, UserRole


class Right(StrEnum):
    """What may be done: look, read phones in full, change plans and rosters, decide over the whole scope."""

    SEE = "see"
    CALL = "call"
    PLAN = "plan"
    RULE = "rule"


_ADMIN, _COORDINATOR, _INSPECTOR, _VIEWER = (
    UserRole.ADMIN,
    UserRole.COORDINATOR,
    UserRole.INSPECTOR,
    UserRole.VIEWER,
)
MAY: Mapping[Right, frozenset[UserRole]] = {
    Right.SEE: frozenset((_ADMIN, _COORDINATOR, _INSPECTOR, _VIEWER)),
    Right.CALL: frozenset((_ADMIN, _COORDINATOR, _INSPECTOR)),
    Right.PLAN: frozenset((_ADMIN, _COORDINATOR)),
    Right.RULE: frozenset((_ADMIN,)),
}


@dataclass(frozen=True, slots=True)
class Grant:
    """A role over these units and these grids, subtrees unfolded; None for both is everything."""

    role: UserRole
    units: frozenset[int] | None = None
    grids: frozenset[int] | None = None

    @property
    def everywhere(self) -> bool:
        return self.units is None and self.grids is None


@dataclass(frozen=True, slots=True)
class Asker:
    """The user who asks, with what they hold at this moment."""

    user_id: int
    login: str
    name: str
    grants: tuple[Grant, ...]

    def may(self, right: Right, *, unit: int | None = None, grid: int | None = None) -> bool:
        """Whether they hold the right over the unit or the grid; over everything where both are None."""
        return any(
            grant.role in MAY[right]
            and (grant.everywhere or unit in (grant.units or ()) or grid in (grant.grids or ()))
            for grant in self.grants
        )

    def rights(self, *, unit: int | None = None, grid: int | None = None) -> frozenset[Right]:
        """All they may do to the unit or the grid."""
        return frozenset(right for right in Right if self.may(right, unit=unit, grid=grid))

    def units(self, right: Right) -> frozenset[int] | None:
        """The units they hold the right over; None for every unit."""
        return self._over(right, "units")

    def grids(self, right: Right) -> frozenset[int] | None:
        """The grids they hold the right over; None for every grid."""
        return self._over(right, "grids")

    def _over(self, right: Right, kind: str) -> frozenset[int] | None:
        held = [grant for grant in self.grants if grant.role in MAY[right]]
        if any(grant.everywhere for grant in held):
            return None
        return frozenset().union(*(getattr(grant, kind) or () for grant in held))


_USER = Question(select(User.id, User.login, User.name).where(User.login == given("login"), User.active), as_it_is)
_HELD = Question(
    select(Holding.role, Holding.unit_id, Holding.grid_id).where(Holding.user_id == given("user")).order_by(Holding.id),
    as_it_is,
)
_BELOW = {table: Question(select(table.id, table.parent_id), as_it_is) for table in (Unit, Grid)}


def asker(opened: Opened, login: str) -> Asker:
    """The active user of that login. Raises NotFound."""
    user = next(iter(_USER.ask(opened, login=login)), None)
    if user is None:
        raise NotFound(say("没有可用的账号 {login}：请管理员用 redvest user add 添加", login=login))
    return _holding(user, _HELD.ask(opened, user=user.id), cache(partial(_children, opened)))


def holders(session: Session, role: UserRole) -> tuple[Asker, ...]:
    """The active users who hold that role somewhere, by login, each with nothing but those grants."""
    held = select(Holding.user_id).where(Holding.role == role)
    wanted = select(User).where(User.active, User.id.in_(held)).options(selectinload(User.holdings))
    below = cache(partial(_children, session))
    found = (_holding(user, user.holdings, below) for user in session.scalars(wanted.order_by(User.login)))
    return tuple(replace(one, grants=tuple(grant for grant in one.grants if grant.role is role)) for one in found)


def require(who: Asker, right: Right, *, unit: int | None = None, grid: int | None = None) -> None:
    """Raises NotFound for what lies outside their scope, Forbidden for what they see but may not do there."""
    if who.may(right, unit=unit, grid=grid):
        return
    if who.may(Right.SEE, unit=unit, grid=grid):
        raise Forbidden(say("{name} 只能查看，不能改动", name=who.name))
    raise NotFound(say("没有这一项，或不在您的管理范围内"))


def require_somewhere(who: Asker, right: Right) -> None:
    """Raises as `require` does for who may do this in no unit and in no grid."""
    if who.units(right) == frozenset() and who.grids(right) == frozenset():
        require(who, right)


def subtree(session: Session, table: type[Unit] | type[Grid], root: int) -> frozenset[int]:
    """The ids of a unit or grid and of everything below it."""
    return _subtree(_children(session, table), root)


_Territory = type[Unit] | type[Grid]
_Tree = Mapping[int | None, Iterable[int]]


def _holding(user: Any, held: Iterable[Any], below: Callable[[_Territory], _Tree]) -> Asker:
    """`below` gives what lies below what; asked only where somebody holds a role over a part."""
    grants = tuple(
        Grant(
            holding.role,
            None if holding.unit_id is None else _subtree(below(Unit), holding.unit_id),
            None if holding.grid_id is None else _subtree(below(Grid), holding.grid_id),
        )
        for holding in held
    )
    return Asker(user.id, user.login, user.name, grants)


def _children(opened: Opened, table: _Territory) -> _Tree:
    children: dict[int | None, list[int]] = {}
    for row in _BELOW[table].ask(opened):
        children.setdefault(row.parent_id, []).append(row.id)
    return children


def _subtree(children: _Tree, root: int) -> frozenset[int]:
    found, waiting = {root}, [root]
    while waiting:
        below = [child for child in children.get(waiting.pop(), ()) if child not in found]
        found.update(below)
        waiting.extend(below)
    return frozenset(found)
