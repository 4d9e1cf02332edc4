"""An import of a town that was empty: everything that the file says is there."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from scheduler.exchange.town_file import Reading
from scheduler.language.again import again
from scheduler.store.absences import Absence, AbsenceState
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.grids import Grid
from scheduler.store.moves import Move
from scheduler.store.points import Point, Shape
from scheduler.store.stewardship import Stewardship
from scheduler.store.units import Unit
from scheduler.store.vault import Vault
from scheduler.store.volunteers import Volunteer
from tests.scheduler.askers import an_admin
from tests.scheduler.rows import NOW
from tests.scheduler.services.imports.conftest import Take
from tests.scheduler.services.imports.said import (
    absence,
    unit,
    volunteer,
)
from tests.scheduler.services.imports.town import PHONE, TOWN


def test_a_whole_town_comes_in(sessions: Sessions, take: Take, vault: Vault) -> None:
    with transaction(sessions) as session:
        take(session, an_admin(session), TOWN)

    with reading(sessions) as session:
        below = session.scalars(select(Unit).where(Unit.code == "U1").options(selectinload(Unit.parent))).one()
        assert below.parent is not None
        assert (below.parent.code, below.longitude, below.most_out_percent) == ("C1", 116.7, 30)
        street = session.scalars(select(Grid).where(Grid.name == "新开路街道").options(selectinload(Grid.parent))).one()
        assert street.parent is not None
        assert (street.level, street.parent.name) == ("street", "广阳区")
        crossing = session.scalars(select(Point).where(Point.code == "路口一")).one()
        assert (crossing.grid_id, crossing.path, crossing.came_path) == (street.id, [[116.7, 39.52]], [[116.71, 39.53]])
        assert (crossing.shape, crossing.came_in, crossing.headcount) == (Shape.POINT, "gcj02", "4")
        road = session.scalars(select(Point).where(Point.code == "路段一")).one()
        assert (road.shape, road.headcount, road.priority) == (Shape.LINE, "max(length / 50, 8)", 3)
        answers = session.execute(
            select(Point.code, Stewardship.part, Stewardship.until_day).join(Point).order_by(Stewardship.from_day)
        ).all()
        assert [tuple(one) for one in answers] == [("路口一", "lead", None), ("路段一", "assist", None)]


def test_a_person_comes_in_with_all_that_hangs_on_them(sessions: Sessions, take: Take, vault: Vault) -> None:
    with transaction(sessions) as session:
        take(session, an_admin(session), TOWN)

    with reading(sessions) as session:
        hanging = (Volunteer.teams, Volunteer.roles, Volunteer.places, Volunteer.availabilities, Volunteer.usual_points)
        person = session.scalars(
            select(Volunteer).where(Volunteer.name == "张三").options(*map(selectinload, hanging))
        ).one()
    assert person.code == "住建局-张三"
    assert person.phone_sealed is not None
    assert vault.open(person.phone_sealed) == PHONE
    assert person.phone_index == vault.index(PHONE)
    assert [team.name for team in person.teams] == ["一队", "二队"]
    assert [role.code for role in person.roles] == ["leader", "guide"]
    assert [(place.kind, place.longitude) for place in person.places] == [("home", 116.7)]
    assert [(one.weekday, one.until_minute) for one in person.availabilities] == [(5, 1440)]
    assert [one.code for one in person.usual_points] == ["路口一"]
    assert (person.birth_year, person.party_member, person.cap_week, person.cap_day) == (1980, True, 2, None)


def test_an_absence_of_the_offices_own_list_is_approved_and_logged(sessions: Sessions, take: Take) -> None:
    with transaction(sessions) as session:
        boss = an_admin(session)
        take(session, boss, TOWN)

    with reading(sessions) as session:
        first, second = session.scalars(select(Absence).order_by(Absence.id))
        moves = session.scalars(select(Move).order_by(Move.row_id)).all()
    assert (first.state, first.reason, first.asked_by) == (AbsenceState.APPROVED, "出差", None)
    assert [(one.row_id, one.before, one.after) for one in moves] == [
        (first.id, "asked", "approved"),
        (second.id, "asked", "approved"),
    ]
    assert (moves[0].by_user, moves[0].at, again(moves[0].why)) == (boss.user_id, NOW, "导入 town.xlsx")


def test_an_absence_that_was_asked_for_is_approved_by_the_list(sessions: Sessions, take: Take) -> None:
    people = Reading(units=(unit(name="住建局"),), volunteers=(volunteer("张三", "住建局"),))
    with transaction(sessions) as session:
        boss = an_admin(session)
        take(session, boss, people)
        number = session.scalars(select(Volunteer.id)).one()
        said = absence("张三", 3, given="volunteer starts ends")
        session.add(Absence(volunteer_id=number, starts_at=said.starts, ends_at=said.ends, reason="看病"))
        session.flush()

        take(session, boss, Reading(absences=(said,)))

        only = session.scalars(select(Absence)).one()
        assert (only.state, only.reason) == (AbsenceState.APPROVED, "看病")
        assert session.scalars(select(Move.after)).all() == ["approved"]
