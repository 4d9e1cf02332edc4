"""The town's list of roles in a crew, seen by everybody who plans, edited by its admin."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import NotFound
from scheduler.language import say
from scheduler.services.access import Asker, Right, require
from scheduler.services.editing.entered import entered_name, require_new_code, require_new_name
from scheduler.services.editing.put import note_edit
from scheduler.services.editing.unused import delete_unused
from scheduler.services.paging import Page, Paged, paged
from scheduler.store.teams import Role


@dataclass(frozen=True, slots=True)
class RoleView:
    """A role; `position` is its place in the list, and who comes first in a crew."""

    code: str
    name: str
    position: int


def page(session: Session, _who: Asker, page: Page) -> Paged[RoleView]:
    """One page of the roles, by position, name or code."""
    orders = {"position": Role.position, "name": Role.name, "code": Role.code}
    found = paged(session, select(Role), page, orders)
    return Paged(tuple(_view(row) for row in found.items), found.total)


def find(session: Session, _who: Asker, code: str) -> RoleView | None:
    """The role of that code, None for none."""
    row = _find(session, code)
    return None if row is None else _view(row)


def one(session: Session, who: Asker, code: str) -> RoleView:
    """The role of that code. Raises NotFound."""
    found = find(session, who, code)
    if found is None:
        raise NotFound(say("没有岗位 {code}", code=code))
    return found


def save(session: Session, who: Asker, code: str, said: Mapping[str, Any], *, now: datetime) -> RoleView:
    """Change what is said of the role, by the names of RoleView's fields, or add it; what is not said stays.

    Raises Forbidden for who is not admin of the whole town, Invalid by field, Conflict for a taken code.
    """
    require(who, Right.RULE)
    row = _find(session, code)
    before = None if row is None else asdict(_view(row))
    if row is None:
        require_new_code(session, Role, code)
        row = Role(code=code)
    after = RoleView(**{**(before or {}), **said, "code": code})
    row.name, row.position = entered_name(after.name), after.position
    require_new_name(session, Role, code, row.name)
    session.add(row)
    session.flush()
    note_edit(session, who, "role", code, before=before, after=asdict(_view(row)), now=now)
    return _view(row)


def delete(session: Session, who: Asker, code: str, *, now: datetime) -> None:
    """Delete a role that nobody holds and nothing asks for. Raises NotFound, Forbidden, Conflict."""
    require(who, Right.RULE)
    before = one(session, who, code)
    delete_unused(session, session.scalars(select(Role).where(Role.code == code)).one())
    note_edit(session, who, "role", code, before=asdict(before), after=None, now=now)


def _find(session: Session, code: str) -> Role | None:
    return session.scalar(select(Role).where(Role.code == code))


def _view(row: Role) -> RoleView:
    return RoleView(row.code, row.name, row.position)
