"""`redvest export` leaves files in a folder, and nothing when it is refused."""

from pathlib import Path

import pytest
from sqlalchemy import select

from scheduler.store.audit import AuditEntry
from scheduler.store.database import Sessions, reading, transaction
from tests.scheduler.commands.conftest import Redvest
from tests.scheduler.rows import a_duty, a_point, a_roster, a_shift, a_unit, a_volunteer


@pytest.fixture
def boss(redvest: Redvest, sessions: Sessions) -> Redvest:
    """An admin of a town with a roster r1."""
    redvest("user", "add", "zhang", "--name", "张三", "--role", "admin")
    with transaction(sessions) as session:
        roster = a_roster(session, days=2, version=1, state="solved")
        a_duty(session, a_shift(session, roster, a_point(session)), a_volunteer(session, a_unit(session)))
    return lambda *words: redvest("--as", "zhang", *words)


def test_the_sheets_are_left_in_the_folder(boss: Redvest, tmp_path: Path) -> None:
    out = tmp_path / "十二月" / "打印"

    ran = boss("export", "r1", "--out", out)

    assert ran.code == 0
    files = sorted(str(path.relative_to(out)) for path in out.rglob("*") if path.is_file())
    assert files == ["r1.ics", "十二月-名单.xlsx", "十二月-签到表.xlsx", "十二月.xlsx", "日历/住建局-张三-v1.ics"]


def test_only_what_is_asked_for(boss: Redvest, tmp_path: Path) -> None:
    ran = boss("export", "r1", "--out", tmp_path / "out", "--format", "problem", "--format", "answer")

    assert ran.code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["r1.answer.json", "r1.problem.json"]


def test_a_roster_that_is_not_there_leaves_nothing(boss: Redvest, tmp_path: Path) -> None:
    ran = boss("export", "r2", "--out", tmp_path / "out")

    assert ran.code == 1
    assert "r2" in ran.err
    assert not (tmp_path / "out").exists()


def test_who_asked_for_full_phones_is_on_record_before_any_is_written(
    boss: Redvest, sessions: Sessions, tmp_path: Path
) -> None:
    (tmp_path / "out").write_text("not a folder")

    ran = boss("export", "r1", "--out", tmp_path / "out", "--phones")

    assert (ran.code, "写不了" in ran.err) == (1, True)
    with reading(sessions) as session:
        asked = session.scalars(select(AuditEntry).where(AuditEntry.verb == "export")).all()
    assert len(asked) == 1
