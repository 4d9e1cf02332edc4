"""What to do next after an answer to what if: where it can be made so, filled in as it was asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from api.auth import asker
from api.pages import forms
from scheduler.language import say
from scheduler.services.access import Right
from scheduler.services.editing import points
from scheduler.services.what_if import Askable, Compared
from scheduler.store.database import Session
from scheduler.store.snapshot.limits import Limits

_MONTH = 30


@dataclass(frozen=True, slots=True)
class Next:
    """A step: what its button says, where that leads, and in a sentence what for."""

    label: str
    address: str
    why: str


def steps(session: Session, roster: Askable, found: Compared) -> list[Next]:
    """What can be done about the question in the address, the plan of stewardship first for who makes such plans."""
    ask = request.args.get("ask", "")
    steps = [_OWN[ask](roster)]
    if asker().units(Right.RULE) != frozenset() and (said := _PLANNED[ask](session, roster, found)):
        address = url_for("stewardship_plan_pages.new", **said)
        why = say("上面还照现在的分包算；方案算出该由哪些单位负责最均衡，看过再从某天起启用。")
        steps.insert(0, Next(say("编制分包方案"), address, why))
    return steps


Said = Mapping[str, Any]


def _new_point(session: Session, roster: Askable, found: Compared) -> Said:
    """A point that needs as many duties a month as here, at the place that was asked about."""
    like = points.one(session, asker(), forms.text(request.args, "like", 60))
    path, datum = forms.text(request.args, "path"), request.args.get("datum", "")
    if not path and like.wgs84:
        path, datum = ",".join(str(number) for number in like.wgs84[0]), "wgs84"
    need = round((found.then.seats - found.now.seats) * _MONTH / roster.days)
    return {"new": say("新点位"), "need": need, "path": path, "datum": datum}


def _lost(_session: Session, _roster: Askable, _found: Compared) -> Said:
    return {"lost": request.args.get("unit", ""), "start": request.args.get("since", "")}


def _cap(_session: Session, _roster: Askable, _found: Compared) -> Said:
    """A plan counts people who may serve less often a week than is usual for less, and nobody for more."""
    unit, more = request.args.get("unit", ""), forms.signed(request.args, "more")
    if request.args.get("cap", "week") != "week" or not unit or more > 0:
        return {}
    return {"cap_unit": unit, "cap": max(0, Limits().cap_week + more)}


def _people(_session: Session, _roster: Askable, _found: Compared) -> Said:
    point = request.args.get("point", "")
    return {"staffed_point": point, "staffed": request.args.get("people", "")} if point else {}


_PLANNED: Mapping[str, Callable[[Session, Askable, Compared], Said]] = {
    "point": _new_point, "unit": _lost, "cap": _cap, "people": _people,
}  # fmt: skip


def _add_point(_roster: Askable) -> Next:
    why = say("在数据里加上点位，签好分包，再排班，才真的有人去。")
    return Next(say("加进点位数据"), url_for("data_pages.point_pages.new"), why)


def _lend(roster: Askable) -> Next:
    why = say("只缺一两天，可以从有空的片区调人。")
    day = request.args.get("since") or roster.start.isoformat()
    return Next(say("跨片支援"), url_for("cover_pages.cover", date=day), why)


def _settle(roster: Askable) -> Next:
    why = say("所有人的上限在排班表的设置里改；一个人的，在志愿者的资料里改。")
    return Next(say("改排班表的设置"), url_for("roster_settings.settings", code=roster.code), why)


def _staff(_roster: Askable) -> Next:
    if point := forms.text(request.args, "point", 60):
        address = url_for("data_pages.point_pages.one", code=point)
        return Next(say("改这个点位的人数"), address, say("改好人数再排班，才真的多派或少派。"))
    return Next(say("改班次模板"), url_for("data_pages.pattern_pages.listed"), say("每班几人写在班次模板里。"))


_OWN: Mapping[str, Callable[[Askable], Next]] = {
    "point": _add_point, "unit": _lend, "cap": _settle, "people": _staff,
}  # fmt: skip
