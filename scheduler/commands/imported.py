"""An import's plan for people to read: what is added, what is changed from what to what, what is refused."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from scheduler.errors import Fault
from scheduler.language import say
from scheduler.services.imports import Item, Plan

_MOST = 50
_NOUNS = {
    "grid": "网格", "team": "志愿服务队", "unit": "单位", "point": "点位", "theme": "主题",
    "pattern": "班次", "stewardship": "分包", "volunteer": "志愿者", "absence": "请假",
}  # fmt: skip
_FIELDS = {
    "name": "名称", "parent": "上级", "longitude": "经度", "latitude": "纬度", "most_out_percent": "最多外出比例",
    "contact": "联系人", "ended_on": "停用日期", "kind": "类别", "grid": "网格", "shape": "形状", "path": "坐标",
    "came_path": "原坐标", "came_in": "坐标系", "length": "长度", "priority": "优先级", "headcount": "人数",
    "part": "责任", "until_day": "截止日期", "from_day": "起始日期", "unit": "单位", "phone_index": "手机",
    "birth_year": "出生年份", "party_member": "党员", "guardian_note": "监护人同意", "cap_day": "每天上限",
    "cap_week": "每周上限", "cap_total": "每期上限", "cap_weekends": "周末上限", "rest": "间隔", "reach": "到岗范围",
    "joined_on": "加入日期", "left_on": "离队日期", "places": "出发地", "availability": "可值守时间",
    "teams": "志愿服务队", "roles": "岗位角色", "usual": "常去点位", "reason": "事由", "state": "状态",
    "day_kinds": "日子类型", "weekdays": "星期", "point_kinds": "点位类别", "points": "点位", "spans": "时段",
    "summer_spans": "夏季时段", "summer_from": "夏季起", "summer_until": "夏季止", "load": "负担",
    "rain_cancels": "雨天取消", "counts_hours": "计入时长", "counts_fairness": "计入均衡", "theme": "主题",
    "replaces": "替换班次", "active": "启用", "level": "级别",
}  # fmt: skip


def show(console: Console, plan: Plan) -> None:
    """Print counts, then every change and every refusal, up to fifty of each."""
    for line in plan.warnings:
        console.print(say("注意：{line}", line=line), style="yellow", markup=False)
    if plan.refused:
        _refusals(console, plan)
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
    table = Table(say("类别"), say("新增"), say("更改"))
    counts = plan.counts()
    for noun, name in _NOUNS.items():
        added, changed = counts["added"].get(noun, 0), counts["changed"].get(noun, 0)
        if added or changed:
            table.add_row(say(name), str(added), str(changed))
    return table


def _changes(plan: Plan) -> Table:
    table = Table(say("类别"), say("哪一项"), say("更改"), title=say("更改"))
    for item in plan.changed[:_MOST]:
        table.add_row(say(_NOUNS[item.noun]), Text(item.name), Text("\n".join(_lines(item))))
    if len(plan.changed) > _MOST:
        table.caption = say("另有 {count} 项未列出", count=len(plan.changed) - _MOST)
    return table


def _lines(item: Item) -> list[str]:
    before: Mapping[str, Any] = item.before or {}
    return [
        f"{say(_FIELDS[field])}：{_shown(field, before.get(field))} → {_shown(field, value)}"
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
        return "、".join(_shown(field, one) for one in value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _rest(console: Console, count: int) -> None:
    if count > _MOST:
        console.print(say("另有 {count} 项未列出", count=count - _MOST))
