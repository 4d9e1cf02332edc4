"""A lower bound that any town has in a moment: one price on load between the shifts and the people.

Every duty carries load from the shift's side to the volunteer's. Let a unit of it cost the shifts p and pay the
people p, whatever p: the cost of a roster stays what it is. Now let each shift take its cheapest candidates as if
nobody else wanted them, and each person the load that suits them best as if every shift were free for it. Neither
side can do better in any legal roster, so the sum of both is a proven bound; p is chosen to make it high.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from solver.board import Board
from solver.kinds import Numbers
from solver.offers import Offers
from solver.parts import Part


@dataclass(frozen=True, slots=True)
class Sides:
    """Per open seat: its cheapest change of cost and its load. Per person: standing and the most load. `given`: what
    the roles could bring at best. `weight`: of fairness."""

    seats: Numbers
    loads: Numbers
    standing: Numbers
    most: Numbers
    given: int
    weight: int

    def at(self, price: int) -> int:
        """What both sides change the cost by, at best, when a unit of load costs `price`."""
        seats = self.seats + self.loads * price
        return int(seats[seats < 0].sum()) + self.given + int(self._people(price).sum())

    def _people(self, price: int) -> Numbers:
        """min over whole L in [0, most] of weight ((standing + L)^2 - standing^2) - price L, each person alone."""
        if not self.weight:
            least: Numbers = np.minimum(0, -price * self.most)
            return least
        wanted = price // (2 * self.weight) - self.standing
        low = np.clip(wanted, 0, self.most)
        high = np.clip(wanted + 1, 0, self.most)
        best: Numbers = np.minimum(self._cost(low, price), self._cost(high, price))
        return best

    def _cost(self, load: Numbers, price: int) -> Numbers:
        cost: Numbers = self.weight * load * (2 * self.standing + load) - price * load
        return cost


def least_change(fixed: Board, offers: Offers, part: Part, *, late: Callable[[], bool]) -> int | None:
    """No legal choice of duties in the part changes the cost of the fixed board (its pins) by less than this.

    None where it became `late()` before anything was proven.
    """
    sides = _sides(fixed, offers, part, late)
    return None if sides is None else best(sides)


def best(sides: Sides) -> int:
    """The highest of what is proven at some price."""
    reach = 2 * max(map(abs, (*sides.seats.tolist(), 1))) + 1
    low, high = -reach, reach
    while high - low > 2:
        third = (high - low) // 3
        if sides.at(low + third) < sides.at(high - third):
            low += third
        else:
            high -= third
    return max(sides.at(price) for price in (0, *range(low, high + 1)))


def _sides(fixed: Board, offers: Offers, part: Part, late: Callable[[], bool]) -> Sides | None:
    town = fixed.town
    seats: list[int] = []
    loads: list[int] = []
    given = 0
    for shift in part.shifts:
        if late():
            return None
        _, prices = offers.of(shift)
        cheapest = np.sort(prices)[: fixed.open_seats(shift)].tolist()
        seats += [price - town.seat_price[shift] for price in cheapest]
        loads += [town.load[shift]] * len(cheapest)
        given -= town.role_price[shift] * _findable(fixed, offers, shift)
    return sides_of(fixed, part, seats, loads, given=given)


def sides_of(fixed: Board, part: Part, seats: list[int], loads: list[int], *, given: int) -> Sides:
    """Those seats, and the people of the part as the fixed board leaves them."""
    people, weight = list(part.volunteers), fixed.town.policy.fairness
    standing = [fixed.standing[volunteer] for volunteer in people]
    most = _most_load(fixed, people, part.shifts)
    kind = _kind(seats, loads, standing, most, weight=weight)
    return Sides(
        seats=np.array(seats, dtype=kind),
        loads=np.array(loads, dtype=kind),
        standing=np.array(standing, dtype=kind),
        most=np.array(most, dtype=kind),
        given=given,
        weight=weight,
    )


def _kind(seats: list[int], loads: list[int], standing: list[int], most: list[int], *, weight: int) -> type:
    """int64 where no sum can leave it at any price tried, else Python's own whole numbers."""
    seat, load, stand, top = (max(map(abs, numbers), default=0) for numbers in (seats, loads, standing, most))
    price = 2 * seat + 3
    person = weight * (top + 1) * (2 * stand + top + 1) + price * (top + 1)
    return np.int64 if (len(seats) + 1) * (seat + price * load) + (len(most) + 1) * person < 2**62 else object


def _findable(fixed: Board, offers: Offers, shift: int) -> int:
    """At most this many missing role holders can be found for the shift."""
    town, (who, _) = fixed.town, offers.of(shift)
    seats = fixed.open_seats(shift)
    return sum(
        min(fixed.missing(shift, role), seats, int(town.holds(role)[who].sum()))
        for role in town.needs[shift]
        if fixed.missing(shift, role)
    )


def _most_load(fixed: Board, people: Sequence[int], shifts: Sequence[int]) -> list[int]:
    """More load than this no legal choice gives anybody: by their caps, and by what the shifts offer."""
    town = fixed.town
    loads = sorted((town.load[shift] for shift in shifts), reverse=True)
    sums = [0, *np.cumsum(np.array(loads, dtype=object)).tolist()]
    days, weeks = len({town.day[shift] for shift in shifts}), len({town.week[shift] for shift in shifts})
    most = []
    for volunteer in people:
        caps, held = town.caps[volunteer], len(fixed.months[volunteer])
        limits = [len(loads), *(cap * n for cap, n in ((caps.day, days), (caps.week, weeks)) if cap is not None)]
        limits += [max(0, caps.total - held)] if caps.total is not None else []
        most.append(sums[min(limits)])
    return most
