"""A plan written down: all of it in the caller's transaction, or nothing when anything goes wrong."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Invalid
from scheduler.language import say
from scheduler.language.again import kept_of
from scheduler.services import audit
from scheduler.services.access import Asker
from scheduler.services.edit_log import note_edit, ref_of
from scheduler.services.imports.findings import NOUNS, Item, Plan, Progress
from scheduler.services.imports.source import Source
from scheduler.services.imports.writing import Writer
from scheduler.services.imports.writing_people import write_absences, write_volunteers
from scheduler.services.imports.writing_places import (
    write_grids,
    write_patterns,
    write_points,
    write_stewardships,
    write_teams,
    write_themes,
    write_units,
)
from scheduler.store.vault import Vault

_WRITE: Mapping[str, Callable[[Writer, Sequence[Item]], None]] = {
    "grid": write_grids,
    "team": write_teams,
    "unit": write_units,
    "point": write_points,
    "theme": write_themes,
    "pattern": write_patterns,
    "stewardship": write_stewardships,
    "volunteer": write_volunteers,
    "absence": write_absences,
}


def apply(
    session: Session,
    who: Asker,
    plan: Plan,
    *,
    vault: Vault,
    source: Source,
    now: datetime,
    progress: Progress | None = None,
) -> None:
    """Write `plan`, which must come from the same transaction, and leave an audit entry of the whole and of each row.

    Phones are sealed here. `progress` is called with rows written and all rows. Raises Invalid, with its faults,
    for a plan that refuses something, Conflict when somebody was faster; a plan that changes nothing leaves no trace.
    """
    if plan.refused:
        raise Invalid(say("有 {count} 处不能导入，什么都没有改动", count=len(plan.refused)), plan.refused)
    if plan.idle:
        return
    why = kept_of(lambda: say("导入 {file}", file=source.name))
    write(session, who, plan, vault=vault, why=why, now=now, progress=progress)
    for item in (*plan.added, *plan.changed):
        faces = {"before": item.before, "after": item.after}
        note_edit(session, who, item.noun, ref_of(item.key), **faces, now=now, file=source.name)
    audit.note(session, who, "import", "town", source.name, now=now, **asdict(source), **_counted(plan))


def write(
    session: Session,
    who: Asker,
    plan: Plan,
    *,
    vault: Vault,
    why: str,
    now: datetime,
    progress: Progress | None = None,
) -> None:
    """Write a plan that refuses nothing; `why` stands in the log of every move. Raises Conflict when somebody was
    faster."""
    writer = Writer(session, vault, user_id=who.user_id, why=why, now=now)
    try:
        _write(writer, plan, progress)
    except IntegrityError as error:
        raise Conflict(say("刚才有人改动了同样的内容，什么都没有改动，请再试一次")) from error


def _write(writer: Writer, plan: Plan, progress: Progress | None) -> None:
    total, done = len(plan.added) + len(plan.changed), 0
    for noun in NOUNS:
        items = [item for item in (*plan.added, *plan.changed) if item.noun == noun]
        if items:
            _WRITE[noun](writer, items)
            done += len(items)
            if progress:
                progress(done, total)


def _counted(plan: Plan) -> dict[str, Any]:
    return {**plan.counts(), "unchanged": plan.unchanged}
