"""The people of the town as they are before an import, with all that hangs on each."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from scheduler.services.imports.town import Rows, Town
from scheduler.store.absences import Absence, AbsenceState
from scheduler.store.base import Base
from scheduler.store.teams import volunteer_role, volunteer_team, volunteer_usual_point
from scheduler.store.volunteers import Availability, Place, PlaceKind, Volunteer

AbsenceKey = tuple[str, datetime, datetime]

PLAIN = (
    *("name", "phone_index", "birth_year", "party_member", "kind", "guardian_note"),
    *("cap_day", "cap_week", "cap_total", "cap_weekends", "rest", "reach", "joined_on", "left_on"),
)
"""Columns of the volunteer's own row that a file may say."""


def volunteers(town: Town) -> Rows[str]:
    """By code, with places, availability, teams, roles and usual points as sorted tuples."""
    session, units = town.session, town.units.codes
    hanging = {
        "places": _places(session),
        "availability": _grouped(session, Availability, "weekday", "from_minute", "until_minute"),
        "teams": _linked(session, volunteer_team, town.teams),
        "roles": _linked(session, volunteer_role, town.roles),
        "usual": _linked(session, volunteer_usual_point, town.points),
    }
    rows = town.table(Volunteer, " ".join(("unit_id", *PLAIN)))
    faces = {
        row["code"]: {
            **row,
            "unit": units[row["unit_id"]],
            **{field: tuple(sorted(found.get(row["id"], ()))) for field, found in hanging.items()},
        }
        for row in rows
    }
    mine = frozenset(code for code, face in faces.items() if face["unit"] in town.units.mine)
    return Rows({row["code"]: row["id"] for row in rows}, faces, mine)


def absences(town: Town, people: Rows[str]) -> Rows[AbsenceKey]:
    """By volunteer and span; of several alike the one that still counts."""
    codes = people.codes
    faces: dict[AbsenceKey, dict[str, Any]] = {}
    ids: dict[AbsenceKey, int] = {}
    columns = select(
        Absence.id, Absence.volunteer_id, Absence.starts_at, Absence.ends_at, Absence.reason, Absence.state
    )
    for row in town.session.execute(columns.order_by(Absence.id)):
        key = (codes[row.volunteer_id], row.starts_at, row.ends_at)
        if row.state in {AbsenceState.ASKED, AbsenceState.APPROVED}:
            faces[key], ids[key] = {"reason": row.reason, "state": row.state.value}, row.id
    return Rows(ids, faces, frozenset(key for key in faces if key[0] in people.mine))


def _places(session: Session) -> dict[int, list[Any]]:
    found = _grouped(session, Place, "kind", "longitude", "latitude", "came_in")
    return {number: [one for one in places if one[0] != PlaceKind.OTHER] for number, places in found.items()}


def _grouped(session: Session, table: type[Base], *names: str) -> dict[int, list[Any]]:
    columns = [getattr(table, name) for name in ("volunteer_id", *names)]
    return _by_first(session.execute(select(*columns)))


def _linked(session: Session, table: Table, things: Rows[str]) -> dict[int, list[Any]]:
    codes = things.codes
    found = _by_first(session.execute(select(table)))
    return {number: [codes[thing] for (thing,) in linked] for number, linked in found.items()}


def _by_first(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found = defaultdict(list)
    for first, *rest in rows:
        found[first].append(tuple(rest))
    return found
