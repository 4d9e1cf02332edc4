"""Stewardship 分包: which unit answers for which point, on the map and in a table; and what each unit will carry."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Blueprint, render_template, request

from api.auth import allowed, asker, signed
from api.pages import forms
from api.pages.drawing import Drawing, draw
from api.pages.labels import names
from api.pages.leads import leads
from api.pages.navigation import holds
from api.pages.plane import HEIGHT, WIDTH
from api.town import reading, town
from scheduler.clock import today
from scheduler.language import say
from scheduler.services.access import Right
from scheduler.services.coverage.choices import choices
from scheduler.services.coverage.day import Which, coverage
from scheduler.services.forecast import MOST_A_MONTH, Forecast, forecast
from scheduler.store.database import Session

bp = Blueprint("stewardship_pages", __name__, url_prefix="/stewardship")

_MONTHS = 6


@bp.get("/")
@allowed(Right.SEE)
def stewardship() -> str:
    """Who answers for what on the day that is asked for, today without."""
    day = forms.day(request.args, "day") if request.args.get("day") else today(town().now)
    asked = {name: forms.text(request.args, name, 60) or None for name in ("kind", "grid", "unit")}
    with reading() as session:
        seen = coverage(session, asker(), day, Which(**asked))
        offered = choices(session, asker())
    labels = {place.code: place.stewards[0].name for place in seen.places if place.stewards}
    return render_template(
        "stewardship/today.html", seen=seen, offered=offered, asked=asked, day=day, today=today(town().now),
        rows=sorted(seen.places, key=lambda place: (bool(place.stewards), place.code)), leading=leads(seen.places),
        **drawn(draw(seen, [code for code, _ in offered.kinds]), labels), **may(),
    )  # fmt: skip


@bp.get("/load")
@allowed(Right.SEE)
def load() -> str:
    """What the units will carry a head in a month, the overloaded first, before anybody is rostered."""
    month = month_asked()
    with reading() as session:
        found = loaded(session, month)
    months = [(f"{one:%Y-%m}", _named(one)) for one in _months(today(town().now))]
    return render_template(
        "stewardship/load.html", found=found, month=month, months=months,
        heaviest=max((float(one.each) for one in found.loads if one.each), default=0.0), limit=MOST_A_MONTH, **may(),
    )  # fmt: skip


def month_asked() -> date:
    """The first of the month that is asked for, of the next one without."""
    return forms.month(request.args, "month") if request.args.get("month") else _months(today(town().now))[1]


def loaded(session: Session, month: date) -> Forecast:
    """What units will carry in that month."""
    return forecast(session, asker(), start=month, days=monthrange(month.year, month.month)[1])


def may() -> dict[str, Any]:
    """What the tabs ask about whoever looks."""
    return {"may_rule": holds(signed(), Right.RULE)}


def drawn(drawing: Drawing | None, labels: Mapping[str, str]) -> dict[str, Any]:
    """What a map is drawn with, and what is written below its places, by code."""
    shapes = {mark.place.kind: mark.shape for mark in drawing.marks} if drawing else {}
    named = names(drawing, labels) if drawing else None
    return {"drawing": drawing, "named": named, "width": WIDTH, "height": HEIGHT, "shapes": shapes}


def _months(day: date) -> list[date]:
    """The first days of this month and of the next ones."""
    count = day.year * 12 + day.month - 1
    return [date((count + step) // 12, (count + step) % 12 + 1, 1) for step in range(_MONTHS)]


def _named(month: date) -> str:
    return say("{year}年{month}月", year=month.year, month=month.month)
