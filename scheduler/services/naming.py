"""What people call shifts and volunteers when they type: a code, the end of one, or a name that only one bears; and
what they are told for a code."""

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload

from scheduler.clock import minute_of, today
from scheduler.errors import Fault, Invalid, NotFound
from scheduler.language import say
from scheduler.services.access import Asker
from scheduler.services.rosters import find
from scheduler.services.wording import day_text, hours_text
from scheduler.store.duties import Duty
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift, shifts_in
from scheduler.store.snapshot.scope import people_of
from scheduler.store.volunteers import Volunteer
from solver.problem import Duty as Code


def volunteer_called(session: Session, who: Asker, roster: str, text: str) -> str:
    """The code of a volunteer the roster may call on, by code or by name. Raises NotFound, and Invalid, naming the
    candidates, for a name that several bear."""
    row, text = find(session, who, roster), text.strip()
    wanted = _people(row).where(or_(Volunteer.code == text, Volunteer.name == text)).order_by(Volunteer.code)
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
    wanted = _shifts(row).where(Shift.code.iendswith(text, autoescape=True))
    shifts = session.scalars(wanted.order_by(Shift.starts_at, Shift.code)).all()
    exact = [one for one in shifts if one.code == text] or shifts
    if not exact:
        raise NotFound(say("排班表 {code} 没有班次 {shift}", code=roster, shift=text))
    if len(exact) > 1:
        faults = [Fault(one.code, _shift(one), say("写完整的编号")) for one in exact[:5]]
        raise Invalid(say("有 {count} 个班次以 {ending} 结尾", count=len(exact), ending=text), faults)
    return exact[0].code


def duty_called(session: Session, roster: Roster, duty: Code) -> dict[str, str]:
    """The {person} and the {shift} of a duty, for a sentence: 张三（财政局）, 12月1日 周二 07:30–08:30 路口1.

    Whoever the roster may not call on, and a shift it does not have, go by their codes.
    """
    person = session.scalar(_people(roster).where(Volunteer.code == duty.volunteer))
    shift = session.scalar(_shifts(roster).where(Shift.code == duty.shift))
    return {
        "person": say("{name}（{unit}）", name=person.name, unit=person.unit.name) if person else duty.volunteer,
        "shift": _shift(shift) if shift else duty.shift,
    }


def _people(roster: Roster) -> Select[Volunteer]:
    """Whom the roster may call on, and who stands in it."""
    held = select(Duty.volunteer_id).where(Duty.roster_id == roster.id)
    wanted = select(Volunteer).where(or_(people_of(roster), Volunteer.id.in_(held)))
    return wanted.options(joinedload(Volunteer.unit))


def _shifts(roster: Roster) -> Select[Shift]:
    wanted = select(Shift).where(shifts_in(roster.id, roster.version))
    return wanted.options(joinedload(Shift.point))


def _shift(row: Shift) -> str:
    day = today(row.starts_at)
    hours = hours_text(minute_of(row.starts_at, day), minute_of(row.ends_at, day))
    return f"{day_text(day)} {hours} {row.point.name}"
