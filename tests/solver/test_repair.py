"""Repair: who drops out is replaced with as few others disturbed as may be, and nothing else moves."""

from dataclasses import replace

import pytest

from benchmarks.towns import Size
from benchmarks.towns import town as made_up
from solver.answered import Effort
from solver.judge import judge
from solver.problem import DAY, Duty, Problem, Span
from solver.progress import Stop
from solver.repair import repair
from solver.roster import Difference, Roster, difference
from solver.solve import solve
from tests.solver.reference import Town
from tests.solver.towns import MOVING, duties_of, on_day, people, person, problem_of, town

EFFORT = Effort(seconds=3600.0, workers=1)


def told(*duties: tuple[str, str]) -> list[list[str]]:
    return [list(duty) for duty in duties]


def repaired(file: Town) -> set[tuple[str, str]]:
    problem = problem_of(file)
    answer = repair(problem, EFFORT)
    assert judge(problem, answer.roster).legal
    return duties_of(answer.roster)


def test_a_direct_stand_in_comes_and_nobody_else_moves() -> None:
    crew = [person("v1", away=[[0, DAY]]), person("v2"), person("v3")]
    shifts = [on_day("s1", 0), on_day("s2", 1), on_day("s3", 1, 600, 700)]
    before = [("s1", "v1"), ("s2", "v2"), ("s3", "v3")]
    file = town(crew, shifts, policy={**MOVING, "fairness": 10}, published=told(*before))

    after = repaired(file)

    assert after in ({("s1", "v2"), *before[1:]}, {("s1", "v3"), *before[1:]})


def test_where_nobody_is_free_a_swap_frees_somebody() -> None:
    # v2 serves once, on s2; v3 reaches s2 alone, being away on day 0. So v2 goes to s1 and v3 to s2, which costs
    # 300 + 2 x 100 where an empty seat costs 1000.
    crew = [person("v1", away=[[0, 9 * DAY]]), person("v2", caps={"total": 1}), person("v3", away=[[0, DAY]])]
    file = town(crew, [on_day("s1", 0), on_day("s2", 1)], policy=MOVING, published=told(("s1", "v1"), ("s2", "v2")))

    assert repaired(file) == {("s1", "v2"), ("s2", "v3")}


def test_where_a_swap_is_dearer_than_the_seat_it_stays_empty() -> None:
    crew = [person("v1", away=[[0, DAY]]), person("v2", caps={"total": 1}), person("v3", away=[[0, DAY]])]
    dear = {"vacancy": 400, "dropped": 300, "added": 100}
    file = town(crew, [on_day("s1", 0), on_day("s2", 1)], policy=dear, published=told(("s1", "v1"), ("s2", "v2")))

    assert repaired(file) == {("s2", "v2")}


def test_nothing_lost_nothing_moved() -> None:
    file = town(people(3), [on_day("s1", 0), on_day("s2", 1)], policy=MOVING, published=told(("s1", "v1")))

    assert repaired(file) == {("s1", "v1")}


def test_pins_stay_and_what_a_new_pin_displaces_gives_way() -> None:
    # v1 is now pinned to s2, at the time of s1: somebody else takes s1.
    shifts = [on_day("s1", 0), on_day("s2", 0)]
    file = town(people(2), shifts, policy=MOVING, published=told(("s1", "v1")), pinned=told(("s2", "v1")))

    assert repaired(file) == {("s1", "v2"), ("s2", "v1")}


@pytest.fixture(scope="module")
def village() -> tuple[Problem, Roster]:
    """A village with people to spare, and the roster it was told."""
    problem = made_up(Size(units=4, people=40, points=4, days=7, side=1_500), 2)
    return problem, solve(problem, Effort(seconds=600.0, workers=1, rounds=1, gap=0.05)).roster


def drop_out(village: tuple[Problem, Roster], volunteer: str) -> tuple[Problem, frozenset[Duty], Difference]:
    """One person away all week: the repaired town, what the person had to do, and what else was changed."""
    problem, roster = village
    gone = frozenset(duty for duty in roster.duties if duty.volunteer == volunteer)
    away = [
        replace(one, away=(*one.away, Span(0, 7 * DAY))) if one.id == volunteer else one for one in problem.volunteers
    ]
    changed = replace(problem, volunteers=tuple(away), published=roster.duties)
    answer = repair(changed, EFFORT)
    assert judge(changed, answer.roster).legal
    return changed, gone, difference(Roster(roster.duties - gone), answer.roster)


@pytest.mark.parametrize("number", range(0, 40, 5))
def test_one_absentee_of_a_village_disturbs_hardly_anybody(village: tuple[Problem, Roster], number: int) -> None:
    _, roster = village
    busiest = sorted(roster.by_volunteer.items(), key=lambda month: (-len(month[1]), month[0]))

    changed, gone, change = drop_out(village, busiest[number % len(busiest)][0])

    # For each lost duty one who comes; a swap, where it pays, moves two more duties.
    assert len(change.people) <= 2 * len(gone)
    assert {duty.shift for duty in change.added} <= {duty.shift for duty in gone | change.removed}
    assert len(change.removed) <= len(gone)
    assert changed.published == roster.duties


def test_a_stop_gives_what_is_left_of_the_roster(village: tuple[Problem, Roster]) -> None:
    problem, roster = village
    stop = Stop()
    stop()

    answer = repair(replace(problem, published=roster.duties), EFFORT, stop=stop)

    assert answer.roster == roster
    assert answer.status in ("stopped", "optimal")
