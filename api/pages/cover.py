"""Moving cover for a day 跨片支援: grids short of people, grids with people free, who would come, and taking it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from api.auth import allowed, asker
from api.errors import status_of
from api.pages import forms
from api.town import reading, town, transaction
from scheduler.clock import today
from scheduler.errors import Invalid, Refusal
from scheduler.language import say
from scheduler.services import lending
from scheduler.services.access import Right
from scheduler.services.coverage.nearest import nearest
from scheduler.services.lending import Ground, Lend, Proposed
from scheduler.store.grids import GridLevel
from solver.problem import Duty

bp = Blueprint("cover_pages", __name__, url_prefix="/cover")

LEVELS: Mapping[GridLevel, str] = {
    GridLevel.CITY: "市",
    GridLevel.DISTRICT: "区县",
    GridLevel.STREET: "街道",
    GridLevel.COMMUNITY: "社区",
}
"""The msgid of each."""

_NOBODY = "-"
_MOST = 500


@bp.get("/")
@allowed(Right.PLAN)
def cover() -> Any:
    """The grids on the day of `date`, today without; with `source` and `target` who would come, `pick` by `pick`."""
    asked = request.args
    day = forms.day(asked, "date") if asked.get("date") else today(town().now)
    source, target = (forms.text(asked, name, 60) for name in ("source", "target"))
    found, refusal = None, None
    with reading() as session:
        seen = lending.ground(session, asker(), day, _level(asked.get("level", "")))
        if source and target:
            taken = _picked(asked) if "pick" in asked else None
            try:
                found = lending.propose(session, asker(), Lend(day, source, target), taken=taken, now=town().now)
            except Refusal as refused:
                refusal = refused
        other = None if any(one.seats for one in seen.grids) else nearest(session, asker(), day)
    return _page(seen, found, refusal, other), status_of(refusal) if refusal else 200


@bp.post("/")
@allowed(Right.PLAN)
def accept() -> Response:
    """Let those come; back to the day, where what is left can be asked of another grid."""
    sent = request.form
    asked = Lend(forms.day(sent, "date"), forms.text(sent, "source", 60), forms.text(sent, "target", 60))
    code, here = forms.text(sent, "roster", 100), town()
    expected = forms.whole(sent, "expected", least=0, most=2**31 - 1)
    try:
        with transaction() as session:
            done = lending.lend(
                session, asker(), asked, code, _picked(sent),
                expected=expected, settings=here.settings, now=here.now,
            )  # fmt: skip
    except Refusal as refusal:
        flash(str(refusal), "bad")
        return redirect(url_for(".cover", date=asked.day, source=asked.source, target=asked.target))
    if done.told is None:
        flash(say("已调好，现在是《{code}》第 {version} 版；发布时一并通知", code=code, version=done.version), "good")
    else:
        told = say("已调好并通知 {count} 人；10 分钟内可在排班表里撤回", count=done.told)
        flash(f"{told} {done.waiting_text}".strip(), "good")
    return redirect(url_for(".cover", date=asked.day, target=asked.target))


def _level(name: str) -> GridLevel | None:
    return next((level for level in GridLevel if level.value == name), None)


def _picked(said: MultiDict[str, str]) -> list[Duty]:
    """Who comes to which shift, as "shift volunteer"; a dash is nobody. Raises Invalid."""
    picks = list(dict.fromkeys(one for one in said.getlist("pick") if one != _NOBODY))
    parts = [one.split(" ") for one in picks]
    if len(picks) > _MOST or any(len(part) != 2 or "\x00" in pick for part, pick in zip(parts, picks, strict=True)):
        raise Invalid(say("请从列出的人里选"))
    return [Duty(shift, volunteer) for shift, volunteer in parts]


def _page(seen: Ground, found: Proposed | None, refusal: Refusal | None, other: date | None) -> str:
    source, target = (request.args.get(name, "") for name in ("source", "target"))
    target = target or next((one.code for one in seen.grids if one.missing), "")
    freest = max(seen.grids, key=lambda one: (one.code != target, one.free), default=None)
    names = [(one.code, one.name) for one in seen.grids]
    return render_template(
        "cover/cover.html",
        seen=seen,
        found=found,
        refusal=refusal,
        source=source,
        offered_source=source or (freest.code if freest else ""),
        target=target,
        names=names,
        other_day=other,
        levels=LEVELS,
        one_day=timedelta(days=1),
        today=today(town().now),
        nobody=_NOBODY,
    )
