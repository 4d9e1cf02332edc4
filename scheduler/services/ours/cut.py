"""The cut through a roster: who is let in to what of it, and what they see there."""

from dataclasses import dataclass, fields, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import NotFound
from scheduler.language import say
from scheduler.services.access import Asker, Right
from scheduler.services.looking import look, view_of
from scheduler.services.roster_parts import WHOLE, Part, Theirs
from scheduler.services.rosters import find
from scheduler.services.rosters_of_others import seen_of, touches
from scheduler.services.territory import sees_point
from scheduler.services.views import RosterView, ShiftView
from scheduler.store.points import Point
from scheduler.store.rosters import Roster
from scheduler.store.snapshot.scope import stewarded_in
from scheduler.store.units import Unit


@dataclass(frozen=True, slots=True)
class Cut:
    """A published roster that somebody was let in to. `theirs` is None for who may see all of it; `points` and `units`
    are the codes of what is theirs then."""

    roster: Roster
    version: int
    theirs: Theirs | None
    points: frozenset[str]
    units: frozenset[str]


@dataclass(frozen=True, slots=True)
class ShiftCut(ShiftView):
    """A shift as somebody sees it who is not told of all: of its crew `others` are not named. `elsewhere`, at a point
    that is not theirs."""

    others: int
    elsewhere: bool


def cut(session: Session, who: Asker, code: str) -> Cut:
    """The roster of that code, its published version. Raises NotFound for one of which nothing is theirs, and for one
    that is not published."""
    wanted = select(Roster).where(Roster.code == code, Roster.published_version.is_not(None), touches(who))
    roster = session.scalar(wanted)
    if roster is None or roster.published_version is None:
        find(session, who, code)
        raise NotFound(say("排班表 {code} 还没有发布", code=code))
    units, version = who.units(Right.SEE), roster.published_version
    if units is None:
        return Cut(roster, version, None, frozenset(), frozenset())
    seen = sees_point(who, when=stewarded_in(roster))
    points = session.execute(select(Point.id, Point.code).where(seen)).all()
    names = session.scalars(select(Unit.code).where(Unit.id.in_(units)))
    theirs = Theirs(version, frozenset(number for number, _ in points), units)
    return Cut(roster, version, theirs, frozenset(code for _, code in points), frozenset(names))


def seen(session: Session, of: Cut, *, part: Part = WHOLE, strangers: bool = True) -> RosterView:
    """What is theirs of that part; its shifts are ShiftCuts. Without `strangers` nobody is named but their people, and
    shifts without any are left out."""
    view = view_of(session, of.roster, of.version, part=replace(part, theirs=of.theirs))
    shifts = (_cut(of, shift, everybody=strangers and _is_theirs(of, shift)) for shift in view.shifts)
    kept = tuple(shift for shift in shifts if strangers or shift.crew)
    return replace(view, newest=of.version, score=None, shifts=kept)


def look_or_cut(
    session: Session,
    who: Asker,
    code: str,
    version: int | None = None,
    *,
    part: Part = WHOLE,
    strangers: bool = True,
) -> RosterView:
    """The roster in that version, None for the newest, as far as the asker may see it: what `look` says, or else what
    `seen` does.

    Raises NotFound for no such roster or version, and for any but the published one of what others keep.
    """
    if seen_of(session, who, [code]):
        return look(session, who, code, version, part=part)
    of = cut(session, who, code)
    if version not in (None, of.version):
        raise NotFound(say("排班表 {code} 由别人排，只能看发布的第 {version} 版", code=code, version=of.version))
    return seen(session, of, part=part, strangers=strangers)


def besides(shift: ShiftView) -> str:
    """And three others: in words how many are there who are not named, "" for nobody."""
    count = shift.others if isinstance(shift, ShiftCut) else 0
    return say("另有 {count} 人", count=count) if count else ""


def _is_theirs(of: Cut, shift: ShiftView) -> bool:
    """Whether it is at a point of theirs."""
    return of.theirs is None or shift.point in of.points


def _cut(of: Cut, shift: ShiftView, *, everybody: bool) -> ShiftCut:
    known = {field.name: getattr(shift, field.name) for field in fields(ShiftView)}
    if not everybody and of.theirs is not None:
        known["crew"] = tuple(seat for seat in shift.crew if seat.unit in of.units)
    return ShiftCut(**known, others=len(shift.crew) - len(known["crew"]), elsewhere=not _is_theirs(of, shift))
