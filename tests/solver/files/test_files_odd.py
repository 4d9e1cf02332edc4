"""What the format allows is taken, however odd it looks."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from solver.files import parse_problem
from solver.problem import Caps, Duty, Point, Policy, Problem, Shift, Span, Unit, Volunteer, Wish

SMALLEST = {
    "format": "redvest-problem/1", "name": "", "start": "2026-11-30", "days": 1, "rest_days": [],
    "units": [], "points": [], "volunteers": [], "shifts": [],
}  # fmt: skip


def test_every_value_of_the_town_arrives(with_changes: Callable[..., bytes]) -> None:
    problem = parse_problem(with_changes({}))

    assert problem == Problem(
        name="开发区 2026-12",
        start=date(2026, 11, 30),
        days=28,
        rest_days=(5, 6, 12, 13),
        units=(
            Unit("u01", "市财政局", (116.7041, 39.5232), most_out=8),
            Unit("u07", "市城管局", (116.69, 39.53), most_out=None),
        ),
        points=(
            Point("p01", "新华路–金光道口", "intersection", (116.701, 39.521), 3, stewards=("u01", "u07")),
            Point("p02", "某小区", "community", (116.71, 39.53), priority=1, stewards=()),
        ),
        volunteers=(
            Volunteer(
                "v0001",
                "u01",
                at=((116.7041, 39.5232),),
                name="张三",
                roles=("leader", "guide"),
                reach=3000,
                carried=3,
                target=12,
                caps=Caps(day=1, week=4, total=14, weekends=2),
                rest=660,
                away=(Span(1440, 2880),),
                wishes=(Wish(Span(10200, 10320), 8), Wish(Span(9060, 9240), -3)),
                usual=("p01",),
            ),
            Volunteer("v0002", "u07", at=()),
        ),
        shifts=(
            Shift("s0001", "p01", Span(420, 510), headcount=2, roles={"leader": 1, "guide": 1}, load=1),
            Shift("s0002", "p02", Span(1860, 1950), headcount=1, roles={}, load=1),
        ),
        published=frozenset({Duty("s0001", "v0001")}),
        pinned=frozenset({Duty("s0002", "v0001")}),
        barred=frozenset({Duty("s0001", "v0002")}),
        policy=Policy(1000, 600, 2, 20, 5, 1, 4, 300, 100),
    )


def test_what_is_left_out_has_the_published_defaults(with_changes: Callable[..., bytes]) -> None:
    left_out = ["published", "pinned", "barred", "policy"]

    problem = parse_problem(with_changes(dict.fromkeys(left_out, ...)))
    second = problem.volunteers[1]

    assert problem.published == problem.pinned == problem.barred == frozenset()
    assert problem.policy == Policy(
        vacancy=1000, role=600, fairness=2, support=20, travel=5, wish=1, continuity=4, dropped=300, added=100
    )
    assert (second.name, second.roles, second.reach, second.carried, second.target) == (None, (), 3000, 0, 0)
    assert second.caps == Caps(day=None, week=None, total=None, weekends=None)
    assert (second.rest, second.away, second.wishes, second.usual) == (0, (), (), ())


def test_the_smallest_file_is_a_town_without_anybody() -> None:
    problem = parse_problem(json.dumps(SMALLEST).encode())

    assert problem == Problem("", date(2026, 11, 30), 1, (), (), (), (), ())


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"days": 10**9}, id="three million years"),
        pytest.param({"days": 10**9, "shifts[0].span": [10**9 - 1, 10**9]}, id="a shift at the end of time"),
        pytest.param({"start": "9999-12-31"}, id="the last date there is"),
        pytest.param({"start": "0001-01-01"}, id="the first date there is"),
        pytest.param({"start": "2028-02-29"}, id="a leap day"),
        pytest.param({"rest_days": [27, 0, 13]}, id="rest days in any order"),
        pytest.param({"rest_days": list(range(28))}, id="rest days only"),
        pytest.param({"shifts[0].span": [40319, 10**9]}, id="a shift that ends long after the horizon"),
        pytest.param({"shifts[0].span": [0, 1]}, id="a shift of the first minute"),
        pytest.param({"volunteers[0].away": [[-(10**9), 10**9]]}, id="away before and after everything"),
        pytest.param({"volunteers[0].away": [[-20, -10], [-20, -10]]}, id="away twice last month"),
        pytest.param({"volunteers[0].wishes": [[-5, 5, 0], [90000, 90001, -(10**9)]]}, id="wishes anywhere"),
        pytest.param({"volunteers[0].carried": -7, "volunteers[0].target": -1}, id="less than nothing carried"),
        pytest.param({"volunteers[0].caps": {}}, id="caps without a cap"),
        pytest.param({"volunteers[0].caps": {"day": 0, "weekends": 0}}, id="caps of nothing"),
        pytest.param({"volunteers[0].reach": 0, "volunteers[0].rest": 10**9}, id="no reach and no end of rest"),
        pytest.param({"volunteers[0].at": [[1, 2], [1, 2]]}, id="the same place twice, in whole degrees"),
        pytest.param({"units[0].at": [-180, 90], "points[0].at": [180.0, -90.0]}, id="poles and date line"),
        pytest.param({"units[0].at": [0, -0.0]}, id="minus zero"),
        pytest.param({"units[0].most_out": 0, "points[0].priority": 0, "shifts[0].load": 0}, id="zeros"),
        pytest.param({"shifts[0].headcount": 10**9}, id="a billion seats"),
        pytest.param({"shifts[0].roles": {"leader": 0, "guide": 2}}, id="a need of none, a need of all"),
        pytest.param({"shifts[0].roles": {"": 1, "带班领导": 2, "a.b[0]": 1}}, id="roles of any name"),
        pytest.param({"volunteers[0].roles": ["交警", "no shift asks for it"]}, id="a role nobody needs"),
        pytest.param({"points[0].kind": "", "name": "\u2028\u0000", "units[0].name": "😀"}, id="odd names"),
        pytest.param({"units[0].id": "p01", "points[0].stewards": [], "volunteers[0].unit": "p01"}, id="shared id"),
        pytest.param({"shifts[0].id": "", "published": [["", "v0001"]], "barred": []}, id="an empty id"),
        pytest.param({"shifts[0].id": "a b:c", "published": [["a b:c", "v0001"]], "barred": []}, id="an id of signs"),
        pytest.param({"pinned": [["s0001", "v0001"]]}, id="a pin that was published"),
        pytest.param({"published": [["s0001", "v0002"]]}, id="a published duty that is barred now"),
        pytest.param({"policy": {}}, id="a policy without a weight"),
        pytest.param({"policy": {"vacancy": 0, "fairness": 10**9}}, id="weights at their limits"),
        pytest.param({"published": [], "pinned": [], "barred": []}, id="empty lists of duties"),
    ],
)
def test_it_is_taken(with_changes: Callable[..., bytes], changes: dict[str, object]) -> None:
    problem = parse_problem(with_changes(changes))

    assert len(problem.volunteers) == 2


def test_whole_degrees_become_degrees_like_any_other(with_changes: Callable[..., bytes]) -> None:
    problem = parse_problem(with_changes({"units[0].at": [117, 39], "points[0].at": "HERE"}).replace(
        b'"HERE"', b"[1.1670100e2, 39.50]"
    ))  # fmt: skip

    degrees = (*problem.units[0].at, *problem.points[0].at)

    assert degrees == (117.0, 39.0, 116.701, 39.5)
    assert {type(one) for one in degrees} == {float}


def test_minus_nothing_is_a_whole_number(town: dict[str, Any]) -> None:
    data = json.dumps(town).replace('"load": 1', '"load": -0').encode()

    assert parse_problem(data).shifts[0].load == 0


def test_blanks_and_any_order_of_keys_change_nothing(town: dict[str, Any]) -> None:
    turned = dict(reversed(town.items()))

    data = b"\r\n\t " + json.dumps(turned, indent="\t").encode() + b"\n\n"

    assert parse_problem(data) == parse_problem(json.dumps(town).encode())
