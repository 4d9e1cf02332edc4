"""An import's plan for people to read: what is added, what is changed from what to what, what is refused."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from scheduler.commands.tables import listing
from scheduler.errors import Fault
from scheduler.language import say
from scheduler.services.imports import Item, Plan
from scheduler.services.imports.words import FIELDS, NOUNS
from scheduler.services.wording import told_of

_MOST = 50


def show(console: Console, plan: Plan) -> None:
    """Print counts, then every change and every refusal, up to fifty of each."""
    for line in plan.warnings:
        console.print(say("注意：{line}", line=line), style="yellow", markup=False)
    for line in plan.notes:
        console.print(line, style="dim", markup=False)
    if plan.refused:
        _refusals(console, plan)
        return
    if plan.empty:
        console.print(say("没有数据：表里没有可以导入的行，什么都没有改动"))
        return
    if plan.idle:
        console.print(say("没有变化：{count} 项都与系统里的一致", count=plan.unchanged))
        return
    console.print(_counts(plan))
    if plan.changed:
        console.print(_changes(plan))


def _refusals(console: Console, plan: Plan) -> None:
    console.print(say("有 {count} 处不能导入，什么都没有改动：", count=len(plan.refused)), style="red")
    alike: dict[tuple[str, str], list[Fault]] = {}
    for fault in plan.refused:
        alike.setdefault((fault.value, fault.advice), []).append(fault)
    for first, *others in list(alike.values())[:_MOST]:
        more = say("（同样的还有 {count} 处）", count=len(others)) if others else ""
        console.print(f"  {first}{more}", markup=False)
    _rest(console, len(alike))


def _counts(plan: Plan) -> Table:
    table = listing(say("类别"), say("新增"), say("更改"))
    counts = plan.counts()
    for noun, name in NOUNS.items():
        added, changed = counts["added"].get(noun, 0), counts["changed"].get(noun, 0)
        if added or changed:
            table.add_row(say(name), str(added), str(changed))
    return table


def _changes(plan: Plan) -> Table:
    table = listing(say("类别"), say("哪一项"), say("更改"), over=say("更改"))
    for item in plan.changed[:_MOST]:
        table.add_row(say(NOUNS[item.noun]), Text(item.name), Text("\n".join(_lines(item))))
    if len(plan.changed) > _MOST:
        table.caption = say("另有 {count} 项未列出", count=len(plan.changed) - _MOST)
    return table


def _lines(item: Item) -> list[str]:
    before: Mapping[str, Any] = item.before or {}
    return [
        told_of(say(FIELDS[field]), f"{_shown(field, before.get(field))} → {_shown(field, value)}")
        for field, value in item.after.items()
    ]


def _shown(field: str, value: object) -> str:
    if value is None or value == () or value == "":
        return say("空")
    if field == "phone_index":
        return say("（加密保存）")
    if isinstance(value, bool):
        return say("是") if value else say("否")
    if isinstance(value, tuple):
        return say("、").join(_shown(field, one) for one in value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _rest(console: Console, count: int) -> None:
    if count > _MOST:
        console.print(say("另有 {count} 项未列出", count=count - _MOST))
