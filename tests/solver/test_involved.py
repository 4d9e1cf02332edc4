"""Which duties a broken rule is about: locked by themselves they break it just as far."""

from datetime import date

import pytest

from solver.involved import involved
from solver.judge import hard_breaches
from solver.problem import DAY, Caps, Duty, Point, Problem, Shift, Span, Unit, Volunteer
from solver.roster import Roster

AT = (116.7, 39.52)


def a_town(**limits: object) -> Problem:
    """One unit that spares two; shifts a1 and a2 meet on day 0, a3 follows closely, b, c and d are days later."""
    spans = {
        "a1": (420, 480),
        "a2": (450, 510),
        "a3": (600, 660),
        "b": (DAY + 420, DAY + 480),
        "c": (5 * DAY + 420, 5 * DAY + 480),
        "d": (12 * DAY + 420, 12 * DAY + 480),
    }
    people = tuple(Volunteer(f"v{n}", "u", (AT,), **limits) for n in range(4))  # type: ignore[arg-type]
    shifts = tuple(Shift(id_, "p", Span(*span), headcount=2) for id_, span in spans.items())
    points = (Point("p", "路口", "intersection", AT),)
    return Problem("t", date(2026, 11, 30), 14, (5, 6, 12, 13), (Unit("u", "局", AT, 2),), points, people, shifts)


CASES = [
    pytest.param({}, ["a1v0", "a1v1", "a1v2", "bv3"], "headcount", ["a1v0", "a1v1", "a1v2"], id="the crew"),
    pytest.param({}, ["a1v0", "a2v0", "bv0"], "overlap", ["a1v0", "a2v0"], id="the two that meet"),
    pytest.param({"rest": 600}, ["a1v0", "a3v0", "cv0"], "rest", ["a1v0", "a3v0"], id="the two too close"),
    pytest.param({"reach": 0, "away": (Span(0, 450),)}, ["a1v0", "bv0"], "away", ["a1v0"], id="the one while away"),
    pytest.param({"caps": Caps(day=1)}, ["a1v0", "a3v0", "bv0"], "caps", ["a1v0", "a3v0"], id="those of the day"),
    pytest.param({"caps": Caps(week=1)}, ["a1v0", "bv0", "dv0"], "caps", ["a1v0", "bv0"], id="those of the week"),
    pytest.param({"caps": Caps(total=1)}, ["a1v0", "dv0", "bv1"], "caps", ["a1v0", "dv0"], id="all of theirs"),
    pytest.param({"caps": Caps(weekends=1)}, ["a1v0", "cv0", "dv0"], "caps", ["cv0", "dv0"], id="those of weekends"),
    pytest.param({}, ["a1v0", "a1v1", "a2v2", "bv3"], "office", ["a1v0", "a1v1", "a2v2"], id="those who are out"),
]


@pytest.mark.parametrize(("limits", "duties", "rule", "expected"), CASES)
def test_an_exception_is_agreed_for_the_duties_that_make_it(
    limits: dict[str, object], duties: list[str], rule: str, expected: list[str]
) -> None:
    problem, held = a_town(**limits), frozenset(Duty(pair[:-2], pair[-2:]) for pair in duties)
    (breach,) = (found for found in hard_breaches(problem, Roster(held)) if found.rule == rule)

    agreed = involved(problem, held, breach)

    assert agreed == {Duty(pair[:-2], pair[-2:]) for pair in expected}
    assert breach in hard_breaches(problem, Roster(agreed))
