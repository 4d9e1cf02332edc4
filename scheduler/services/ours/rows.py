"""The rows and figures of a cut: their people and how often each stands in it, their posts, its shifts page by page."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, select, true
from sqlalchemy.orm import Session

from scheduler.services import overview
from scheduler.services.access import Asker
from scheduler.services.board.listing import listed_of
from scheduler.services.board.narrowing import Narrowing
from scheduler.services.board.people import Person, counted
from scheduler.services.board.posts import Post, posts_of
from scheduler.services.memory import kept
from scheduler.services.missed import Missed
from scheduler.services.missed import missed as missed_in
from scheduler.services.ours.cut import Cut, cut
from scheduler.services.overview import Standing
from scheduler.services.paging import Page, Paged
from scheduler.services.roster_parts import WHOLE, Part
from scheduler.services.rosters import listing
from scheduler.services.rosters_of_others import seen_of
from scheduler.store.duties import Duty, duties_in
from scheduler.store.shifts import Shift, shifts_in
from scheduler.store.snapshot.others import NOT_DONE
from scheduler.store.snapshot.scope import scope_of
from scheduler.store.volunteers import Volunteer

_ALL = Narrowing()


@dataclass(frozen=True, slots=True)
class Figures:
    """`duties` of `people` of theirs; `seats` at `points` of theirs, of which `vacant` are empty."""

    people: int
    duties: int
    points: int
    seats: int
    vacant: int


def people(session: Session, of: Cut, *, part: Part = WHOLE) -> tuple[Person, ...]:
    """Their people whom the roster calls on or has on those days, by unit and code, with how many duties each has."""

    def found() -> tuple[Person, ...]:
        return counted(session, of.roster, of.version, _people(of), part=part)

    return kept(session, of.roster, (people, of.theirs, of.version, part), found)


def posts(session: Session, of: Cut, *, which: Narrowing = _ALL, part: Part = WHOLE) -> tuple[Post, ...]:
    """The posts at their points, by point and time."""
    return posts_of(session, of.roster, of.version, which, _at_points(of, part))


def listed(session: Session, of: Cut, *, part: Part = WHOLE, page: Page) -> Paged[str]:
    """The codes of the shifts that are theirs on that page, by time and point."""
    return listed_of(session, of.roster, of.version, _ALL, part=replace(part, theirs=of.theirs), page=page)


def figures(session: Session, of: Cut) -> Figures:
    """How much of it is theirs."""
    return kept(session, of.roster, (figures, of.theirs, of.version), lambda: _figures(session, of))


def missed(session: Session, of: Cut, *, now: datetime) -> tuple[Missed, ...]:
    """The duties of their people, of those that were published, that are not over yet and that nobody will do: their
    people have left by then or are on leave, and whoever keeps the roster has not found somebody else."""
    published = Duty.added_in <= of.version
    return missed_in(session, [of.roster.code], which=and_(published, _people(of)), now=now)


def standing(session: Session, who: Asker, of: Cut) -> Standing:
    """How it stands at their points; nothing may be done to it here."""
    listed = replace(listing(of.roster, scope_of(session, of.roster), who), version=of.version, may=frozenset())
    found = figures(session, of)
    return Standing(listed, of.version, found.seats, found.vacant, None)


def standing_as_seen(session: Session, who: Asker, code: str) -> Standing:
    """How the newest version of a roster stands that the asker may look at, else how its cut does. Raises NotFound."""
    if seen_of(session, who, [code]):
        return overview.standing(session, who, code)
    return standing(session, who, cut(session, who, code))


def _people(of: Cut) -> ColumnElement[bool]:
    return true() if of.theirs is None else Volunteer.unit_id.in_(of.theirs.units)


def _at_points(of: Cut, part: Part) -> Part:
    return part if of.theirs is None else part.of(points=of.points)


def _figures(session: Session, of: Cut) -> Figures:
    serving = (duties_in(of.roster.id, of.version), Duty.state.not_in(NOT_DONE))
    named = select(func.count(Volunteer.id.distinct()), func.count()).select_from(Duty)
    named = named.join(Volunteer, Volunteer.id == Duty.volunteer_id).where(*serving, _people(of))
    crew = select(Duty.shift_id, func.count().label("people")).where(*serving).group_by(Duty.shift_id).subquery()
    missing = Shift.headcount - func.coalesce(crew.c.people, 0)
    at = true() if of.theirs is None else Shift.point_id.in_(of.theirs.points)
    empty = func.sum(case((missing > 0, missing), else_=0))
    asked = select(
        func.count(Shift.point_id.distinct()),
        func.coalesce(func.sum(Shift.headcount), 0),
        func.coalesce(empty, 0),
    )
    there = asked.outerjoin(crew, crew.c.shift_id == Shift.id).where(shifts_in(of.roster.id, of.version), at)
    people, duties = session.execute(named).one()
    points, seats, vacant = session.execute(there).one()
    return Figures(people, duties, points, int(seats), int(vacant))
