"""Choices: of which rosters one may ask what would be if, and what there is in one of them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select, true
from sqlalchemy.orm import Session

from scheduler.services.access import Asker, Right
from scheduler.services.board.choices import choices as board_choices
from scheduler.store.points import Point, PointKind
from scheduler.store.rosters import Roster, RosterState

Named = tuple[tuple[str, str], ...]
_MOST = 60


@dataclass(frozen=True, slots=True)
class Askable:
    """A roster that has a version, and that the asker plans."""

    code: str
    name: str
    start: date
    days: int


@dataclass(frozen=True, slots=True)
class Choices:
    """The units of a roster, and its points by the name of their kind, each as (code, name)."""

    units: Named
    kinds: tuple[tuple[str, Named], ...]


def askable(session: Session, who: Asker) -> tuple[Askable, ...]:
    """The latest first."""
    units, grids = who.units(Right.PLAN), who.grids(Right.PLAN)
    mine = true() if units is None or grids is None else or_(Roster.unit_id.in_(units), Roster.grid_id.in_(grids))
    wanted = select(Roster.code, Roster.name, Roster.start, Roster.days)
    wanted = wanted.where(mine, Roster.version > 0, Roster.state != RosterState.ARCHIVED)
    rows = session.execute(wanted.order_by(Roster.start.desc(), Roster.id.desc()).limit(_MOST))
    return tuple(Askable(*row) for row in rows)


def choices(session: Session, who: Asker, code: str) -> Choices:
    """What there is in the roster. Raises NotFound."""
    found = board_choices(session, who, code)
    there = frozenset(point for point, _ in found.points)
    wanted = select(PointKind.name, Point.code, Point.name).join(Point, Point.kind_id == PointKind.id)
    by_kind: dict[str, list[tuple[str, str]]] = {}
    for kind, point, name in session.execute(wanted.order_by(PointKind.position, Point.code)):
        if point in there:
            by_kind.setdefault(kind, []).append((point, name))
    return Choices(found.units, tuple((kind, tuple(points)) for kind, points in by_kind.items()))
