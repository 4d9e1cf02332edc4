"""Users as an admin sees them: those who hold something that is the admin's to give."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, exists, literal, or_, select, true
from sqlalchemy.orm import Session, selectinload

from scheduler.errors import Forbidden, NotFound
from scheduler.language import say
from scheduler.services.access import Asker, Right
from scheduler.services.paging import Page, Paged, paged
from scheduler.services.people import people_seen
from scheduler.services.users.roles import Scope
from scheduler.store.grids import Grid
from scheduler.store.units import Unit
from scheduler.store.users import Holding, User, UserRole
from scheduler.store.volunteers import Volunteer


@dataclass(frozen=True, slots=True)
class HoldingView:
    """A role over a scope; its number is for taking it back."""

    number: int
    role: UserRole
    scope: Scope

    @property
    def unit(self) -> str | None:
        return self.scope.unit

    @property
    def grid(self) -> str | None:
        return self.scope.grid


@dataclass(frozen=True, slots=True)
class UserView:
    """A user as an admin sees them, with those `holdings` that are the admin's to give. `volunteer` is the code of whom
    they are when they serve, None also where the admin does not see that person; without `password` they cannot log in
    by one yet."""

    login: str
    name: str
    active: bool
    volunteer: str | None
    password: bool
    holdings: tuple[HoldingView, ...]


def page(
    session: Session,
    who: Asker,
    page: Page,
    *,
    role: UserRole | None = None,
    active: bool | None = None,
    q: str | None = None,
) -> Paged[UserView]:
    """One page of the users who hold something that is the asker's to give, by login or name; only those with `role`,
    those who are `active` or not, those whose login or name has `q` in it, where given. Raises Forbidden for who rules
    nothing."""
    wanted = _wanted(who).where(
        true() if active is None else User.active == active,
        true() if role is None else exists().where(Holding.user_id == User.id, Holding.role == role, _given_by(who)),
        true() if not q else or_(User.login.contains(q, autoescape=True), User.name.contains(q, autoescape=True)),
    )
    found = paged(session, wanted, page, {"login": User.login, "name": User.name, "number": User.id})
    return Paged(_views(session, who, found.items), found.total)


def listed(session: Session, who: Asker) -> tuple[UserView, ...]:
    """All of them, by login. Raises Forbidden for who rules nothing."""
    return _views(session, who, session.scalars(_wanted(who).order_by(User.login)).all())


def one(session: Session, who: Asker, login: str) -> UserView:
    """The user of that login. Raises NotFound for none that the asker sees, Forbidden for who rules nothing."""
    user = session.scalar(_wanted(who).where(User.login == login))
    if user is None:
        raise NotFound(say("没有账号 {login}", login=login))
    return _views(session, who, [user])[0]


def _wanted(who: Asker) -> Select[User]:
    if who.units(Right.RULE) == frozenset() and who.grids(Right.RULE) == frozenset():
        raise Forbidden(say("只有管理员能管理账号"))
    holds_some = exists().where(Holding.user_id == User.id, _given_by(who))
    return select(User).options(selectinload(User.holdings)).where(or_(literal(who.may(Right.RULE)), holds_some))


def _given_by(who: Asker) -> ColumnElement[bool]:
    """The condition on Holding: it is the asker's to give."""
    units, grids = who.units(Right.RULE), who.grids(Right.RULE)
    if units is None or grids is None:
        return true()
    return or_(Holding.unit_id.in_(units), Holding.grid_id.in_(grids))


def _views(session: Session, who: Asker, users: Iterable[User]) -> tuple[UserView, ...]:
    users = tuple(users)
    given = {
        user.id: [one for one in user.holdings if who.may(Right.RULE, unit=one.unit_id, grid=one.grid_id)]
        for user in users
    }
    held = [holding for mine in given.values() for holding in mine]
    units = _codes(session, Unit, {one.unit_id for one in held})
    grids = _codes(session, Grid, {one.grid_id for one in held})
    people = _codes(session, Volunteer, {user.volunteer_id for user in users}, people_seen(session, who))
    return tuple(
        UserView(
            user.login,
            user.name,
            user.active,
            people.get(user.volunteer_id or 0),
            user.password_hash is not None,
            tuple(
                HoldingView(one.id, one.role, Scope(units.get(one.unit_id or 0), grids.get(one.grid_id or 0)))
                for one in given[user.id]
            ),
        )
        for user in users
    )


def _codes(
    session: Session, table: type[Unit] | type[Grid] | type[Volunteer], ids: set[int | None], *seen: ColumnElement[bool]
) -> dict[int, str]:
    wanted = select(table.id, table.code).where(table.id.in_(ids - {None}), *seen)
    return dict(session.execute(wanted).all()) if ids - {None} else {}
