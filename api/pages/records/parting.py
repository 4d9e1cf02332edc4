"""Somebody leaves, or is forgotten: what only volunteers' pages can do."""

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from api.auth import allowed, asker
from api.pages import forms as queries
from api.pages.records.one import refused_page
from api.pages.records.record import Record
from api.pages.status import status_of
from api.town import town, transaction
from scheduler.errors import Refusal
from scheduler.language import say
from scheduler.services import leaving
from scheduler.services.access import Right
from scheduler.services.editing import take_turn

Answered = tuple[str, int] | Response


def add(bp: Blueprint, record: Record) -> None:
    """The two ways out."""
    if record.noun != "volunteer":
        return
    _leave(bp, record)
    _forget(bp, record)


def _leave(bp: Blueprint, record: Record) -> None:
    @bp.post("/leave/<code:code>")
    @allowed(Right.PLAN)
    def leave(code: str) -> Answered:
        """From that day on they are asked for nothing; what they would have done is somebody else's now."""
        try:
            day = queries.day(request.form, "on")
            with transaction() as session:
                take_turn(session)
                hits = leaving.leave(session, asker(), code, on=day, vault=town().vault, now=town().now)
        except Refusal as refusal:
            return refused_page(record, code, refusal), status_of(refusal)
        flash(say("已记下，从 {day} 起不再排班", day=day), "good")
        if hits:
            flash(say("有 {count} 次已发布的值守要另找人，列在下面", count=len(hits)), "warn")
        return redirect(url_for(f"{record.endpoint}.one", code=code))


def _forget(bp: Blueprint, record: Record) -> None:
    @bp.post("/forget/<code:code>")
    @allowed(Right.RULE)
    def forget(code: str) -> Answered:
        """Name, phone and all that says who they were goes, for good; the counts stay."""
        try:
            why = queries.text(request.form, "why", 200)
            with transaction() as session:
                take_turn(session)
                counts = leaving.forget(session, asker(), code, why=why, now=town().now)
        except Refusal as refusal:
            return refused_page(record, code, refusal), status_of(refusal)
        flash(say("个人信息已清除；服务过的 {count} 次仍然保留", count=counts.duties), "good")
        return redirect(url_for(f"{record.endpoint}.one", code=code))
