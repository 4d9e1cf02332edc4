"""Which duties to think about anew: people who could stand in for one another, and the days to do it in."""

from dataclasses import dataclass
from random import Random

from solver.board import Board, Pair
from solver.offers import Offers

# Runs of days to look at; None is the whole horizon, with fewer people instead.
_RUNS = (None, None, 1, 2, 3, 7)
_MOST_PEOPLE = 400


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Duties to take back for the while, and the pairs (volunteer, shift) to choose from in their stead."""

    freed: tuple[Pair, ...]
    choices: tuple[Pair, ...]


def choose(board: Board, offers: Offers, random: Random, *, size: int) -> Neighbourhood:
    """People within reach of one point, one after the other, until about `size` pairs are open to choice."""
    town = board.town
    vacant = [shift for shift in range(len(town.start)) if board.open_seats(shift)]
    centre = random.choice(vacant) if vacant and random.random() < 0.5 else random.randrange(len(town.start))
    first, last = _run_of_days(board, centre, random)
    people = town.near(town.point[centre])[0].tolist()
    people = random.sample(people, min(len(people), _MOST_PEOPLE))
    open_shifts = {centre, *_some([s for s in vacant if first <= town.day[s] <= last], random, most=size // 20)}
    chosen: list[int] = []
    freed: list[Pair] = []
    pinned = set(town.pinned)
    for volunteer in people:
        month = [s for s in board.months[volunteer] if first <= town.day[s] <= last and (volunteer, s) not in pinned]
        chosen.append(volunteer)
        freed += [(volunteer, shift) for shift in month]
        open_shifts.update(month)
        if len(chosen) * len(open_shifts) >= size:
            break
    choices = [(v, s) for s in sorted(open_shifts) for v in sorted(chosen) if v in offers.prices(s)]
    return Neighbourhood(tuple(freed), tuple(choices))


def _run_of_days(board: Board, centre: int, random: Random) -> tuple[int, int]:
    run = random.choice(_RUNS)
    days = board.town.day
    if run is None:
        return min(days), max(days)
    first = days[centre] - random.randrange(run)
    return first, first + run - 1


def _some(shifts: list[int], random: Random, *, most: int) -> list[int]:
    return shifts if len(shifts) <= most else random.sample(shifts, most)
