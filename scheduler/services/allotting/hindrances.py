"""Why a line of a plan cannot be put in force: what it was made of has changed in the meantime."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.language import say
from scheduler.services.allotting.contracts import in_force
from scheduler.services.allotting.lines import Line, same
from scheduler.services.wording import day_text
from scheduler.store.points import Point
from scheduler.store.stewardship import Stewardship
from scheduler.store.units import Unit


def hindrances(
    session: Session, found: Mapping[str, Any], lines: Collection[Line], *, season: date, on: date
) -> Mapping[str, str]:  # fmt: skip
    """By point, in words, why its line cannot be put in force from the day `on`; a line that can is not in it.

    A plan is made of the contracts of the first day of its `season`, of units and points that are there. One that is
    in force already, as a whole or at some points, hinders nothing.
    """
    names = {one["unit"]: one["name"] for one in found["units"]}
    made_of = {one["point"]: one["before"] for one in found["points"]}
    points, units = _there(session, Point, on), _there(session, Unit, on)
    later, now = _later(session, [line.point for line in lines], on), in_force(session, season)
    told: dict[str, str] = {}
    for line in lines:
        held = now.get(line.point, ())
        gone = [unit for unit in line.after if unit not in units]
        if line.point not in points:
            told[line.point] = say("点位 {name} 还没有，或已经停用", name=line.name)
        elif gone:
            told[line.point] = say("{unit} 已经撤销", unit=names.get(gone[0], gone[0]))
        elif line.point in later:
            unit, first = later[line.point]
            given = {"unit": names.get(unit, unit), "day": day_text(first), "point": line.name}
            told[line.point] = say("{unit} 从 {day} 起负责 {point}，已经约定，请先结束它", **given)
        elif not same(held, made_of[line.point]) and not same(held, line.after):
            given = {"was": _named(made_of[line.point], names), "now": _named(held, names)}
            told[line.point] = say("编好方案以后分包改过了：当时是 {was}，现在是 {now}", **given)
    return told


def _there(session: Session, table: type[Point] | type[Unit], day: date) -> frozenset[str]:
    """The codes of those that are there on the day."""
    return frozenset(session.scalars(select(table.code).where(table.ended_on.is_(None) | (table.ended_on > day))))


def _later(session: Session, points: Collection[str], day: date) -> Mapping[str, tuple[str, date]]:
    """By point the contract, as unit and first day, that begins first of those that begin only after the day."""
    wanted = (
        select(Point.code, Unit.code, Stewardship.from_day)
        .join(Unit, Unit.id == Stewardship.unit_id)
        .join(Point, Point.id == Stewardship.point_id)
        .where(Point.code.in_(points), Stewardship.from_day > day)
        .order_by(Stewardship.from_day, Stewardship.id)
    )
    found: dict[str, list[tuple[str, date]]] = defaultdict(list)
    for point, unit, first in session.execute(wanted):
        found[point].append((unit, first))
    return {point: contracts[0] for point, contracts in found.items()}


def _named(units: Iterable[str], names: Mapping[str, str]) -> str:
    return say("、").join(names.get(unit, unit) for unit in units) or say("没有单位")
