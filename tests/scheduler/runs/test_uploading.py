"""Uploads: read and compared by the clock, applied as they were looked at, wholly or not at all."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from scheduler import runs
from scheduler.errors import Conflict
from scheduler.language import choose
from scheduler.services.access import Asker
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.units import Unit
from scheduler.store.uploads import Upload, UploadState
from scheduler.store.vault import Vault
from tests.conftest import KEY
from tests.scheduler.handed_in import UNITS, asked_for, handed_in, looked_at, worked, zipped
from tests.scheduler.rows import NOW, a_unit


def units(sessions: Sessions) -> int:
    with reading(sessions) as session:
        return session.scalar(select(func.count()).select_from(Unit)) or 0


def test_a_file_is_read_and_compared_and_nothing_is_written(sessions: Sessions, boss: Asker) -> None:
    number = handed_in(sessions, boss)

    outcome = worked(sessions)

    seen = looked_at(sessions, boss, number)
    assert (outcome.state, seen.state, units(sessions)) == (UploadState.CHECKED, UploadState.CHECKED, 0)
    assert seen.findings is not None
    assert seen.findings["counts"] == {"added": {"unit": 2}, "changed": {}}
    assert [item["name"] for item in seen.findings["items"]] == ["财政局", "税务局"]


@pytest.mark.parametrize(
    ("reads", "told"),
    [
        pytest.param("zh", "请填四位出生年份", id="Chinese"),
        pytest.param("en", "four digits", id="English"),
    ],
)
def test_what_is_wrong_is_told_in_the_language_of_whoever_reads_it(
    sessions: Sessions, boss: Asker, *, reads: str, told: str
) -> None:
    choose("en" if reads == "zh" else "zh")
    number = handed_in(sessions, boss, "志愿者.csv", "姓名,单位,出生年份\n张三,气象台,很久以前\n".encode())
    worked(sessions)

    choose(reads)

    (fault,) = (looked_at(sessions, boss, number).findings or {})["faults"]
    assert told in fault["advice"]


def test_what_was_looked_at_is_applied(sessions: Sessions, boss: Asker) -> None:
    number = handed_in(sessions, boss)
    worked(sessions)
    asked_for(sessions, boss, number, looked_at(sessions, boss, number).fingerprint)

    outcome = worked(sessions)

    assert (outcome.state, units(sessions)) == (UploadState.APPLIED, 2)
    with reading(sessions) as session:
        assert session.scalars(select(Upload.body)).one() is None


def test_a_town_that_changed_meanwhile_is_shown_anew_and_left_as_it_is(sessions: Sessions, boss: Asker) -> None:
    number = handed_in(sessions, boss)
    worked(sessions)
    seen = looked_at(sessions, boss, number)
    with transaction(sessions) as session:
        a_unit(session, "u1", name="财政一局")
    asked_for(sessions, boss, number, seen.fingerprint)

    outcome = worked(sessions)

    again = looked_at(sessions, boss, number)
    assert (outcome.state, units(sessions)) == (UploadState.CHECKED, 1)
    assert again.error is not None
    assert again.findings is not None
    assert again.findings["counts"] == {"added": {"unit": 1}, "changed": {"unit": 1}}
    with pytest.raises(Conflict, match="在您看的时候有人改动了数据"):
        asked_for(sessions, boss, number, seen.fingerprint)


def test_a_file_with_a_fault_is_refused_and_says_where(sessions: Sessions, boss: Asker) -> None:
    number = handed_in(sessions, boss, "单位.csv", "编号,名称\nu1,\n".encode())

    worked(sessions)

    seen = looked_at(sessions, boss, number)
    assert (seen.state, seen.settled) == (UploadState.REFUSED, True)
    assert seen.findings is not None
    assert (seen.findings["refused"], len(seen.findings["faults"])) == (1, 1)
    with pytest.raises(Conflict, match="这份文件有错"):
        asked_for(sessions, boss, number)


@pytest.mark.parametrize(
    ("name", "body", "advice"),
    [
        pytest.param("town.xlsx", b"no workbook", "不是完好的 .xlsx", id="a workbook that is none"),
        pytest.param("town.zip", b"no archive", "不是完好的 .zip", id="an archive that is none"),
        pytest.param("town.zip", zipped({"readme.md": b"#"}), "没有 .csv 文件", id="an archive without tables"),
        pytest.param("x.csv", b"a,b\n1,2\n", "没有认得的表", id="a table nobody knows"),
    ],
)
def test_what_cannot_be_read_is_refused_without_the_place_where_it_lay(
    sessions: Sessions, boss: Asker, name: str, body: bytes, advice: str
) -> None:
    number = handed_in(sessions, boss, name, body)

    worked(sessions)

    findings = looked_at(sessions, boss, number).findings
    assert findings is not None
    assert advice in findings["faults"][0]["advice"]
    assert "redvest-" not in str(findings)


def test_several_tables_come_in_an_archive(sessions: Sessions, boss: Asker) -> None:
    number = handed_in(sessions, boss, "town.ZIP", zipped({"表/单位.csv": UNITS, "__MACOSX/._单位.csv": b"\0"}))

    worked(sessions)

    findings = looked_at(sessions, boss, number).findings
    assert findings is not None
    assert (findings["added"], findings["refused"]) == (2, 0)


def test_a_fault_of_ours_is_told_without_what_the_file_said(sessions: Sessions, boss: Asker) -> None:
    number = handed_in(sessions, boss)
    claim = runs.claim_upload(sessions, now=NOW)
    assert claim is not None
    moments: list[datetime | ZeroDivisionError] = [NOW, ZeroDivisionError("财政局")]

    def failing_once() -> datetime:
        moment = moments.pop()
        if isinstance(moment, ZeroDivisionError):
            raise moment
        return moment

    outcome = runs.work_upload(sessions, claim, vault=Vault([KEY]), clock=failing_once)

    seen = looked_at(sessions, boss, number)
    assert (outcome.state, seen.error) == (UploadState.FAILED, "程序出错，什么都没有改动：ZeroDivisionError")


def test_after_a_day_only_the_counts_are_left(sessions: Sessions, boss: Asker) -> None:
    number = handed_in(sessions, boss)
    worked(sessions)

    claimed = runs.claim_upload(sessions, now=NOW + timedelta(days=1, seconds=1))

    seen = looked_at(sessions, boss, number)
    assert (claimed, seen.state) == (None, UploadState.WITHDRAWN)
    assert seen.findings is not None
    assert (seen.findings["added"], seen.findings["items"]) == (2, [])
    with reading(sessions) as session:
        assert session.scalars(select(Upload.body)).one() is None
