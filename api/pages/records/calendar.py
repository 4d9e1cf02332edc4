"""The town's calendar: a year of days to be looked at and set by hand, and the yearly notice taken in."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from api.auth import allowed, asker, signed
from api.pages import forms as queries
from api.pages.navigation import holds
from api.pages.records.month import weeks
from api.pages.status import status_of
from api.town import reading, town, transaction
from scheduler import clock
from scheduler.errors import Conflict, Invalid, Refusal
from scheduler.language import say
from scheduler.services import notices, record_history, year
from scheduler.services.access import Right
from scheduler.services.days import Day
from scheduler.services.editing import take_turn
from scheduler.store.calendar import DayKind, DaySource

bp = Blueprint("calendar_pages", __name__, url_prefix="/calendar")

KINDS = {"workday": "工作日", "rest": "休息日", "holiday": "节假日", "makeup": "调休上班"}
_SOURCES = {"official": "按国务院通知", "provisional": "推算，通知还没有公布", "edited": "本市改定的"}
_LONGEST = 20_000

Answered = str | tuple[str, int] | Response


@bp.get("/")
@allowed(Right.SEE)
def year_() -> str:
    """The days of a year by month."""
    this = clock.today(town().now).year
    asked = queries.whole(request.args, "year", least=year.FIRST, most=year.LAST, default=this)
    with reading() as session:
        days = year.year_of(session, asked)
    months = [weeks(day for day in days if day.day.month == month) for month in range(1, 13)]
    return render_template(
        "records/year.html",
        year=asked,
        first=year.FIRST,
        last=year.LAST,
        months=months,
        guessed=any(day.source is DaySource.PROVISIONAL for day in days),
        kinds=KINDS,
        may_rule=holds(signed(), Right.RULE),
    )


@bp.get("/<date:day>")
@allowed(Right.SEE)
def day_(day: date) -> str:
    """One day, to be set by who may."""
    return _day(day)


@bp.post("/<date:day>")
@allowed(Right.RULE)
def set_day(day: date) -> Answered:
    """The town's own word about the day, or, with `unset`, none any more."""
    try:
        kind, name = _kind(queries.text(request.form, "kind", 20)), queries.text(request.form, "name", 30)
        seen = queries.text(request.form, "seen", 100)
        with transaction() as session:
            take_turn(session)
            if seen != _seen(year.one(session, day)):
                raise Conflict(say("刚才已有人改了这一天，请看过现在的再改"))
            if "unset" in request.form:
                year.unset_day(session, asker(), day, now=town().now)
            else:
                year.set_day(session, asker(), day, kind, name=name or None, now=town().now)
    except Refusal as refusal:
        return _day(day, refusal), status_of(refusal)
    flash(say("已保存；已有的排班表要刷新班次后才会变"), "good")
    return redirect(url_for("data_pages.calendar_pages.year_", year=day.year) + f"#m{day.month}")


@bp.get("/notice")
@allowed(Right.RULE)
def notice() -> str:
    """Where the notice is pasted."""
    return render_template("records/notice.html", text="", plan=None, refusal=None, kinds=KINDS)


@bp.post("/notice")
@allowed(Right.RULE)
def look() -> Answered:
    """What the notice would change; with `fingerprint`, that it is done."""
    text = ""
    try:
        text = queries.text(request.form, "text", _LONGEST)
        if "fingerprint" in request.form:
            return _apply(text)
        with reading() as session:
            plan = notices.plan_notice(session, asker(), text, now=town().now)
    except Refusal as refusal:
        page = render_template("records/notice.html", text=text, plan=None, refusal=refusal, kinds=KINDS)
        return page, status_of(refusal)
    return render_template("records/notice.html", text=text, plan=plan, refusal=None, kinds=KINDS)


def _apply(text: str) -> Response:
    seen = queries.text(request.form, "fingerprint")
    with transaction() as session:
        plan = notices.apply_notice(session, asker(), text, fingerprint=seen, now=town().now)
    flash(say("已按通知改了 {count} 天", count=len(plan.changes)), "good")
    return redirect(url_for("data_pages.calendar_pages.year_", year=plan.year))


def _kind(text: str) -> DayKind:
    if text not in set(DayKind):
        raise Invalid(say("请选择这一天是什么日子"))
    return DayKind(text)


def _seen(day: Day) -> str:
    return f"{day.kind.value}/{day.name or ''}/{day.source.value}"


def _day(day: date, refusal: Refusal | None = None) -> str:
    with reading() as session:
        known = year.one(session, day)
        past = record_history.of_day(session, day)
    return render_template(
        "records/day.html",
        day=known,
        seen=_seen(known),
        kinds=KINDS,
        source=_SOURCES[known.source.value],
        refusal=refusal,
        past=past,
        may_rule=holds(signed(), Right.RULE),
    )
