"""The bulletin's counts, worked out by hand; what is small is told together with others or not at all."""

import pytest
from sqlalchemy.orm import Session

from scheduler.services.bulletin import Count, Served, bulletin, kept_apart
from tests.scheduler.rows import FIRST, NOW
from tests.scheduler.street import HELD, a_published_roster, a_roster_with, a_street


def served(name: str, people: int, first: int = 0) -> list[Served]:
    """So many people, each once and each at a point of their own."""
    return [Served(first + n, name, name, first + n, 1) for n in range(people)]


def test_what_was_told_and_is_over_is_counted(session: Session) -> None:
    street = a_street(session)
    a_published_roster(session, street, *HELD)

    told = bulletin(session, FIRST, 31, now=NOW.replace(year=2027))

    assert told.whole == Count("", points=1, duties=3, people=3)
    assert (told.kinds, told.grids) == ((), ())
    assert f"{told.last}" == "2026-12-31"


def test_what_nobody_was_told_is_not_counted(session: Session) -> None:
    a_roster_with(session, a_street(session), *HELD)

    assert bulletin(session, FIRST, 31, now=NOW.replace(year=2027)).whole.duties == 0


def test_what_is_still_to_come_is_not_counted(session: Session) -> None:
    a_published_roster(session, a_street(session), *HELD)

    assert bulletin(session, FIRST, 31, now=NOW).whole.duties == 0


@pytest.mark.parametrize(
    ("sizes", "told"),
    [
        pytest.param({}, [], id="nobody"),
        pytest.param({"a": 4}, [], id="too small alone"),
        pytest.param({"a": 5, "b": 6}, [("b", 6), ("a", 5)], id="all large enough"),
        pytest.param({"a": 2, "b": 5, "c": 9}, [("c", 9), ("", 7)], id="a small one hides behind the next"),
        pytest.param({"a": 2, "b": 4, "c": 9}, [("c", 9), ("", 6)], id="two small ones together"),
        pytest.param({"a": 1, "b": 2, "c": 9, "d": 9}, [("d", 9), ("", 12)], id="two that stay too small"),
        pytest.param({"a": 2, "b": 9}, [("", 11)], id="nothing to subtract from"),
        pytest.param({"": 1, "b": 9, "c": 8}, [("b", 9), ("", 9)], id="what lies nowhere"),
    ],
)
def test_nobody_is_found_by_subtracting(sizes: dict[str, int], told: list[tuple[str, int]]) -> None:
    groups = {name: served(name, size, 100 * n) for n, (name, size) in enumerate(sizes.items())}

    assert [(one.name, one.people) for one in kept_apart(groups)] == told
