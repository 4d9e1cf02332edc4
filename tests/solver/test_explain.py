"""Why a seat is empty: everybody counted once, by the first reason there is."""

from random import Random
from typing import Any

import pytest

from solver.arrays import Town
from solver.board import Board
from solver.explain import REASONS, vacancies, vacancy, why
from solver.offers import Offers
from solver.roster import Roster
from solver.sheet import Sheet
from tests.solver import reference, reference_costs
from tests.solver.random_towns import random_roster, random_town
from tests.solver.reference import Pair
from tests.solver.towns import on_day, people, person, point, problem_of, town, unit

FAR = [point("p1", north=9.0)]
BESIDE = [on_day("s1", 0), on_day("early", 0, 300, 420), on_day("same", 0, 450, 600)]


def board_of(file: reference.Town, *duties: Pair) -> Board:
    return Board.of(Town(problem_of(file)), Roster.of(duties))


def reason(volunteer: dict[str, Any], *held: str, **given: Any) -> dict[str, int]:
    """Why v1 is not on s1, beside what they hold."""
    file = town([person("v1", **volunteer)], BESIDE, **given)
    return dict(why(Sheet(board_of(file, *((shift, "v1") for shift in held))), 0))


@pytest.mark.parametrize(
    ("volunteer", "held", "given", "first"),
    [
        pytest.param({}, [], {"barred": [["s1", "v1"]], "points": FAR}, "barred", id="barred before too far"),
        pytest.param({"away": [[0, 600]]}, [], {"points": FAR}, "reach", id="too far before away"),
        pytest.param({"away": [[0, 600]]}, ["same"], {}, "away", id="away before overlap"),
        pytest.param({"rest": 60, "caps": {"day": 1}}, ["same"], {}, "overlap", id="overlap before caps"),
        pytest.param({"rest": 60, "caps": {"day": 1}}, ["early"], {}, "rest", id="rest before caps"),
        pytest.param({"caps": {"total": 0}}, [], {"units": [unit(most_out=0)]}, "caps", id="caps before office"),
        pytest.param({}, [], {"units": [unit(most_out=0)]}, "office", id="the office"),
        pytest.param({}, ["early"], {}, "free", id="nothing stands in the way"),
    ],
)
def test_the_first_reason_counts(volunteer: dict[str, Any], held: list[str], given: dict[str, Any], first: str) -> None:
    assert reason(volunteer, *held, **given) == {first: 1}


def test_reasons_are_asked_in_the_order_of_the_format() -> None:
    assert REASONS == ("barred", "reach", "away", "overlap", "rest", "caps", "office", "role", "free")


@pytest.mark.parametrize(
    ("crew", "reasons"),
    [
        pytest.param(["none"], {"free": 3}, id="a seat is empty: anybody may take it"),
        pytest.param(["none", "guide"], {"role": 1, "free": 1}, id="only a leader is missing"),
        pytest.param(["none", "leader"], {"free": 2}, id="nobody is missing"),
    ],
)
def test_roles_are_a_reason_only_where_all_seats_are_taken(crew: list[str], reasons: dict[str, int]) -> None:
    everybody = [person("none"), person("guide", roles=["guide"]), person("leader", roles=["leader"]), person("other")]
    file = town(everybody, [on_day("s1", 0, headcount=2, roles={"leader": 1})])

    assert why(Sheet(board_of(file, *(("s1", who) for who in crew))), 0) == reasons


@pytest.mark.parametrize("block", range(8000, 8300, 60), ids="towns {}-".format)
def test_everybody_is_counted_as_the_format_says(block: int) -> None:
    for seed in range(block, block + 60):
        file = random_town(seed)
        duties = random_roster(Random(seed), file)
        board = board_of(file, *duties)
        for n, shift in enumerate(file["shifts"]):
            counts = why(Sheet(board), n)

            assert counts == reference_costs.why(file, duties, shift["id"]), (file["name"], shift["id"])
            crew = sum(other == shift["id"] for other, _ in duties)
            assert sum(counts.values()) == len(file["volunteers"]) - crew


@pytest.mark.parametrize("block", range(8300, 8500, 50), ids="towns {}-".format)
def test_every_shift_that_misses_somebody_is_listed_once(block: int) -> None:
    for seed in range(block, block + 50):
        file = random_town(seed)
        duties = random_roster(Random(seed), file)
        board = board_of(file, *duties)

        listed = vacancies(board, Offers(board.town))

        missing = {one.shift: (one.missing, dict(one.roles)) for one in listed}
        assert missing == reference_costs.vacancies(file, duties), file["name"]
        assert len(listed) == len(missing)


def test_of_many_vacancies_the_dearest_are_explained() -> None:
    shifts = [on_day("cheap", 0), on_day("dear", 1, headcount=3), on_day("roles", 2, roles={"leader": 1})]
    board = board_of(town([], shifts, policy={"vacancy": 10, "role": 5}))

    listed = vacancies(board, Offers(board.town), most=2)

    assert {one.shift: one.why is not None for one in listed} == {"cheap": False, "dear": True, "roles": True}
    assert [one.missing for one in listed] == [1, 3, 1]


def test_changes_are_tried_until_it_is_late() -> None:
    board = board_of(town(people(1, caps={"total": 0}), [on_day("s1", 0)], policy={"vacancy": 10}))
    offers = Offers(board.town)

    (in_time,), (late,) = vacancies(board, offers), vacancies(board, offers, late=lambda: True)

    assert in_time.relax
    assert not late.relax
    assert late.why == in_time.why == {"caps": 1}


def test_a_shift_that_misses_nobody_can_be_asked_too() -> None:
    board = board_of(town(people(2), [on_day("s1", 0)]), ("s1", "v1"))

    asked = vacancy(Sheet(board), Offers(board.town), 0)

    assert (asked.missing, asked.roles, asked.why, asked.relax) == (0, {}, {"free": 1}, ())
