"""Names and codes as they are typed into a form: tidied like a sheet's, so that a file finds the same thing again."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Fault, Invalid
from scheduler.exchange import words
from scheduler.language import say
from scheduler.services.formulas import people, plain
from scheduler.store.grids import Grid
from scheduler.store.patterns import ShiftPattern, Theme
from scheduler.store.points import Point, PointKind
from scheduler.store.teams import Role, Team
from scheduler.store.units import Unit
from scheduler.store.volunteers import Volunteer

Coded = type[Unit | Grid | Point | PointKind | Role | Team | Theme | ShiftPattern | Volunteer]
LONGEST_CODE = 100


def entered_name(text: str, field: str = "name") -> str:
    """The name without odd spaces. Raises Invalid for one that is blank."""
    try:
        return words.name(text)
    except words.Unreadable as unreadable:
        raise wrong(field, text, unreadable.advice) from unreadable


def entered_formula(text: str, field: str = "headcount") -> str:
    """A staffing formula in symbols. Raises Invalid for what is none, and what does not work at a hundred metres."""
    try:
        people(text, 100)
        return plain(text)
    except Invalid as invalid:
        raise wrong(field, text, str(invalid)) from invalid


def require_new_code(session: Session, table: Coded, code: str) -> None:
    """Raises Invalid for a code that a sheet would write otherwise, Conflict for one that is taken, in whatever case:
    whoever types it means the same."""
    tidied = "".join(words.tidy(code).split())
    if tidied != code or words.blank(code) or len(code) > LONGEST_CODE:
        advice = say("编号不能有空格和全角字符，最长 {most} 字", most=LONGEST_CODE)
        raise wrong("code", code, advice)
    if session.scalar(select(table.id).where(func.lower(table.code) == code.lower()).limit(1)):
        raise Conflict(say("编号 {code} 已被使用，请换一个", code=code))


def require_new_name(session: Session, table: type[PointKind] | type[Role] | type[Team], code: str, name: str) -> None:
    """Raises Invalid for a name that another on the list has: files call these by name."""
    if session.scalar(select(table.id).where(table.name == name, table.code != code).limit(1)):
        raise wrong("name", name, say("已有这个名称，请换一个"))


def wrong(field: str, value: str, advice: str) -> Invalid:
    """The refusal of one field."""
    return Invalid(say("有 {count} 处不对，没有保存", count=1), [Fault(field, value[:40], advice)])
