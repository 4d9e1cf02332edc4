"""Who answers for a point on which day: a point whose stewards change within the roster becomes several."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.store.rosters import Roster
from scheduler.store.snapshot.scope import end_of, stewarded_in
from scheduler.store.stewardship import Stewardship


@dataclass(frozen=True, slots=True)
class Pool:
    """From `since` on, until the next pool of the point, these units (their ids) answer for it."""

    since: date
    units: frozenset[int]


Pools = dict[int, list[Pool]]
"""Pools of each point id, in order; a point that nobody ever answers for is missing."""


def pools_of(session: Session, roster: Roster) -> Pools:
    """Every pool that holds on some day of the roster."""
    rows: dict[int, list[Stewardship]] = defaultdict(list)
    for row in session.scalars(select(Stewardship).where(stewarded_in(roster)).order_by(Stewardship.id)):
        rows[row.point_id].append(row)
    last = end_of(roster) - timedelta(days=1)
    return {point: _pools(held, roster.start, last) for point, held in rows.items()}


def holding(pools: Iterable[Pool], day: date) -> Pool:
    """The pool that holds on that day."""
    return [pool for pool in pools if pool.since <= day][-1]


def point_id(code: str, pools: list[Pool], pool: Pool) -> str:
    """What the solver calls the point while that pool holds: the first bears the code, the others add their day."""
    return code if pool is pools[0] else f"{code}@{pool.since}"


def _pools(rows: list[Stewardship], first: date, last: date) -> list[Pool]:
    edges = {day for row in rows for day in (row.from_day, row.until_day) if day and first < day <= last}
    pools: list[Pool] = []
    for day in sorted({first, *edges}):
        units = frozenset(r.unit_id for r in rows if r.from_day <= day and (r.until_day is None or day < r.until_day))
        if not pools or pools[-1].units != units:
            pools.append(Pool(day, units))
    return pools
