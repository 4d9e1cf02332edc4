"""`redvest contact …`: where a unit's group, or a user, is reached."""

from time import monotonic, sleep

import click
from rich.text import Text

from scheduler.commands.desk import Desk, pass_desk
from scheduler.commands.tables import listing
from scheduler.language import say
from scheduler.notify.channels import ADDRESSED
from scheduler.services import contact_views, contacts, outbox_views
from scheduler.services.addresses import channel_name
from scheduler.services.contact_views import ContactFilter, ContactView
from scheduler.services.contacts import NewContact
from scheduler.services.outbox_views import ReminderView
from scheduler.services.paging import MOST, Page
from scheduler.services.wording import with_aside
from scheduler.store.lifecycle import named
from scheduler.store.reminders import ReminderState

_WAITING = (ReminderState.DUE, ReminderState.CLAIMED)
_LOOK_EVERY = 0.5


@click.group(help=say("联系方式：单位的群、账号的邮箱"))
def contact() -> None:
    pass


@contact.command("add", help=say("登记地址；不写 ADDRESS 则提示输入，免得留在命令历史里"))
@click.argument("address", required=False)
@click.option("--channel", required=True, type=click.Choice(sorted(ADDRESSED)), help=say("渠道"))
@click.option("--name", required=True, help=say("大家怎么叫它"))
@click.option("--unit", metavar="CODE", help=say("哪个单位的群"))
@click.option("--user", metavar="LOGIN", help=say("哪个账号的；都不写是自己的"))
@click.option("--secret", default="", help=say("钉钉、飞书机器人的加签密钥"))
@pass_desk
def _add(
    desk: Desk, address: str | None, *, channel: str, name: str, unit: str | None, user: str | None, secret: str
) -> None:
    address = address or click.prompt(say("地址"), hide_input=True)
    asked = NewContact(channel, name, address, secret, unit, user)
    with desk.asking() as (session, who):
        made = contacts.add(session, who, asked, vault=desk.vault, settings=desk.settings, now=desk.now)
    told = say("已登记第 {number} 号：{owner} {name}，{address}", **_told(made))
    desk.console.print(told, markup=False)
    desk.console.print(say("试一下：redvest contact test {number}", number=made.number), markup=False)


@contact.command("list", help=say("列出联系方式"))
@click.option("--unit", metavar="CODE", help=say("只看这个单位的"))
@pass_desk
def _list(desk: Desk, *, unit: str | None) -> None:
    with desk.looking() as (session, who):
        which = ContactFilter(unit=unit)
        found = contact_views.page(session, who, Page(size=MOST), which, vault=desk.vault)
    table = listing(say("号"), say("属于"), say("渠道"), say("名称"), say("地址"), say("状态"))
    for one in found.items:
        owner = with_aside(one.owner, one.unit or one.user or "")
        state = say("可用") if one.active else say("已停用")
        cells = (str(one.number), owner, channel_name(one.channel), one.name, one.address, state)
        table.add_row(*map(Text, cells))
    desk.console.print(table)


@contact.command("remove", help=say("停用，保留记录"))
@click.argument("number", type=int)
@pass_desk
def _remove(desk: Desk, number: int) -> None:
    with desk.asking() as (session, who):
        contacts.deactivate(session, who, number, now=desk.now)
    desk.console.print(say("第 {number} 号联系方式已停用", number=number))


@contact.command("test", help=say("发一条测试消息，由时钟进程发出"))
@click.argument("number", type=int)
@click.option("--wait", default=15.0, show_default=True, help=say("最多等几秒看结果"))
@pass_desk
def _test(desk: Desk, number: int, *, wait: float) -> None:
    with desk.asking() as (session, who):
        reminder = contacts.try_out(session, who, number, settings=desk.settings, now=desk.now)
    ends = monotonic() + wait
    found = _look(desk, reminder)
    while found.state in _WAITING and not found.tries and monotonic() < ends:
        sleep(_LOOK_EVERY)
        found = _look(desk, reminder)
    desk.console.print(_outcome(found), style="green" if found.state is ReminderState.SENT else "yellow", markup=False)


def _look(desk: Desk, reminder: int) -> ReminderView:
    with desk.looking() as (session, who):
        return outbox_views.one(session, who, reminder, vault=desk.vault)


def _outcome(found: ReminderView) -> str:
    if found.state is ReminderState.SENT:
        return say("已送达：{address}", address=found.address)
    if found.answer:
        return say("没有送达：{answer}（{state}）", answer=found.answer, state=named("reminder", found.state))
    return say("还没有发出：时钟进程在运行吗？稍后看 redvest reminders show {number}", number=found.number)


def _told(made: ContactView) -> dict[str, object]:
    return {"number": made.number, "owner": made.owner, "name": made.name, "address": made.address}
