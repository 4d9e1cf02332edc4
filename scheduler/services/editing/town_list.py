"""The town's own lists, of roles and of kinds of point: seen by everybody who plans, edited by its admin."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import NotFound
from scheduler.language import say
from scheduler.services.access import Asker, Right, require
from scheduler.services.edit_log import note_edit
from scheduler.services.editing.entered import entered_name, require_new_code, require_new_name
from scheduler.services.editing.unused import delete_unused
from scheduler.services.paging import Page, Paged, paged
from scheduler.store.points import PointKind
from scheduler.store.teams import Role


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands on a list; `position` is its place there."""

    code: str
    name: str
    position: int


Row = TypeVar("Row", Role, PointKind)
View = TypeVar("View", bound=Entry)


@dataclass(frozen=True, slots=True)
class TownList(Generic[Row, View]):
    """One of the lists. `noun` is what the audit calls an entry, `missing` the msgid that says that there is none.

    `tidied` makes of what is said of a field what is kept, where that differs; `check` raises Invalid for an entry
    that must not stand so, given its row, which is new where it has no id; None where all may.
    """

    table: type[Row]
    entry: type[View]
    view: Callable[[Row], View]
    noun: str
    missing: str
    tidied: Mapping[str, Callable[[str], str]] = field(default_factory=dict)
    check: Callable[[Session, Row, View], None] | None = None

    def page(self, session: Session, page: Page) -> Paged[View]:
        """One page of the list, by position, name or code."""
        orders = {"position": self.table.position, "name": self.table.name, "code": self.table.code}
        found = paged(session, select(self.table), page, orders)
        return Paged(tuple(map(self.view, found.items)), found.total)

    def find(self, session: Session, code: str) -> View | None:
        """The entry of that code, None for none."""
        row = self._row(session, code)
        return None if row is None else self.view(row)

    def one(self, session: Session, code: str) -> View:
        """The entry of that code. Raises NotFound."""
        found = self.find(session, code)
        if found is None:
            raise NotFound(say(self.missing, code=code))
        return found

    def save(self, session: Session, who: Asker, code: str, said: Mapping[str, Any], *, now: datetime) -> View:
        """Change what is said of the entry, by the names of its fields, or add it; what is not said stays.

        Raises Forbidden for who is not admin of the whole town, Invalid by field, Conflict for a taken code.
        """
        require(who, Right.RULE)
        row = self._row(session, code)
        before = None if row is None else asdict(self.view(row))
        if row is None:
            require_new_code(session, self.table, code)
            row = self.table(code=code)
        after = self.entry(**{**(before or {}), **self._tidied(said), "code": code})
        require_new_name(session, self.table, code, after.name)
        if self.check is not None:
            self.check(session, row, after)
        for name, value in asdict(after).items():
            setattr(row, name, value)
        session.add(row)
        session.flush()
        note_edit(session, who, self.noun, code, before=before, after=asdict(after), now=now)
        return after

    def delete(self, session: Session, who: Asker, code: str, *, now: datetime) -> None:
        """Delete an entry that nothing refers to. Raises NotFound, Forbidden, Conflict."""
        require(who, Right.RULE)
        before = self.one(session, code)
        delete_unused(session, who, session.scalars(select(self.table).where(self.table.code == code)).one())
        note_edit(session, who, self.noun, code, before=asdict(before), after=None, now=now)

    def _row(self, session: Session, code: str) -> Row | None:
        return session.scalar(select(self.table).where(self.table.code == code))

    def _tidied(self, said: Mapping[str, Any]) -> dict[str, Any]:
        tidied = {"name": entered_name, **self.tidied}
        return {name: tidied[name](value) if name in tidied else value for name, value in said.items()}
