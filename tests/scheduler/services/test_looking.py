"""What a roster looks like: crews in order, who fills which role, what is missing, days, score, old versions."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import NotFound
from scheduler.services.adjusting import adjust
from scheduler.services.edits import Remove
from scheduler.services.looking import look, posts_of
from scheduler.services.rosters import NewRoster, create
from scheduler.services.views import Score
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.shifts import Shift
from scheduler.store.teams import Role
from scheduler.store.users import UserRole
from tests.scheduler.rows import NOW
from tests.scheduler.street import Street, a_roster_with, a_street, an_asker, the_shift


def test_a_shift_tells_its_hours_its_crew_and_what_is_missing(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, ("01-p1", "v2"), ("01-p2", "v5"), ("01-p2", "v6"))

    first, second = look(session, street.admin, code).shifts[:2]

    assert (first.day, first.time, first.point_name, first.pattern) == (
        date(2026, 12, 1),
        "07:30–08:30",
        "路口1",
        "早高峰",
    )
    assert [(seat.name, seat.unit_name, seat.role) for seat in first.crew] == [("李四", "财政局", None)]
    assert (first.missing, first.missing_roles, first.vacant) == (1, {"leader": 1}, True)
    assert [(seat.volunteer, seat.role) for seat in second.crew] == [("v5", "leader"), ("v6", None)]
    assert (second.missing, second.missing_roles, second.vacant) == (0, {}, False)


def test_a_roster_tells_its_scope_days_seats_and_score(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, ("01-p1", "v1"), unit="u1")

    view = look(session, street.admin, code)

    assert (view.scope, len(view.days), view.seats, view.filled, len(view.vacancies)) == ("财政局", 4, 8, 1, 4)
    assert view.score is not None
    assert view.score.gap is None


@pytest.mark.parametrize(
    ("costs", "bound", "gap"),
    [
        pytest.param({"vacancy": 1000, "travel": 25}, 1000, 0.02439, id="25 above 1,000 of 1,025"),
        pytest.param({"travel": 0}, 0, 0.0, id="nothing and nothing"),
        pytest.param({"wish": -10}, -20, 1.0, id="below nothing"),
        pytest.param({"travel": 5}, None, None, id="no bound"),
    ],
)
def test_the_gap_is_what_lies_between_cost_and_bound(
    costs: dict[str, int], bound: int | None, gap: float | None
) -> None:
    assert Score(costs, bound).gap == gap


def test_an_old_version_is_as_it_was(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, ("01-p1", "v1"), ("01-p1", "v2"))
    adjust(session, street.admin, code, Remove(the_shift("01-p1"), "v2"), now=NOW)

    crews = [[seat.name for seat in look(session, street.admin, code, n).shifts[0].crew] for n in (0, 1, 2)]

    assert crews == [[], ["张三", "李四"], ["张三"]]
    with pytest.raises(NotFound, match="没有第 3 版，最新是第 2 版"):
        look(session, street.admin, code, 3)


def test_a_guessed_calendar_is_told(session: Session, street: Street) -> None:
    create(session, street.admin, NewRoster(date(2030, 3, 4), 1, code="later"), now=NOW)

    assert look(session, street.admin, "later").provisional == (date(2030, 3, 4),)


def test_looking_only_reads(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        street = a_street(session)
        code = a_roster_with(session, street, ("01-p1", "v1"))

    with reading(sessions) as session:
        assert look(session, street.admin, code).filled == 1


def test_out_of_scope_is_not_found(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, ("01-p1", "v1"), unit="u1")
    stranger = an_asker(session, "u2er", UserRole.VIEWER, unit_id=street.units[1].id)

    with pytest.raises(NotFound):
        look(session, stranger, code)


@pytest.mark.parametrize(
    ("held", "needed", "posts"),
    [
        pytest.param({"a": {"x"}, "b": {"y"}}, {"x": 1, "y": 1}, {"a": "x", "b": "y"}, id="one each"),
        pytest.param({"a": {"x", "y"}, "b": {"x"}}, {"x": 1, "y": 1}, {"a": "y", "b": "x"}, id="the scarce role first"),
        pytest.param({"a": {"x"}, "b": {"x"}}, {"x": 1}, {"a": "x"}, id="no more than are needed"),
        pytest.param({"a": {"z"}}, {"x": 1}, {}, id="nobody holds it"),
    ],
)
def test_crew_members_fill_the_roles(held: dict[str, set[str]], needed: dict[str, int], posts: dict[str, str]) -> None:
    assert posts_of({who: frozenset(roles) for who, roles in held.items()}, needed) == posts


def test_role_holders_come_first_in_the_order_of_the_roles(session: Session, street: Street) -> None:
    guide = session.scalars(select(Role).where(Role.code == "guide")).one()
    street.people[1].roles = [guide]
    code = a_roster_with(session, street, ("01-p1", "v2"), ("01-p1", "v1"))
    shift = session.scalars(select(Shift).where(Shift.code == the_shift("01-p1"))).one()
    shift.roles = {"guide": 1, "leader": 1}
    session.flush()

    assert [seat.role for seat in look(session, street.admin, code).shifts[0].crew] == ["leader", "guide"]
