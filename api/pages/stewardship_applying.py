"""Putting a plan in force 启用: what it does to what is published is looked at first; then whole or line by line."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from api.auth import allowed, asker
from api.errors import status_of
from api.pages import forms
from api.pages.stewardship import may
from api.town import reading, town, transaction
from scheduler.errors import Conflict, Invalid, Refusal
from scheduler.language import say
from scheduler.services.access import Right
from scheduler.services.allotting import applying, plans, taking_back
from scheduler.services.allotting.comparing import compare
from scheduler.services.allotting.effect import effect
from scheduler.services.allotting.lines import mark
from scheduler.services.allotting.telling import in_duties
from scheduler.services.rosters_of_others import seen_of
from scheduler.services.wording import day_text

bp = Blueprint("stewardship_applying_pages", __name__, url_prefix="/stewardship/plans/<number:number>")

_SHOWN = 30
"""Points of one roster that are listed."""


@bp.post("/check")
@allowed(Right.RULE)
def check(number: int) -> Any:
    """What the chosen lines do to loads and to what is published. Nothing is changed by looking."""
    return _page(number)


@bp.post("/apply")
@allowed(Right.RULE)
def apply(number: int) -> Any:
    """Put the chosen lines in force from the day, all of them or none; back to the plan on that day."""
    day, points = forms.day(request.form, "from_day"), _points()
    try:
        with transaction() as session:
            seen = forms.text(request.form, "seen", 40)
            lines = applying.apply(
                session, asker(), number, from_day=day, points=points, seen=seen or None, now=town().now
            )
    except Conflict as refusal:
        return _page(number, refusal), status_of(refusal)
    begun, ended = sum(len(one.begun) for one in lines), sum(len(one.ended) for one in lines)
    told = say(
        "从 {day} 起改签 {points} 个点位：新签 {begun} 份，解除 {ended} 份",
        day=day_text(day), points=len(lines), begun=begun, ended=ended,
    )  # fmt: skip
    flash(told, "good")
    # What is left of it is what differs on that day: on an earlier one nothing of it is in force yet.
    then: Mapping[str, Any] = {"number": number, "from": day}
    return redirect(url_for("stewardship_plan_pages.plan", **then))


@bp.post("/take-back")
@allowed(Right.RULE)
def take_back(number: int) -> Response:
    """Undo the last time it was put in force."""
    try:
        with transaction() as session:
            back = taking_back.take_back(session, asker(), number, now=town().now)
        flash(say("已撤回：{points} 个点位的分包和启用以前一样", points=len(back.points)), "good")
    except Conflict as refusal:
        flash(str(refusal), "bad")
    return redirect(url_for("stewardship_plan_pages.plan", number=number))


def _page(number: int, refusal: Refusal | None = None) -> str:
    day, points = forms.day(request.form, "from_day"), _points()
    with reading() as session:
        plan = plans.one(session, asker(), number)
        compared = compare(session, asker(), number, on=day, points=points)
        rosters = effect(session, asker(), number, from_day=day, points=points)
        open_ = seen_of(session, asker(), [one.roster for one in rosters])
    moved = [one for one in compared.units if one.before != one.after]
    return render_template(
        "stewardship/check.html", plan=plan, day=day, compared=compared, rosters=rosters, refusal=refusal, open=open_,
        moved=sorted(moved, key=lambda one: (-max(one.before, one.after), one.unit)), seen=mark(compared.lines),
        titles={line.point: line.name for line in compared.lines}, shown=_SHOWN, in_duties=in_duties, **may(),
    )  # fmt: skip


def _points() -> tuple[str, ...]:
    """The codes that were ticked. Raises Invalid for none."""
    chosen = tuple(forms.text({"point": one}, "point", 60) for one in request.form.getlist("point"))
    if not chosen:
        raise Invalid(say("请至少选中一个点位"))
    return chosen
