"""`redvest publish`: make the newest version the one that people are told, after showing who will be told what."""

import sys

import click

from scheduler.commands.desk import Desk, pass_desk
from scheduler.language import say
from scheduler.services import publishing
from scheduler.services.publishing import Publication

_SHOWN = 20


@click.command(help=say("发布排班表：每个有关的人各通知一次"))
@click.argument("roster")
@click.option("--dry-run", is_flag=True, help=say("只看会通知谁、通知什么"))
@click.option("--yes", is_flag=True, help=say("不再询问"))
@click.option("--reason", default="", help=say("违反硬性规则仍要发布的理由"))
@pass_desk
def publish(desk: Desk, roster: str, *, dry_run: bool, yes: bool, reason: str) -> None:
    with desk.looking() as (session, who):
        found = publishing.preview(session, who, roster, settings=desk.settings, now=desk.now)
    _show(desk, found, whole=dry_run)
    if dry_run:
        return
    if not yes and sys.stdin.isatty():
        click.confirm(say("发布并通知以上 {count} 人？", count=len(found.messages)), abort=True)
        if found.faults and not reason:
            reason = click.prompt(say("违反硬性规则仍要发布的理由"))
    with desk.asking() as (session, who):
        done = publishing.publish(
            session, who, roster, expected=found.version, reason=reason, settings=desk.settings, now=desk.now
        )
    told = say("已发布第 {version} 版，{count} 人的通知已进入待发送", version=done.version, count=len(done.messages))
    desk.console.print(told, style="green")
    if done.waiting_text:
        desk.console.print(done.waiting_text, style="yellow")


def _show(desk: Desk, found: Publication, *, whole: bool) -> None:
    """Whom it concerns: everything on a dry run, else the first few by name."""
    if found.vacant:
        desk.console.print(say("还有 {count} 个空岗，发布后仍可补", count=found.vacant), style="yellow")
    for fault in found.faults:
        desk.console.print(f"{say('违反硬性规则：')}{fault.advice}", style="red", markup=False)
    if found.waiting_text:
        desk.console.print(found.waiting_text, style="yellow")
    desk.console.print(say("将通知 {count} 人：", count=len(found.messages)))
    for message in found.messages if whole else ():
        desk.console.print(message.body, markup=False)
        desk.console.print()
    if not whole:
        names = say("、").join(message.name for message in found.messages[:_SHOWN])
        desk.console.print(f"  {names}{'……' if len(found.messages) > _SHOWN else ''}", markup=False)
