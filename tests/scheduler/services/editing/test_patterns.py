"""A pattern is edited by hand like an import of one row; what cannot be unfolded is refused by field."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Forbidden, Invalid, NotFound
from scheduler.services import pattern_views
from scheduler.services.access import Asker
from scheduler.services.editing import themes
from scheduler.services.editing.patterns import save
from scheduler.services.pattern_views import DaySpan, PatternView
from scheduler.store.patterns import ShiftPattern
from scheduler.store.users import UserRole
from scheduler.store.vault import Vault
from tests.scheduler.rows import NOW
from tests.scheduler.services.editing.conftest import Told
from tests.scheduler.street import Street, a_street, an_asker

DECEMBER = {"name": "文明月", "from_day": date(2026, 12, 1), "until_day": date(2027, 1, 1)}


class Desk:
    """Saves patterns of the tiny street, whose own is "peak", as somebody."""

    def __init__(self, session: Session, vault: Vault, street: Street) -> None:
        self.session, self.vault, self.street, self.who = session, vault, street, street.admin

    def save(self, code: str = "peak", *, who: Asker | None = None, **said: Any) -> PatternView:
        return save(self.session, who or self.who, code, said, vault=self.vault, now=NOW)


@pytest.fixture
def desk(session: Session, vault: Vault) -> Desk:
    return Desk(session, vault, a_street(session))


def test_what_is_said_changes_and_the_rest_stays(desk: Desk, told: Told) -> None:
    seen = desk.save(spans=(DaySpan(1380, 1530),), weekdays=(5, 1))
    desk.save(spans=(DaySpan(1380, 1530),))

    assert (seen.spans, seen.weekdays, seen.headcount, seen.roles) == (
        (DaySpan(1380, 1530),),
        (1, 5),
        "2",
        {"leader": 1},
    )
    assert told() == [
        (
            "change",
            "pattern",
            "peak",
            {"weekdays": None, "spans": [[450, 510]]},
            {"weekdays": [1, 5], "spans": [[1380, 1530]]},
        )
    ]


def test_a_new_one_comes_by_a_code(desk: Desk) -> None:
    seen = desk.save(
        "night",
        name="夜巡",
        day_kinds=("rest", "holiday"),
        spans=(DaySpan(1200, 1320),),
        headcount="每50米1人，至少8人",
    )

    assert (seen.headcount, seen.active, seen.points) == ("max(length / 50, 8)", True, ())


def test_one_out_of_use_is_kept(desk: Desk) -> None:
    assert desk.save(active=False).active is False
    assert desk.session.scalars(select(ShiftPattern.code)).all() == ["peak"]


@pytest.mark.parametrize(
    ("said", "field", "advice"),
    [
        pytest.param({"name": " "}, "name", "空", id="no name"),
        pytest.param({"headcount": "看情况"}, "headcount", "请写成", id="no formula"),
        pytest.param({"headcount": "8/0"}, "headcount", "除以了零", id="a division by zero"),
        pytest.param({"headcount": "20000"}, "headcount", "太多", id="a whole city"),
        pytest.param({"spans": (DaySpan(480, 480),)}, "spans", "晚于", id="no time at all"),
        pytest.param({"spans": (DaySpan(480, 1980),)}, "spans", "24 小时", id="longer than a day"),
        pytest.param({"spans": (DaySpan(480, 540),) * 2}, "spans", "两次", id="a time twice"),
        pytest.param({"summer_spans": (DaySpan(480, 540),)}, "summer_from", "夏季", id="a summer without its days"),
        pytest.param({"roles": {"king": 1}}, "roles", "带班领导", id="no such role, and which there are"),
        pytest.param({"roles": {"leader": 3}}, "roles", "2 人", id="more leaders than people"),
        pytest.param({"points": ("p9",)}, "points", "没有", id="no such point"),
        pytest.param({"point_kinds": ("moon",)}, "point_kinds", "没有", id="no such kind of point"),
        pytest.param({"theme": "t9"}, "theme", "没有", id="no such theme"),
        pytest.param({"replaces": ("peak",)}, "replaces", "主题", id="replacing others without a theme"),
        pytest.param(
            {"from_day": date(2026, 12, 2), "until_day": date(2026, 12, 2)}, "until_day", "早于", id="no day at all"
        ),
    ],
)
def test_what_is_wrong_is_named_by_field(desk: Desk, said: Mapping[str, Any], field: str, advice: str) -> None:
    with pytest.raises(Invalid) as refused:
        desk.save(**said)

    (fault,) = refused.value.faults
    assert fault.where == field
    assert advice in fault.advice


def test_a_pattern_leaves_the_days_of_its_theme_alone(desk: Desk) -> None:
    themes.save(desk.session, desk.who, "civil", DECEMBER, now=NOW)

    desk.save(theme="civil", from_day=date(2026, 12, 5), until_day=date(2026, 12, 9))

    assert themes.one(desk.session, "civil").until_day == date(2027, 1, 1)


def test_who_plans_some_points_edits_only_patterns_of_those(desk: Desk) -> None:
    wang = an_asker(desk.session, "wang", UserRole.COORDINATOR, unit_id=desk.street.units[0].id)
    span = (DaySpan(480, 540),)

    with pytest.raises(Forbidden):
        desk.save(who=wang, active=False)
    with pytest.raises(Invalid) as refused:
        desk.save("wide", who=wang, name="全城", day_kinds=("workday",), spans=span)
    assert refused.value.faults[0].where == "points"
    assert desk.save("own", who=wang, name="本单位", day_kinds=("workday",), spans=span, points=("p1",)).points == (
        "p1",
    )


def test_patterns_of_points_outside_the_scope_are_not_there(desk: Desk) -> None:
    wang = an_asker(desk.session, "wang", UserRole.COORDINATOR, unit_id=desk.street.units[0].id)
    given: dict[str, Any] = {"day_kinds": ("workday",), "spans": (DaySpan(480, 540),)}
    desk.save("theirs", name="税务局", points=("p2",), **given)
    desk.save("shared", name="两家", points=("p1", "p2"), **given)

    assert pattern_views.find(desk.session, wang, "theirs") is None
    assert pattern_views.one(desk.session, wang, "shared").points == ("p1",)
    with pytest.raises(NotFound):
        pattern_views.one(desk.session, wang, "theirs")
    with pytest.raises(Conflict):
        desk.save("theirs", who=wang, name="本单位", points=("p1",), **given)
