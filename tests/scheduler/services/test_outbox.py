"""The outbox: seen by who sees the person or the roster, words only by who sees the person; the dead sent again."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Forbidden, NotFound
from scheduler.services import outbox, outbox_views
from scheduler.services.access import Asker
from scheduler.services.outbox_scope import ReminderFilter
from scheduler.services.outbox_views import ReminderView
from scheduler.services.paging import Page
from scheduler.settings import Settings
from scheduler.store.audit import AuditEntry
from scheduler.store.contacts import Contact
from scheduler.store.moves import Move
from scheduler.store.reminders import Delivery, Outcome, Reminder, ReminderState
from scheduler.store.users import UserRole
from scheduler.store.vault import Vault
from tests.scheduler.askers import a_coordinator, an_asker
from tests.scheduler.rows import NOW, a_roster, a_user, added
from tests.scheduler.street import Street, a_street

ANY = ReminderFilter()


@dataclass(frozen=True)
class Town:
    """The street with one reminder each to v1 of u1, v5 of u2, the group of u1 and the admin."""

    session: Session
    street: Street
    vault: Vault
    numbers: dict[str, int]

    def seen(self, who: Asker, which: ReminderFilter = ANY, order: str = "number") -> list[ReminderView]:
        return list(outbox_views.page(self.session, who, Page(order=order), which, vault=self.vault).items)

    def names(self, who: Asker, which: ReminderFilter = ANY) -> list[str]:
        return [one.name for one in self.seen(who, which)]

    def row(self, name: str) -> Reminder:
        return self.session.get_one(Reminder, self.numbers[name])


@pytest.fixture
def town(session: Session, settings: Settings) -> Town:
    street, vault = a_street(session), Vault(settings.keys)
    first, fifth = street.people[0], street.people[4]
    first.phone_sealed = vault.seal("13800005678")
    group = added(
        session,
        Contact(
            unit_id=street.units[0].id,
            channel="wecom",
            name="财政局群",
            address_sealed=vault.seal("https://qyapi.weixin.qq.com/send?key=a1b2"),
            added_by=street.admin.user_id,
            added_at=NOW,
        ),
    )
    roster = a_roster(session, "dec")
    given = {"kind": "tomorrow", "title": "明日值守", "due_at": NOW, "expires_at": NOW + timedelta(days=1)}
    rows = {
        "张三": Reminder(volunteer_id=first.id, channel="sms", key="1", body="张三，", roster_id=roster.id, **given),
        "钱七": Reminder(volunteer_id=fifth.id, key="2", body="钱七，", roster_id=roster.id, **given),
        "财政局群": Reminder(contact_id=group.id, channel="wecom", key="3", body="群", **given),
        "admin": Reminder(user_id=street.admin.user_id, key="4", body="您", **{**given, "kind": "alarm"}),
    }
    return Town(session, street, vault, {name: added(session, row).id for name, row in rows.items()})


def test_each_sees_what_is_in_their_scope(town: Town) -> None:
    one, two = town.street.units
    admin, viewer = town.street.admin, an_asker(town.session, UserRole.VIEWER, "viewer")

    assert town.names(admin) == ["张三", "钱七", "财政局群", "admin"]
    assert town.names(viewer) == ["张三", "钱七", "财政局群"]
    assert town.names(a_coordinator(town.session, one, "one")) == ["张三", "财政局群"]
    assert town.names(a_coordinator(town.session, two, "two")) == ["钱七"]


def test_who_sees_the_roster_but_not_the_person_reads_no_words(town: Town) -> None:
    town.row("张三").roster_id = town.row("钱七").roster_id = a_roster(
        town.session, "grid", grid_id=town.street.grid.id
    ).id
    keeper = an_asker(town.session, UserRole.COORDINATOR, "keeper", grid=town.street.grid)

    first, second = town.seen(keeper)

    assert (first.name, first.roster, second.name) == ("张三", "grid", "钱七")
    assert (first.title, first.body, first.address, first.answer) == (None, None, None, None)
    assert outbox_views.deliveries(town.session, keeper, first.number) == ()
    with pytest.raises(NotFound):
        outbox.resend(town.session, keeper, first.number, now=NOW)


def test_phones_and_addresses_are_shown_in_part(town: Town) -> None:
    shown = [one.address for one in town.seen(town.street.admin)]

    assert shown == ["短信 138****5678", "站内", "企业微信 …a1b2", "站内"]


def test_what_the_channel_said_last_is_told(town: Town) -> None:
    number = town.numbers["张三"]
    for minute, detail in enumerate(("连接不上", "HTTP 404")):
        at = NOW + timedelta(minutes=minute)
        added(town.session, Delivery(reminder_id=number, channel="sms", at=at, outcome=Outcome.FAILED, detail=detail))

    found = outbox_views.one(town.session, town.street.admin, number, vault=town.vault)

    assert found.answer == "HTTP 404"
    said = [one.detail for one in outbox_views.deliveries(town.session, town.street.admin, number)]
    assert said == ["连接不上", "HTTP 404"]


@pytest.mark.parametrize(
    ("which", "names"),
    [
        pytest.param(ReminderFilter(kind="alarm"), ["admin"], id="kind"),
        pytest.param(ReminderFilter(channel="wecom"), ["财政局群"], id="channel"),
        pytest.param(ReminderFilter(roster="dec"), ["张三", "钱七"], id="roster"),
        pytest.param(ReminderFilter(volunteer="v5"), ["钱七"], id="volunteer"),
        pytest.param(ReminderFilter(state=ReminderState.DEAD), [], id="state"),
        pytest.param(ReminderFilter(day=date(2026, 11, 20)), ["张三", "钱七", "财政局群", "admin"], id="day"),
        pytest.param(ReminderFilter(day=date(2026, 11, 21)), [], id="another day"),
    ],
)
def test_reminders_are_found_by(town: Town, which: ReminderFilter, names: list[str]) -> None:
    assert town.names(town.street.admin, which) == names


def test_states_are_counted_in_ones_scope(town: Town) -> None:
    town.row("张三").state = ReminderState.DEAD
    one = a_coordinator(town.session, town.street.units[0], "one")

    counts = outbox_views.summary(town.session, one, ANY)

    assert {state.value: count for state, count in counts.items() if count} == {"due": 1, "dead": 1}
    assert len(counts) == len(ReminderState)
    assert sum(outbox_views.summary(town.session, one, replace(ANY, kind="alarm")).values()) == 0


def test_a_dead_one_is_sent_again_with_all_its_tries(town: Town) -> None:
    row, later = town.row("张三"), NOW + timedelta(hours=1)
    row.state, row.tries, row.claimed_by, row.begun_at = ReminderState.DEAD, 5, "host:1:a", NOW
    one = a_coordinator(town.session, town.street.units[0], "one")

    outbox.resend(town.session, one, row.id, now=later)

    kept = select(Reminder.state, Reminder.due_at, Reminder.tries, Reminder.claimed_by, Reminder.begun_at)
    assert town.session.execute(kept.where(Reminder.id == row.id)).one() == ("due", later, 0, None, None)
    assert town.session.scalars(select(Move.after).where(Move.noun == "reminder")).all() == ["due"]
    assert town.session.scalars(select(AuditEntry.verb).where(AuditEntry.noun == "reminder")).all() == ["resend"]


@pytest.mark.parametrize("state", sorted(set(ReminderState) - {ReminderState.DEAD}))
def test_only_a_dead_one_is(town: Town, state: ReminderState) -> None:
    town.row("张三").state = state

    with pytest.raises(Conflict):
        outbox.resend(town.session, town.street.admin, town.numbers["张三"], now=NOW)


def test_what_is_of_no_use_any_more_is_not(town: Town) -> None:
    town.row("张三").state = ReminderState.DEAD

    with pytest.raises(Conflict, match="过期"):
        outbox.resend(town.session, town.street.admin, town.numbers["张三"], now=NOW + timedelta(days=2))


def test_what_went_to_a_contact_that_is_off_is_not(town: Town) -> None:
    town.row("财政局群").state = ReminderState.DEAD
    town.session.scalars(select(Contact)).one().active = False

    with pytest.raises(Conflict, match="停用"):
        outbox.resend(town.session, town.street.admin, town.numbers["财政局群"], now=NOW)


def test_who_does_not_plan_the_unit_sends_nothing_again(town: Town) -> None:
    viewer = an_asker(town.session, UserRole.VIEWER, "viewer", unit=town.street.units[0])
    other = a_coordinator(town.session, town.street.units[1], "other")
    a_user(town.session)

    with pytest.raises(Forbidden):
        outbox.resend(town.session, viewer, town.numbers["张三"], now=NOW)
    with pytest.raises(Forbidden):
        outbox.resend(town.session, viewer, town.numbers["财政局群"], now=NOW)
    with pytest.raises(NotFound):
        outbox.resend(town.session, other, town.numbers["张三"], now=NOW)
