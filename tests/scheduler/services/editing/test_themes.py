"""Themes are edited by who plans the whole town, and stay while a pattern is of them."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Forbidden, Invalid, NotFound
from scheduler.services.editing import themes
from scheduler.services.editing.themes import ThemeView
from scheduler.services.paging import Page
from scheduler.store.patterns import ShiftPattern, Theme
from scheduler.store.users import UserRole
from tests.scheduler.askers import a_coordinator, an_admin, an_asker
from tests.scheduler.rows import NOW, a_unit, added
from tests.scheduler.services.editing.conftest import Told

DECEMBER: dict[str, Any] = {"name": "文明月", "from_day": date(2026, 12, 1), "until_day": date(2027, 1, 1)}


def test_a_theme_comes_changes_and_goes(session: Session, told: Told) -> None:
    planner = an_asker(session, UserRole.COORDINATOR, "wang")

    themes.save(session, planner, "civil", DECEMBER, now=NOW)
    seen = themes.save(session, planner, "civil", {"name": "礼让月"}, now=NOW)
    themes.save(session, planner, "civil", {"name": "礼让月"}, now=NOW)
    themes.delete(session, planner, "civil", now=NOW)

    assert seen == ThemeView("civil", "礼让月", date(2026, 12, 1), date(2027, 1, 1))
    assert [(verb, ref) for verb, _, ref, _, _ in told()] == [
        ("add", "civil"),
        ("change", "civil"),
        ("delete", "civil"),
    ]
    with pytest.raises(NotFound):
        themes.one(session, "civil")


def test_a_theme_ends_after_it_begins(session: Session) -> None:
    with pytest.raises(Invalid) as refused:
        themes.save(session, an_admin(session), "civil", {**DECEMBER, "until_day": date(2026, 12, 1)}, now=NOW)

    assert refused.value.faults[0].where == "until_day"


def test_a_theme_with_patterns_stays(session: Session) -> None:
    boss = an_admin(session)
    themes.save(session, boss, "civil", DECEMBER, now=NOW)
    theme = session.scalars(select(Theme)).one()
    added(session, ShiftPattern(code="p", name="早高峰", day_kinds=["workday"], spans=[[450, 510]], theme_id=theme.id))

    with pytest.raises(Conflict, match="主题 civil 还有班次模板：p"):
        themes.delete(session, boss, "civil", now=NOW)


def test_who_plans_a_part_of_the_town_only_looks(session: Session) -> None:
    themes.save(session, an_admin(session), "civil", DECEMBER, now=NOW)
    wang = a_coordinator(session, a_unit(session))

    for edit in (
        lambda: themes.save(session, wang, "civil", {"name": "礼让月"}, now=NOW),
        lambda: themes.delete(session, wang, "civil", now=NOW),
    ):
        with pytest.raises((Forbidden, NotFound)):
            edit()
    assert themes.one(session, "civil").name == "文明月"


def test_themes_are_found_by_day_and_words(session: Session) -> None:
    boss = an_admin(session)
    themes.save(session, boss, "civil", DECEMBER, now=NOW)
    themes.save(session, boss, "green", {**DECEMBER, "name": "绿色月", "from_day": date(2026, 12, 31)}, now=NOW)

    def codes(**which: Any) -> list[str]:
        return [theme.code for theme in themes.page(session, Page(), **which).items]

    assert codes() == ["civil", "green"]
    assert codes(on=date(2026, 12, 30)) == ["civil"]
    assert codes(on=date(2027, 1, 1)) == []
    assert codes(search="绿") == ["green"]
