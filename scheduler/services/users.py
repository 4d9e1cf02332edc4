"""Users: who may log in, and which role each holds over which part of the town."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, selectinload

from scheduler.errors import Conflict, Forbidden, Invalid, NotFound
from scheduler.language import say
from scheduler.services import audit
from scheduler.services.access import Asker, Right, asker, require
from scheduler.store.grids import Grid
from scheduler.store.units import Unit
from scheduler.store.users import Holding, User, UserRole

_LOGIN = re.compile(r"[\w.@-]{2,60}")


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


@dataclass(frozen=True, slots=True)
class UserView:
    """A user as an admin sees them; `holdings` are (role, scope)."""

    login: str
    name: str
    active: bool
    holdings: tuple[tuple[UserRole, Scope], ...]


def role_name(role: UserRole) -> str:
    """The role in the reader's language."""
    return say(ROLES[role])


def none_yet(session: Session) -> bool:
    """Whether the town has no user at all, so that the first one may be added without anybody asking."""
    return not session.scalar(select(exists().where(User.id.is_not(None))))


def add(
    session: Session, who: Asker | None, login: str, name: str, *, role: UserRole, scope: Scope, now: datetime
) -> int:
    """Let somebody in with a role over a scope; gives their number.

    `who` is None only for the first user, who must be admin of everything. Raises Invalid for a login that is
    none, Conflict for one that is taken, NotFound for a scope that is not the asker's, Forbidden for others.
    """
    if not _LOGIN.fullmatch(login) or not name.strip():
        raise Invalid(say("账号应是 2 到 60 个字母、数字、点、横线，姓名不能空着：{login}", login=login))
    if session.scalar(select(exists().where(User.login == login))):
        raise Conflict(say("账号 {login} 已有人使用", login=login))
    if who is None:
        _require_first(session, role, scope)
    user = User(login=login, name=name.strip())
    session.add(user)
    session.flush()
    _hold(session, who, user, role=role, scope=scope, now=now)
    audit.note(session, who or asker(session, login), "add", "user", login, now=now, role=role.value, scope=str(scope))
    return user.id


def grant(session: Session, who: Asker, login: str, *, role: UserRole, scope: Scope, now: datetime) -> None:
    """Give a user one more role. Same refusals as `add`; Conflict when they hold it already."""
    user, (unit_id, grid_id) = _user(session, login), _ids(session, scope)
    require(who, Right.RULE, unit=unit_id, grid=grid_id)
    if _held(session, user, role, scope) is not None:
        raise Conflict(say("{login} 已经是 {scope} 的 {role}", login=login, scope=scope, role=role_name(role)))
    _hold(session, who, user, role=role, scope=scope, now=now)
    audit.note(session, who, "grant", "user", login, now=now, role=role.value, scope=str(scope))


def revoke(session: Session, who: Asker, login: str, *, role: UserRole, scope: Scope, now: datetime) -> None:
    """Take a role back. Raises NotFound when they do not hold it, Conflict for the town's last admin."""
    user = _user(session, login)
    unit_id, grid_id = _ids(session, scope)
    require(who, Right.RULE, unit=unit_id, grid=grid_id)
    holding = _held(session, user, role, scope)
    if holding is None:
        raise NotFound(say("{login} 不是 {scope} 的 {role}", login=login, scope=scope, role=role_name(role)))
    session.delete(holding)
    session.flush()
    _keep_an_admin(session)
    audit.note(session, who, "revoke", "user", login, now=now, role=role.value, scope=str(scope))


def deactivate(session: Session, who: Asker, login: str, *, now: datetime) -> None:
    """Shut a user out, keeping what they did. Raises NotFound unless all they hold is the asker's to give."""
    user = _user(session, login)
    if not user.holdings:
        require(who, Right.RULE)
    for holding in user.holdings:
        require(who, Right.RULE, unit=holding.unit_id, grid=holding.grid_id)
    user.active = False
    session.flush()
    _keep_an_admin(session)
    audit.note(session, who, "deactivate", "user", login, now=now)


def listed(session: Session, who: Asker) -> tuple[UserView, ...]:
    """The users who hold something that is the asker's to give, by login. Raises Forbidden for who rules nothing."""
    if who.units(Right.RULE) == frozenset() and who.grids(Right.RULE) == frozenset():
        raise Forbidden(say("只有管理员能管理账号"))
    units = dict(session.execute(select(Unit.id, Unit.code)).all())
    grids = dict(session.execute(select(Grid.id, Grid.code)).all())
    users = session.scalars(select(User).options(selectinload(User.holdings)).order_by(User.login))
    return tuple(
        UserView(
            user.login,
            user.name,
            user.active,
            tuple((one.role, Scope(units.get(one.unit_id or 0), grids.get(one.grid_id or 0))) for one in user.holdings),
        )
        for user in users
        if who.may(Right.RULE) or any(who.may(Right.RULE, unit=h.unit_id, grid=h.grid_id) for h in user.holdings)
    )


def _require_first(session: Session, role: UserRole, scope: Scope) -> None:
    if not none_yet(session):
        raise Forbidden(say("已有账号，请以管理员的身份添加：redvest --as 账号 user add …"))
    if role is not UserRole.ADMIN or scope != EVERYTHING:
        raise Invalid(say("第一个账号必须是全市的管理员：--role admin，不限单位和网格"))


def _hold(session: Session, who: Asker | None, user: User, *, role: UserRole, scope: Scope, now: datetime) -> None:
    unit_id, grid_id = _ids(session, scope)
    if who is not None:
        require(who, Right.RULE, unit=unit_id, grid=grid_id)
    by = who.user_id if who else user.id
    session.add(Holding(user_id=user.id, role=role, unit_id=unit_id, grid_id=grid_id, granted_by=by, granted_at=now))
    session.flush()


def _held(session: Session, user: User, role: UserRole, scope: Scope) -> Holding | None:
    unit_id, grid_id = _ids(session, scope)
    return next(
        (one for one in user.holdings if (one.role, one.unit_id, one.grid_id) == (role, unit_id, grid_id)), None
    )


def _user(session: Session, login: str) -> User:
    user = session.scalar(select(User).where(User.login == login).options(selectinload(User.holdings)))
    if user is None:
        raise NotFound(say("没有账号 {login}", login=login))
    return user


def _ids(session: Session, scope: Scope) -> tuple[int | None, int | None]:
    return _id(session, Unit, scope.unit), _id(session, Grid, scope.grid)


def _id(session: Session, table: type[Unit] | type[Grid], code: str | None) -> int | None:
    if code is None:
        return None
    found = session.scalar(select(table.id).where(table.code == code))
    if found is None:
        raise NotFound(say("没有这一项，或不在您的管理范围内"))
    return found


def _keep_an_admin(session: Session) -> None:
    left = select(func.count()).select_from(Holding).join(User, User.id == Holding.user_id)
    everything = (Holding.role == UserRole.ADMIN, Holding.unit_id.is_(None), Holding.grid_id.is_(None), User.active)
    if not session.scalar(left.where(*everything)):
        raise Conflict(say("这是最后一个全市管理员，请先另设一个"))
