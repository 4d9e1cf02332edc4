"""What is kept of /me/duties is told as things stand: whatever changes them is seen by the next look."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from api.town import Town
from scheduler.clock import today
from scheduler.services.credentials import issue, revoke
from scheduler.services.own_duties import confirm, duties_of
from scheduler.store.credentials import Credential, CredentialKind
from scheduler.store.database import Sessions, transaction
from scheduler.store.duties import Duty, DutyState
from scheduler.store.patterns import ShiftPattern
from scheduler.store.points import Point
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.shifts import Shift
from scheduler.store.teams import Role, volunteer_role
from scheduler.store.vault import Vault
from scheduler.store.volunteers import Volunteer
from tests.api.conftest import CHEAP, Program
from tests.scheduler.people import the_volunteer
from tests.scheduler.rows import NOW, a_duty, a_user
from tests.scheduler.street import Street

# 07:30 to 08:30 on 1 December 2026 in the town.
ENDS = datetime.fromisoformat("2026-12-01T08:30:00+08:00")
Change = Callable[[Session, Street], object]


def confirmed(session: Session, street: Street) -> None:
    who = the_volunteer(session, street.people[1])
    confirm(session, who, duties_of(session, street.people[1].id, now=NOW)[0].number, now=NOW)


def published_anew(session: Session, street: Street) -> None:
    """v2's place is v5's from the second version on."""
    roster = session.scalars(select(Roster)).one()
    duty = session.scalars(select(Duty).where(Duty.volunteer_id == street.people[1].id)).one()
    duty.removed_in = roster.version + 1
    a_duty(session, session.get_one(Shift, duty.shift_id), street.people[4], added_in=roster.version + 1)
    roster.published_version = roster.version + 1


def declined(n: int) -> Change:
    return lambda session, street: session.execute(
        update(Duty).where(Duty.volunteer_id == street.people[n - 1].id).values(state=DutyState.DECLINED)
    )


def longer(session: Session, _: Street) -> None:
    session.execute(update(Shift).where(Shift.ends_at == ENDS).values(ends_at=ENDS + timedelta(hours=1)))


def leads(session: Session, street: Street) -> None:
    """v1, who led, holds no role any more."""
    session.execute(volunteer_role.delete())


def changed(table: type, **values: object) -> Change:
    return lambda session, _: session.execute(update(table).values(**values))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(confirmed, id="confirmed"),
        pytest.param(published_anew, id="another version published"),
        pytest.param(declined(2), id="one's own given back"),
        pytest.param(declined(1), id="somebody else's given back"),
        pytest.param(changed(Roster, state=RosterState.ARCHIVED), id="archived before it was served"),
        pytest.param(changed(Roster, name="改名"), id="roster renamed"),
        pytest.param(longer, id="shift longer"),
        pytest.param(changed(Shift, roles={}), id="no leader needed"),
        pytest.param(changed(Point, name="改名"), id="point renamed"),
        pytest.param(changed(Point, path=[[116.0, 39.0]]), id="point moved"),
        pytest.param(changed(ShiftPattern, name="改名"), id="pattern renamed"),
        pytest.param(changed(Volunteer, name="改名"), id="crew renamed"),
        pytest.param(leads, id="leader without the role"),
    ],
)
def test_what_changes_it_is_seen_by_the_next_look(
    sessions: Sessions, street: Street, mine: FlaskClient, change: Change
) -> None:
    before = mine.get("/api/v1/me/duties").get_json()

    with transaction(sessions) as session:
        change(session, street)
    after = mine.get("/api/v1/me/duties").get_json()

    assert after != before


def test_the_name_of_a_role_is_seen_where_one_fills_it(sessions: Sessions, street: Street, program: Program) -> None:
    leader = program(volunteer_id=street.people[0].id)
    names = []
    for name in ("带班", "领班"):
        with transaction(sessions) as session:
            session.execute(update(Role).where(Role.code == "leader").values(name=name))
        names.append(leader.get("/api/v1/me/duties").get_json()["items"][0]["role_name"])

    assert names == ["带班", "领班"]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda session, _: revoke(session, Credential.id > 0, now=NOW), id="revoked"),
        pytest.param(changed(Credential, expires_at=NOW), id="expires"),
        pytest.param(changed(Volunteer, left_on=today(NOW)), id="left"),
    ],
)
def test_who_may_not_any_more_is_told_nothing(
    sessions: Sessions, street: Street, mine: FlaskClient, change: Change
) -> None:
    assert mine.get("/api/v1/me/duties").status_code == 200

    with transaction(sessions) as session:
        change(session, street)

    assert mine.get("/api/v1/me/duties").status_code == 401


def test_a_user_who_is_shut_out_is_told_nothing(sessions: Sessions, street: Street, program: Program) -> None:
    with transaction(sessions) as session:
        user = a_user(session, volunteer_id=street.people[1].id)
    mine = program(user_id=user.id)
    assert mine.get("/api/v1/me/duties").get_json()["total"] == 1

    with transaction(sessions) as session:
        session.get_one(type(user), user.id).active = False

    assert mine.get("/api/v1/me/duties").status_code == 401


@pytest.fixture
def at(app: Flask, sessions: Sessions, street: Street) -> Callable[[datetime], tuple[int, int | None]]:
    """at(moment): the status that v2's link, good for a day after the first duty, gets then, and how many duties."""
    hour = [NOW]
    town: Town = app.extensions[Town.KEY]
    app.extensions[Town.KEY] = Town(sessions, town.settings, Vault(town.settings.keys), lambda: hour[0], CHEAP)
    with transaction(sessions) as session:
        person, ends = street.people[1].id, ENDS + timedelta(days=1)
        secret = issue(session, CredentialKind.SESSION, volunteer_id=person, expires_at=ends, now=NOW)
    client = app.test_client()

    def asked(moment: datetime) -> tuple[int, int | None]:
        hour[0] = moment
        answer = client.get("/api/v1/me/duties", headers={"Authorization": f"Bearer {secret}"})
        return answer.status_code, answer.get_json().get("total")

    return asked


def test_the_hour_alone_ends_what_is_shown(at: Callable[[datetime], tuple[int, int | None]]) -> None:
    day = timedelta(days=1)

    found = [at(moment) for moment in (NOW, ENDS, ENDS + day - timedelta(seconds=1), ENDS + day)]

    # Today's duties are shown until the day is over, and a link opens nothing from the moment it expires.
    assert found == [(200, 1), (200, 1), (200, 0), (401, None)]


def test_what_was_served_under_an_archived_roster_shows_once_it_is_over(
    sessions: Sessions, at: Callable[[datetime], tuple[int, int | None]]
) -> None:
    with transaction(sessions) as session:
        session.execute(update(Roster).values(state=RosterState.ARCHIVED))

    found = [at(moment) for moment in (ENDS - timedelta(seconds=1), ENDS, ENDS - timedelta(seconds=1))]

    assert found == [(200, 0), (200, 1), (200, 0)]
