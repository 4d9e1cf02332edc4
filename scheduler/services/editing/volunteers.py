"""Volunteers edited by hand, one at a time. Somebody leaves on a day; nobody is deleted."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from scheduler.exchange import words
from scheduler.exchange.origin import ByHand
from scheduler.exchange.records import PlaceRecord, VolunteerRecord
from scheduler.geo import Spot
from scheduler.language import say
from scheduler.services.access import Asker, Right, require
from scheduler.services.editing.entered import entered_name, require_new_code, wrong
from scheduler.services.editing.put import put
from scheduler.services.volunteers import VolunteerView, WeekTime, find, one
from scheduler.services.wording import hours_text
from scheduler.store.vault import Vault
from scheduler.store.volunteers import Volunteer

_PLACES = ("office", "home")


def save(
    session: Session, who: Asker, code: str, said: Mapping[str, Any], *, vault: Vault, now: datetime
) -> VolunteerView:  # fmt: skip
    """Change what is said of the volunteer, by the names of VolunteerView's fields, or add them.

    What is not said stays, and so does a phone masked as it is shown. Raises Forbidden and NotFound where the asker may
    not plan the unit they are of, Invalid with its faults, Conflict for a taken code.
    """
    current = find(session, who, code, vault=vault)
    row = session.scalar(select(Volunteer).where(Volunteer.code == code).options(selectinload(Volunteer.places)))
    if current is None or row is None:
        require_new_code(session, Volunteer, code)
    else:
        require(who, Right.PLAN, unit=row.unit_id)
    put(session, who, _record(code, dict(said), current, _came_in(row)), vault=vault, now=now)
    return one(session, who, code, vault=vault)


def _record(
    code: str, said: dict[str, Any], current: VolunteerView | None, came_in: Mapping[Spot, str]
) -> VolunteerRecord:  # fmt: skip
    _tidy(said, current)
    given = {*said, *(["places"] if any(kind in said for kind in _PLACES) else [])}
    spots = {kind: said.pop(kind) for kind in _PLACES if kind in said}
    places = tuple(PlaceRecord(kind, at, came_in.get(at, "wgs84")) for kind, at in spots.items() if at)
    who = {"name": current.name, "unit": current.unit} if current else {"name": "", "unit": ""}
    values = {**who, **said, "places": places}
    values["name"] = entered_name(values["name"])
    return VolunteerRecord(code=code, coded=True, **values, origin=ByHand(), given=frozenset(given))


def _tidy(said: dict[str, Any], current: VolunteerView | None) -> None:
    """Brings what was typed into the form that records have."""
    if said.get("phone") is not None:
        _tidy_phone(said, current)
    if said.get("guardian_note") is not None:
        said["guardian_note"] = words.text(said["guardian_note"])
    if "availability" in said:
        said["availability"] = tuple(dict.fromkeys(map(_week_time, said["availability"])))
    for field in ("teams", "roles", "usual"):
        if field in said:
            said[field] = tuple(said[field])
    joined, left = (said.get(day, getattr(current, day, None)) for day in ("joined_on", "left_on"))
    if joined and left and left < joined:
        raise wrong("left_on", left.isoformat(), say("离开的日子早于加入的日子 {day}", day=joined))


def _tidy_phone(said: dict[str, Any], current: VolunteerView | None) -> None:
    if "*" in said["phone"]:
        if current is None or said["phone"] != current.phone:
            raise wrong("phone", said["phone"], say("请填完整的号码；不改就不要填"))
        del said["phone"]
        return
    try:
        said["phone"] = words.phone(said["phone"])
    except words.Unreadable as unreadable:
        raise wrong("phone", said["phone"], unreadable.advice) from unreadable


def _week_time(time: WeekTime) -> tuple[int, int, int]:
    if time.until <= time.start:
        raise wrong("availability", hours_text(time.start, time.until), say("结束早于开始"))
    return time.weekday - 1, time.start, time.until


def _came_in(row: Volunteer | None) -> dict[Spot, str]:
    """In which system each place that stays was once typed."""
    places = row.places if row else ()
    return {Spot(place.longitude, place.latitude): place.came_in for place in places}
