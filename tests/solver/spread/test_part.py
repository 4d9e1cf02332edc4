"""The law of parts, on odd towns: what a part does by itself is what it does to the whole."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pytest

from solver.arrays import Town
from solver.board import Board
from solver.engine.blocks import Cut, Cutter
from solver.engine.city import City, ground
from solver.engine.fill import held_again
from solver.engine.guides import Seen, nobody_seen
from solver.engine.held import total_cost
from solver.engine.packed import Packed
from solver.judge import judge
from solver.kinds import Index
from solver.problem import Duty, Problem
from solver.roster import Roster
from solver.spread.job import Work, bettered, packed, unpacked
from solver.spread.part import part_of, taken_back
from tests.solver.random_towns import random_town
from tests.solver.towns import problem_of


@dataclass(frozen=True)
class Rostered:
    """An odd town cut in two or three, and a roster of it."""

    problem: Problem
    packed: Packed
    months: Index
    cut: Cut
    seen: Seen

    def filled(self) -> list[tuple[int, int]]:
        """The blocks that have seats, and how many."""
        return [(number, len(seats)) for number, seats in enumerate(self.cut.seats) if len(seats)]

    def judged(self, months: Index) -> Roster:
        people, shifts = self.problem.volunteers, self.problem.shifts
        held = zip(*np.nonzero(months >= 0), strict=True)
        number = self.packed.shifts.number
        duties = {Duty(shifts[number[months[who, nth]]].id, people[who].id) for who, nth in held}
        return Roster(frozenset(duties | self.problem.pinned))


def a_town(seed: int, pool: ThreadPoolExecutor) -> Rostered | None:
    problem = problem_of(random_town(seed, most_people=12, most_shifts=30))
    town = Town(problem)
    found = ground(Board(town, town.pinned))
    if found is None:
        return None
    city = City(Board(town, town.pinned), found, pool=pool, workers=1, seed=seed)
    city.hand_out()
    who, shifts = np.array(city.pairs(), dtype=np.int32).reshape(-1, 2).T
    numbers = {number: n for n, number in enumerate(found.packed.shifts.number.tolist())}
    months = np.full((len(problem.volunteers), max(1, found.most)), -1, dtype=np.int32)
    for one, shift in zip(who, shifts, strict=True):
        months[one, (months[one] >= 0).sum()] = numbers[shift]
    seen = _everybody_everywhere(found.packed)
    cut = Cutter(town, found.packed, seen).cut(2 + seed % 2, np.random.default_rng(seed))
    return Rostered(problem, found.packed, months, cut, seen)


def _everybody_everywhere(town: Packed) -> Seen:
    """Each shift has seen all who can reach it, the nearest most often."""
    seen = nobody_seen(town)
    for shift, point in enumerate(town.shifts.point.tolist()):
        near = town.points.who[town.points.who_first[point] : town.points.who_first[point + 1]]
        seen.met[shift] = len(near)
        seen.who[shift, : len(near)], seen.often[shift, : len(near)] = near, np.arange(len(near), 0, -1)
    return seen


@pytest.mark.parametrize("block", range(9000, 9400, 100), ids="towns {}-".format)
def test_the_whole_changes_by_what_its_parts_change_by(block: int) -> None:
    moved = 0
    with ThreadPoolExecutor(1) as pool:
        for seed in range(block, block + 100):
            whole = a_town(seed, pool)
            if whole is None:
                continue
            after, changes = whole.months.copy(), 0
            for number, seats in whole.filled():
                held = held_again(whole.packed, whole.months)
                part, rows = part_of(whole.packed, held, whole.seen, whole.cut, number)
                before = held_again(part.packed, part.months)

                months = bettered(part, Work(heat=50.0, moves=100 * seats, seconds=None, seed=seed), lambda: False)

                changes += total_cost(part.packed, held_again(part.packed, months)) - total_cost(part.packed, before)
                after[rows.people[rows.own]] = taken_back(rows, months)
            verdict = judge(whole.problem, whole.judged(after))
            assert not verdict.broken, whole.problem.name
            assert verdict.cost - judge(whole.problem, whole.judged(whole.months)).cost == changes, whole.problem.name
            moved += bool(changes)
    assert moved > 20


def test_guests_and_what_lies_elsewhere_stay_as_they_are() -> None:
    with ThreadPoolExecutor(1) as pool:
        towns = [a_town(seed, pool) for seed in range(9000, 9040)]
    guests = [stayed(whole) for whole in towns if whole]

    assert sum(guests) > 20


def stayed(whole: Rostered) -> int:
    """How many guests all parts had, each of whom stayed."""
    held, guests = held_again(whole.packed, whole.months), 0
    for number, seats in whole.filled():
        part, rows = part_of(whole.packed, held, whole.seen, whole.cut, number)

        months = bettered(part, Work(heat=50.0, moves=100 * seats, seconds=None, seed=1), lambda: False)

        guests += int((~rows.own).sum())
        assert _duties(months[~rows.own]) == _duties(part.months[~rows.own])
        away = np.flatnonzero(part.block.points[part.packed.shifts.point] != 0)
        assert _duties(np.where(np.isin(months, away), months, -1)) == _duties(
            np.where(np.isin(part.months, away), part.months, -1)
        )
    return guests


def _duties(months: Index) -> set[tuple[int, int]]:
    return {(who, int(months[who, nth])) for who, nth in zip(*np.nonzero(months >= 0), strict=True)}


def test_a_part_comes_through_the_wire_as_it_was() -> None:
    with ThreadPoolExecutor(1) as pool:
        whole = a_town(9001, pool)
    assert whole is not None
    part, _ = part_of(whole.packed, held_again(whole.packed, whole.months), whole.seen, whole.cut, 0)
    work = Work(heat=5.0, moves=200, seconds=None, seed=3)

    sent, done = unpacked(packed(part, work))

    assert done == work
    assert (bettered(sent, work, lambda: False) == bettered(part, work, lambda: False)).all()
