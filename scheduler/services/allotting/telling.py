"""What a plan says: per point the pool, per unit the load before and after, what changes, and advice in words."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from math import ceil
from typing import Any

from scheduler.language import say
from scheduler.services.allotting.contracts import Contracts
from scheduler.services.allotting.town import Town
from scheduler.services.demand import shared
from scheduler.services.forecast import MOST_A_MONTH
from solver.allotment.answer import Allotment, Move, Proof

_HEAVY = 1000 * MOST_A_MONTH
_NAMED = 2


def told(town: Town, answer: Allotment, *, without: Allotment | None = None) -> dict[str, Any]:
    """The plan as it is kept, in JSON; `without` is the plan without what is supposed, None where nothing is."""
    before = duties_of(town.strength, _needs(town), town.today)
    return {
        "status": answer.status,
        "worst": _proof(answer.worst),
        "tenth": _proof(answer.tenth),
        "seconds": answer.seconds,
        "unplaced": town.unplaced,
        "uncovered": list(answer.uncovered),
        "units": [_unit(town, answer, unit, before=before, without=without) for unit in sorted(town.strength)],
        "points": [_point(town, answer, site.id, need=site.need, without=without) for site in town.season.sites],
        "changes": [
            {"point": one.site, "unit": one.unit, "move": one.move.value, "price": one.price} for one in answer.changes
        ],
    }


def duties_of(strength: Mapping[str, int], needs: Mapping[str, int], contracts: Contracts) -> dict[str, int]:
    """By unit the duties of one of its people, in thousandths a month, with these contracts: each point's need shared
    out evenly among all the people of its units."""
    carried = dict.fromkeys(strength, 0)
    for point, need in needs.items():
        pool = [unit for unit in contracts.get(point, ()) if strength.get(unit, 0) > 0]
        for unit, part in shared(pool, strength).items():
            carried[unit] += ceil(100 * need * part / strength[unit])
    return carried


def _needs(town: Town) -> dict[str, int]:
    return {site.id: site.need for site in town.season.sites}


def _proof(proof: Proof) -> dict[str, Any]:
    return {"reached": proof.reached, "bound": proof.bound, "gap": proof.gap}


def _unit(
    town: Town, answer: Allotment, unit: str, *, before: Mapping[str, int], without: Allotment | None
) -> dict[str, Any]:  # fmt: skip
    held = [point for point, pool in town.today.items() if unit in pool]
    advice, partners = _advice(town, answer, unit, held=held, before=before[unit])
    return {
        "unit": unit,
        "name": town.names[unit],
        "strength": town.strength[unit],
        "points_before": len(held),
        "points": sum(unit in pool.units for pool in answer.pools.values()),
        "before": before[unit],
        "after": answer.duties.get(unit, 0),
        "weighed": answer.loads.get(unit, 0),
        "without": without.duties.get(unit, 0) if without else None,
        "advice": advice,
        "partners": partners,
    }


def _point(
    town: Town, answer: Allotment, site: str, *, need: int, without: Allotment | None
) -> dict[str, Any]:  # fmt: skip
    known = without.pools.get(site) if without else None
    return {
        "point": site,
        "name": town.titles[site],
        "need": need,
        "before": list(town.today.get(site, ())),
        "after": list(answer.pools[site].units),
        "without": list(known.units) if known else None,
    }


def _advice(
    town: Town, answer: Allotment, unit: str, *, held: Collection[str], before: int
) -> tuple[str, list[str]]:  # fmt: skip
    """What the plan does for a unit that carries too much today, or still does, and by whom; "" for nothing."""
    after = answer.duties.get(unit, 0)
    if town.strength[unit] < 1 and held:
        return "nobody", []
    if before > _HEAVY and after < before:
        joined = _joined(town, answer, unit, held)
        return ("join", joined) if joined else ("hand over", [])
    return ("short", []) if after > _HEAVY else ("", [])


def _joined(town: Town, answer: Allotment, unit: str, held: Collection[str]) -> list[str]:
    """Who comes to the points of the unit, those who take most of them first."""
    times: dict[str, int] = defaultdict(int)
    for change in answer.changes:
        if change.move is Move.BEGIN and change.site in held and change.unit != unit:
            times[change.unit] += 1
    return sorted(times, key=lambda one: (-times[one], -town.strength[one], one))[:_NAMED]


def shown(found: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept, with its advice in the reader's words."""
    names = {one["unit"]: one["name"] for one in found["units"]}
    units = [{**one, "advice": advice_in_words(one, names)} for one in found["units"]]
    return {**found, "units": units}


def advice_in_words(unit: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """What a unit that carries too much should do, "" where nothing is to be said; `names` by code."""
    before, after = in_duties(unit["before"]), in_duties(unit["after"])
    match unit["advice"]:
        case "nobody":
            return say("本单位没有可值守的人，建议交出点位")
        case "join":
            partners = say("、").join(names[one] for one in unit["partners"])
            return say("人均 {each} 班/月，建议并入{names}", each=before, names=partners)
        case "hand over":
            return say("人均 {each} 班/月，建议交出部分点位", each=before)
        case "short":
            return say("人均 {each} 班/月，没有更空闲的单位够得着，请减少班次或补充人员", each=after)
        case _:
            return ""


def in_duties(thousandths: int) -> str:
    """12345 thousandths are 12.3 duties, 12000 are 12.0: what stands in a column has its points below each other."""
    return f"{thousandths / 1000:.1f}"
