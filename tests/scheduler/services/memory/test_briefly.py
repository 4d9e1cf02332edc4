"""What everybody is told alike is worked out once in ten minutes."""

from datetime import timedelta

import pytest

from scheduler.services.memory.briefly import LASTS, Briefly
from tests.scheduler.rows import NOW


@pytest.mark.parametrize(
    ("later", "made"),
    [
        pytest.param(timedelta(0), 1, id="at once"),
        pytest.param(LASTS - timedelta(seconds=1), 1, id="a little later"),
        pytest.param(LASTS, 2, id="ten minutes later"),
        pytest.param(timedelta(seconds=-1), 2, id="with a clock that was put back"),
    ],
)
def test_an_answer_is_kept_for_a_while(later: timedelta, made: int) -> None:
    briefly, answers = Briefly(), iter(range(1, 9))

    briefly.told("dec", lambda: next(answers), now=NOW)

    assert briefly.told("dec", lambda: next(answers), now=NOW + later) == made


def test_answers_are_kept_apart_and_let_go() -> None:
    briefly = Briefly()
    briefly.told("nov", lambda: "november", now=NOW)

    assert briefly.told("dec", lambda: "december", now=NOW) == "december"
    assert briefly.told("nov", lambda: "anew", now=NOW + LASTS) == "anew"
    assert len(briefly._kept) == 1
