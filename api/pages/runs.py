"""Generating: how long to solve, how far it is, how it ended; it goes on whether anybody looks or not. What it only
proposes is taken or left."""

from datetime import datetime
from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from api.auth import allowed, asker
from api.errors import status_of
from api.pages import forms
from api.town import reading, town, transaction
from scheduler.errors import Conflict, Invalid, Refusal
from scheduler.language import say
from scheduler.services import generating, resolving, rosters
from scheduler.services.access import Right
from scheduler.services.board.choices import choices
from scheduler.services.overview import standing
from scheduler.services.pulse import clock_goes
from scheduler.services.run_parts import RunPart
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
        found = resolving.proposed(session, asker(), latest.number) if latest else None
        ticking = clock_goes(session, now=town().now)
    spent = _spent(latest, town().now) if latest else 0.0
    return render_template(
        "rosters/run.html",
        stands=stands,
        roster=stands.roster,
        run=latest,
        found=found,
        spent=spent,
        ticking=ticking,
        choices=SECONDS,
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


@bp.get("/part")
@allowed(Right.PLAN)
def part(code: str) -> str:
    """The form that asks for some points on some days to be solved anew while all the rest stays."""
    return _part_page(code)


@bp.post("/part")
@allowed(Right.PLAN)
def start_part(code: str) -> Any:
    """Queue that solve; on to how it gets on. Of what people were told already it only proposes."""
    try:
        days = {name: forms.day(request.form, name) if request.form.get(name) else None for name in ("since", "until")}
        asked = RunPart(tuple(request.form.getlist("point")), **days)
        if asked.all:
            raise Invalid(say("请选中一些点位或日子"))
        seconds = forms.whole(request.form, "seconds", least=1, most=3600)
        with transaction() as session:
            generating.request(session, asker(), code, seconds=seconds, part=asked, now=town().now)
    except Refusal as refusal:
        return _part_page(code, refusal), 200 if request.form.get("part") else status_of(refusal)
    address = url_for("run_pages.run", code=code)
    return jsonify({"address": address}) if request.form.get("part") else redirect(address)


@bp.post("/proposal")
@allowed(Right.PLAN)
def decide(code: str) -> Response:
    """Take what the run proposes, or leave everything as it is."""
    number = forms.whole(request.form, "run", least=1, most=2**31 - 1)
    with transaction() as session:
        if not request.form.get("take"):
            resolving.leave(session, asker(), number, now=town().now)
            told = say("没有改动，排班表和以前一样")
        else:
            done = resolving.take(session, asker(), number, now=town().now)
            told = say("已改好，现在是第 {version} 版；还没有通知，发布时一并通知", version=done.version)
    flash(told, "good")
    return redirect(url_for("roster_page.roster", code=code))


@bp.post("/finish")
@allowed(Right.PLAN)
def finish(code: str) -> Response:
    """Let the run end with the best roster it has found so far."""
    with transaction() as session:
        run = generating.live_run(session, asker(), code)
        if run is None:
            raise Conflict(say("这次排班已经结束"))
        generating.finish(session, asker(), run.id, now=town().now)
    return redirect(url_for("run_pages.run", code=code))


@bp.post("/stop")
@allowed(Right.PLAN)
def stop(code: str) -> Response:
    """Call the run off; what it found so far is thrown away and the roster is as it was."""
    with transaction() as session:
        generating.cancel(session, asker(), code, now=town().now)
    return redirect(url_for("run_pages.run", code=code))


def _part_page(code: str, refusal: Refusal | None = None) -> str:
    with reading() as session:
        stands = standing(session, asker(), code)
        offered = choices(session, asker(), code)
    return render_template(
        "rosters/run_part_part.html" if request.values.get("part") else "rosters/run_part.html",
        stands=stands,
        roster=stands.roster,
        points=offered.points,
        chosen=frozenset(request.values.getlist("point")),
        shown=request.values,
        choices=SECONDS,
        refusal=refusal,
    )


def _spent(run: RunView, now: datetime) -> float:
    """The seconds it has been solved for, as far as it may."""
    if run.started_at is None:
        return 0.0
    return min(run.seconds, ((run.ended_at or now) - run.started_at).total_seconds())
