"""日督导: at seven every inspector has the points and crews of their scope."""

from sqlalchemy.orm import Session

from scheduler.clock import at
from scheduler.reminders.kinds import INSPECTION
from scheduler.settings import Settings
from scheduler.store.grids import Grid, GridLevel
from scheduler.store.users import UserRole
from tests.scheduler import rows
from tests.scheduler.askers import an_asker
from tests.scheduler.reminders.told import a_contact, a_corner, a_crew, told, with_channels
from tests.scheduler.rows import FIRST, added

SEVEN = at(FIRST, 420)


def test_an_inspector_gets_the_crews_of_their_grid(session: Session, settings: Settings) -> None:
    corner = a_corner(session)
    grid = added(session, Grid(code="g1", name="一街道", level=GridLevel.STREET))
    corner.point.grid_id = grid.id
    elsewhere = rows.a_point(session, "p2", name="路口二")
    a_crew(session, corner, "v1", "v2", headcount=3, roles={"leader": 1})
    a_crew(session, corner, minute=1020, headcount=1)
    rows.a_shift(session, corner.roster, elsewhere, "other")
    who = an_asker(session, UserRole.INSPECTOR, "sun", grid=grid)

    (only,) = told(session, settings, INSPECTION, SEVEN)

    assert (only.key, only.user_id, only.title) == ("inspection:2026-12-01:sun", who.user_id, "日督导：12月1日 周二")
    assert only.body == (
        "12月1日 周二有 1 个点位、2 个班次：\n"
        "07:30–08:30 路口一：张三（带班领导）、李四；缺 1 人\n"
        "17:00–18:00 路口一：无人；缺 1 人"
    )
    assert (only.due_at, only.expires_at) == (SEVEN, at(FIRST, 24 * 60))


def test_over_several_ways_the_inbox_shows_it_once(session: Session, settings: Settings) -> None:
    a_crew(session, a_corner(session), "v1")
    who = an_asker(session, UserRole.INSPECTOR, "sun")
    contacts = [a_contact(session, who.user_id, channel=name, user_id=who.user_id) for name in ("wecom", "email")]

    found = told(session, with_channels(settings, "inbox", "wecom", "email"), INSPECTION, SEVEN)

    assert [(one.channel, one.contact_id, one.user_id) for one in found] == [
        ("wecom", contacts[0].id, who.user_id),
        ("email", contacts[1].id, None),
    ]
    assert len({one.key for one in found}) == 2


def test_a_day_without_shifts_is_no_news(session: Session, settings: Settings) -> None:
    an_asker(session, UserRole.INSPECTOR, "sun")
    a_corner(session)

    assert told(session, settings, INSPECTION, SEVEN) == []
