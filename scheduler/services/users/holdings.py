"""Roles given and taken back, by who rules the part of the town they are held over."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from scheduler.errors import Conflict, NotFound
from scheduler.language import say
from scheduler.services import audit
from scheduler.services.access import Asker, Right, require
from scheduler.services.users.roles import Scope, role_name
from scheduler.store.grids import Grid
from scheduler.store.units import Unit
from scheduler.store.users import Holding, User, UserRole


def grant(session: Session, who: Asker, login: str, *, role: UserRole, scope: Scope, now: datetime) -> int:
    """Give a user one more role; gives its number.

    Raises NotFound for no such user, and for a scope that is not the asker's; Forbidden for who does not rule it;
    Conflict when they hold it already.
    """
    user = find_user(session, login)
    unit_id, grid_id = _ids(session, scope)
    require(who, Right.RULE, unit=unit_id, grid=grid_id)
    if _held(session, user, role, scope) is not None:
        raise Conflict(say("{login} 已经是 {scope} 的 {role}", login=login, scope=scope, role=role_name(role)))
    number = hold(session, who, user, role=role, scope=scope, now=now)
    audit.note(session, who, "grant", "user", login, now=now, role=role.value, scope=str(scope))
    return number


def revoke(session: Session, who: Asker, login: str, *, role: UserRole, scope: Scope, now: datetime) -> None:
    """Take a role back. Raises NotFound when they do not hold it, Conflict for the town's last admin."""
    user = find_user(session, login)
    unit_id, grid_id = _ids(session, scope)
    require(who, Right.RULE, unit=unit_id, grid=grid_id)
    holding = _held(session, user, role, scope)
    if holding is None:
        raise NotFound(say("{login} 不是 {scope} 的 {role}", login=login, scope=scope, role=role_name(role)))
    session.delete(holding)
    session.flush()
    keep_an_admin(session)
    audit.note(session, who, "revoke", "user", login, now=now, role=role.value, scope=str(scope))


def revoke_numbered(session: Session, who: Asker, login: str, number: int, *, now: datetime) -> None:
    """Take back the role of that number. Same refusals."""
    wanted = select(Holding.role, Unit.code, Grid.code).join(User, User.id == Holding.user_id)
    wanted = wanted.outerjoin(Unit, Unit.id == Holding.unit_id).outerjoin(Grid, Grid.id == Holding.grid_id)
    found = session.execute(wanted.where(User.login == login, Holding.id == number)).first()
    if found is None:
        raise NotFound(say("没有这一项，或不在您的管理范围内"))
    role, unit, grid = found
    revoke(session, who, login, role=role, scope=Scope(unit, grid), now=now)


def hold(session: Session, who: Asker | None, user: User, *, role: UserRole, scope: Scope, now: datetime) -> int:
    """The number of the new holding; None gives it to themselves. Raises what `grant` does."""
    unit_id, grid_id = _ids(session, scope)
    if who is not None:
        require(who, Right.RULE, unit=unit_id, grid=grid_id)
    by = who.user_id if who else user.id
    held = Holding(user_id=user.id, role=role, unit_id=unit_id, grid_id=grid_id, granted_by=by, granted_at=now)
    session.add(held)
    session.flush()
    return held.id


def find_user(session: Session, login: str) -> User:
    """The user with what they hold. Raises NotFound."""
    user = session.scalar(select(User).where(User.login == login).options(selectinload(User.holdings)))
    if user is None:
        raise NotFound(say("没有账号 {login}", login=login))
    return user


def keep_an_admin(session: Session) -> None:
    """Raises Conflict when nobody is left who rules the town."""
    left = select(func.count()).select_from(Holding).join(User, User.id == Holding.user_id)
    everything = (Holding.role == UserRole.ADMIN, Holding.unit_id.is_(None), Holding.grid_id.is_(None), User.active)
    if not session.scalar(left.where(*everything)):
        raise Conflict(say("这是最后一个全市管理员，请先另设一个"))


def _held(session: Session, user: User, role: UserRole, scope: Scope) -> Holding | None:
    unit_id, grid_id = _ids(session, scope)
    return next(
        (one for one in user.holdings if (one.role, one.unit_id, one.grid_id) == (role, unit_id, grid_id)), None
    )


def _ids(session: Session, scope: Scope) -> tuple[int | None, int | None]:
    return _id(session, Unit, scope.unit), _id(session, Grid, scope.grid)


def _id(session: Session, table: type[Unit] | type[Grid], code: str | None) -> int | None:
    if code is None:
        return None
    found = session.scalar(select(table.id).where(table.code == code))
    if found is None and table is Unit:
        raise NotFound(say("没有单位 {code}，或不在您的管理范围内", code=code))
    if found is None:
        raise NotFound(say("没有网格 {code}，或不在您的管理范围内", code=code))
    return found
