"""Parts of a record's page that are drawn anew while somebody types: the map of a point, the month of a pattern."""

from typing import Any

from flask import Blueprint, render_template, request

from api.auth import allowed, asker
from api.pages import forms as queries
from api.pages.records import beside, forms
from api.pages.records.record import Record
from api.pages.records.surroundings import ground
from api.pages.records.understood import understood
from api.town import reading
from scheduler.errors import Invalid, Refusal
from scheduler.exchange.words import Unreadable
from scheduler.services.access import Right
from scheduler.services.preview import preview


def add(bp: Blueprint, record: Record) -> None:
    """The parts that only this noun has."""
    if record.noun == "point":
        _map(bp)
    if record.noun == "unit":
        _convert(bp)
    if record.noun == "pattern":
        _month(bp, record)


def _map(bp: Blueprint) -> None:
    @bp.get("/map")
    @allowed(Right.SEE)
    def map_() -> str:
        """The ground around what was typed, and how it was understood."""
        found, why = None, None
        try:
            found = understood(queries.text(request.args, "path", 40_000), request.args.get("datum", ""))
        except (Unreadable, Invalid) as unreadable:
            why = str(unreadable)
        with reading() as session:
            drawn = ground(session, asker(), found.wgs84 if found else (), but=queries.text(request.args, "code"))
        return render_template("records/ground.html", ground=drawn, pasted=found, why=why)


def _convert(bp: Blueprint) -> None:
    @bp.get("/convert")
    @allowed(Right.SEE)
    def convert() -> str:
        """What was pasted, in WGS-84."""
        try:
            found = understood(queries.text(request.args, "path", 1_000), request.args.get("datum", ""))
        except (Unreadable, Invalid) as unreadable:
            return render_template("records/converted.html", pasted=None, why=str(unreadable))
        return render_template("records/converted.html", pasted=found, why=None)


def _month(bp: Blueprint, record: Record) -> None:
    @bp.post("/preview")
    @allowed(Right.SEE)
    def month() -> str:
        """The month as the form would have it; nothing is saved."""
        shown = forms.typed(record, request.form)
        code = queries.text(request.form, "editing") or None
        more: dict[str, Any] = {"month": beside.next_month(), "weeks": (), "preview": None, "why": None}
        try:
            if request.form.get("month"):
                more["month"] = queries.month(request.form, "month")
            said = forms.said(record, shown, _said_at_all(shown, code), whole=False)
            with reading() as session:
                more |= beside.calendar_of(preview(session, asker(), code, more["month"], said=said))
        except Refusal as refusal:
            more["why"] = _worded(record, refusal)
        return render_template("records/month.html", months=beside.month_choices(), **more)


def _said_at_all(shown: forms.Shown, code: str | None) -> list[str]:
    """Of a new pattern what was not typed yet is not wrong yet."""
    return [name for name, value in shown.items() if code or value not in ("", [], {})]


def _worded(record: Record, refusal: Refusal) -> Refusal:
    wrong, _ = forms.by_field(record, refusal)
    named = [f"{record.known[name].label}：{advice}" for name, advice in wrong.items()]
    return Invalid("\n".join(named)) if named else refusal
