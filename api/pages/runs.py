"""Generating: how long to solve, how far it is, and how it ended; it goes on whether anybody looks or not."""

from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from api.auth import allowed, asker
from api.pages import forms
from api.town import reading, town, transaction
from scheduler.language import say
from scheduler.services import generating, rosters
from scheduler.services.access import Right
from scheduler.services.overview import standing
from scheduler.services.pulse import clock_goes
from scheduler.services.run_views import RunView

bp = Blueprint("run_pages", __name__, url_prefix="/rosters/<roster:code>/run")

SECONDS = (60, 300, 900)
"""How long one may let it solve: a look, a month of a street, a month to be published."""


@bp.get("")
@allowed(Right.SEE)
def run(code: str) -> str:
    """The roster's newest run, as it gets on or as it ended, and the form that asks for another."""
    with reading() as session:
        latest = generating.latest(session, asker(), code)
        stands = standing(session, asker(), code)
        ticking = clock_goes(session, now=town().now)
    spent = _spent(latest, town().now) if latest else 0.0
    return render_template(
        "rosters/run.html", roster=stands.roster, run=latest, spent=spent, ticking=ticking, choices=SECONDS
    )


@bp.post("")
@allowed(Right.PLAN)
def start(code: str) -> Response:
    """Queue a solve of the shifts as the patterns are today, or join the one that is under way."""
    seconds = forms.whole(request.form, "seconds", least=1, most=3600)
    with transaction() as session:
        drafted = rosters.up_to_date(session, asker(), code, now=town().now)
        generating.request_or_join(session, asker(), code, seconds=seconds, now=town().now)
    if drafted.changed:
        told = say("班次模板、点位或分包有变动，已更新 {count} 个班次", count=drafted.changed)
        flash(told, "warn" if drafted.lost else "info")
    return redirect(url_for("run_pages.run", code=code))


@bp.post("/stop")
@allowed(Right.PLAN)
def stop(code: str) -> Response:
    """Call the run off; what it found so far is thrown away and the roster is as it was."""
    with transaction() as session:
        generating.cancel(session, asker(), code, now=town().now)
    return redirect(url_for("run_pages.run", code=code))


def _spent(run: RunView, now: datetime) -> float:
    """The seconds it has been solved for, as far as it may."""
    if run.started_at is None:
        return 0.0
    return min(run.seconds, ((run.ended_at or now) - run.started_at).total_seconds())
