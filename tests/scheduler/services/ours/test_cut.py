"""The cut through a roster that others keep: at points of theirs everybody, elsewhere their people and a number."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from scheduler.errors import NotFound
from scheduler.services.access import Asker
from scheduler.services.adjusting import adjust
from scheduler.services.edits import Add
from scheduler.services.ours.cut import besides, cut, look_or_cut, seen
from scheduler.services.roster_parts import Part
from scheduler.services.views import RosterView
from scheduler.store.stewardship import Stewardship
from scheduler.store.users import UserRole
from tests.scheduler.askers import a_coordinator, an_asker
from tests.scheduler.rows import NOW, a_unit
from tests.scheduler.street import DAYS, START, Street, a_published_roster, a_roster_with, the_shift

MIXED = (("01-p1", "v1"), ("01-p1", "v6"), ("01-p2", "v2"), ("01-p2", "v5"), ("02-p2", "v5"))
"""u1 answers for p1, where v6 of u2 stands beside v1; v2 of u1 stands at p2 of u2, beside v5. On the second v5 is alone
there."""


@pytest.fixture
def wang(session: Session, street: Street) -> Asker:
    """Looks after u1, in a town whose roster is published."""
    a_published_roster(session, street, *MIXED)
    return a_coordinator(session, street.units[0])


def named(view: RosterView) -> dict[str, list[str]]:
    """By the end of the code of each shift that anybody is on, who is named there, and in words who is not."""
    told = {shift.code: [*(seat.name for seat in shift.crew), besides(shift)] for shift in view.shifts}
    return {code[6:11]: [name for name in names if name] for code, names in told.items() if any(names)}


def test_strangers_are_named_at_points_of_theirs_and_counted_elsewhere(session: Session, wang: Asker) -> None:
    view = seen(session, cut(session, wang, "dec"))

    assert named(view) == {"01-p1": ["张三", "孙八"], "01-p2": ["李四", "另有 1 人"]}
    # p1 on four days, p2 where v2 stands: not on the second, where nobody of theirs does.
    assert [shift.code for shift in view.shifts] == [
        the_shift(end) for end in ("01-p1", "01-p2", "02-p1", "03-p1", "04-p1")
    ]


def test_what_is_missing_is_counted_with_those_who_are_not_named(session: Session, wang: Asker) -> None:
    view = seen(session, cut(session, wang, "dec"), part=Part(points=frozenset(["p2"])))

    (shift,) = view.shifts
    assert (shift.headcount, shift.missing, shift.crew[0].role) == (2, 0, None)


def test_a_list_of_their_people_names_nobody_else(session: Session, wang: Asker) -> None:
    view = seen(session, cut(session, wang, "dec"), strangers=False)

    assert {seat.name for shift in view.shifts for seat in shift.crew} == {"张三", "李四"}
    assert [shift.code for shift in view.shifts] == [the_shift("01-p1"), the_shift("01-p2")]


def test_a_viewer_of_the_unit_sees_the_same(session: Session, street: Street, wang: Asker) -> None:
    viewer = an_asker(session, UserRole.VIEWER, "viewer", unit=street.units[0])

    assert named(seen(session, cut(session, viewer, "dec"))) == named(seen(session, cut(session, wang, "dec")))


def test_who_looks_after_a_grid_sees_who_comes_to_its_points(session: Session, street: Street, wang: Asker) -> None:
    keeper = an_asker(session, UserRole.COORDINATOR, "keeper", grid=street.grid)

    view = seen(session, cut(session, keeper, "dec"))

    assert named(view) == {
        "01-p1": ["张三", "孙八"],
        "01-p2": ["钱七", "李四"],
        "02-p2": ["钱七"],
    }


def test_what_is_not_published_is_not_seen(session: Session, street: Street, wang: Asker) -> None:
    adjust(session, street.admin, "dec", Add(the_shift("02-p1"), "v3"), now=NOW)

    view = look_or_cut(session, wang, "dec")

    assert (view.version, view.newest, view.score) == (2, 2, None)
    assert "02-p1" not in named(view)
    with pytest.raises(NotFound, match="只能看发布的第 2 版"):
        look_or_cut(session, wang, "dec", 3)


def test_whoever_has_nothing_in_it_does_not_find_it(session: Session, street: Street, wang: Asker) -> None:
    stranger = a_coordinator(session, a_unit(session, "u9"), "zhao")
    a_roster_with(session, street, code="draft", start=date(2027, 1, 4))

    for who, code in ((stranger, "dec"), (wang, "draft"), (wang, "nowhere")):
        with pytest.raises(NotFound):
            look_or_cut(session, who, code)


@pytest.mark.parametrize(
    ("span", "theirs"),
    [
        pytest.param({"until_day": START}, False, id="ended the day the roster starts"),
        pytest.param({"until_day": START + timedelta(days=1)}, True, id="covers its first day"),
        pytest.param({"from_day": START + timedelta(days=DAYS)}, False, id="begins the day after its last"),
        pytest.param({"from_day": START + timedelta(days=DAYS - 1)}, True, id="covers its last day"),
    ],
)
def test_a_point_is_theirs_on_the_days_they_answer_for_it(
    session: Session, street: Street, span: dict[str, date], theirs: bool
) -> None:
    a_published_roster(session, street, ("01-p2", "v5"))
    wang = a_coordinator(session, street.units[0])
    session.execute(update(Stewardship).where(Stewardship.unit_id == street.units[0].id).values(**span))

    if theirs:
        assert cut(session, wang, "dec").points == {"p1"}
    else:
        with pytest.raises(NotFound):
            cut(session, wang, "dec")


def test_who_may_see_all_of_it_sees_all_of_it(session: Session, street: Street, wang: Asker) -> None:
    session.execute(delete(Stewardship))

    view = seen(session, cut(session, street.admin, "dec"))

    assert (len(view.shifts), named(view)["01-p2"]) == (8, ["钱七", "李四"])
