"""The CP-SAT side: one yes/no variable per duty that may still be handed out, beside a board of duties that stay.

Rules read the variables by shift and by volunteer, add constraints and charge prices; the objective is what the
cost changes by against the fixed board. Prices are Python integers of any size until `solver.close` scales them.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import gcd
from typing import TYPE_CHECKING, TypeAlias

from solver.board import Board
from solver.squares import segments

if TYPE_CHECKING:
    # Every rule knows drafts, and whoever only judges should not wait a second for CP-SAT to load.
    from ortools.sat.python import cp_model

Literal: TypeAlias = "cp_model.IntVar"
Month: TypeAlias = "list[tuple[int, cp_model.IntVar]]"


class Draft:
    """`by_shift[shift]` and `crews[shift]` hold the variables of a shift, `by_volunteer[volunteer]` those of a person
    beside their shifts; `charges` are (variable, price per unit, most units). What is charged is the change of the cost
    where `exact`, a lower bound of it otherwise."""

    def __init__(self, fixed: Board, cp: "cp_model.CpModel") -> None:
        self.fixed, self.town, self.cp = fixed, fixed.town, cp
        self.literals: dict[tuple[int, int], Literal] = {}
        self.by_shift: dict[int, list[Literal]] = defaultdict(list)
        self.crews: dict[int, list[tuple[int, Literal]]] = defaultdict(list)
        self.by_volunteer: dict[int, Month] = defaultdict(list)
        self.charges: list[tuple[Literal, int, int]] = []
        self.exact = True

    def offer(self, volunteer: int, shift: int, price: int) -> None:
        """Let the solver decide on one duty; it must be allowed beside the fixed board."""
        literal = self.cp.new_bool_var("")
        self.literals[volunteer, shift] = literal
        self.by_shift[shift].append(literal)
        self.crews[shift].append((volunteer, literal))
        self.by_volunteer[volunteer].append((shift, literal))
        self.charge(literal, price)

    def charge(self, variable: Literal, price: int, *, most: int = 1) -> None:
        """Add price x variable to the cost; the variable lies in [0, most]."""
        if price:
            self.charges.append((variable, price, most))

    def at_most(self, literals: Sequence[Literal], limit: int) -> None:
        limit = max(0, limit)
        if len(literals) <= limit:
            return
        if limit == 1:
            self.cp.add_at_most_one(literals)
        else:
            self.cp.add(sum(literals) <= limit)

    def at_most_one_at_a_time(self, month: Month, *, rest: int) -> None:
        """No two duties whose spans, the later `rest` minutes included, meet: one clique per maximal set of them."""
        spans = sorted((self.town.start[shift], self.town.end[shift] + rest, n) for n, (shift, _) in enumerate(month))
        active: list[tuple[int, int]] = []
        grown = False
        for start, end, n in spans:
            still = [held for held in active if held[0] > start]
            if len(still) < len(active) and grown:
                self.at_most([month[held][1] for _, held in active], 1)
                grown = False
            active = [*still, (end, n)]
            grown = True
        self.at_most([month[held][1] for _, held in active], 1)

    def any_of(self, literals: Sequence[Literal]) -> Literal:
        """A variable that is 1 where any literal is."""
        worked = self.cp.new_bool_var("")
        for literal in literals:
            self.cp.add_implication(literal, worked)
        return worked

    def count(self, most: int) -> Literal:
        """A whole number in [0, most]."""
        return self.cp.new_int_var(0, most, "")

    def charge_square(self, volunteer: int, duties: Sequence[tuple[Literal, int]], *, weight: int) -> None:
        """Charge weight x ((now + load)^2 - now^2) for somebody standing at `now` who takes the load of `duties`.

        Exact where the duties have few possible sums of loads, a lower bound otherwise (see `solver.squares`).
        """
        now = self.fixed.standing[volunteer]
        steps, scale = segments([load for _, load in duties], now, most=self.most_taken(volunteer))
        self.exact = self.exact and scale == 1
        unit = gcd(*(width for width, _ in steps), *(scale * load for _, load in duties))
        used = []
        for width, slope in steps:
            used.append(self.count(width // unit))
            self.charge(used[-1], weight * slope * unit, most=width // unit)
        loads = [scale * load // unit for _, load in duties]
        self.cp.add(sum(load * literal for load, (literal, _) in zip(loads, duties, strict=True)) == sum(used))

    def most_taken(self, volunteer: int) -> int:
        """No legal choice gives the volunteer more of the open duties than this."""
        caps, month = self.town.caps[volunteer], self.by_volunteer[volunteer]
        most = len(month)
        if caps.total is not None:
            most = min(most, max(0, caps.total - len(self.fixed.months[volunteer])))
        for cap, bucket_of in ((caps.day, self.town.day), (caps.week, self.town.week)):
            if cap is not None:
                most = min(most, sum(min(cap, n) for n in Counter(bucket_of[shift] for shift, _ in month).values()))
        return most

    def out_by_unit(self) -> dict[int, dict[tuple[int, int], list[tuple[int, Literal]]]]:
        """Unit -> workday span -> (volunteer, variable) of its people's duties in it."""
        town = self.town
        out: dict[int, dict[tuple[int, int], list[tuple[int, Literal]]]] = defaultdict(lambda: defaultdict(list))
        for (volunteer, shift), literal in self.literals.items():
            if town.at_work[shift]:
                out[town.unit[volunteer]][town.start[shift], town.end[shift]].append((volunteer, literal))
        return out
