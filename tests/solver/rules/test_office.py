"""Office: at no minute of a workday are more different people of a unit out than the office can spare."""

from typing import Any

import pytest

from solver.problem import DAY
from tests.solver.reference import Pair, Town
from tests.solver.rules.judging import amounts, stopped_by
from tests.solver.towns import people, person, shift, town, unit

SATURDAY = 5 * DAY


def office(*spans: tuple[int, int], most: int = 1, **given: Any) -> tuple[Town, list[Pair]]:
    """A unit that spares so many; v1, v2, … out in those spans, one each."""
    shifts = [shift(f"s{n}", *span) for n, span in enumerate(spans, 1)]
    file = town(people(len(spans)), shifts, **{"units": [unit(most_out=most)], **given})
    return file, [(f"s{n}", f"v{n}") for n in range(1, len(spans) + 1)]


@pytest.mark.parametrize(
    ("spans", "most", "minutes"),
    [
        pytest.param([(420, 510)], 1, [], id="one is out, one may be"),
        pytest.param([(420, 510), (510, 600)], 1, [], id="one leaves the very minute the other is back"),
        pytest.param([(420, 511), (510, 600)], 1, [1], id="a minute together"),
        pytest.param([(420, 510), (420, 510)], 1, [90], id="the same span"),
        pytest.param([(420, 510), (420, 510)], 2, [], id="two may be out"),
        pytest.param([(420, 510)], 0, [90], id="nobody may be out"),
        pytest.param([(0, 100), (0, 60), (50, 100)], 1, [110], id="60 + 40 + 10 person-minutes in one run"),
        pytest.param([(0, 100), (0, 20), (80, 100)], 1, [20, 20], id="two runs, two breaches"),
        pytest.param([(0, 100), (0, 50), (50, 100)], 1, [100], id="one comes as another goes: a single run"),
        pytest.param([(SATURDAY, SATURDAY + 60)] * 2, 0, [], id="rest days do not count"),
        pytest.param([(SATURDAY - 30, SATURDAY + 30)] * 2, 1, [60], id="a workday's shift counts past its midnight"),
        pytest.param([(7 * DAY - 30, 7 * DAY + 30)] * 2, 0, [], id="a rest day's shift does not, past its midnight"),
    ],
)
def test_who_is_out_at_the_same_time(spans: list[tuple[int, int]], most: int, minutes: list[int]) -> None:
    file, duties = office(*spans, most=most)

    assert amounts("office", file, *duties) == minutes


def test_a_make_up_workday_counts() -> None:
    file, duties = office((SATURDAY, SATURDAY + 60), most=0, rest_days=[6, 12, 13])

    assert amounts("office", file, *duties) == [60]


def test_every_unit_has_its_own_office() -> None:
    crew = [person("v1", unit="u1"), person("v2", unit="u2")]
    units = [unit("u1", most_out=1), unit("u2", most_out=1)]
    file = town(crew, [shift("s1", 420, 510, headcount=2)], units=units)

    assert amounts("office", file, ("s1", "v1"), ("s1", "v2")) == []


def test_a_unit_without_a_limit_spares_everybody() -> None:
    file, duties = office(*[(420, 510)] * 5, units=[unit()])

    assert amounts("office", file, *duties) == []


def test_somebody_in_two_places_is_out_once() -> None:
    file, _ = office((420, 510), (420, 510))

    assert amounts("office", file, ("s1", "v1"), ("s2", "v1")) == []


@pytest.mark.parametrize(
    ("new", "held", "most", "stops"),
    [
        pytest.param((510, 600), [(420, 510)], 1, False, id="leaves the minute the other is back"),
        pytest.param((509, 600), [(420, 510)], 1, True, id="leaves a minute before"),
        pytest.param((300, 420), [(420, 510)], 1, False, id="is back the minute the other leaves"),
        pytest.param((300, 421), [(420, 510)], 1, True, id="is back a minute late"),
        pytest.param((300, 900), [(420, 510)], 1, True, id="out around it"),
        pytest.param((420, 510), [], 0, True, id="nobody may be out"),
        pytest.param((SATURDAY, SATURDAY + 60), [(SATURDAY, SATURDAY + 60)], 1, False, id="rest days do not count"),
        pytest.param((0, 100), [(0, 40), (50, 90)], 2, False, id="the two others are never out together"),
        pytest.param((0, 100), [(0, 60), (50, 90)], 2, True, id="for ten minutes they are"),
        pytest.param((0, 100), [(200, 300), (200, 300)], 1, False, id="pins are over, but at another time"),
        pytest.param((0, 201), [(200, 300), (200, 300)], 1, True, id="pins are over, and it makes that worse"),
    ],
)
def test_one_more_goes_out(new: tuple[int, int], held: list[tuple[int, int]], most: int, *, stops: bool) -> None:
    file, (duty, *others) = office(new, *held, most=most)

    assert stopped_by(file, duty, *others) == ({"office"} if stops else set())
