"""Pinned: the pin stays; what it breaks by itself is priced once, and others must not add to it."""

from solver.answered import Effort
from solver.judge import judge
from solver.solve import solve
from tests.solver.rules.judging import amounts, charged
from tests.solver.towns import duties_of, on_day, people, person, problem_of, roster_of, shift, town

ALL_AT_ONCE = [shift("s1", 420, 510), shift("s2", 450, 540)]


def test_a_pin_that_is_missing_is_a_breach() -> None:
    file = town(people(1), [on_day("s1", 0), on_day("s2", 1)], pinned=[["s1", "v1"]])

    assert amounts("pinned", file) == [1]
    assert amounts("pinned", file, ("s1", "v1")) == []
    assert not judge(problem_of(file), roster_of(("s2", "v1"))).legal


def test_what_pins_break_by_themselves_is_legal_and_costs_10_000_each() -> None:
    # Away on both, and both at once: three breaches.
    file = town([person("v1", away=[[0, 600]])], ALL_AT_ONCE, pinned=[["s1", "v1"], ["s2", "v1"]])

    verdict = judge(problem_of(file), roster_of(("s1", "v1"), ("s2", "v1")))

    assert sorted(breach.rule for breach in verdict.pinned) == ["away", "away", "overlap"]
    assert verdict.costs["breaches"] == 30_000
    assert verdict.legal


def test_a_pin_that_is_missing_still_costs_what_it_would_break() -> None:
    file = town([person("v1", away=[[0, 600]])], ALL_AT_ONCE, pinned=[["s1", "v1"]])

    assert charged("breaches", file) == 10_000


def test_another_duty_must_not_make_a_pin_s_breach_larger() -> None:
    # Two pins on a day with a cap of one: a third duty that day is no new breach, yet it makes that one larger.
    shifts = [on_day(f"s{n}", 0, 100 * n, 100 * n + 50) for n in (1, 2, 3)]
    file = town([person("v1", caps={"day": 1})], shifts, pinned=[["s1", "v1"], ["s2", "v1"]])

    assert judge(problem_of(file), roster_of(("s1", "v1"), ("s2", "v1"))).legal
    assert not judge(problem_of(file), roster_of(("s1", "v1"), ("s2", "v1"), ("s3", "v1"))).legal


def test_a_solve_keeps_every_pin_and_adds_nothing_to_what_they_break() -> None:
    shifts = [on_day(f"s{n}", 0, 100 * n, 100 * n + 50) for n in (1, 2, 3)]
    pins = [["s1", "v1"], ["s2", "v1"]]
    file = town([person("v1", caps={"day": 1}), person("v2")], shifts, pinned=pins, policy={"vacancy": 100})

    answer = solve(problem_of(file), Effort(workers=1))

    assert duties_of(answer.roster) == {("s1", "v1"), ("s2", "v1"), ("s3", "v2")}
    assert (answer.cost, answer.status) == (10_000, "optimal")
