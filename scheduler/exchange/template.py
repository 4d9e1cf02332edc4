"""The workbook that a town fills in: a sheet that says how, and the six sheets with an example row each."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from scheduler.exchange.paper import FONT, Workbook, open_book, print_on_a4
from scheduler.exchange.town import SHEETS
from scheduler.exchange.town.column import Sheet
from scheduler.exchange.town_page import EXAMPLE_LOOK, fill, offered, town_page
from scheduler.exchange.whole import write_file
from scheduler.language import say

_MADE = datetime(2026, 1, 1, tzinfo=UTC)


def write_template(path: Path) -> Path:
    """Write the template to `path`, replacing what is there. Raises Invalid when that cannot be done."""
    return write_file(path, template())


def template() -> bytes:
    """The template as .xlsx; read back it holds no record and no fault."""
    file = BytesIO()
    book = open_book(file, say("红马甲导入模板"), made=_MADE)
    _read_me(book)
    for sheet in SHEETS:
        _sheet(book, sheet)
    book.close()
    return file.getvalue()


def _read_me(book: Workbook) -> None:
    page = book.add_worksheet("说明")
    big = book.add_format({"font_name": FONT, "font_size": 16, "bold": True})
    plain = book.add_format({"font_name": FONT, "font_size": 11, "text_wrap": True, "valign": "top"})
    bold = book.add_format({"font_name": FONT, "font_size": 11, "bold": True, "valign": "top"})
    page.set_column(0, 0, 14)
    page.set_column(1, 1, 88)
    page.write_string(0, 0, say("红马甲导入模板"), big)
    for row, (head, line) in enumerate(_lines(), start=2):
        page.write_string(row, 0, head, bold)
        page.write_string(row, 1, line, plain)
    print_on_a4(page, header_rows=0)
    page.hide_gridlines(2)


def _lines() -> tuple[tuple[str, str], ...]:
    return (
        ("单位", say("参加值守的单位和指挥部。")),
        ("点位", say("要值守的路口、路段、小区等。")),
        ("分包", say("哪个单位负责哪个点位，从哪天到哪天；一个点位可由几个单位轮流。")),
        ("志愿者", say("人员名单：单位、手机、岗位、可值守时间和次数上限。")),
        ("请假", say("谁从什么时候到什么时候不能值守。")),
        ("班次", say("哪些日子、哪些点位、什么时段要人值守，各要几人。")),
        ("", ""),
        (say("怎么填"), say("标题带 * 的列必须填；把鼠标停在标题上可以看到填法。灰色的示例行不会导入，可以删去。")),
        ("", say("不用的表和列可以删去；列的先后随意；合并单元格、空行、标题行都认得；与上一行相同可写“同上”。")),
        ("", say("没有“编号”也可以：单位、点位和班次按名称认，志愿者按单位加姓名认。")),
        ("", say("缺少的列保持原样；列在而格子空着，表示清空。")),
        (say("再次导入"), say("同一份文件再导入一次不会有任何变化；改过的行按编号更新；没有列出的不会删除。")),
        (say("出错时"), say("只要有一处读不懂就全部不导入，并逐处说明是哪张表、哪一行、哪一列、怎么改。")),
        (say("隐私"), say("不要填身份证号。手机号加密保存。")),
    )


def _sheet(book: Workbook, sheet: Sheet) -> None:
    page = town_page(book, sheet)
    look = book.add_format(EXAMPLE_LOOK)
    fill(page, 1, [column.example for column in offered(sheet)], look)
