"""What people call shifts and volunteers when they type: a code, the end of one, or a name that only one bears."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from scheduler.errors import Fault, Invalid, NotFound
from scheduler.language import say
from scheduler.services.access import Asker
from scheduler.services.rosters import find
from scheduler.store.duties import Duty
from scheduler.store.shifts import Shift, shifts_in
from scheduler.store.snapshot.scope import people_of
from scheduler.store.volunteers import Volunteer


def volunteer_called(session: Session, who: Asker, roster: str, text: str) -> str:
    """The code of a volunteer the roster may call on, by code or by name. Raises NotFound, and Invalid, naming the
    candidates, for a name that several bear."""
    row, text = find(session, who, roster), text.strip()
    held = select(Duty.volunteer_id).where(Duty.roster_id == row.id)
    wanted = select(Volunteer).where(or_(people_of(row), Volunteer.id.in_(held))).options(joinedload(Volunteer.unit))
    wanted = wanted.where(or_(Volunteer.code == text, Volunteer.name == text)).order_by(Volunteer.code)
    people = list(session.scalars(wanted))
    exact = [one for one in people if one.code == text] or people
    if not exact:
        raise NotFound(say("没有志愿者 {volunteer}，或不在这张排班表的范围内", volunteer=text))
    if len(exact) > 1:
        faults = [Fault(one.code, one.name, one.unit.name) for one in exact]
        raise Invalid(say("有 {count} 位{name}，请用编号", count=len(exact), name=text), faults)
    return exact[0].code


def shift_called(session: Session, who: Asker, roster: str, text: str) -> str:
    """The code of a shift of the newest version, by its code or the end of it, in capitals or not (1203-p01-0730).

    Raises NotFound, and Invalid, naming some, for an end that several share.
    """
    row, text = find(session, who, roster), text.strip()
    wanted = select(Shift.code).where(shifts_in(row.id, row.version), Shift.code.iendswith(text, autoescape=True))
    codes = session.scalars(wanted.order_by(Shift.starts_at, Shift.code)).all()
    exact = [code for code in codes if code == text] or codes
    if not exact:
        raise NotFound(say("排班表 {code} 没有班次 {shift}", code=roster, shift=text))
    if len(exact) > 1:
        faults = [Fault(code, text, say("写完整的编号")) for code in exact[:5]]
        raise Invalid(say("有 {count} 个班次以 {ending} 结尾", count=len(exact), ending=text), faults)
    return exact[0]
