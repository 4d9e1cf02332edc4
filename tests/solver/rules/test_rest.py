"""Rest: exactly the rest asked for is enough; two duties that meet are overlap's, not rest's."""

import pytest

from solver.problem import DAY
from tests.solver.rules.judging import amounts, stopped_by
from tests.solver.towns import person, shift, town


@pytest.mark.parametrize(
    ("rest", "second", "missing"),
    [
        pytest.param(660, (1170, 1200), [], id="exactly eleven hours"),
        pytest.param(660, (1169, 1200), [1], id="a minute short"),
        pytest.param(660, (510, 600), [660], id="touching: no rest at all"),
        pytest.param(660, (500, 600), [], id="meeting is not for rest to say"),
        pytest.param(0, (510, 600), [], id="no rest asked for"),
        pytest.param(1, (510, 600), [1], id="one minute asked for"),
        pytest.param(1, (511, 600), [], id="one minute kept"),
        pytest.param(660, (-240 + DAY, DAY), [], id="the same evening, 11.5 hours on"),
        pytest.param(2 * DAY, (510 + 2 * DAY, 600 + 2 * DAY), [], id="two days, exactly"),
        pytest.param(2 * DAY, (509 + 2 * DAY, 600 + 2 * DAY), [1], id="two days, a minute short"),
    ],
)
def test_after_a_shift_that_ends_at_half_past_8(rest: int, second: tuple[int, int], missing: list[int]) -> None:
    file = town([person("v1", rest=rest)], [shift("s1", 420, 510), shift("s2", *second)])
    stops = {"overlap"} if second[0] < 510 else {"rest"} if missing else set()

    assert amounts("rest", file, ("s1", "v1"), ("s2", "v1")) == missing
    assert stopped_by(file, ("s2", "v1"), ("s1", "v1")) == stops
    assert stopped_by(file, ("s1", "v1"), ("s2", "v1")) == stops


def test_rest_is_measured_between_all_pairs_not_only_neighbours() -> None:
    # Ends at 60, 200 and 300: gaps of 40, 140 and 0 minutes where 150 are asked for.
    shifts = [shift("s1", 0, 60), shift("s2", 100, 200), shift("s3", 200, 300)]
    file = town([person("v1", rest=150)], shifts)

    assert amounts("rest", file, ("s1", "v1"), ("s2", "v1"), ("s3", "v1")) == [10, 110, 150]


def test_a_night_shift_is_rested_from_where_it_ends() -> None:
    # Ends at 06:00 of day 1; eleven hours on it is 17:00.
    shifts = [shift("night", DAY - 120, DAY + 360), shift("five", DAY + 1020, DAY + 1080)]
    file = town([person("v1", rest=660)], shifts)

    assert amounts("rest", file, ("night", "v1"), ("five", "v1")) == []
