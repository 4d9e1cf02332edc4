"""Finding people as they are called: by code, or by a name that only one in the asker's scope has."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from scheduler.errors import Invalid, NotFound
from scheduler.language import say
from scheduler.services.access import Asker, Right, require
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
