"""The plan of P1 as a coordinator keeps it in Excel: titles across the page, merged cells, times as people write them,
a day without its year, a telephone that lacks a digit, a unit by another name. Who is in it is made up."""

from io import BytesIO
from random import Random

from scheduler.exchange.paper import Format, Workbook, Worksheet
from seed_data.names import offices, people, phone

JUNCTIONS = tuple(
    f"{street}与{avenue}交叉口"
    for street in ("新华路", "和平路")
    for avenue in ("金光道", "光明道", "爱民道", "广阳道", "南龙道", "北凤道", "崇文道")
)
UNITS = offices("区", 47)
_OF_EACH = 9
_SHORT_PHONE, _OTHER_NAME = "1430000007", "区财政局机关"


def units_at(junctions: int) -> tuple[str, ...]:
    """The units that take turns at so many of the junctions, the three or four of one after those of another."""
    return tuple(unit for number in range(junctions) for unit in UNITS[number :: len(JUNCTIONS)])


def p1_plan(junctions: int = len(JUNCTIONS)) -> bytes:
    """Of its 14 junctions the first so many, four people a shift, both peaks of the workdays; nine people a unit."""
    file = BytesIO()
    book = Workbook(file, {"in_memory": True})
    cell = book.add_format({"border": 1, "align": "center", "valign": "vcenter", "text_wrap": True})
    _duties(book.add_worksheet("附件1"), cell, junctions)
    _people(book.add_worksheet("附件2"), cell, units_at(junctions))
    book.close()
    return file.getvalue()


def _duties(page: Worksheet, cell: Format, junctions: int) -> None:
    page.merge_range("A1:F1", "某区文明交通志愿值守责任分工表", cell)
    page.merge_range("A2:F2", "（6月7日至12月31日，工作日每日两个时段）", cell)
    page.write_row(2, 0, ("序号", "执勤路口", "责任单位", "每班人数", "执勤时间", "备注"), cell)
    row = 3
    for number, junction in enumerate(JUNCTIONS[:junctions]):
        theirs = UNITS[number :: len(JUNCTIONS)]
        last = row + len(theirs) - 1
        for column, said in ((0, number + 1), (1, junction), (3, 4), (4, "7：15—8：00\n17：00—18：30")):
            page.merge_range(row, column, last, column, said, cell)
        page.write_column(row, 2, theirs, cell)
        row = last + 1
    page.merge_range(row, 0, row, 5, "备注：各单位固定时间、固定人员、固定岗位，每班不少于4人。", cell)
    page.write(row + 1, 0, "填表人：张三")


def _people(page: Worksheet, cell: Format, units: tuple[str, ...]) -> None:
    page.merge_range("A1:G1", "值守人员名单", cell)
    page.write_row(1, 0, ("序号", "责任单位", "姓名", "性别", "职务", "联系电话", "入队时间"), cell)
    for number, name in enumerate(people(Random(1), len(units) * _OF_EACH)):
        told = _SHORT_PHONE if number == 7 else phone(number)
        joined = "6月1日" if number == 2 else ("2026.6.1", "2026年6月1日")[number % 2]
        page.write_row(2 + number, 0, (number + 1, "", name, "男" if number % 2 else "女", "科员", told, joined), cell)
    for number, unit in enumerate(units):
        first = 2 + number * _OF_EACH
        last = first + _OF_EACH - (2 if unit == units[-1] else 1)
        page.merge_range(first, 1, last, 1, unit, cell)
    page.write(last + 1, 1, _OTHER_NAME, cell)
