"""A problem that is written reads back equal, and equal problems are written in the same bytes."""

import json
from datetime import date, timedelta
from random import Random

import pytest

from solver.files import parse_problem, write_problem
from solver.problem import Caps, Duty, Point, Policy, Problem, Shift, Span, Unit, Volunteer, Wish

LETTERS = 'ab 09."\\/路口，😀\n\u2028'


def word(random: Random) -> str:
    return "".join(random.choices(LETTERS, k=random.randrange(6)))


def any_span(random: Random) -> Span:
    start = random.randint(-5000, 50_000)
    return Span(start, start + random.randint(1, 3000))


def any_place(random: Random) -> tuple[float, float]:
    return random.uniform(-180, 180), round(random.uniform(-90, 90), random.randrange(7))


def any_volunteer(random: Random, name: str, units: tuple[Unit, ...], points: tuple[Point, ...]) -> Volunteer:
    return Volunteer(
        id=name,
        unit=random.choice(units).id,
        at=tuple(any_place(random) for _ in range(random.randrange(3))),
        name=random.choice([None, word(random)]),
        roles=tuple(random.sample(["leader", "guide", "宣传员"], random.randrange(4))),
        reach=random.choice([3000, 0, 10**9]),
        carried=random.randint(-3, 3),
        target=random.randint(-3, 3),
        caps=Caps(*(random.choice([None, 0, 1, 5]) for _ in range(4))),
        rest=random.choice([0, 660]),
        away=tuple(any_span(random) for _ in range(random.randrange(3))),
        wishes=tuple(Wish(any_span(random), random.randint(-9, 9)) for _ in range(random.randrange(3))),
        usual=tuple(random.sample([point.id for point in points], random.randrange(3))),
    )


def any_shift(random: Random, name: str, days: int, points: tuple[Point, ...]) -> Shift:
    start, headcount = random.randrange(1440 * days), random.randint(1, 4)
    roles = {role: random.randint(0, headcount) for role in random.sample(["leader", "guide"], random.randrange(3))}
    span = Span(start, start + random.randint(1, 2000))
    return Shift(name, random.choice(points).id, span, headcount, roles, load=random.choice([0, 1, 2]))


def any_problem(random: Random) -> Problem:
    days = random.randint(1, 20)
    units = tuple(Unit(f"u{i}", word(random), any_place(random), random.choice([None, 0, 7])) for i in range(3))
    points = tuple(
        Point(f"p{i}", word(random), word(random), any_place(random), random.choice([0, 1, 3]), stewards)
        for i, stewards in enumerate([(), ("u2",), ("u1", "u0")])
    )
    volunteers = tuple(any_volunteer(random, f"v{i}", units, points) for i in range(random.randrange(5)))
    shifts = tuple(any_shift(random, f"s{i}", days, points) for i in range(random.randrange(5)))
    duties = [Duty(shift.id, volunteer.id) for shift in shifts for volunteer in volunteers]
    random.shuffle(duties)
    return Problem(
        name=word(random),
        start=date(2026, 1, 1) + timedelta(days=random.randrange(1000)),
        days=days,
        rest_days=tuple(random.sample(range(days), random.randint(0, days))),
        units=units,
        points=points,
        volunteers=volunteers,
        shifts=shifts,
        published=frozenset(duties[::2]),
        pinned=frozenset(duties[:3]),
        barred=frozenset(duties[3:]),
        policy=random.choice([Policy(), Policy(*(random.randrange(5) for _ in range(9)))]),
    )


@pytest.mark.parametrize("seed", range(100))
def test_a_problem_reads_back_as_it_was_written(seed: int) -> None:
    problem = any_problem(Random(seed))

    read = parse_problem(write_problem(problem))

    assert read == problem
    assert write_problem(read) == write_problem(problem)


def test_defaults_are_left_out_and_every_record_has_its_line() -> None:
    problem = Problem(
        name="某街道",
        start=date(2026, 11, 30),
        days=7,
        rest_days=(5, 6),
        units=(Unit("u1", "市财政局", (116.7, 39.5)),),
        points=(Point("p1", "某路口", "intersection", (116.7, 39.5), stewards=("u1",)),),
        volunteers=(Volunteer("v1", "u1", ((116.7, 39.5),), caps=Caps(day=1)), Volunteer("v2", "u1", (), rest=660)),
        shifts=(Shift("s1", "p1", Span(450, 510), 1, {"guide": 1, "a": 0}),),
        pinned=frozenset({Duty("s1", "v2"), Duty("s1", "v1")}),
        policy=Policy(wish=3),
    )

    assert write_problem(problem).decode().splitlines() == [
        '{"format": "redvest-problem/1",',
        ' "name": "某街道",',
        ' "start": "2026-11-30",',
        ' "days": 7,',
        ' "rest_days": [5, 6],',
        ' "units": [',
        '  {"id": "u1", "name": "市财政局", "at": [116.7, 39.5]}],',
        ' "points": [',
        '  {"id": "p1", "name": "某路口", "kind": "intersection", "at": [116.7, 39.5], "stewards": ["u1"]}],',
        ' "volunteers": [',
        '  {"id": "v1", "unit": "u1", "at": [[116.7, 39.5]], "caps": {"day": 1}},',
        '  {"id": "v2", "unit": "u1", "at": [], "rest": 660}],',
        ' "shifts": [',
        '  {"id": "s1", "point": "p1", "span": [450, 510], "headcount": 1, "roles": {"a": 0, "guide": 1}}],',
        ' "pinned": [',
        '  ["s1", "v1"],',
        '  ["s1", "v2"]],',
        ' "policy": {"wish": 3}}',
    ]


def test_equal_towns_are_written_in_the_same_bytes() -> None:
    def town(at: tuple[float, float], roles: dict[str, int]) -> Problem:
        point = Point("p", "", "", at)
        shift = Shift("s", "p", Span(0, 1), 1, roles)
        return Problem("", date(2026, 1, 1), 1, (), (), (point,), (), (shift,))

    one, other = town((116, 39), {"a": 1, "b": 1}), town((116.0, 39.0), {"b": 1, "a": 1})

    assert one == other
    assert write_problem(one) == write_problem(other)
    assert json.loads(write_problem(one))["points"][0]["at"] == [116.0, 39.0]
