"""What the pins leave of everybody's rest, caps and office."""

import numpy as np

from solver.board import Board
from solver.engine.packed import NO_CAP, Cells, Limits
from solver.kinds import Index, Whole


def limits(pins: Board, cells: Cells) -> Limits:
    """Caps as they are, and how far the pinned duties use them."""
    town = pins.town
    count = len(town.unit)
    days = town.problem.days
    weekends = len(set(town.problem.weekend.values()))
    in_day = np.zeros((count, days), dtype=np.int32)
    in_week = np.zeros((count, (days + 6) // 7), dtype=np.int32)
    in_weekend = np.zeros((count, weekends), dtype=np.int32)
    for who, shift in town.pinned:
        in_day[who, town.day[shift]] += 1
        in_week[who, town.week[shift]] += 1
        if (weekend := town.weekend[shift]) is not None:
            in_weekend[who, weekend] += 1
    minutes = _minutes(pins, cells)
    counted = [unit for unit, most in enumerate(town.most_out) if most is not None]
    row = {unit: n for n, unit in enumerate(counted)}
    return Limits(
        rest=np.array(town.rest, dtype=np.int64),
        day=_caps([caps.day for caps in town.caps]),
        week=_caps([caps.week for caps in town.caps]),
        total=_caps([caps.total for caps in town.caps]),
        weekends=_caps([caps.weekends for caps in town.caps]),
        in_all=in_day.sum(axis=1).astype(np.int32),
        in_day=in_day,
        in_week=in_week,
        in_weekend=in_weekend,
        office=np.array([row.get(unit, -1) for unit in town.unit], dtype=np.int32),
        room=_room(pins, counted, minutes),
        moment_from=np.where(cells.weekend < 0, np.searchsorted(minutes, cells.start), 0).astype(np.int32),
        moment_to=np.where(cells.weekend < 0, np.searchsorted(minutes, cells.end), 0).astype(np.int32),
    )


def _caps(caps: list[int | None]) -> Index:
    return np.array([NO_CAP if cap is None else cap for cap in caps], dtype=np.int32)


def _minutes(pins: Board, cells: Cells) -> Whole:
    """Where more people may be out than the minute before: the starts of what may be served on workdays."""
    town = pins.town
    pinned = [town.start[shift] for _, shift in town.pinned if town.at_work[shift]]
    return np.unique(np.concatenate([cells.start[cells.weekend < 0], np.array(pinned, dtype=np.int64)]))


def _room(pins: Board, counted: list[int], minutes: Whole) -> Index:
    """Unit that counts x minute: how many of its people may still go out."""
    room = np.zeros((len(counted), len(minutes)), dtype=np.int32)
    for row, unit in enumerate(counted):
        room[row] = pins.town.most_out[unit] or 0
        out: list[set[int]] = [set() for _ in minutes]
        for (start, end), people in pins.out[unit].items():
            for n in range(*np.searchsorted(minutes, [start, end]).tolist()):
                out[n] |= people
        room[row] -= np.array([len(people) for people in out], dtype=np.int32)
    return room
