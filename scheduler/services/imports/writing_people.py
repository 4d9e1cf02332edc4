"""Volunteers with all that hangs on them, and absences, of a plan, written."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert

from scheduler.services.imports.findings import Item
from scheduler.services.imports.writing import Writer
from scheduler.store.absences import Absence, AbsenceState
from scheduler.store.lifecycle import step
from scheduler.store.moves import Move
from scheduler.store.teams import volunteer_role, volunteer_team, volunteer_usual_point
from scheduler.store.volunteers import Availability, Place, PlaceKind, Volunteer

_HANGING = ("places", "availability", "teams", "roles", "usual")


def write_volunteers(writer: Writer, items: Sequence[Item]) -> None:
    writer.write(Volunteer, [(item, _columns(writer, item)) for item in items])
    changed = {field: [item.row_id for item in items if item.row_id and field in item.after] for field in _HANGING}
    writer.clear(Place.__table__.c.volunteer_id, changed["places"], Place.kind != PlaceKind.OTHER)
    writer.clear(Availability.__table__.c.volunteer_id, changed["availability"])
    _write_spans(writer, items)
    for field, table, codes in (
        ("teams", volunteer_team, writer.teams),
        ("roles", volunteer_role, writer.roles),
        ("usual", volunteer_usual_point, writer.points),
    ):
        writer.clear(table.c.volunteer_id, changed[field])
        second = table.columns.keys()[1]
        rows = [
            {"volunteer_id": writer.volunteers[item.key], second: codes[code]}
            for item in items
            for code in item.after.get(field, ())
        ]
        if rows:
            writer.session.execute(insert(table), rows)


def write_absences(writer: Writer, items: Sequence[Item]) -> None:
    new = [item for item in items if item.row_id is None]
    rows = [_absence(writer, item) for item in new]
    if rows:
        ids = writer.session.scalars(insert(Absence).returning(Absence.id), rows).all()
        writer.insert(Move, [_approved(writer, number) for number in ids])
    for item in items:
        if item.row_id is not None:
            _change(writer, item, item.row_id)


def _columns(writer: Writer, item: Item) -> dict[str, Any]:
    columns = {name: value for name, value in item.after.items() if name not in _HANGING}
    if "unit" in columns:
        columns["unit_id"] = writer.units[columns.pop("unit")]
    if "phone_index" in columns:
        columns["phone_sealed"] = item.phone and writer.vault.seal(item.phone)
    return columns if item.row_id is not None else {"code": item.key, **columns}


def _write_spans(writer: Writer, items: Sequence[Item]) -> None:
    places, spans = [], []
    for item in items:
        number = writer.volunteers[item.key]
        for kind, longitude, latitude, came_in in item.after.get("places", ()):
            places.append(
                {
                    "volunteer_id": number, "kind": kind,
                    "longitude": longitude, "latitude": latitude, "came_in": came_in,
                }
            )  # fmt: skip
        for weekday, first, until in item.after.get("availability", ()):
            spans.append({"volunteer_id": number, "weekday": weekday, "from_minute": first, "until_minute": until})
    writer.insert(Place, places)
    writer.insert(Availability, spans)


def _absence(writer: Writer, item: Item) -> dict[str, Any]:
    volunteer, starts_at, ends_at = item.key
    number = writer.volunteers[volunteer]
    return {"volunteer_id": number, "starts_at": starts_at, "ends_at": ends_at, **item.after}


def _approved(writer: Writer, number: int) -> dict[str, Any]:
    return {
        "noun": "absence", "row_id": number, "before": AbsenceState.ASKED, "after": AbsenceState.APPROVED,
        "by_user": writer.user_id, "at": writer.now, "why": writer.why,
    }  # fmt: skip


def _change(writer: Writer, item: Item, number: int) -> None:
    absence = writer.session.get_one(Absence, number)
    if "reason" in item.after:
        absence.reason = item.after["reason"]
    if "state" in item.after:
        step(writer.session, absence, AbsenceState.APPROVED, by=writer.user_id, at=writer.now, why=writer.why)
