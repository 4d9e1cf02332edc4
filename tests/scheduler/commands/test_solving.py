"""The line that says how far a solve is."""

import pytest

from scheduler.commands.solving import how_far


@pytest.mark.parametrize(
    ("trace", "spent", "told"),
    [
        pytest.param([], 2.0, "2/60 s  准备中…", id="before the first roster"),
        pytest.param([], 61.0, "61 s  准备中…", id="a town that takes longer to read than the solver was given"),
        pytest.param([(1.0, 500, None)], 3.0, "3/60 s  代价 500  下界未知", id="no bound yet"),
        pytest.param(
            [(1.0, 500, None), (9.0, 400, 300)], 60.0, "60/60 s  代价 400  下界 300  差距 25.00%", id="the last step"
        ),
        pytest.param(
            [(9.0, 400, 400)], 63.0, "63 s  代价 400  下界 400  差距 0.00%  收尾中…", id="past its seconds it is ending"
        ),
    ],
)
def test_a_solve_says_how_far_it_is(trace: list[tuple[float, int, int | None]], spent: float, told: str) -> None:
    assert how_far(trace, spent, 60) == told
