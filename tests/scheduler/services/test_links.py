"""A personal link lets one volunteer in, for a while, until it is revoked; whoever plans their unit gives it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Forbidden, NotFound
from scheduler.services import feeds, links
from scheduler.services.credentials import identify
from scheduler.services.links import Link
from scheduler.store.audit import AuditEntry
from scheduler.store.credentials import Credential
from scheduler.store.database import Sessions, transaction
from scheduler.store.users import UserRole
from tests.scheduler.askers import a_coordinator, an_admin, an_asker
from tests.scheduler.people import ANY
from tests.scheduler.rows import NOW, a_unit, a_volunteer

DAY = timedelta(days=1)


def secret_of(link: Link) -> str:
    return link.path.removeprefix("/l/")


def test_a_link_opens_a_session_of_its_volunteer_and_of_nobody_else(session: Session) -> None:
    unit = a_unit(session)
    zhang = a_volunteer(session, unit)
    a_volunteer(session, unit, "v2", name="李四")

    link = links.make(session, an_admin(session), "v1", now=NOW)
    opened = links.enter(session, secret_of(link), now=NOW)

    who = identify(session, opened.secret, ANY, now=NOW)
    assert who is not None
    assert (who.volunteer_id, who.volunteer, who.name, who.asker) == (zhang.id, "v1", "张三", None)


@pytest.mark.parametrize(
    ("days", "stays"),
    [pytest.param(180, 30, id="a month at a time"), pytest.param(7, 7, id="not longer than the link")],
)
def test_what_it_opens_stays_open_for_a_while(session: Session, days: int, stays: int) -> None:
    a_volunteer(session, a_unit(session))

    link = links.make(session, an_admin(session), "v1", days=days, now=NOW)

    assert links.enter(session, secret_of(link), now=NOW).expires_at == NOW + stays * DAY


def test_a_link_expires_after_its_days(session: Session) -> None:
    a_volunteer(session, a_unit(session))

    link = links.make(session, an_admin(session), "v1", now=NOW)

    assert link.expires_at == NOW + 180 * DAY
    assert links.enter(session, secret_of(link), now=NOW + 179 * DAY).secret
    with pytest.raises(NotFound, match="失效"):
        links.enter(session, secret_of(link), now=NOW + 180 * DAY)


def test_a_new_link_ends_the_old_one_and_all_it_opened(session: Session) -> None:
    a_volunteer(session, a_unit(session))
    boss = an_admin(session)
    old = links.make(session, boss, "v1", now=NOW)
    opened = links.enter(session, secret_of(old), now=NOW)

    new = links.make(session, boss, "v1", now=NOW)

    with pytest.raises(NotFound):
        links.enter(session, secret_of(old), now=NOW)
    assert identify(session, opened.secret, ANY, now=NOW) is None
    assert links.enter(session, secret_of(new), now=NOW).secret


def a_calendar(session: Session, secret: str) -> str:
    """The secret of a calendar that whoever came in by the link made."""
    who = identify(session, secret, ANY, now=NOW)
    assert who is not None
    path = feeds.make(session, who, now=NOW).path
    assert path is not None
    return path.removeprefix("/calendar/").removesuffix(".ics")


def test_a_calendar_goes_on_with_a_new_link_and_ends_when_the_link_is_revoked(session: Session) -> None:
    a_volunteer(session, a_unit(session))
    boss = an_admin(session)
    opened = links.enter(session, secret_of(links.make(session, boss, "v1", now=NOW)), now=NOW)
    calendar = a_calendar(session, opened.secret)

    links.make(session, boss, "v1", now=NOW)
    assert feeds.read(session, calendar, now=NOW).volunteer == "v1"
    links.withdraw(session, boss, "v1", now=NOW)

    with pytest.raises(NotFound, match="日历"):
        feeds.read(session, calendar, now=NOW)


def test_a_revoked_link_ends_and_so_does_all_it_opened(session: Session) -> None:
    a_volunteer(session, a_unit(session))
    boss = an_admin(session)
    opened = links.enter(session, secret_of(links.make(session, boss, "v1", now=NOW)), now=NOW)

    links.withdraw(session, boss, "v1", now=NOW)

    assert identify(session, opened.secret, ANY, now=NOW) is None
    with pytest.raises(NotFound, match="还没有"):
        links.withdraw(session, boss, "v1", now=NOW)


def test_who_has_left_does_not_come_in_any_more(session: Session) -> None:
    person = a_volunteer(session, a_unit(session))
    link = links.make(session, an_admin(session), "v1", now=NOW)

    person.left_on = date(2026, 11, 20)
    session.flush()

    with pytest.raises(NotFound):
        links.enter(session, secret_of(link), now=NOW)


def test_the_link_of_a_user_is_the_way_in_of_a_volunteer_alone(session: Session) -> None:
    boss = an_admin(session)
    unit = a_unit(session)
    person = a_volunteer(session, unit)
    coordinator = a_coordinator(session, unit)

    link = links.make(session, coordinator, person.code, now=NOW)

    who = identify(session, links.enter(session, secret_of(link), now=NOW).secret, ANY, now=NOW)
    assert who is not None
    assert who.asker is None
    assert boss.login


def test_only_who_plans_the_unit_gives_links(session: Session) -> None:
    unit = a_unit(session)
    a_volunteer(session, unit)
    viewer = an_asker(session, UserRole.VIEWER, "viewer", unit=unit)
    elsewhere = a_coordinator(session, a_unit(session, "u2", name="教育局"))

    with pytest.raises(Forbidden):
        links.make(session, viewer, "v1", now=NOW)
    with pytest.raises(NotFound):
        links.make(session, elsewhere, "v1", now=NOW)
    with pytest.raises(Forbidden):
        links.make_for_unit(session, viewer, "u1", now=NOW)
    with pytest.raises(NotFound):
        links.make_for_unit(session, elsewhere, "u1", now=NOW)


def test_a_whole_unit_gets_links_with_the_units_below_it_and_without_who_has_left(session: Session) -> None:
    command = a_unit(session, "c", name="指挥部")
    unit = a_unit(session, "u1", parent_id=command.id)
    a_volunteer(session, unit, "v1")
    a_volunteer(session, command, "v2", name="李四")
    a_volunteer(session, unit, "v3", name="王五", left_on=date(2026, 11, 1))
    a_volunteer(session, a_unit(session, "u2", name="教育局"), "v4", name="赵六")

    made = links.make_for_unit(session, an_admin(session), "c", now=NOW)

    assert [(one.unit, one.name) for one in made] == [("指挥部", "李四"), ("住建局", "张三")]
    assert {identify(session, secret_of(one), ANY, now=NOW).volunteer for one in made} == {"v1", "v2"}  # type: ignore[union-attr]


def test_those_who_have_a_link_may_keep_it(session: Session) -> None:
    unit = a_unit(session)
    a_volunteer(session, unit, "v1")
    a_volunteer(session, unit, "v2", name="李四")
    boss = an_admin(session)
    kept = links.make(session, boss, "v1", now=NOW)

    made = links.make_for_unit(session, boss, "u1", only_missing=True, now=NOW)

    assert [one.volunteer for one in made] == ["v2"]
    assert links.enter(session, secret_of(kept), now=NOW).secret


def test_making_opening_and_revoking_are_audited_without_the_secret(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        a_volunteer(session, a_unit(session))
        boss = an_admin(session)
        link = links.make(session, boss, "v1", now=NOW)
        links.enter(session, secret_of(link), now=NOW)
        links.withdraw(session, boss, "v1", now=NOW)

    with transaction(sessions) as session:
        entries = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
        kept = str(session.execute(select(Credential.__table__)).all())
    assert [(one.verb, one.noun, one.user_id) for one in entries] == [
        ("make", "link", boss.user_id),
        ("open", "session", None),
        ("revoke", "link", boss.user_id),
    ]
    assert entries[1].detail == {"volunteer": "v1"}
    assert secret_of(link) not in kept + str([(one.ref, one.detail) for one in entries])
