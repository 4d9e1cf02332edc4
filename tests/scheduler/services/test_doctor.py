"""The doctor finds what is not as it should be, says what to do, and changes nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.services.doctor import Finding, Health, examine
from scheduler.settings import Settings
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.patterns import ShiftPattern
from scheduler.store.runs import Run
from scheduler.store.stewardship import Stewardship
from scheduler.store.teams import Team
from scheduler.store.vault import Vault
from tests.scheduler.askers import an_admin
from tests.scheduler.rows import NOW, a_point, a_roster, a_unit, a_volunteer, added

SINCE = date(2025, 1, 1)
# Of this year and of the next the notice is known.
PUBLISHED = datetime(2025, 6, 1, tzinfo=UTC)
Look = Callable[..., tuple[Finding, ...]]


@pytest.fixture
def look(settings: Settings) -> Look:
    return lambda now=NOW: examine(settings, key_file=None, now=now)


def a_healthy_town(session: Session, settings: Settings) -> None:
    """One unit with an office, one person with a phone, one point, stewardship, a pattern and an admin."""
    an_admin(session)
    unit = a_unit(session, longitude=116.7, latitude=39.5)
    a_volunteer(session, unit, phone_sealed=Vault(settings.keys).seal("13800001111"))
    point = a_point(session)
    added(session, Stewardship(unit_id=unit.id, point_id=point.id, from_day=SINCE))
    added(session, ShiftPattern(code="p", name="早高峰", day_kinds=["workday"], spans=[[435, 480]]))


def ailing(found: tuple[Finding, ...]) -> list[tuple[Health, str, str]]:
    return [(one.health, one.what, one.found) for one in found if one.health is not Health.WELL]


def test_a_healthy_town_has_nothing_to_do(sessions: Sessions, settings: Settings, look: Look) -> None:
    with transaction(sessions) as session:
        a_healthy_town(session, settings)

    found = look(PUBLISHED)

    assert ailing(found) == []
    with reading(sessions) as session:
        assert session.scalar(select(func.count()).select_from(Team)) == 0


def test_a_year_that_is_not_published_is_minded(sessions: Sessions, settings: Settings, look: Look) -> None:
    with transaction(sessions) as session:
        a_healthy_town(session, settings)

    found = look(datetime(2098, 6, 1, tzinfo=UTC))

    assert [one[:2] for one in ailing(found)] == [(Health.MIND, "日历")] * 2


def test_an_empty_town_is_told_how_to_begin(look: Look) -> None:
    found = {one.what: one for one in look()}

    assert (found["账号"].health, found["班次"].health) == (Health.ILL, Health.MIND)
    assert "redvest user add" in found["账号"].do


def test_a_database_without_tables_is_ill_and_nothing_else_is_looked_at(blank_settings: Settings) -> None:
    found = examine(blank_settings, key_file=None, now=NOW)

    assert [(one.health, one.what) for one in found] == [(Health.WELL, "加密密钥"), (Health.ILL, "数据库")]
    assert found[1].do == "运行 redvest migrate"


def test_a_key_that_others_may_read_is_ill(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(settings.keys[0])
    file.chmod(0o644)

    open_to_all = examine(settings, key_file=file, now=NOW)[0]
    file.chmod(0o600)
    own = examine(settings, key_file=file, now=NOW)[0]

    assert (open_to_all.health, own.health) == (Health.ILL, Health.WELL)
    assert "chmod 600" in open_to_all.do


def test_a_key_that_is_none_is_ill(settings: Settings) -> None:
    first = examine(replace(settings, keys=("abc",)), key_file=None, now=NOW)[0]

    assert (first.health, first.what) == (Health.ILL, "加密密钥")


def test_another_key_than_the_phones_were_sealed_with_is_ill(sessions: Sessions, settings: Settings) -> None:
    with transaction(sessions) as session:
        a_healthy_town(session, settings)
    other = replace(settings, keys=(Fernet.generate_key().decode(),))

    found = examine(other, key_file=None, now=NOW)

    assert (Health.ILL, "电话") in [(one.health, one.what) for one in found]


@pytest.mark.parametrize(
    ("fields", "stuck"),
    [
        pytest.param({"state": "running", "heartbeat_at": NOW - timedelta(minutes=11)}, True, id="silent"),
        pytest.param({"state": "running", "heartbeat_at": NOW - timedelta(minutes=9)}, False, id="at work"),
        pytest.param({"state": "queued"}, True, id="nobody took it"),
        pytest.param({"state": "done"}, False, id="done"),
    ],
)
def test_a_run_that_nobody_works_on_is_found(
    sessions: Sessions, settings: Settings, look: Look, *, fields: dict[str, object], stuck: bool
) -> None:
    with transaction(sessions) as session:
        a_healthy_town(session, settings)
        asked = NOW - timedelta(hours=1)
        added(session, Run(roster_id=a_roster(session).id, asked_at=asked, seconds=60, **fields))

    assert ("排班运行" in [what for _, what, _ in ailing(look())]) is stuck


def test_what_keeps_a_roster_from_being_good_is_named(sessions: Sessions, settings: Settings, look: Look) -> None:
    with transaction(sessions) as session:
        a_healthy_town(session, settings)
        lost = a_unit(session, "u2", name="教育局")
        a_volunteer(session, lost, "v2")
        a_volunteer(session, lost, "gone", left_on=SINCE)
        nowhere = a_point(session, "p2", path=[], came_path=[])
        empty = a_unit(session, "u3", name="档案馆")
        added(session, Stewardship(unit_id=empty.id, point_id=nowhere.id, from_day=SINCE))
        for number in range(6):
            a_point(session, f"q{number}")

    found = [text for _, _, text in ailing(look(PUBLISHED))]

    assert found == [
        "没有单位负责的点位：q0、q1、q2、q3、q4等 6 个",
        "没有坐标的点位：p2",
        "有人而没有点位：教育局",
        "有点位而没有人：档案馆",
        "1 人没有出发地，按所包点位的中心算",
        "1 人没有电话，临时有变找不到",
    ]
