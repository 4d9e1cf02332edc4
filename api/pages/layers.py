"""The layers of a map: what each of them says of a place, in the symbol, below it and in the table."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import request

from api.auth import asker
from api.pages import forms
from api.pages.cause_words import CAUSES, SHORT
from api.pages.leads import Lead, leads
from api.town import town
from scheduler.clock import today
from scheduler.errors import NotFound
from scheduler.language import say
from scheduler.services.coverage.causes import MOST, UNTOLD, causes_on
from scheduler.services.coverage.day import Coverage, Place
from scheduler.services.coverage.loads import loads_of_month
from scheduler.services.coverage.reach import Reach, reach_of_person, reach_of_point
from scheduler.services.editing.units import unit_id
from scheduler.store.database import Session
from scheduler.store.points import middle

LAYERS: Mapping[str, str] = {
    "coverage": "覆盖",
    "vacancies": "空岗",
    "load": "负担",
    "stewardship": "分包",
    "reach": "可达",
}
"""The msgid of each way to look at the map."""

LEVELS: Mapping[str, str] = {"light": "较轻", "even": "平均", "heavy": "偏重", "over": "过重"}
"""The msgid of how a unit's load compares."""

_TEN = 9.95


@dataclass(frozen=True, slots=True)
class Look:
    """How a place looks: further classes, a text in the symbol instead of its sign, a label below it, and what the
    table says beside it."""

    classes: str = ""
    text: str = ""
    label: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """The `looks` of places by code, the heading of what the table says of them, "" for nothing, and what the page
    shows beside the map."""

    looks: Mapping[str, Look]
    heading: str = ""
    beside: Mapping[str, Any] = field(default_factory=dict)


def asked_of_map() -> tuple[date, str, dict[str, str | None]]:
    """The day (today's without), the layer and the filters that a look at the map, or its table, asks for."""
    day = forms.day(request.args, "day") if request.args.get("day") else today(town().now)
    name = forms.text(request.args, "layer", 60) or "coverage"
    return day, name, {key: forms.text(request.args, key, 60) or None for key in ("kind", "grid", "unit")}


def layer(session: Session, name: str, seen: Coverage) -> Layer:
    """What that layer says of the places. Raises NotFound for no such layer, unit, point or person, Invalid."""
    if name not in LAYERS:
        raise NotFound(say("没有这种看法：{layout}", layout=name[:20]))
    return _MADE[name](session, seen)


def _coverage(_session: Session, seen: Coverage) -> Layer:
    return Layer(looks={place.code: Look(label=place.name) for place in seen.places})


def _vacancies(session: Session, seen: Coverage) -> Layer:
    short = [place for place in seen.places if place.missing]
    told = causes_on(session, asker(), seen.day, among={place.code for place in short})
    due_to = {place.code: told.get(place.code, "outside") for place in short}
    looks = {place.code: _vacant(place, due_to[place.code]) for place in short}
    found = Counter[str]()
    for place in short:
        found[due_to[place.code]] += place.missing
    untold = Counter(due_to.values())[UNTOLD]
    beside = {"causes": found.most_common(), "called": CAUSES, "untold": untold, "most": MOST}
    return Layer(looks=looks, heading=say("原因"), beside=beside)


def _vacant(place: Place, cause: str) -> Look:
    label = say(SHORT[cause]) if cause in SHORT else ""
    return Look(text=str(place.missing), label=label, cell=say(CAUSES[cause]))


def _load(session: Session, seen: Coverage) -> Layer:
    loads = loads_of_month(session, asker(), seen.day)
    units = {one.unit: one for one in loads.units}
    looks = {}
    for place in seen.places:
        unit = units.get(place.stewards[0].unit) if place.stewards else None
        if unit is None:
            looks[place.code] = Look("load-none", cell="—")
        else:
            level, each = loads.level(unit), f"{unit.each:.1f}"
            looks[place.code] = Look(f"load-{level}", _short(unit.each), unit.name, f"{each} {say(LEVELS[level])}")
    return Layer(looks=looks, heading=say("人均"), beside={"loads": loads, "levels": LEVELS})


def _short(each: float) -> str:
    """As a symbol has room for it: 8.4, but 12."""
    return f"{each:.1f}" if each < _TEN else f"{each:.0f}"


def _stewardship(session: Session, seen: Coverage) -> Layer:
    picked = forms.text(request.args, "of", 60)
    if picked:
        unit_id(session, asker(), picked)
    units = {one.unit: one.name for place in seen.places for one in place.stewards}
    leading = leads(seen.places)
    held = Counter(one.unit for place in seen.places for one in place.stewards)
    looks = {place.code: _held(place, leading, picked) for place in seen.places}
    # As they are numbered on the map; who only assists stands behind them.
    listed = [(unit, units[unit], held[unit]) for unit in (*leading, *sorted(units.keys() - leading.keys()))]
    return Layer(looks=looks, beside={"stewards": listed, "picked": picked, "leading": leading})


def _held(place: Place, leading: Mapping[str, Lead], picked: str) -> Look:
    mine = any(one.unit == picked for one in place.stewards)
    stands = "" if not picked else " mine" if mine else " dim"
    if not place.stewards:
        return Look(f"nobody{stands}")
    lead, name = leading[place.stewards[0].unit], place.stewards[0].name
    return Look(f"{stands} {lead.hue}".strip(), text=str(lead.number), label=name)


def _reach(session: Session, seen: Coverage) -> Layer:
    at, person = (forms.text(request.args, name, 60) for name in ("at", "person"))
    found, heading = _reached(session, seen, at, person), say("在圈内")
    if found is None:
        return Layer(looks={}, heading=heading, beside={"reach": None, "at": "", "person": ""})
    inside = {place.code for place in seen.places if place.path and found.holds(middle(place.path))}
    looks = {place.code: _near(place, inside) for place in seen.places}
    beside = {"reach": found, "inside": len(inside), "at": "" if person else at, "person": person}
    return Layer(looks=looks, heading=heading, beside=beside)


def _reached(session: Session, seen: Coverage, at: str, person: str) -> Reach | None:
    if person:
        return reach_of_person(session, asker(), person)
    return reach_of_point(session, asker(), at, seen.day) if at else None


def _near(place: Place, inside: set[str]) -> Look:
    if not place.path:
        return Look(cell="—")
    return Look(cell=say("是")) if place.code in inside else Look("dim", cell=say("否"))


_MADE: Mapping[str, Callable[[Session, Coverage], Layer]] = {
    "coverage": _coverage,
    "vacancies": _vacancies,
    "load": _load,
    "stewardship": _stewardship,
    "reach": _reach,
}
