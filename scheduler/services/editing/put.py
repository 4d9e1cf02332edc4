"""One record entered by hand, taken in as if it stood alone in a file."""

from collections.abc import Callable, Mapping
from datetime import datetime
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
from scheduler.services.access import Asker
from scheduler.services.edit_log import note_edit, ref_of
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
        note_edit(session, who, item.noun, ref_of(item.key), before=item.before, after=item.after, now=now)
    return planned
