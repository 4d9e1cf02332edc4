"""The town as it is before an import, in a few queries: every row of a noun by its key, and which are the asker's."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.services.access import Asker, Right
from scheduler.services.imports.findings import Face
from scheduler.services.territory import plannable_points
from scheduler.store.base import Base
from scheduler.store.grids import Grid
from scheduler.store.patterns import ShiftPattern, Theme
from scheduler.store.points import Point, PointKind
from scheduler.store.stewardship import Stewardship
from scheduler.store.teams import Role, Team
from scheduler.store.units import Unit

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Rows(Generic[Key]):
    """Rows by key: their numbers, their fields, and the keys of those that the asker may plan."""

    ids: Mapping[Key, int]
    faces: Mapping[Key, Face]
    mine: frozenset[Key]

    @cached_property
    def codes(self) -> Mapping[int, Key]:
        return {number: key for key, number in self.ids.items()}

    @cached_property
    def named(self) -> Mapping[str, list[Key]]:
        """Keys of the asker's by name."""
        found: dict[str, list[Key]] = {}
        for key in self.mine:
            found.setdefault(self.faces[key]["name"], []).append(key)
        return found


class Town:
    """Loads each noun when it is first asked for. Whoever plans everything owns every row."""

    def __init__(self, session: Session, who: Asker) -> None:
        self.session = session
        self.who = who
        self.everywhere = who.may(Right.PLAN)

    @cached_property
    def units(self) -> Rows[str]:
        rows = self.table(Unit, "name parent_id longitude latitude most_out_percent contact ended_on")
        return self._tree(rows, self.who.units(Right.PLAN))

    @cached_property
    def grids(self) -> Rows[str]:
        return self._tree(self.table(Grid, "name level parent_id"), self.who.grids(Right.PLAN))

    @cached_property
    def kinds(self) -> Rows[str]:
        return self._everybodys(self.table(PointKind, "name headcount"))

    @cached_property
    def roles(self) -> Rows[str]:
        return self._everybodys(self.table(Role, "name"))

    @cached_property
    def teams(self) -> Rows[str]:
        return self._everybodys(self.table(Team, "name"))

    @cached_property
    def themes(self) -> Rows[str]:
        return self._everybodys(self.table(Theme, "name from_day until_day"))

    @cached_property
    def points(self) -> Rows[str]:
        rows = self.table(Point, "name kind_id grid_id shape path came_in came_path length priority headcount ended_on")
        ids, kinds, grids = _ids(rows), self.kinds.codes, self.grids.codes
        faces = {row["code"]: {**row, "kind": kinds[row["kind_id"]], "grid": grids.get(row["grid_id"])} for row in rows}
        plannable = plannable_points(self.session, self.who)
        mine = frozenset(code for code, number in ids.items() if plannable is None or number in plannable)
        return Rows(ids, faces, mine)

    @cached_property
    def stewardships(self) -> Rows[tuple[str, str, Any]]:
        """By unit, point and first day."""
        points = dict(self.session.execute(select(Point.id, Point.code)).all())
        units = self.units.codes
        faces, ids = {}, {}
        for row in self.session.execute(select(Stewardship.__table__)).mappings():
            key = (units[row["unit_id"]], points[row["point_id"]], row["from_day"])
            faces[key], ids[key] = {"until_day": row["until_day"], "part": row["part"]}, row["id"]
        return Rows(ids, faces, frozenset(key for key in faces if key[0] in self.units.mine))

    @cached_property
    def patterns(self) -> Rows[str]:
        """The asker's are those that staff only points of theirs."""
        rows = [
            {column: frozen(value) for column, value in row.items()}
            for row in self.session.execute(select(ShiftPattern.__table__)).mappings()
        ]
        themes = self.themes.codes
        faces = {row["code"]: {**row, "theme": themes.get(row["theme_id"])} for row in rows}
        mine = frozenset(code for code, face in faces.items() if self.may_staff(face, self.points.mine))
        return Rows(_ids(rows), faces, mine)

    def may_staff(self, pattern: Face, mine: frozenset[str]) -> bool:
        """Whether the asker, whose points are `mine`, may plan every point that the pattern staffs."""
        points = pattern["points"]
        return self.everywhere or bool(points and not pattern["point_kinds"] and mine.issuperset(points))

    def table(self, table: type[Base], names: str) -> list[dict[str, Any]]:
        """Number, code and the named columns of every row."""
        columns = [getattr(table, name) for name in ("id", "code", *names.split())]
        return [
            {name: frozen(value) for name, value in row.items()}
            for row in self.session.execute(select(*columns)).mappings()
        ]

    def _tree(self, rows: list[dict[str, Any]], held: frozenset[int] | None) -> Rows[str]:
        codes = {row["id"]: row["code"] for row in rows}
        faces = {row["code"]: {**row, "parent": codes.get(row["parent_id"])} for row in rows}
        return Rows(
            _ids(rows), faces, frozenset(code for number, code in codes.items() if held is None or number in held)
        )

    def _everybodys(self, rows: list[dict[str, Any]]) -> Rows[str]:
        faces = {row["code"]: row for row in rows}
        return Rows(_ids(rows), faces, frozenset(faces))


def frozen(value: Any) -> Any:
    """Lists as tuples all the way down, so that what a file says can be compared with it."""
    return tuple(frozen(one) for one in value) if isinstance(value, list) else value


def _ids(rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    return {row["code"]: row["id"] for row in rows}
