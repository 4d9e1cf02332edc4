"""The pen of an import: rows inserted and updated many at a time, codes turned into numbers."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from scheduler.services.imports.findings import Face, Item
from scheduler.store.base import Base
from scheduler.store.grids import Grid
from scheduler.store.patterns import Theme
from scheduler.store.points import Point, PointKind
from scheduler.store.teams import Role, Team
from scheduler.store.units import Unit
from scheduler.store.vault import Vault
from scheduler.store.volunteers import Volunteer

_AT_ONCE = 500


class Writer:
    """Knows the numbers of what has been written; each noun is complete before the next one asks for it."""

    def __init__(self, session: Session, vault: Vault, *, user_id: int, why: str, now: datetime) -> None:
        self.session, self.vault = session, vault
        self.user_id, self.why, self.now = user_id, why, now

    @cached_property
    def kinds(self) -> Mapping[str, int]:
        return self.ids(PointKind)

    @cached_property
    def roles(self) -> Mapping[str, int]:
        return self.ids(Role)

    @cached_property
    def grids(self) -> Mapping[str, int]:
        return self.ids(Grid)

    @cached_property
    def teams(self) -> Mapping[str, int]:
        return self.ids(Team)

    @cached_property
    def units(self) -> Mapping[str, int]:
        return self.ids(Unit)

    @cached_property
    def points(self) -> Mapping[str, int]:
        return self.ids(Point)

    @cached_property
    def themes(self) -> Mapping[str, int]:
        return self.ids(Theme)

    @cached_property
    def volunteers(self) -> Mapping[str, int]:
        return self.ids(Volunteer)

    def ids(self, table: type[Base]) -> Mapping[str, int]:
        """Numbers by code."""
        columns = select(table.code, table.id)  # type: ignore[attr-defined]
        return dict(self.session.execute(columns).all())

    def write(self, table: type[Base], items: Sequence[tuple[Item, Face]]) -> None:
        """Insert the new ones and update the others; each comes with its columns."""
        self.insert(table, [dict(columns) for item, columns in items if item.row_id is None])
        self.update(table, [(item.row_id, columns) for item, columns in items if item.row_id is not None])

    def insert(self, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            self.session.execute(insert(table), list(rows))

    def update(self, table: type[Base], rows: Sequence[tuple[int, Face]]) -> None:
        by_columns: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for number, columns in rows:
            if columns:
                by_columns.setdefault(tuple(sorted(columns)), []).append({"id": number, **columns})
        for group in by_columns.values():
            self.session.execute(update(table), group)

    def clear(self, column: Any, numbers: Sequence[int], *only: Any) -> None:
        """Delete the rows of which `column` is one of the numbers, and that meet every condition in `only`."""
        for start in range(0, len(numbers), _AT_ONCE):
            some = numbers[start : start + _AT_ONCE]
            self.session.execute(delete(column.table).where(column.in_(some), *only))
