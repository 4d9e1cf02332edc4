"""Shift patterns edited by hand, one at a time. One that is no longer wanted is made inactive; rosters refer to it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from scheduler.errors import Forbidden, Invalid
from scheduler.exchange.origin import ByHand
from scheduler.exchange.records import PatternRecord
from scheduler.language import say
from scheduler.services.access import Asker
from scheduler.services.editing.entered import entered_formula, entered_name, require_new_code, wrong
from scheduler.services.editing.put import put
from scheduler.services.formulas import needs_length, people
from scheduler.services.imports.town import Town
from scheduler.services.pattern_views import DaySpan, PatternView, find, one
from scheduler.services.patterns import DAY
from scheduler.services.wording import hours_text
from scheduler.store.patterns import ShiftPattern
from scheduler.store.vault import Vault

_SUMMER = ("summer_spans", "summer_from", "summer_until")


def save(
    session: Session, who: Asker, code: str, said: Mapping[str, Any], *, vault: Vault, now: datetime
) -> PatternView:  # fmt: skip
    """Change what is said of the pattern, by the names of PatternView's fields, or add it; what is not said stays.

    Rosters that are there keep their shifts until they are refreshed. Raises Forbidden where the asker does not plan
    every point that it staffs, Invalid with its faults, Conflict for a taken code.
    """
    current = find(session, who, code)
    if current is None:
        require_new_code(session, ShiftPattern, code)
    elif code not in Town(session, who).patterns.mine:
        raise Forbidden(say("这个班次也管到您范围之外的点位，只能查看"))
    put(session, who, _record(code, said, current), vault=vault, now=now)
    return one(session, who, code)


def _record(code: str, said: Mapping[str, Any], current: PatternView | None) -> PatternRecord:
    must = {name: getattr(current, name) for name in ("name", "day_kinds", "spans")} if current else {"name": ""}
    values = {**must, **said}
    values["name"] = entered_name(values["name"])
    _check(lambda name: values[name] if name in values else getattr(current, name, None))
    values["spans"] = _spans("spans", values["spans"])
    if "summer_spans" in values:
        values["summer_spans"] = _spans("summer_spans", values["summer_spans"]) or None
    if "weekdays" in values:
        values["weekdays"] = tuple(sorted(set(values["weekdays"]))) or None
    for field in ("day_kinds", "replaces", "point_kinds", "points"):
        if field in values:
            values[field] = tuple(dict.fromkeys(values[field]))
    return PatternRecord(code=code, coded=True, **values, origin=ByHand(), given=frozenset(said))


def _check(value: Any) -> None:
    """Raises Invalid, by field, where what will stand there, `value(name)`, does not go together."""
    first, until = value("from_day"), value("until_day")
    if first and until and until <= first:
        raise wrong("until_day", until.isoformat(), say("截止日期早于起始日期 {day}", day=first))
    missing = [name for name in _SUMMER if not value(name)]
    if missing and len(missing) < len(_SUMMER):
        raise wrong(missing[0], "", say("夏季时段、夏季起、夏季止三格要么都填，要么都不填"))
    _check_crew(value("headcount"), value("roles") or {})
    if value("replaces") and not value("theme"):
        raise wrong("replaces", "、".join(value("replaces")), say("只有写明主题的班次才能替换别的班次"))


def _check_crew(headcount: str | None, roles: Mapping[str, int]) -> None:
    """Raises Invalid for a role that needs more people than there are, where that does not hang on the point."""
    if headcount is None or needs_length(entered_formula(headcount)):
        return
    try:
        there = people(headcount, None)
    except Invalid as invalid:
        raise wrong("headcount", headcount, str(invalid)) from invalid
    for role, need in roles.items():
        if need > there > 0:
            advice = say("岗位 {role} 要 {need} 人，多于班次的 {found} 人", role=role, need=need, found=there)
            raise wrong("roles", f"{role} {need}", advice)


def _spans(field: str, spans: tuple[DaySpan, ...]) -> tuple[tuple[int, int], ...]:
    for place, span in enumerate(spans):
        text = hours_text(span.start, span.until)
        if not span.start < span.until <= span.start + DAY:
            raise wrong(field, text, say("结束应晚于开始，最多晚 24 小时；次日的钟点加 24，如 26:00"))
        if span in spans[:place]:
            raise wrong(field, text, say("同一时段写了两次"))
    return tuple((span.start, span.until) for span in spans)
