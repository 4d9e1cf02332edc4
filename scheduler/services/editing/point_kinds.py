"""The town's list of kinds of point, each with how many people it needs."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Invalid
from scheduler.services.editing.entered import entered_formula, wrong
from scheduler.services.editing.town_list import Entry, TownList
from scheduler.services.formulas import people, plain
from scheduler.store.points import Point, PointKind


@dataclass(frozen=True, slots=True)
class PointKindView(Entry):
    """A kind of point: `headcount` is its staffing formula, `category` its number in the campaigns' list, None for a
    kind of the town's own."""

    headcount: str
    category: int | None


def _view(row: PointKind) -> PointKindView:
    return PointKindView(row.code, row.name, row.position, plain(row.headcount), row.category)


def _require_staffed(session: Session, row: PointKind, after: PointKindView) -> None:
    """Raises Invalid, naming the point, where one that follows the kind's formula could not be staffed by it."""
    wanted = select(Point.name, Point.length).where(Point.kind_id == row.id, Point.headcount.is_(None))
    for name, length in session.execute(wanted.order_by(Point.code)) if row.id else ():
        try:
            people(after.headcount, length)
        except Invalid as invalid:
            raise wrong("headcount", after.headcount, f"{name}：{invalid}") from invalid


POINT_KINDS = TownList(
    table=PointKind,
    entry=PointKindView,
    view=_view,
    noun="point_kind",
    missing="没有点位类别 {code}",
    tidied={"headcount": entered_formula},
    check=_require_staffed,
)
