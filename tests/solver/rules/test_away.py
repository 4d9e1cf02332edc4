"""Away: spans that only touch do not meet, and an absence may lie anywhere."""

import pytest

from tests.solver.rules.judging import amounts, stopped_by
from tests.solver.towns import person, shift, town


@pytest.mark.parametrize(
    ("away", "meets"),
    [
        pytest.param([[0, 420]], False, id="back the minute it starts"),
        pytest.param([[0, 421]], True, id="back a minute late"),
        pytest.param([[510, 600]], False, id="leaves the minute it ends"),
        pytest.param([[509, 600]], True, id="leaves a minute early"),
        pytest.param([[450, 451]], True, id="gone for one minute of it"),
        pytest.param([[0, 10_000]], True, id="gone all the while"),
        pytest.param([[-5000, -100]], False, id="before the horizon"),
        pytest.param([[-5000, 421]], True, id="since before the horizon"),
        pytest.param([[10**9 - 1, 10**9]], False, id="in a thousand million minutes"),
        pytest.param([[0, 60], [440, 450]], True, id="any of several absences"),
        pytest.param([[0, 420], [0, 420]], False, id="the same absence twice"),
    ],
)
def test_a_shift_from_7_to_half_past_8(away: list[list[int]], *, meets: bool) -> None:
    file = town([person("v1", away=away)], [shift("s1", 420, 510)])

    assert amounts("away", file, ("s1", "v1")) == [1] * meets
    assert stopped_by(file, ("s1", "v1")) == ({"away"} if meets else set())


def test_two_absences_that_meet_one_duty_are_one_breach() -> None:
    file = town([person("v1", away=[[400, 430], [500, 520]])], [shift("s1", 420, 510)])

    assert amounts("away", file, ("s1", "v1")) == [1]
