"""What is exported says which version it is, shows phones only to who may call, and leaves a trace."""

from collections.abc import Callable
from hashlib import sha256

import pytest
from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Forbidden, NotFound
from scheduler.services.access import Asker, asker
from scheduler.services.exporting import ALL, Exported, Format, export
from scheduler.store.audit import AuditEntry
from scheduler.store.units import Unit
from scheduler.store.users import Holding, UserRole
from scheduler.store.vault import Vault
from solver.check import wrongs
from solver.files import parse_answer, parse_problem
from tests.scheduler.askers import a_coordinator, an_admin, an_asker
from tests.scheduler.rows import NOW, added
from tests.scheduler.services.exporting.conftest import roster_of

Cells = Callable[[bytes], list[str]]


@pytest.fixture
def of(town: Session, vault: Vault) -> Callable[..., Exported]:
    """Exports the roster of the town as somebody."""
    return lambda who, **asked: export(town, who, "r1", vault=vault, now=NOW, **asked)


def test_the_sheets_in_use_and_a_calendar_each(town: Session, of: Callable[..., Exported]) -> None:
    made = of(an_admin(town))

    assert list(made.files) == [
        "十二月.xlsx",
        "十二月-名单.xlsx",
        "十二月-签到表.xlsx",
        "r1.ics",
        "日历/住建局-张三-v1.ics",
        "日历/教育局-李四-v2.ics",
    ]


def test_a_sheet_says_who_stands_where_and_which_version_it_is(
    town: Session, of: Callable[..., Exported], cells: Cells
) -> None:
    texts = cells(of(an_admin(town), formats=[Format.MATRIX]).files["十二月.xlsx"])

    # NOW is 01:00 UTC, 09:00 in Shanghai.
    assert "r1　第 1 版（未发布）　2026-11-20 09:00 制表" in texts
    assert "张三（带班）、李四、缺1人" in texts
    assert "缺1人" in texts


def test_a_day_off_is_marked_in_words(town: Session, of: Callable[..., Exported], cells: Cells) -> None:
    roster_of(town).days = 5

    texts = cells(of(an_admin(town), formats=[Format.MATRIX]).files["十二月.xlsx"])

    # 5 December 2026 is a Saturday.
    assert "周六 休" in texts


@pytest.mark.parametrize(
    ("published", "says"),
    [
        pytest.param(None, "未发布", id="never published"),
        pytest.param(1, "已发布", id="the published version"),
        pytest.param(2, "未发布，已发布的是第 2 版", id="another version is published"),
    ],
)
def test_paper_says_whether_it_was_published(
    town: Session, of: Callable[..., Exported], cells: Cells, *, published: int | None, says: str
) -> None:
    roster_of(town).published_version = published
    town.flush()

    texts = cells(of(an_admin(town), formats=[Format.MATRIX], version=1).files["十二月.xlsx"])

    assert any(f"第 1 版（{says}）" in text for text in texts)


def test_phones_are_masked(town: Session, of: Callable[..., Exported], cells: Cells) -> None:
    made = of(an_admin(town), formats=[Format.LIST])

    assert {"138****1111", "139****2222"} <= set(cells(made.files["十二月-名单.xlsx"]))
    assert made.phones == 0


def test_who_may_call_gets_phones_and_the_audit_counts_them(
    town: Session, of: Callable[..., Exported], cells: Cells
) -> None:
    boss = an_admin(town)

    made = of(boss, formats=[Format.LIST], phones=True)

    assert {"13800001111", "13900002222"} <= set(cells(made.files["十二月-名单.xlsx"]))
    entry = town.scalars(select(AuditEntry)).one()
    assert (entry.verb, entry.noun, entry.ref, entry.user_id) == ("export", "roster", "r1", boss.user_id)
    assert entry.detail == {"version": 1, "formats": ["list"], "phones": 2}


def test_phones_of_other_units_stay_masked(town: Session, of: Callable[..., Exported], cells: Cells) -> None:
    made = of(caller_of_one_unit(town), formats=[Format.LIST], phones=True)

    assert {"13800001111", "139****2222"} <= set(cells(made.files["十二月-名单.xlsx"]))
    assert made.phones == 1


def caller_of_one_unit(session: Session) -> Asker:
    """Sees everything, may call the people of the first unit only."""
    unit = session.scalars(select(Unit).where(Unit.code == "u1")).one()
    who = an_asker(session, UserRole.VIEWER, "li")
    added(session, Holding(user_id=who.user_id, role=UserRole.COORDINATOR, unit_id=unit.id, granted_at=NOW))
    return asker(session, "li")


def test_a_viewer_gets_no_phones(town: Session, of: Callable[..., Exported]) -> None:
    with pytest.raises(Forbidden, match="完整的电话"):
        of(an_asker(town, UserRole.VIEWER), phones=True)


def test_a_calendar_has_each_duty_and_who_stands_beside(town: Session, of: Callable[..., Exported]) -> None:
    files = of(an_admin(town), formats=[Format.ICS]).files

    (event,) = Calendar.from_ical(files["日历/住建局-张三-v1.ics"].decode()).walk("VEVENT")
    assert event["SUMMARY"] == "值守 路口一"
    assert event["UID"] == "r1.s1.v1@redvest"
    assert "同班：李四" in str(event["DESCRIPTION"])
    assert len(Calendar.from_ical(files["r1.ics"].decode()).walk("VEVENT")) == 2


def test_the_solvers_files_judge_one_another(town: Session, of: Callable[..., Exported]) -> None:
    files = of(an_admin(town), formats=ALL).files

    problem, answer = parse_problem(files["r1.problem.json"]), parse_answer(files["r1.answer.json"])

    assert wrongs(problem, sha256(files["r1.problem.json"]).hexdigest(), answer) == []
    assert sorted(answer.duties) == [("s1", "v1"), ("s1", "v2")]
    # Made by hand: nobody proved a bound.
    assert answer.bound is None


def test_a_viewer_gets_no_solver_files(town: Session, of: Callable[..., Exported]) -> None:
    with pytest.raises(Forbidden):
        of(an_asker(town, UserRole.VIEWER), formats=[Format.PROBLEM])


def test_a_roster_out_of_scope_is_not_there(town: Session, of: Callable[..., Exported]) -> None:
    unit = town.scalars(select(Unit).where(Unit.code == "u1")).one()
    with pytest.raises(NotFound):
        of(a_coordinator(town, unit))
