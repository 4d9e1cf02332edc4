"""A workbook of plan P1's shape (47 units over 14 junctions) as somebody types it, with the usual mess."""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

UNITS, JUNCTIONS, EACH = 47, 14, 4


def write(path: Path) -> Path:
    """Title rows, merged cells, stray and full-width spaces, full-width digits, numbering, a remark at the end."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    _people(first)
    _points(book.create_sheet("路口名单"))
    _stewardship(book.create_sheet("包联"))
    _times(book.create_sheet("班次表"))
    book.create_sheet("Sheet1")
    book.save(path)
    return path


def unit(number: int) -> str:
    return f"第{number}单位"


def junction(number: int) -> str:
    return f"{number}号路口"


def person_name(number: int) -> str:
    """Two characters, another pair for each of the first 200."""
    return "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"[number // 10] + "甲乙丙丁戊己庚辛壬癸"[number % 10]


def _people(page: Worksheet) -> None:
    page.title = "人员名单"
    page.append(["区文明交通志愿服务人员名单"])
    page.merge_cells("A1:E1")
    page.append([])
    page.append(["序号", " 单 位 ", "姓　名", "联系电话", "岗位"])
    row, number = 4, 0
    for one in range(1, UNITS + 1):
        start = row
        for person in range(EACH):
            number += 1
            phone: object = f"138{number:08d}" if number % 3 else int(f"138{number:08d}")
            name = f" {person_name(number)} " if number % 2 else "　".join(person_name(number))
            page.append([number, unit(one) if person == 0 else None, name, phone, "带班领导" if person == 0 else None])
            row += 1
        page.merge_cells(start_row=start, start_column=2, end_row=row - 1, end_column=2)


def _points(page: Worksheet) -> None:
    page.append(["路口", "类别", "每班人数"])
    for one in range(1, JUNCTIONS + 1):
        page.append([junction(one), "路口" if one % 2 else "路 口", "４" if one % 2 else "4人"])


def _stewardship(page: Worksheet) -> None:
    """Units rotate: unit n answers for junction 1 + (n - 1) mod 14."""
    page.append(["路口包联一览表"])
    page.merge_cells("A1:B1")
    page.append(["点位", "责任单位"])
    for one in range(1, JUNCTIONS + 1):
        mine = [unit(number) for number in range(1, UNITS + 1) if (number - 1) % JUNCTIONS == one - 1]
        page.append([junction(one), ("、" if one % 2 else "，").join(mine)])


def _times(page: Worksheet) -> None:
    page.append(["班次", "日期类型", "时间", "适用类别"])
    page.append(["早晚高峰", "工作日", "早7点15－8点；17：00——18：30", "路口"])
