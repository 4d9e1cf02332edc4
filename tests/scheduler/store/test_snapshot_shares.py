"""Fair shares of a load, after what everybody carried already."""

import pytest

from scheduler.store.snapshot.shares import Slot, credited, fair_shares, most_duties, slots_of
from solver.problem import DAY, Caps, Span

MORNING, EVENING = (420, 480), (1020, 1080)


def slots(*days: int, weekends: dict[int, int] | None = None, hours: tuple[int, int] = MORNING) -> tuple[Slot, ...]:
    return slots_of((Span(day * DAY + hours[0], day * DAY + hours[1]) for day in days), weekends or {})


@pytest.mark.parametrize(
    ("carried", "most", "total", "shares"),
    [
        pytest.param([0, 0, 0], [9, 9, 9], 6, [2, 2, 2], id="even backs, even shares"),
        pytest.param([4, 1, 0], [9, 9, 9], 7, [0, 3, 4], id="who carried less takes more: all end at 4"),
        pytest.param([0, 0, 0], [1, 9, 9], 9, [1, 4, 4], id="what one cannot take the others share"),
        pytest.param([0, 0, 0], [9, 9, 9], 8, [3, 3, 2], id="what does not go round goes to the first"),
        pytest.param([0, 5], [2, 2], 9, [2, 2], id="more than all can take: each takes the most"),
        pytest.param([0, 0], [3, 3], 0, [0, 0], id="nothing to share"),
        pytest.param([], [], 4, [], id="nobody to share"),
        pytest.param([10, 0], [9, 3], 5, [2, 3], id="who is capped below the level leaves the rest to the level"),
    ],
)
def test_water_fills_the_lowest_first(carried: list[int], most: list[int], total: int, shares: list[int]) -> None:
    assert fair_shares(carried, most, total) == shares


def test_a_newcomer_is_credited_with_what_the_others_carried_before_they_came() -> None:
    # 12 and 8 over the whole look-back, 5 in its second half: 25 over 2.5 stays of the look-back, 10 for a whole one.
    assert credited([12, 8, 5, 0], [1.0, 1.0, 0.5, 0.0]) == [12, 8, 10, 10]


@pytest.mark.parametrize(
    ("caps", "expected"),
    [
        pytest.param(Caps(), 8, id="no caps: every slot"),
        pytest.param(Caps(day=1), 8, id="a day's cap binds only days with several"),
        pytest.param(Caps(week=2), 4, id="two a week over two weeks"),
        pytest.param(Caps(total=3), 3, id="three in all"),
        pytest.param(Caps(weekends=1), 6, id="one weekend of two: two rest days fall away"),
        pytest.param(Caps(weekends=0), 4, id="no weekend at all"),
    ],
)
def test_caps_say_how_often_somebody_can_serve(caps: Caps, expected: int) -> None:
    days = slots(1, 2, 5, 6, 8, 9, 12, 13, weekends={5: 0, 6: 0, 12: 1, 13: 1})

    assert most_duties(days, caps, ()) == expected


def test_absences_take_slots_away() -> None:
    assert most_duties(slots(0, 1, 2), Caps(), (Span(DAY, 2 * DAY),)) == 2
    assert most_duties(slots(0) + slots(0, hours=EVENING), Caps(day=1), (Span(0, 600),)) == 1
