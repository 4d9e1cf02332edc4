"""What would fill a seat: every change that is named was tried, and saves what a judge counts that it saves."""

from copy import deepcopy
from random import Random
from re import findall
from typing import Any

import pytest

from solver.arrays import Town
from solver.board import Board
from solver.files import Relaxation
from solver.offers import Offers
from solver.relax import relaxations
from solver.roster import Roster
from solver.sheet import Sheet
from tests.solver import reference
from tests.solver.exhaustive import rosters
from tests.solver.random_towns import random_town
from tests.solver.reference import Pair
from tests.solver.reference_costs import cost
from tests.solver.towns import on_day, person, point, problem_of, town, unit


def changes(file: reference.Town, *duties: Pair, shift: int = 0) -> list[tuple[str, int, int, int]]:
    """(path, from, to, saves) of each change for a shift."""
    board = Board.of(Town(problem_of(file)), Roster.of(duties))
    found = relaxations(Sheet(board), Offers(board.town), shift)
    return [(one.path, one.before, one.after, one.saves) for one in found]


EARLY = on_day("early", 0, 300, 400)
MANY = {"vacancy": 100}


@pytest.mark.parametrize(
    ("volunteer", "held", "given", "change"),
    [
        pytest.param({"caps": {"day": 1}}, ["early"], {}, ("volunteers[0].caps.day", 1, 2, 100), id="a day"),
        pytest.param({"caps": {"week": 1}}, ["early"], {}, ("volunteers[0].caps.week", 1, 2, 100), id="a week"),
        pytest.param({"caps": {"total": 0}}, [], {}, ("volunteers[0].caps.total", 0, 1, 100), id="in all"),
        pytest.param(
            {"caps": {"weekends": 0}}, [], {"rest_days": [0]}, ("volunteers[0].caps.weekends", 0, 1, 100), id="weekends"
        ),
        pytest.param({"rest": 60}, ["early"], {}, ("volunteers[0].rest", 60, 20, 100), id="the rest there is"),
        pytest.param({}, [], {"units": [unit(most_out=0)]}, ("units[0].most_out", 0, 1, 100), id="the office"),
        # 4 x 1000.8 metres are 4003: a reach of 3000 becomes the next full hundred.
        pytest.param({}, [], {"points": [point(north=4.0)]}, ("volunteers[0].reach", 3000, 4100, 100), id="reach"),
    ],
)
def test_one_number_stands_in_the_way(
    volunteer: dict[str, Any], held: list[str], given: dict[str, Any], change: tuple[str, int, int, int]
) -> None:
    file = town([person("v1", **volunteer)], [on_day("s1", 0, 420, 510), EARLY], policy=MANY, **given)

    assert changes(file, *((shift, "v1") for shift in held)) == [change]


@pytest.mark.parametrize(
    ("volunteer", "given"),
    [
        pytest.param({"away": [[0, 600]]}, {}, id="an absence is not for others to change"),
        pytest.param({}, {"barred": [["s1", "v1"]]}, id="a bar neither"),
        pytest.param({"caps": {"total": 0, "day": 0}}, {}, id="two numbers at once"),
        pytest.param({"caps": {"total": 0}, "wishes": [[0, 600, 100]]}, {}, id="as dear as the seat"),
        pytest.param({}, {}, id="nothing stands in the way"),
    ],
)
def test_no_single_number_helps(volunteer: dict[str, Any], given: dict[str, Any]) -> None:
    file = town([person("v1", **volunteer)], [on_day("s1", 0)], policy={"vacancy": 100, "wish": 1}, **given)

    assert changes(file) == []


def test_up_to_five_and_the_smallest_first() -> None:
    # A sixth more for caps of six, a half more for two; seven people could come.
    crew = [person(f"v{n}", caps={"total": 0, "week": 5}) for n in range(2)]
    crew += [person(f"w{n}", caps={"week": n}, rest=0) for n in range(1, 7)]
    held = [(f"d{day}", f"w{n}") for n in range(1, 7) for day in range(1, 1 + n)]
    shifts = [on_day("s1", 0), *(on_day(f"d{day}", day, headcount=6) for day in range(1, 7))]
    file = town(crew, shifts, policy=MANY)

    found = changes(file, *held)

    # w6 from 6 to 7 is the smallest change in proportion, then w5, …
    assert [path for path, *_ in found] == [f"volunteers[{n}].caps.week" for n in (7, 6, 5, 4, 3)]


@pytest.mark.parametrize("block", range(9000, 9300, 50), ids="towns {}-".format)
def test_each_change_lets_somebody_come_and_saves_what_it_says(block: int) -> None:
    tried = 0
    for seed in range(block, block + 50):
        file, random = random_town(seed, most_shifts=4), Random(seed)
        legal = list(rosters(file))
        duties = random.choice(legal)
        board = Board.of(Town(problem_of(file)), Roster.of(duties))
        for n, shift in enumerate(file["shifts"]):
            found = relaxations(Sheet(board), Offers(board.town), n)

            assert len(found) <= 5
            assert len({change.path for change in found}) == len(found)
            for change in found:
                assert change.saves == _judged(file, duties, shift["id"], change), (file["name"], change)
            tried += len(found)
    assert tried


def _judged(file: reference.Town, duties: frozenset[Pair], shift: str, change: Relaxation) -> int:
    """What the cost falls by at most when one person comes whom the change, made in the file, lets come."""
    changed = deepcopy(file)
    *way, last = [int(n) if n else key for n, key in findall(r"\[(\d+)\]|([^.\[\]]+)", change.path)]
    place: Any = changed
    for step in way:
        place = place[step]
    assert place.get(last, 3000) == change.before
    place[last] = change.after
    new = [(shift, volunteer["id"]) for volunteer in file["volunteers"]]
    came = [duties | {duty} for duty in new if duty not in duties and not reference.legal(file, duties | {duty})]
    return max(cost(file, duties) - cost(changed, roster) for roster in came if reference.legal(changed, roster))
