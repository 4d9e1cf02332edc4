"""Plans of stewardship in the terminal: the list of them, one with its units and points, what differs from another."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from scheduler.commands.tables import listing
from scheduler.language import say
from scheduler.services.allotting.comparing import Comparison
from scheduler.services.allotting.effect import RosterEffect
from scheduler.services.allotting.plans import PlanView
from scheduler.services.allotting.telling import in_duties
from scheduler.services.paging import Paged
from scheduler.services.wording import told_of
from scheduler.store.lifecycle import named

_MOST = 20


def show_plans(console: Console, plans: Paged[PlanView]) -> None:
    if not plans.items:
        console.print(say("还没有分包方案：用 redvest stewardship plan 编一个"))
        return
    table = listing(say("编号"), say("名称"), say("季"), say("状态"), say("最重"), say("差距"), say("谁要的"))
    for one in plans.items:
        season = say("{first} 起 {days} 天", first=one.wanted.start, days=one.wanted.days)
        worst = "" if one.worst is None else in_duties(one.worst)
        gap = "" if one.gap is None else f"{one.gap:.1%}"
        cells = (str(one.number), one.name, season, named("allotment", one.state), worst, gap, one.by)
        table.add_row(*map(Text, cells))
    console.print(table)


def show_plan(console: Console, plan: PlanView, *, everything: bool = False) -> None:
    """Its units, the heaviest of today first, its points, and how good it is."""
    if plan.found is None:
        return
    units = sorted(plan.found["units"], key=lambda one: (-one["before"], -one["after"], one["unit"]))
    _units(console, plan, units if everything else [one for one in units if one["points_before"] or one["points"]])
    names = {one["unit"]: one["name"] for one in units}
    changed = [one for one in plan.found["points"] if one["before"] != one["after"] or everything]
    _points(console, changed, names, everything=everything)
    for one in units:
        if one["advice"]:
            console.print(told_of(one["name"], one["advice"]), style="red", markup=False)
    for point in plan.found["uncovered"]:
        console.print(say("点位 {code} 没有单位够得着", code=point), style="yellow", markup=False)
    if plan.found["unplaced"]:
        console.print(say("有 {count} 个点位没有坐标，不限远近", count=plan.found["unplaced"]), style="yellow")
    _verdict(console, plan)


def _verdict(console: Console, plan: PlanView) -> None:
    found = plan.found or {}
    begun, ended = (sum(one["move"] == move for one in found["changes"]) for move in ("begin", "end"))
    worst = found["worst"]
    console.print(
        say(
            "第 {number} 号方案：最重的单位人均 {worst} 班/月（含改签折算），已证明不能低于 {bound}，差距 {gap}",
            number=plan.number, worst=in_duties(worst["reached"]), bound=in_duties(worst["bound"]),
            gap=f"{worst['gap']:.2%}",
        ),
        markup=False,
    )  # fmt: skip
    told = "新签 {begun} 份分包，解除 {ended} 份，用时 {seconds} 秒"
    console.print(say(told, begun=begun, ended=ended, seconds=found["seconds"]))


def _units(console: Console, plan: PlanView, units: Sequence[Mapping[str, Any]]) -> None:
    supposed = any(one["without"] is not None for one in units)
    titles = [say("单位"), say("折合人数"), say("点位"), say("现在人均/月"), say("方案人均/月")]
    table = listing(*titles, *([say("不变动时")] if supposed else []), over=plan.name)
    for one in units:
        cells = [
            one["name"],
            f"{one['strength'] / 100:.1f}",
            f"{one['points_before']} → {one['points']}",
            in_duties(one["before"]),
            in_duties(one["after"]),
        ]
        cells += [in_duties(one["without"] or 0)] if supposed else []
        table.add_row(*map(Text, cells), style="red" if one["advice"] else None)
    console.print(table)


def _points(
    console: Console, points: Sequence[Mapping[str, Any]], names: Mapping[str, str], *, everything: bool
) -> None:  # fmt: skip
    table = listing(say("点位"), say("每月班次"), say("现在"), say("方案（第一个为主责）"))
    for one in points[: None if everything else _MOST]:
        pools = (say("、").join(names.get(unit, unit) for unit in one[when]) or "—" for when in ("before", "after"))
        table.add_row(*map(Text, (one["name"], in_duties(one["need"]), *pools)))
    if points:
        console.print(table)
    if not everything and len(points) > _MOST:
        console.print(say("另有 {count} 个点位有变，未列出", count=len(points) - _MOST))


def show_comparison(console: Console, compared: Comparison) -> None:
    """The points that differ, the units that carry more or less, and the largest load of both."""
    names = {one.unit: one.name for one in compared.units}
    table = listing(say("点位"), say("编号"), say("原来"), say("以后（第一个为主责）"))
    for line in compared.lines:
        pools = (say("、").join(names.get(unit, unit) for unit in units) or "—" for units in (line.before, line.after))
        table.add_row(*map(Text, (line.name, line.point, *pools)))
    units = listing(say("单位"), say("原来人均/月"), say("以后人均/月"))
    moved = [one for one in compared.units if one.before != one.after]
    for one in moved[:_MOST]:
        units.add_row(*map(Text, (one.name, in_duties(one.before), in_duties(one.after))))
    for filled in (table, units):
        if filled.row_count:
            console.print(filled)
    before, after = compared.worst
    console.print(
        say(
            "{changed} 个点位有变，{same} 个不变；最重的单位人均 {before} → {after} 班/月",
            changed=len(compared.lines), same=compared.same, before=in_duties(before), after=in_duties(after),
        )
    )  # fmt: skip
    titles = {line.point: line.name for line in compared.lines}
    for point, why in compared.hindered.items():
        console.print(say("{point}不能启用：{why}", point=titles[point], why=why), style="yellow", markup=False)


def show_effect(console: Console, rosters: Sequence[RosterEffect]) -> None:
    """What is published and held by people whose unit lets go; nothing where nothing is."""
    for one in rosters:
        told = (
            "{name}已发布：这些点位从那天起 {seats} 个席位，空岗 {missing}，{people} 人的 {leaving} 个值守已不归其单位"
        )
        given = {"seats": one.seats, "missing": one.missing, "leaving": one.leaving, "people": one.people}
        console.print(say(told, name=one.name, **given), markup=False)
