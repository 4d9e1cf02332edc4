"""Units as people look at them, in pages, and edit them, one at a time. A unit ends on a day; it is never deleted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select, true
from sqlalchemy.orm import Session, aliased, contains_eager

from scheduler.errors import NotFound
from scheduler.exchange import words
from scheduler.exchange.origin import ByHand
from scheduler.exchange.records import UnitRecord
from scheduler.geo import Spot
from scheduler.language import say
from scheduler.services.access import Asker, Right, require
from scheduler.services.editing.entered import entered_name, require_new_code
from scheduler.services.editing.put import put
from scheduler.services.paging import Page, Paged, paged
from scheduler.services.searching import speaks_of
from scheduler.store.snapshot.scope import below
from scheduler.store.units import Unit
from scheduler.store.vault import Vault

_Parent = aliased(Unit)


@dataclass(frozen=True, slots=True)
class UnitView:
    """A unit; `parent` by code, `at` its office in WGS-84, `most_out_percent` None for the town's own, gone from
    `ended_on` on."""

    code: str
    name: str
    parent: str | None
    at: Spot | None
    most_out_percent: int | None
    contact: str | None
    ended_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFilter:
    """Which units: directly below `parent`, in the subtree of `under`, both codes; at the `top` of what the asker
    sees; there on the day `on`; with `search` in code or name. None is any."""

    parent: str | None = None
    under: str | None = None
    top: bool | None = None
    on: date | None = None
    search: str | None = None


def page(session: Session, who: Asker, page: Page, which: UnitFilter) -> Paged[UnitView]:
    """One page of the units in the asker's scope, by code or name. Raises NotFound for a unit outside."""
    found = paged(session, _wanted(session, who, which), page, {"name": Unit.name, "code": Unit.code})
    return Paged(tuple(_view(row) for row in found.items), found.total)


def one(session: Session, who: Asker, code: str) -> UnitView:
    """The unit of that code. Raises NotFound outside the asker's scope."""
    found = find(session, who, code)
    if found is None:
        raise NotFound(say("没有单位 {code}，或不在您的管理范围内", code=code))
    return found


def find(session: Session, who: Asker, code: str) -> UnitView | None:
    """The unit of that code, None where the asker sees none."""
    row = session.scalar(_seen(who).where(Unit.code == code))
    return None if row is None else _view(row)


def save(
    session: Session, who: Asker, code: str, said: Mapping[str, Any], *, vault: Vault, now: datetime
) -> UnitView:  # fmt: skip
    """Change what is said of the unit, by the names of UnitView's fields, or add it; what is not said stays.

    Raises Forbidden and NotFound where the asker may not plan, Invalid with its faults, Conflict for a taken code.
    """
    current = find(session, who, code)
    if current is None:
        require_new_code(session, Unit, code)
    else:
        require(who, Right.PLAN, unit=session.scalars(select(Unit.id).where(Unit.code == code)).one())
        # The unit above may be out of the asker's scope: one that stays need not be found again.
        said = {field: value for field, value in said.items() if field != "parent" or value != current.parent}
    put(session, who, _record(code, said, current), vault=vault, now=now)
    return one(session, who, code)


def _record(code: str, said: Mapping[str, Any], current: UnitView | None) -> UnitRecord:
    values = {"name": current.name if current else "", **said}
    values["name"] = entered_name(values["name"])
    if values.get("contact") is not None:
        values["contact"] = words.text(values["contact"])
    return UnitRecord(code=code, coded=True, **values, origin=ByHand(), given=frozenset(said))


def _seen(who: Asker) -> Select[Unit]:
    units = who.units(Right.SEE)
    wanted = (
        select(Unit)
        .outerjoin(_Parent, Unit.parent_id == _Parent.id)
        .options(contains_eager(Unit.parent.of_type(_Parent)))
    )
    return wanted.where(true() if units is None else Unit.id.in_(units))


def _wanted(session: Session, who: Asker, which: UnitFilter) -> Select[Unit]:
    return _seen(who).where(
        true() if which.parent is None else Unit.parent_id == unit_id(session, who, which.parent),
        true() if which.under is None else Unit.id.in_(below(Unit, unit_id(session, who, which.under))),
        true() if which.top is None else _is_top(who) == which.top,
        true() if which.on is None else or_(Unit.ended_on.is_(None), Unit.ended_on > which.on),
        speaks_of(which.search, Unit.code, Unit.name),
    )


def unit_id(session: Session, who: Asker, code: str) -> int:
    """The number of the unit of that code. Raises NotFound outside the asker's scope."""
    found = session.scalar(select(Unit.id).where(Unit.code == code))
    if found is None or not who.may(Right.SEE, unit=found):
        raise NotFound(say("没有单位 {code}，或不在您的管理范围内", code=code))
    return found


def _is_top(who: Asker) -> ColumnElement[bool]:
    units = who.units(Right.SEE)
    above = Unit.parent_id.is_(None)
    return above if units is None else or_(above, Unit.parent_id.not_in(units))


def _view(row: Unit) -> UnitView:
    at = None if row.longitude is None or row.latitude is None else Spot(row.longitude, row.latitude)
    parent = row.parent.code if row.parent else None
    return UnitView(row.code, row.name, parent, at, row.most_out_percent, row.contact, row.ended_on)
