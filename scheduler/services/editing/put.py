"""One record entered by hand, taken in as if it stood alone in a file."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from scheduler.errors import Invalid
from scheduler.exchange.records import (
    AbsenceRecord,
    PatternRecord,
    PointRecord,
    Record,
    StewardshipRecord,
    UnitRecord,
    VolunteerRecord,
)
from scheduler.exchange.town_file import Reading
from scheduler.language import say
from scheduler.services import audit
from scheduler.services.access import Asker
from scheduler.services.imports import Plan, plan
from scheduler.services.imports.apply import write
from scheduler.store.vault import Vault

_READ: Mapping[type[Record], Callable[[Any], Reading]] = {
    UnitRecord: lambda one: Reading(units=(one,)),
    PointRecord: lambda one: Reading(points=(one,)),
    StewardshipRecord: lambda one: Reading(stewardships=(one,)),
    VolunteerRecord: lambda one: Reading(volunteers=(one,)),
    AbsenceRecord: lambda one: Reading(absences=(one,)),
    PatternRecord: lambda one: Reading(patterns=(one,)),
}
_PRIVATE = frozenset(("phone_index", "places", "guardian_note", "reason"))
"""Of these the audit says that they were changed, not from what to what."""


def put(session: Session, who: Asker, record: Record, *, vault: Vault, now: datetime) -> Plan:
    """Add or change what the record speaks of: the fields it has `given`, seen from the part of the town that `who`
    plans. Its origin is a ByHand, its code its own.

    Every row that is added or changed leaves an entry in the audit, before and after. Gives what was done; nothing
    where the town is so already. Raises Forbidden for who plans nothing, Invalid with a fault for each wrong field,
    Conflict when somebody was faster.
    """
    planned = plan(session, who, _READ[type(record)](record), vault=vault, now=now)
    if planned.refused:
        raise Invalid(say("有 {count} 处不对，没有保存", count=len(planned.refused)), planned.refused)
    if not planned.idle:
        write(session, who, planned, vault=vault, why=say("手工编辑"), now=now)
        session.expire_all()  # rows are written past the objects that were loaded of them
    for item in (*planned.added, *planned.changed):
        note_edit(session, who, item.noun, _ref(item.key), before=item.before, after=item.after, now=now)
    return planned


def note_edit(
    session: Session, who: Asker, noun: str, ref: str, *,
    before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, now: datetime,
) -> None:  # fmt: skip
    """An entry in the audit with the fields that differ; None before for a new row, None after for one that was
    deleted. No entry where nothing differs."""
    if before is not None and after is not None:
        differ = [name for name in after if before.get(name) != after[name]]
        if not differ:
            return
        before, after = ({name: face.get(name) for name in differ} for face in (before, after))
    verb = "add" if before is None else "delete" if after is None else "change"
    audit.note(session, who, verb, noun, ref, now=now, before=_told(before), after=_told(after))


def _told(face: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if face is None:
        return None
    return {name: "…" if name in _PRIVATE else _json(value) for name, value in face.items()}


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _ref(key: Any) -> str:
    return key if isinstance(key, str) else "/".join(str(_json(part)) for part in key)
