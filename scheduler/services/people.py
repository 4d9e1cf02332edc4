"""Finding people as they are called: by code, or by a name that only one in the asker's scope has."""

from sqlalchemy import ColumnElement, and_, select, true
from sqlalchemy.orm import Session, joinedload

from scheduler.errors import Invalid, NotFound
from scheduler.language import say
from scheduler.services.access import Asker, Right, require
from scheduler.store.snapshot.scope import below
from scheduler.store.units import Unit
from scheduler.store.users import User
from scheduler.store.volunteers import Volunteer


def find_person(session: Session, who: Asker, called: str, *, right: Right = Right.SEE) -> Volunteer:
    """The volunteer, their unit loaded. Everybody holds every right over their own things.

    Raises NotFound for nobody in the asker's scope, Forbidden without the right there, Invalid for several.
    """
    wanted = select(Volunteer).options(joinedload(Volunteer.unit))
    found = session.scalars(wanted.where(Volunteer.code == called)).all()
    found = found or session.scalars(wanted.where(Volunteer.name == called).order_by(Volunteer.code)).all()
    own = session.scalar(select(User.volunteer_id).where(User.id == who.user_id))
    seen = [one for one in found if one.id == own or who.may(Right.SEE, unit=one.unit_id)]
    if not seen:
        raise NotFound(say("没有志愿者 {called}，或不在您的管理范围内", called=called))
    if len(seen) > 1:
        codes = "、".join(f"{one.code}（{one.unit.name}）" for one in seen[:5])
        raise Invalid(say("有 {count} 个人叫 {called}，请写编号：{codes}", count=len(seen), called=called, codes=codes))
    (person,) = seen
    if person.id != own:
        require(who, right, unit=person.unit_id)
    return person


def people_seen(
    session: Session, who: Asker, *, unit: str | None = None, right: Right = Right.SEE
) -> ColumnElement[bool]:
    """The condition on Volunteer: in the asker's scope, and in the subtree of the unit of that code where it is given.

    Raises NotFound for a unit outside the scope.
    """
    units = who.units(right)
    mine = true() if units is None else Volunteer.unit_id.in_(units)
    if unit is None:
        return mine
    root = session.scalar(select(Unit.id).where(Unit.code == unit))
    if root is None or not who.may(Right.SEE, unit=root):
        raise NotFound(say("没有单位 {code}，或不在您的管理范围内", code=unit))
    return and_(mine, Volunteer.unit_id.in_(below(Unit, root)))
