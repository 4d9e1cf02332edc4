"""`redvest import`: what people bring comes in, shown first; what cannot come in leaves everything as it was."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import func, select

from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.patterns import ShiftPattern
from scheduler.store.points import Point
from scheduler.store.stewardship import Stewardship
from scheduler.store.units import Unit
from scheduler.store.volunteers import Volunteer
from tests.scheduler.commands import messy_p1
from tests.scheduler.commands.conftest import Redvest
from tests.scheduler.rows import a_duty, a_point, a_roster, a_shift


@pytest.fixture
def boss(redvest: Redvest) -> Redvest:
    """The same, asking as an admin."""
    redvest("user", "add", "zhang", "--name", "张三", "--role", "admin")
    return lambda *words: redvest("--as", "zhang", *words)


def a_file(folder: Path, *people: tuple[str, ...]) -> Path:
    """A workbook of one unit and these people: name, unit, phone."""
    book, path = Workbook(), folder / "town.xlsx"
    units = book.active
    assert isinstance(units, Worksheet)
    units.title = "单位"
    units.append(["单位名称"])
    units.append(["住建局"])
    page = book.create_sheet("志愿者")
    for row in (("姓名", "单位", "手机"), *people):
        page.append(row)
    book.save(path)
    return path


def people(sessions: Sessions) -> int:
    with reading(sessions) as session:
        return session.scalar(select(func.count()).select_from(Volunteer)) or 0


def test_a_hand_typed_workbook_of_p1_comes_in(boss: Redvest, sessions: Sessions, tmp_path: Path) -> None:
    ran = boss("import", messy_p1.write(tmp_path / "志愿服务.xlsx"))

    assert (ran.code, ran.err) == (0, "")
    with reading(sessions) as session:
        counts = {
            table.__tablename__: session.scalar(select(func.count()).select_from(table))
            for table in (Unit, Point, Stewardship, Volunteer, ShiftPattern)
        }
        # 47 units of 4 people; each unit answers for one of the 14 junctions.
        assert counts == {"unit": 47, "point": 14, "stewardship": 47, "volunteer": 47 * 4, "shift_pattern": 1}
        assert set(session.scalars(select(Point.headcount))) == {"4"}
        spans = session.scalars(select(ShiftPattern.spans)).one()
        assert spans == [[7 * 60 + 15, 8 * 60], [17 * 60, 18 * 60 + 30]]
        names = set(session.scalars(select(Volunteer.name)))
        assert names == {messy_p1.person_name(number) for number in range(1, 47 * 4 + 1)}


def test_a_dry_run_shows_and_writes_nothing(boss: Redvest, sessions: Sessions, tmp_path: Path) -> None:
    ran = boss("import", a_file(tmp_path, ("李四", "住建局", "13800000000")), "--dry-run")

    assert ran.code == 0
    assert "志愿者" in ran.out
    assert people(sessions) == 0


def test_what_cannot_come_in_is_named_and_nothing_is_written(boss: Redvest, sessions: Sessions, tmp_path: Path) -> None:
    ran = boss("import", a_file(tmp_path, ("李四", "住建局", "13800000000"), ("王五", "住建居", "")))

    assert ran.code == 1
    assert "志愿者!第3行·单位「住建居」：没有这个单位，是不是“住建局”" in ran.out
    assert people(sessions) == 0


def test_the_same_mistake_is_said_once(boss: Redvest, tmp_path: Path) -> None:
    ran = boss("import", a_file(tmp_path, *((f"李{n}", "住建居", "") for n in "一二三四")))

    assert ran.out.count("住建居") == 1
    assert "同样的还有 3 处" in ran.out


def test_leave_from_a_file_names_how_many_duties_it_hits(boss: Redvest, sessions: Sessions, tmp_path: Path) -> None:
    boss("import", a_file(tmp_path, ("李四", "住建局", "")))
    with transaction(sessions) as session:
        roster = a_roster(session, state="published", version=1, published_version=1)
        a_duty(session, a_shift(session, roster, a_point(session)), session.scalars(select(Volunteer)).one())
    leave = tmp_path / "请假.csv"
    leave.write_text("姓名,开始\n李四,2026-12-01\n")

    ran = boss("import", leave)

    assert "请假影响 1 个已发布的值守" in ran.out


def test_the_same_file_again_says_so_and_a_change_is_shown(boss: Redvest, tmp_path: Path) -> None:
    boss("import", a_file(tmp_path, ("李四", "住建局", "13800000000")))

    again = boss("import", a_file(tmp_path, ("李四", "住建局", "13800000000")))
    changed = boss("import", a_file(tmp_path, ("李四", "住建局", "13911112222")))

    assert "没有变化" in again.out
    assert "手机" in changed.out
    assert "13911112222" not in changed.out + changed.err


def test_a_folder_of_csv_comes_in(boss: Redvest, sessions: Sessions, tmp_path: Path) -> None:
    folder = tmp_path / "town"
    folder.mkdir()
    (folder / "单位.csv").write_text("单位名称\n住建局\n", encoding="gb18030")
    (folder / "志愿者.csv").write_text("姓名,单位\n李四,住建局\n", encoding="utf-8-sig")

    ran = boss("import", folder)

    assert (ran.code, people(sessions)) == (0, 1)


def test_a_file_that_is_not_there_is_refused(boss: Redvest, tmp_path: Path) -> None:
    ran = boss("import", tmp_path / "nothing.xlsx")

    assert ran.code == 1
    assert "打不开" in ran.err


def test_the_template_is_written_once(redvest: Redvest, tmp_path: Path) -> None:
    file = tmp_path / "town.xlsx"

    codes = [redvest("template", file).code, redvest("template", file).code, redvest("template", file, "--force").code]

    assert codes == [0, 2, 0]


def test_brackets_in_what_people_type_are_only_brackets(boss: Redvest, sessions: Sessions, tmp_path: Path) -> None:
    missing = boss("import", tmp_path / "[/red].xlsx")
    came = boss("import", a_file(tmp_path, ("[/b]李四", "住建局", "")))
    changed = boss("import", a_file(tmp_path, ("[/b]李四", "住建局", "13911112222")))

    assert (missing.code, came.code, changed.code) == (1, 0, 0)
    assert "[/red].xlsx" in missing.err
    assert "[/b]李四" in changed.out


def test_headings_of_their_own_are_explained_with_the_command(
    boss: Redvest, sessions: Sessions, tmp_path: Path
) -> None:
    file = tmp_path / "名册.csv"
    file.write_text("叫啥,全称\nu1,财政局\n", encoding="utf-8")

    ran = boss("import", file, "--column", "名称=全称", "--column", "编号=叫啥")

    assert ran.code == 0
    with reading(sessions) as session:
        assert session.scalars(select(Unit.code)).all() == ["u1"]


@pytest.mark.parametrize("said", ["姓名", "姓名=", "尾巴=全称"])
def test_a_column_that_is_none_is_refused(boss: Redvest, tmp_path: Path, said: str) -> None:
    file = tmp_path / "名册.csv"
    file.write_text("全称\n财政局\n", encoding="utf-8")

    assert boss("import", file, "--column", said).code != 0


def test_a_file_without_a_row_says_that_there_is_no_data(boss: Redvest, sessions: Sessions, tmp_path: Path) -> None:
    file = tmp_path / "志愿者.csv"
    file.write_text("姓名,单位\n", encoding="utf-8")

    ran = boss("import", file)

    assert (ran.code, people(sessions)) == (0, 0)
    assert "没有数据：表里没有可以导入的行，什么都没有改动" in ran.out
