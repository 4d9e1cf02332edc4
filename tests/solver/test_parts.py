"""Parts: who can never get in one another's way is solved apart, everybody else together."""

from random import Random
from typing import Any

import pytest

from solver.arrays import Town
from solver.offers import Offers
from solver.parts import parts
from tests.solver import reference
from tests.solver.exhaustive import choices
from tests.solver.random_towns import random_town
from tests.solver.reference_costs import cost
from tests.solver.towns import HOME, on_day, person, point, problem_of, town, unit

FAR = [HOME[0], HOME[1] + 1.0]
TWO_PLACES = [point("p1"), {**point("p2"), "at": FAR}]
SHIFTS = [on_day("s1", 0), on_day("s2", 0, point="p2")]


def names(file: reference.Town) -> list[tuple[list[str], list[str]]]:
    """Shifts and volunteers of each part."""
    return [
        ([file["shifts"][n]["id"] for n in part.shifts], [file["volunteers"][n]["id"] for n in part.volunteers])
        for part in parts(Town(problem_of(file)))
    ]


@pytest.mark.parametrize(
    ("second", "given", "found"),
    [
        pytest.param({"at": [FAR]}, {}, [(["s1"], ["v1"]), (["s2"], ["v2"])], id="two who never meet"),
        pytest.param({"at": [FAR, HOME]}, {}, [(["s1", "s2"], ["v1", "v2"])], id="one who reaches both"),
        pytest.param(
            {"at": [FAR]},
            {"units": [unit(most_out=1)]},
            [(["s1", "s2"], ["v1", "v2"])],
            id="an office that counts them",
        ),
        pytest.param(
            {"at": [FAR], "unit": "u2"},
            {"units": [unit(most_out=1), unit("u2", most_out=1)]},
            [(["s1"], ["v1"]), (["s2"], ["v2"])],
            id="offices that count one each",
        ),
        pytest.param({"at": []}, {}, [(["s1"], ["v1"])], id="a point in nobody's reach is in no part"),
    ],
)
def test_two_points_far_apart(
    second: dict[str, Any], given: dict[str, Any], found: list[tuple[list[str], list[str]]]
) -> None:
    assert names(town([person("v1"), person("v2", **second)], SHIFTS, points=TWO_PLACES, **given)) == found


@pytest.mark.parametrize("lacking", [["volunteers"], ["shifts"], ["points", "shifts"]], ids=" and ".join)
def test_a_town_without_people_or_shifts_has_no_parts(lacking: list[str]) -> None:
    file = town([person("v1")], SHIFTS, points=TWO_PLACES)

    assert names({**file, **{noun: [] for noun in lacking}}) == []


@pytest.mark.parametrize("block", range(6000, 6300, 60), ids="towns {}-".format)
def test_every_duty_that_may_be_handed_out_is_in_one_part(block: int) -> None:
    for seed in range(block, block + 60):
        file = random_town(seed)

        offered = [duty for duties in _by_part(file) for duty in duties]

        assert len(offered) == len(set(offered))
        assert set(choices(file)) <= set(offered)


@pytest.mark.parametrize("block", range(6300, 6540, 60), ids="towns {}-".format)
def test_what_is_legal_and_what_it_costs_is_decided_part_by_part(block: int) -> None:
    for seed in range(block, block + 60):
        file, random = random_town(seed), Random(seed)
        pins = reference.pairs(file, "pinned")
        found, base = _by_part(file), cost(file, pins)
        for _ in range(3 if len(found) > 1 else 0):
            chosen = [{duty for duty in duties if random.random() < 0.5} | pins for duties in found]
            whole = set().union(*chosen)

            assert reference.legal(file, whole) == all(reference.legal(file, part) for part in chosen), file["name"]
            assert cost(file, whole) - base == sum(cost(file, part) - base for part in chosen), file["name"]


def _by_part(file: reference.Town) -> list[list[reference.Pair]]:
    """The duties offered in each part."""
    packed = Town(problem_of(file))
    offers = Offers(packed)
    return [
        [(file["shifts"][shift]["id"], file["volunteers"][who]["id"]) for who, shift in part.offered(offers)]
        for part in parts(packed)
    ]
