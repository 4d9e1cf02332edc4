"""`redvest wish …`: when somebody would rather not serve, or gladly would."""

import click
from rich.text import Text

from scheduler.commands.asked import moment_asked, span_text
from scheduler.commands.desk import Desk, pass_desk
from scheduler.commands.tables import listing
from scheduler.language import say
from scheduler.services import wish_views, wishes
from scheduler.services.paging import MOST, Page
from scheduler.services.spans import SpanFilter
from scheduler.services.wish_views import WishView
from scheduler.services.wishes import HEAVIEST, USUAL, Wished


@click.group(help=say("意愿：不想来或很愿意来的时间，只作参考"))
def wish() -> None:
    pass


@wish.command("add", help=say("登记意愿：志愿者编号或姓名，开始，结束（含当天，可不填）"))
@click.argument("volunteer")
@click.argument("start")
@click.argument("end", required=False)
@click.option("--glad", is_flag=True, help=say("这段时间很愿意来"))
@click.option("--weight", type=click.IntRange(1, HEAVIEST), default=USUAL, show_default=True, help=say("有多要紧"))
@pass_desk
def _add(desk: Desk, volunteer: str, start: str, end: str | None, *, glad: bool, weight: int) -> None:
    starts_at, ends_at = moment_asked(start, desk.now), moment_asked(end or start, desk.now, last=True)
    wished = Wished(starts_at=starts_at, ends_at=ends_at, weight=-weight if glad else weight)
    with desk.asking() as (session, who):
        made = wishes.add(session, who, volunteer, wished, now=desk.now)
    line = say("第 {number} 号意愿：{name} {span}，{what}", number=made.number, **_said(made))
    desk.console.print(line, markup=False)


@wish.command("list", help=say("列出还没过去的意愿"))
@click.option("--unit", help=say("只看这个单位和它下面的"))
@click.option("--page", type=click.IntRange(1), default=1, help=say("第几页"))
@pass_desk
def _list(desk: Desk, *, unit: str | None, page: int) -> None:
    with desk.looking() as (session, who):
        found = wish_views.page(session, who, Page(page), SpanFilter(unit=unit, since=desk.now))
    table = listing(say("号"), say("姓名"), say("单位"), say("时间"), say("意愿"))
    for one in found.items:
        said = _said(one)
        table.add_row(*map(Text, (str(one.number), said["name"], one.unit_name, said["span"], said["what"])))
    desk.console.print(table)
    if found.total > page * MOST:
        desk.console.print(say("共 {total} 条，加 --page {page} 看下一页", total=found.total, page=page + 1))


@wish.command("remove", help=say("删去"))
@click.argument("number", type=int)
@pass_desk
def _remove(desk: Desk, number: int) -> None:
    with desk.asking() as (session, who):
        gone = wish_views.one(session, who, number)
        wishes.remove(session, who, number, now=desk.now)
    desk.console.print(
        say("已删去第 {number} 号意愿：{name} {span}，{what}", number=number, **_said(gone)), markup=False
    )


def _said(made: WishView) -> dict[str, str]:
    weight = abs(made.weight)
    what = say("不想来（{weight}）", weight=weight) if made.weight > 0 else say("很愿意来（{weight}）", weight=weight)
    return {"name": made.name, "span": span_text(made.starts_at, made.ends_at), "what": what}
