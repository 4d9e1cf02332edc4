"""Who is told something and cannot read it is counted: no link, no account, no phone that messages go to."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy.orm import Session

from scheduler.services import links
from scheduler.services.publishing import preview
from scheduler.services.unreached import unreached
from scheduler.settings.channels import ChannelSettings
from scheduler.store.users import User
from scheduler.store.volunteers import Volunteer
from tests.scheduler.rows import NOW, PLAIN
from tests.scheduler.street import Street, a_roster_with

HELD = (("01-p1", "v1"), ("01-p1", "v2"), ("02-p1", "v3"))


def test_straight_after_an_import_nobody_can_read_it(session: Session, street: Street) -> None:
    told = preview(session, street.admin, a_roster_with(session, street, *HELD), settings=PLAIN, now=NOW).messages

    assert unreached(session, told, settings=PLAIN, now=NOW) == 3


def test_a_link_lets_its_holder_read_while_it_lasts(session: Session, street: Street) -> None:
    told = preview(session, street.admin, a_roster_with(session, street, *HELD), settings=PLAIN, now=NOW).messages

    links.make(session, street.admin, "v1", days=7, now=NOW)

    assert unreached(session, told, settings=PLAIN, now=NOW) == 2
    assert unreached(session, told, settings=PLAIN, now=NOW + timedelta(days=8)) == 3


def test_an_account_lets_its_holder_read_while_it_is_active(session: Session, street: Street) -> None:
    told = preview(session, street.admin, a_roster_with(session, street, *HELD), settings=PLAIN, now=NOW).messages
    people = {one.code: one.id for one in session.query(Volunteer)}
    session.add(User(login="li", name="李四", volunteer_id=people["v2"], active=True))
    session.add(User(login="wang", name="王五", volunteer_id=people["v3"], active=False))
    session.flush()

    assert unreached(session, told, settings=PLAIN, now=NOW) == 2


def test_a_phone_counts_where_messages_go_to_phones(session: Session, street: Street) -> None:
    told = preview(session, street.admin, a_roster_with(session, street, *HELD), settings=PLAIN, now=NOW).messages
    session.query(Volunteer).filter_by(code="v3").update({"phone_sealed": b"sealed"})
    session.flush()
    texting = replace(PLAIN, channels=ChannelSettings(on=("inbox", "sms")))

    assert unreached(session, told, settings=PLAIN, now=NOW) == 3
    assert unreached(session, told, settings=texting, now=NOW) == 2
