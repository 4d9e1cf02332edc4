"""The town is called as its highest grid is."""

from sqlalchemy.orm import Session

from scheduler.services.town_name import town_name
from scheduler.store.grids import Grid, GridLevel
from tests.scheduler.rows import added


def test_before_the_first_grid_it_has_no_name(session: Session) -> None:
    assert town_name(session) is None


def test_the_grid_in_no_other_names_it(session: Session) -> None:
    city = added(session, Grid(code="c", name="廊坊市", level=GridLevel.CITY))
    added(session, Grid(code="d", name="广阳区", level=GridLevel.DISTRICT, parent_id=city.id))

    assert town_name(session) == "廊坊市"


def test_two_at_the_top_name_nothing(session: Session) -> None:
    for code in "ab":
        added(session, Grid(code=code, name=code, level=GridLevel.DISTRICT))

    assert town_name(session) is None
