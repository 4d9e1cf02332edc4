"""Breaches in the town's words: who, when and where, and by how much."""

from datetime import date
from typing import Any

import pytest

from scheduler.errors import NotFound
from scheduler.services.sentences import Speaker
from scheduler.services.wording import hours_text, length_text
from solver.judge import hard_breaches
from solver.problem import DAY, Caps, Duty, Point, Problem, Shift, Span, Unit, Volunteer
from solver.roster import Roster
from solver.rules import HARD

AT = (116.7, 39.52)
MORNING, NOON = "12月3日 周四 07:30–08:30 新华路口", "12月3日 周四 11:30–12:30 新华路口"


def a_problem(**fields: Any) -> Problem:
    """From Thursday 3 December 2026: a morning, a noon that starts 3 h later, and a night that runs over midnight."""
    spans = {"s1": (450, 510), "s2": (690, 750), "s3": (480, 540), "night": (1380, 1500)}
    shifts = [Shift(id_, "p", Span(*span), headcount=1) for id_, span in spans.items()]
    shifts += [Shift(f"day{n}", "p", Span(n * DAY + 450, n * DAY + 510), headcount=1) for n in (2, 9)]
    people = tuple(
        Volunteer(**{"id": id_, "unit": "u", "at": (AT,), "name": name, **fields})
        for id_, name in (("v1", "张三"), ("v2", "李四"))
    )
    points = (Point("p", "新华路口", "intersection", AT),)
    return Problem(
        "t", date(2026, 12, 3), 14, (2, 3, 9, 10), (Unit("u", "财政局", AT, 1),), points, people, tuple(shifts)
    )


CASES: dict[str, tuple[dict[str, Any], str, str]] = {
    "headcount": ({}, "s1v1 s1v2", f"{MORNING} 只要 1 人，多了 1 人"),
    "reach": (
        {"reach": 900, "at": ((116.7, 39.53),)},
        "s1v1",
        # 0.01 degrees of latitude: 0.01 x pi / 180 x 6,371,008.8 m = 1,112 m.
        f"张三（财政局）离 {MORNING} 有 1112 米，超出可达范围 900 米",
    ),
    "away": (
        {"away": (Span(0, 460),)},
        "s1v1",
        f"张三（财政局）在 {MORNING} 时不能来",
    ),
    "overlap": ({}, "s1v1 s3v1", f"张三（财政局）的 {MORNING} 与 12月3日 周四 08:00–09:00 新华路口 时间重叠 30 分钟"),
    "rest": (
        {"rest": 660},
        "s1v1 s2v1",
        f"张三（财政局）的 {MORNING} 与 {NOON} 之间应休息 11 小时，少了 8 小时",
    ),
    "day": ({"caps": Caps(day=1)}, "s1v1 s2v1", "张三（财政局）在 12月3日 周四 有 2 次值守，每天最多 1 次"),
    "week": ({"caps": Caps(week=1)}, "s1v1 day2v1", "张三（财政局）从 12月3日 周四 起的一周有 2 次值守，每周最多 1 次"),
    "total": ({"caps": Caps(total=1)}, "s1v1 day9v1", "张三（财政局）一共有 2 次值守，最多 1 次"),
    "weekends": ({"caps": Caps(weekends=1)}, "day2v1 day9v1", "张三（财政局）有 2 个周末值守，最多 1 个"),
    "office": ({}, "s1v1 s3v2", "财政局在 12月3日 周四 08:00–08:30 同时外出的超过 1 人，单位须留人在岗"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_breach_says_who_what_and_by_how_much(case: str) -> None:
    fields, duties, sentence = CASES[case]
    problem = a_problem(**fields)
    roster = Roster(frozenset(Duty(pair[:-2], pair[-2:]) for pair in duties.split()))
    rule = case if case in {one.name for one in HARD} else "caps"

    told = [
        Speaker(problem, {}).fault(breach).advice for breach in hard_breaches(problem, roster) if breach.rule == rule
    ]

    assert sentence in told


def test_every_hard_rule_can_be_said() -> None:
    barred = Problem(
        **{**a_problem().__dict__, "barred": frozenset({Duty("s1", "v1")}), "pinned": frozenset({Duty("s2", "v2")})}
    )
    speaker = Speaker(barred, {})

    told = {breach.rule: speaker.fault(breach).advice for breach in hard_breaches(barred, Roster.of([("s1", "v1")]))}

    assert told["barred"] == f"张三（财政局）已谢绝 {MORNING}"
    assert told["pinned"] == f"李四（财政局）在 {NOON} 的值守已锁定"


def test_somebody_without_a_place_reaches_nothing() -> None:
    problem = a_problem(at=())

    (breach,) = hard_breaches(problem, Roster.of([("s1", "v1")]))

    assert Speaker(problem, {}).fault(breach).advice == f"张三（财政局）没有登记出发地点，不能排到 {MORNING}"


def test_a_shift_over_midnight_ends_on_the_next_day() -> None:
    assert Speaker(a_problem(), {}).shift("night") == "12月3日 周四 23:00–次日01:00 新华路口"


def test_who_and_what_must_be_known() -> None:
    speaker = Speaker(a_problem(), {"leader": "带班领导"})

    assert (speaker.role("leader"), speaker.role("odd")) == ("带班领导", "odd")
    with pytest.raises(NotFound, match="没有班次 s9"):
        speaker.require(Duty("s9", "v1"))
    with pytest.raises(NotFound, match="没有志愿者 v9"):
        speaker.require(Duty("s1", "v9"))


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0, "0 分钟"), (45, "45 分钟"), (60, "1 小时"), (150, "2 小时 30 分钟")],
)
def test_lengths_are_hours_and_minutes(minutes: int, text: str) -> None:
    assert length_text(minutes) == text


@pytest.mark.parametrize(("end", "text"), [(1440, "22:00–24:00"), (1500, "22:00–次日01:00")])
def test_hours_may_end_on_the_next_day(end: int, text: str) -> None:
    assert hours_text(1320, end) == text
