"""`python -m benchmarks.timefold`: the same rosters asked of Timefold, a general planner on the JVM, as one models it.

A seat is a planning entity, its people are those that the plain model offers too. Left out is only how many an office
can spare; duties that then break a rule are taken out again. Needs `pip install .[peer]` and a JVM.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from time import monotonic
from typing import Annotated, Any

from timefold.solver import SolverFactory
from timefold.solver.config import Duration, ScoreDirectorFactoryConfig, SolverConfig, TerminationConfig
from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningScore,
    PlanningVariable,
    ProblemFactCollectionProperty,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import (
    Constraint,
    ConstraintCollectors,
    ConstraintFactory,
    HardSoftScore,
    Joiners,
    constraint_provider,
)

from benchmarks.answering import command
from benchmarks.plain import pairs
from solver.arrays import Town
from solver.board import Pair
from solver.offers import Offers
from solver.problem import Caps

_NO_LIMIT = 10**6


@dataclass
class Person:
    id: Annotated[int, PlanningId]
    standing: int
    rest: int
    day: int
    week: int
    total: int
    weekends: int
    roles: list[str]


@dataclass
class Need:
    """A shift that needs one holder of a role."""

    id: Annotated[int, PlanningId]
    shift: int
    role: str
    price: int


@planning_entity
@dataclass
class Seat:
    id: Annotated[int, PlanningId]
    shift: int
    day: int
    week: int
    weekend: int
    start: int
    end: int
    load: int
    vacancy: int
    fairness: int
    prices: dict[int, int]
    people: Annotated[list[Person], ValueRangeProvider]
    person: Annotated[Person | None, PlanningVariable(allows_unassigned=True)] = field(default=None)


@planning_solution
@dataclass
class Plan:
    people: Annotated[list[Person], ProblemFactCollectionProperty]
    needs: Annotated[list[Need], ProblemFactCollectionProperty]
    seats: Annotated[list[Seat], PlanningEntityCollectionProperty]
    score: Annotated[HardSoftScore | None, PlanningScore] = field(default=None)


@constraint_provider  # type: ignore[untyped-decorator, unused-ignore]
def rules(factory: ConstraintFactory) -> list[Constraint]:
    hard, soft = HardSoftScore.ONE_HARD, HardSoftScore.ONE_SOFT
    return [
        factory.for_each_unique_pair(Seat, Joiners.equal(lambda seat: seat.person))
        .filter(lambda a, b: a.start < b.end + a.person.rest and b.start < a.end + a.person.rest)
        .penalize(hard).as_constraint("rest"),
        factory.for_each(Seat).group_by(lambda seat: seat.person, lambda seat: seat.day, ConstraintCollectors.count())
        .filter(lambda person, _day, count: count > person.day)
        .penalize(hard, lambda person, _day, count: count - person.day).as_constraint("day"),
        factory.for_each(Seat).group_by(lambda seat: seat.person, lambda seat: seat.week, ConstraintCollectors.count())
        .filter(lambda person, _week, count: count > person.week)
        .penalize(hard, lambda person, _week, count: count - person.week).as_constraint("week"),
        factory.for_each(Seat).group_by(lambda seat: seat.person, ConstraintCollectors.count())
        .filter(lambda person, count: count > person.total)
        .penalize(hard, lambda person, count: count - person.total).as_constraint("total"),
        factory.for_each(Seat).filter(lambda seat: seat.weekend >= 0)
        .group_by(lambda seat: seat.person, lambda seat: seat.weekend)
        .group_by(lambda person, _weekend: person, ConstraintCollectors.count_bi())
        .filter(lambda person, count: count > person.weekends)
        .penalize(hard, lambda person, count: count - person.weekends).as_constraint("weekends"),
        factory.for_each_including_unassigned(Seat).filter(lambda seat: seat.person is None)
        .penalize(soft, lambda seat: seat.vacancy).as_constraint("vacancy"),
        factory.for_each(Need)
        .if_not_exists(Seat, Joiners.equal(lambda need: need.shift, lambda seat: seat.shift),
                       Joiners.filtering(lambda need, seat: need.role in seat.person.roles))
        .penalize(soft, lambda need: need.price).as_constraint("role"),
        factory.for_each(Seat).impact(soft, lambda seat: -seat.prices[seat.person.id]).as_constraint("duty"),
        factory.for_each(Seat)
        .group_by(lambda seat: seat.person, lambda seat: seat.fairness, ConstraintCollectors.sum(lambda s: s.load))
        .impact(soft, lambda person, weight, load: -weight * load * (load + 2 * person.standing))
        .as_constraint("fairness"),
    ]  # fmt: skip


def timefold(town: Town, seconds: float, seed: int) -> list[Pair]:
    """The seats that somebody was found for; an office may be left with too few."""
    until = monotonic() + seconds
    plan = _plan(town)
    left = max(1, int(until - monotonic()))
    config = SolverConfig(
        solution_class=Plan,
        entity_class_list=[Seat],
        random_seed=seed,
        score_director_factory_config=ScoreDirectorFactoryConfig(constraint_provider_function=rules),
        termination_config=TerminationConfig(spent_limit=Duration(seconds=left)),
    )
    found: Any = SolverFactory.create(config).build_solver().solve(plan)
    return [(seat.person.id, seat.shift) for seat in found.seats if seat.person is not None]


def _plan(town: Town) -> Plan:
    offers = Offers(town)
    people = [
        Person(n, town.standing[n], town.rest[n], *_limits(caps), sorted(town.roles[n]))
        for n, caps in enumerate(town.caps)
    ]
    offered: defaultdict[int, list[int]] = defaultdict(list)
    for volunteer, shift in pairs(town, offers):
        offered[shift].append(volunteer)
    seats: list[Seat] = []
    needs: list[Need] = []
    for shift, headcount in enumerate(town.headcount):
        prices = {who: int(offers.price(who, shift)) for who in offered[shift]}
        near = [people[who] for who in prices]
        weekend = town.weekend[shift]
        for _ in range(headcount):
            seats.append(
                Seat(
                    len(seats), shift, town.day[shift], town.week[shift], -1 if weekend is None else weekend,
                    town.start[shift], town.end[shift], town.load[shift], town.seat_price[shift],
                    town.policy.fairness, prices, near,
                )
            )  # fmt: skip
        for role, need in town.needs[shift].items():
            if need == 1:
                needs.append(Need(len(needs), shift, role, town.role_price[shift]))
    return Plan(people, needs, seats)


def _limits(caps: Caps) -> tuple[int, int, int, int]:
    day, week, total, weekends = (
        _NO_LIMIT if cap is None else cap for cap in (caps.day, caps.week, caps.total, caps.weekends)
    )
    return day, week, total, weekends


if __name__ == "__main__":
    command(timefold)()
