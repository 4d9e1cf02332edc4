"""Reading a problem: a town that keeps the format to the letter, or every fault of the file.

Where the format leaves a doubt, it is settled so:
- 512 MB are 512 * 10^6 bytes; the outermost object is the first of the 32 levels.
- Strings may be empty, ids too; a role or kind is any string. A role need may be 0.
- `roles` of a volunteer are ids of roles, so none stands twice. Places, `away` and `wishes` may repeat.
- Both ends of `away` and `wishes` may be negative; of a shift's span only the start must lie in the horizon.
"""

import hashlib
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from solver.files.disk import read_unpacked
from solver.files.faults import Faults, Where
from solver.files.json_text import note_depth, parse_json, without_collector
from solver.files.kinds import LARGEST, Kind, id_of, one_of, ordered, pair, place, row, signed, span, text, whole
from solver.files.shapes import Members, amounts, distinct, list_of, record, refuse_repeats
from solver.problem import DAY, Caps, Point, Policy, Problem, Shift, Unit, Volunteer, Wish

FORMAT = "redvest-problem/1"


def read_problem(path: Path) -> tuple[Problem, str]:
    """The problem in a file, and the SHA-256 of its unpacked bytes in hex. Raises Refused with all faults."""
    data = read_unpacked(path)
    digest = hashlib.sha256(data).hexdigest()
    return parse_problem(data), digest


def parse_problem(data: bytes | bytearray) -> Problem:
    """The problem in the unpacked bytes of a file. Raises Refused with all its faults, up to 20 of them."""
    with without_collector():
        document, faults = parse_json(data), Faults()
        problem: Problem = _problem(document, faults)(document, None, faults)
        if faults.any():
            note_depth(document, faults)
        faults.refuse_if_any()
        return problem


def _problem(document: Any, faults: Faults) -> Kind:
    raw = document if isinstance(document, dict) else {}
    units, points, volunteers, shifts = (
        _ids(raw.get(noun), noun, faults) for noun in ("units", "points", "volunteers", "shifts")
    )
    days = _days_of(raw)
    duties = distinct(pair(id_of(shifts, "shifts"), id_of(volunteers, "volunteers")))
    required = {
        "format": one_of(FORMAT),
        "name": text,
        "start": _date,
        "days": whole(1),
        "rest_days": distinct(whole(0, days - 1, why=", a day of the horizon")),
        "units": list_of(_unit()),
        "points": list_of(_point(units)),
        "volunteers": list_of(_volunteer(units, points)),
        "shifts": list_of(_shift(points, days)),
    }
    optional = {"published": duties, "pinned": duties, "barred": duties, "policy": _policy()}
    return record(_build, required, optional, law=_no_pin_is_barred)


def _unit() -> Kind:
    return record(Unit, {"id": text, "name": text, "at": place}, {"most_out": whole()})


def _point(units: set[str] | None) -> Kind:
    required = {"id": text, "name": text, "kind": text, "at": place}
    return record(Point, required, {"priority": whole(), "stewards": distinct(id_of(units, "units"))})


def _volunteer(units: set[str] | None, points: set[str] | None) -> Kind:
    cap = whole()
    optional = {
        "name": text,
        "roles": distinct(text),
        "reach": whole(),
        "carried": signed,
        "target": signed,
        "caps": record(Caps, {}, {"day": cap, "week": cap, "total": cap, "weekends": cap}),
        "rest": whole(),
        "away": list_of(span(signed, signed)),
        "wishes": list_of(_wish),
        "usual": distinct(id_of(points, "points")),
    }
    return record(Volunteer, {"id": text, "unit": id_of(units, "units"), "at": list_of(place)}, optional)


_read_wish = row("[from, to, weight]", signed, signed, signed)


def _wish(value: Any, where: Where, faults: Faults) -> Wish | None:
    start, end, weight = _read_wish(value, where, faults) or (None, None, None)
    wished = ordered(start, end, where, faults)
    return None if wished is None or weight is None else Wish(wished, weight)


def _shift(points: set[str] | None, days: int) -> Kind:
    start = whole(0, min(DAY * days - 1, LARGEST), why=", inside the horizon")
    required = {
        "id": text,
        "point": id_of(points, "points"),
        "span": span(start, whole()),
        "headcount": whole(1),
    }
    return record(Shift, required, {"roles": amounts(whole()), "load": whole()}, law=_needs_fit_headcount)


def _policy() -> Kind:
    weights = ("vacancy", "role", "fairness", "support", "travel", "wish", "continuity", "dropped", "added")
    return record(Policy, {}, dict.fromkeys(weights, whole()))


def _needs_fit_headcount(shift: Members, where: Where, faults: Faults) -> None:
    headcount = shift.get("headcount")
    for role, need in (shift.get("roles") or {}).items():
        if headcount is not None and need is not None and need > headcount:
            faults.add(((where, "roles"), role), need, f"at most the shift's headcount, {headcount}")


def _no_pin_is_barred(problem: Members, _where: Where, faults: Faults) -> None:
    barred = set(problem.get("barred") or ())
    for i, pin in enumerate(problem.get("pinned") or ()):
        if pin is not None and pin in barred:
            faults.add(((None, "pinned"), i), list(pin), "a duty that is not in barred")


def _build(**given: Any) -> Problem:
    del given["format"]
    for noun in ("published", "pinned", "barred"):
        given[noun] = frozenset(given.get(noun) or ())
    return Problem(**given)


def _date(value: Any, where: Where, faults: Faults) -> date | None:
    if type(value) is str and re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    faults.add(where, value, "a day of the calendar as YYYY-MM-DD")
    return None


def _ids(records: Any, noun: str, faults: Faults) -> set[str] | None:
    """The ids in a list of records, repeats noted; None where it is no list, since then nobody knows them."""
    if not isinstance(records, list):
        return None
    ids = [record.get("id") if isinstance(record, dict) else None for record in records]
    names = [name if isinstance(name, str) else None for name in ids]
    refuse_repeats(names, _place_of_id(noun), faults)
    return {name for name in names if name is not None}


def _place_of_id(noun: str) -> Callable[[int], Where]:
    return lambda i: (((None, noun), i), "id")


def _days_of(raw: Members) -> int:
    days = raw.get("days")
    return days if type(days) is int and 1 <= days <= LARGEST else LARGEST
