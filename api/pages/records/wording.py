"""The words of histories: what was done, to which field, from what to what."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from scheduler.clock import TOWN
from scheduler.language import say
from scheduler.services.imports.words import FIELDS
from scheduler.services.record_history import Change
from scheduler.services.wording import clock_text

_VERBS: Mapping[str, str] = {
    "add": "新增",
    "change": "更改",
    "delete": "删除",
    "edit": "更改",
    "read-phone": "看了电话",
    "forget": "清除个人信息",
    "approve": "批准",
    "refuse": "没有批准",
    "withdraw": "撤回",
    "ask": "申请",
}
_MORE: Mapping[str, str] = {
    "position": "次序",
    "category": "测评类别",
    "datum": "坐标系",
    "code": "编号",
    "at": "坐标",
    "day_kind": "日子类型",
    "starts_at": "从",
    "ends_at": "到（不含）",
}
_VALUES: Mapping[str, str] = {
    "workday": "工作日",
    "makeup": "调休上班",
    "rest": "休息日",
    "holiday": "节假日",
    "ordinary": "普通",
    "student": "学生",
    "elder": "老年",
    "lead": "主责",
    "assist": "协助",
}
_HIDDEN = "…"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT.*[+]00:00")


def verb(name: str) -> str:
    """What was done."""
    return say(_VERBS.get(name, name))


def field_name(name: str) -> str:
    """What people read for a field of the audit."""
    return say({**FIELDS, **_MORE}.get(name, name))


def value_text(value: Any) -> str:
    """What stood in the field; what the audit does not tell is told not to be."""
    if value in (None, "", [], {}):
        return say("空")
    if value == _HIDDEN:
        return say("（不显示）")
    if isinstance(value, bool):
        return say("是") if value else say("否")
    if isinstance(value, Mapping):
        return say("、").join(f"{name} {one}" for name, one in value.items())
    if isinstance(value, list):
        return _several(value)
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        return f"{datetime.fromisoformat(value).astimezone(TOWN):%Y-%m-%d %H:%M}"
    return say(_VALUES[value]) if isinstance(value, str) and value in _VALUES else str(value)


def changed_text(change: Change) -> str:
    """One change in a line."""
    each = (f"{field_name(name)} {value_text(before)} → {value_text(after)}" for name, before, after in change.fields)
    return f"{verb(change.verb)} {say('；').join(each)}".rstrip()


def _several(value: list[Any]) -> str:
    """Spans of a day are pairs of minutes."""
    if all(isinstance(one, list) and len(one) == 2 and all(isinstance(it, int) for it in one) for one in value):
        return say("、").join(f"{clock_text(start)}-{clock_text(until)}" for start, until in value)
    return say("、").join(",".join(map(str, one)) if isinstance(one, list) else value_text(one) for one in value)
