"""Units' groups: one digest a group, of the unit's own people, at no full hour."""

from sqlalchemy.orm import Session

from scheduler.clock import at
from scheduler.reminders.kinds import GROUPS
from scheduler.settings import Settings
from tests.scheduler import rows
from tests.scheduler.askers import an_admin
from tests.scheduler.reminders.told import NIGHT_BEFORE, a_contact, a_corner, a_crew, told, with_channels
from tests.scheduler.rows import FIRST


def test_a_group_gets_the_duties_of_its_units_people(session: Session, settings: Settings) -> None:
    corner = a_corner(session)
    stranger = rows.a_volunteer(session, rows.a_unit(session, "u2", name="税务局"), "w1", name="赵六")
    rows.a_duty(session, a_crew(session, corner, "v1", "v2", roles={"leader": 1}, headcount=3), stranger)
    a_crew(session, corner, "v2", minute=1020)
    group = a_contact(session, an_admin(session).user_id, unit_id=corner.unit.id)

    (only,) = told(session, with_channels(settings, "inbox", "wecom"), GROUPS, NIGHT_BEFORE)

    assert (only.key, only.channel, only.contact_id) == (f"groups:2026-12-01:{corner.unit.id}", "wecom", group.id)
    assert (only.volunteer_id, only.user_id, only.to) == (None, None, "财政局")
    assert only.title == "财政局 12月1日 周二值守"
    assert only.body == (
        "财政局在12月1日 周二有 2 人值守：\n07:30–08:30 路口一：张三（带班领导）、李四\n17:00–18:00 路口一：李四"
    )
    assert only.expires_at == at(FIRST, 1020)
    # 18:30 is where every robot speaks: 1 to 9 minutes later.
    assert 60 <= (only.due_at - NIGHT_BEFORE).total_seconds() <= 540


def test_every_group_of_a_unit_gets_it_and_none_without_duties(session: Session, settings: Settings) -> None:
    corner = a_corner(session)
    other = rows.a_unit(session, "u2")
    a_crew(session, corner, "v1")
    by = an_admin(session).user_id
    for unit in (corner.unit, corner.unit, other):
        a_contact(session, by, unit_id=unit.id)

    found = told(session, with_channels(settings, "wecom"), GROUPS, NIGHT_BEFORE)

    assert len({one.key for one in found}) == len({one.contact_id for one in found}) == 2


def test_a_town_without_groups_asks_for_nothing(session: Session, settings: Settings) -> None:
    a_crew(session, a_corner(session), "v1")

    assert told(session, settings, GROUPS, NIGHT_BEFORE) == []
