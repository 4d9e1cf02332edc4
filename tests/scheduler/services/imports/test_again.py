"""An import again: what is the same stays, what differs is changed, and the audit says who brought which file."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from scheduler.errors import Conflict, Invalid
from scheduler.exchange.records import PlaceRecord
from scheduler.exchange.town_file import Reading
from scheduler.services.imports import apply
from scheduler.store.audit import AuditEntry
from scheduler.store.database import Sessions, transaction
from scheduler.store.patterns import ShiftPattern, Theme
from scheduler.store.units import Unit
from scheduler.store.vault import Vault
from scheduler.store.volunteers import Place, PlaceKind, Volunteer
from tests.scheduler.askers import an_admin
from tests.scheduler.rows import NOW, a_unit
from tests.scheduler.services.imports.conftest import SOURCE, Take
from tests.scheduler.services.imports.said import (
    DECEMBER,
    pattern,
    unit,
    volunteer,
)
from tests.scheduler.services.imports.town import PHONE, TOWN


def test_the_same_file_again_changes_nothing(sessions: Sessions, take: Take) -> None:
    with transaction(sessions) as session:
        take(session, an_admin(session), TOWN)
    with transaction(sessions) as session:
        again = take(session, an_admin(session, "other"), TOWN)
        entries = session.scalar(select(func.count()).where(AuditEntry.verb == "import"))

    assert again.idle
    # 2 grids and 2 teams are not records of their own: 2 + 2 + 2 + 2 + 2 + 1 are.
    assert again.unchanged == TOWN.records == 11
    assert entries == 1


def test_the_audit_names_file_digest_and_counts_and_no_phone(sessions: Sessions, take: Take) -> None:
    with transaction(sessions) as session:
        boss = an_admin(session)
        planned = take(session, boss, TOWN)
        entry = session.scalars(select(AuditEntry).where(AuditEntry.verb == "import")).one()
        rows = session.scalars(select(AuditEntry).where(AuditEntry.verb == "add")).all()

    assert (entry.verb, entry.noun, entry.ref, entry.user_id) == ("import", "town", "town.xlsx", boss.user_id)
    assert entry.detail["sha256"] == "ab" * 32
    assert entry.detail["added"] == {
        "grid": 2,
        "team": 2,
        "unit": 2,
        "point": 2,
        "pattern": 1,
        "stewardship": 2,
        "volunteer": 2,
        "absence": 2,
    }
    assert (len(rows), {row.detail["file"] for row in rows}) == (15, {"town.xlsx"})
    assert PHONE not in str(entry.detail) + repr(planned) + "".join(str(row.detail) for row in rows)


def test_a_changed_row_is_updated_by_its_code(sessions: Sessions, take: Take, vault: Vault) -> None:
    other = "13900000000"
    with transaction(sessions) as session:
        boss = an_admin(session)
        take(session, boss, TOWN)
        changed = Reading(
            units=(unit(code="U1", name="住房局", given="code name"),),
            volunteers=(
                volunteer("李五", "U1", code="V2", phone=other, teams=("二队",), given="code name unit phone teams"),
            ),
        )
        planned = take(session, boss, changed)

        assert [(one.noun, one.before["name"], one.after["name"]) for one in planned.changed if one.before] == [
            ("unit", "住建局", "住房局"),
            ("volunteer", "李四", "李五"),
        ]
        person = session.scalars(
            select(Volunteer).where(Volunteer.code == "V2").options(selectinload(Volunteer.teams))
        ).one()
        assert (person.name, [team.name for team in person.teams]) == ("李五", ["二队"])
        assert person.phone_sealed is not None
        assert vault.open(person.phone_sealed) == other
        assert session.scalars(select(Unit.most_out_percent).where(Unit.code == "U1")).one() == 30


def test_a_missing_column_keeps_and_an_empty_cell_clears(sessions: Sessions, take: Take) -> None:
    with transaction(sessions) as session:
        boss = an_admin(session)
        take(session, boss, TOWN)
        cleared = volunteer("张三", "住建局", given="name unit teams cap_week phone")

        take(session, boss, Reading(volunteers=(cleared,)))

        person = session.scalars(
            select(Volunteer)
            .where(Volunteer.name == "张三")
            .options(selectinload(Volunteer.teams), selectinload(Volunteer.roles))
        ).one()
    assert (person.teams, person.cap_week, person.phone_sealed, person.phone_index) == ([], None, None, None)
    assert (len(person.roles), person.birth_year) == (2, 1980)


def test_a_column_of_offices_leaves_homes_as_they_are(sessions: Sessions, take: Take) -> None:
    home = PlaceRecord("home", (116.71, 39.51), "wgs84")
    office = PlaceRecord("office", (116.72, 39.52), "wgs84")
    moved = PlaceRecord("office", (116.73, 39.53), "wgs84")
    both, alone = "name unit places home office", "name unit places office"
    with transaction(sessions) as session:
        boss = an_admin(session)
        a_unit(session)
        take(session, boss, Reading(volunteers=(volunteer("张三", "住建局", places=(home, office), given=both),)))

        take(session, boss, Reading(volunteers=(volunteer("张三", "住建局", places=(moved,), given=alone),)))

        places = session.execute(select(Place.kind, Place.longitude).order_by(Place.longitude)).all()
        assert [tuple(place) for place in places] == [(PlaceKind.HOME, 116.71), (PlaceKind.OFFICE, 116.73)]


def test_a_theme_lasts_as_long_as_its_patterns(sessions: Sessions, take: Take) -> None:
    days = {"from_day": DECEMBER, "until_day": DECEMBER.replace(day=16)}
    later = {"from_day": DECEMBER.replace(day=10), "until_day": DECEMBER.replace(day=31)}
    with transaction(sessions) as session:
        boss = an_admin(session)
        take(session, boss, Reading(patterns=(pattern(name="平时"), pattern(name="甲", theme="文明交通", **days))))
        take(session, boss, Reading(patterns=(pattern(name="乙", theme="文明交通", replaces=("平时",), **later),)))

        theme = session.scalars(select(Theme)).one()
        replacing = session.scalars(select(ShiftPattern).where(ShiftPattern.code == "乙")).one()
    assert (theme.code, theme.from_day, theme.until_day) == ("文明交通", DECEMBER, DECEMBER.replace(day=31))
    assert (replacing.theme_id, replacing.replaces) == (theme.id, ["平时"])


def test_a_plan_that_refuses_writes_nothing(sessions: Sessions, take: Take) -> None:
    wrong = Reading(units=(unit(name="住建局"),), volunteers=(volunteer("张三", "教育局", row=7),))
    with transaction(sessions) as session:
        boss = an_admin(session)
        with pytest.raises(Invalid, match="1 处") as refused:
            take(session, boss, wrong)
        units = session.scalar(select(func.count()).select_from(Unit))

    assert units == 0
    assert [fault.where for fault in refused.value.faults] == ["志愿者!第7行·单位"]


def test_who_was_faster_is_heard(sessions: Sessions, look: Take, vault: Vault) -> None:
    with transaction(sessions) as session:
        boss = an_admin(session)
        planned = look(session, boss, Reading(units=(unit(name="住建局"),)))
        a_unit(session, "住建局")

        with pytest.raises(Conflict), session.begin_nested():
            apply(session, boss, planned, vault=vault, source=SOURCE, now=NOW)


def test_a_pattern_may_not_end_before_it_began_once_both_are_known(sessions: Sessions, take: Take) -> None:
    with transaction(sessions) as session:
        boss = an_admin(session)
        take(session, boss, Reading(patterns=(pattern(from_day=DECEMBER),)))
        early = pattern(until_day=DECEMBER.replace(month=11), given="name day_kinds spans until_day")

        with pytest.raises(Invalid) as refused:
            take(session, boss, Reading(patterns=(early,)))

    assert "截止日期早于起始日期 2026-12-01" in refused.value.faults[0].advice
