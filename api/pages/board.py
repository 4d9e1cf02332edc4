"""What a roster's board asks for while it is looked at: more of its cells, what others changed, who is called so."""

from typing import Any

from flask import Blueprint, jsonify, render_template, request
from werkzeug.wrappers import Response

from api.auth import allowed, asker
from api.pages import forms, matrix
from api.pages.roster import layout_of, sought
from api.pages.window import Choice, frame
from api.town import reading, town
from scheduler.clock import today
from scheduler.errors import Invalid
from scheduler.language import say
from scheduler.services.access import Right
from scheduler.services.board.calling import find_called
from scheduler.services.board.narrowing import Narrowing
from scheduler.services.board.news import News, news
from scheduler.services.board.people import people
from scheduler.services.board.posts import posts
from scheduler.services.history import KINDS, Entry
from scheduler.services.looking import look
from scheduler.services.overview import Standing, standing
from scheduler.services.roster_parts import Part
from scheduler.store.database import Session

bp = Blueprint("board_pages", __name__, url_prefix="/rosters/<roster:code>")

MOST = 64
"""Points or people whose rows are asked for at once."""


@bp.get("/rows")
@allowed(Right.SEE)
def rows(code: str) -> str:
    """The rows of the points or people whose codes `of` lists, with all their cells, as the layout shows them."""
    layout, choice = layout_of(request.args.get("view", "matrix")), Choice.of(request.args)
    wanted, hours = _wanted(), _hours()
    single = layout == "day"
    with reading() as session:
        stands = standing(session, asker(), code, forms.optional_whole(request.args, "version"))
        framed = frame(stands, choice, today=today(town().now), by_day=single, single=single)
        found = _of_people if layout == "people" else _of_posts
        shown = found(session, stands, wanted, which=choice.which, part=framed.part)
    return render_template(
        "rosters/rows.html",
        layout=layout,
        frame=framed,
        hours=hours,
        sought=sought(choice),
        lines_of=matrix.lines_of,
        stretches=matrix.stretches,
        **shown,
    )


def _wanted() -> frozenset[str]:
    wanted = frozenset(request.args.getlist("of"))
    if not 0 < len(wanted) <= MOST:
        raise Invalid(say("一次最多 {most} 行", most=MOST))
    return wanted


def _hours() -> range:
    first = forms.whole(request.args, "from_hour", least=0, most=47, default=0)
    return range(first, forms.whole(request.args, "to_hour", least=1, most=48, default=24))


def _of_people(
    session: Session, stands: Standing, wanted: frozenset[str], *, which: Narrowing, part: Part
) -> dict[str, Any]:
    code, version = stands.roster.code, stands.version
    rows = [one for one in people(session, asker(), code, version, which, part=part) if one.volunteer in wanted]
    view = look(session, asker(), code, version, part=part.of(people=wanted))
    return {"roster": view, "rows": rows, "cells": matrix.by_person(view.shifts)}


def _of_posts(
    session: Session, stands: Standing, wanted: frozenset[str], *, which: Narrowing, part: Part
) -> dict[str, Any]:
    code, version = stands.roster.code, stands.version
    rows = [one for one in posts(session, asker(), code, version, which, part=part) if one.point in wanted]
    view = look(session, asker(), code, version, part=part.of(points=wanted))
    return {"roster": view, "rows": rows, "cells": matrix.by_post(view.shifts)}


@bp.get("/news")
@allowed(Right.SEE)
def news_(code: str) -> Response:
    """What happened since the `version` that is looked at; nothing at all where nothing did."""
    version = forms.whole(request.args, "version", least=0, most=2**31 - 1)
    with reading() as session:
        found = news(session, asker(), code, version)
    return Response(status=204) if found is None else jsonify(_told(found))


@bp.get("/called")
@allowed(Right.SEE)
def called(code: str) -> Response:
    """The people of the roster who are called what was typed, for a list to choose from."""
    text = forms.text(request.args, "text", 50)
    with reading() as session:
        found = find_called(session, asker(), code, text) if text else ()
    return jsonify([{"volunteer": one.volunteer, "name": one.name, "unit": one.unit_name} for one in found])


def _told(found: News) -> dict[str, Any]:
    return {
        "version": found.stands.version,
        "published": found.stands.roster.published_version,
        "state": found.stands.roster.state.value,
        "standing": render_template("rosters/standing.html", stands=found.stands),
        "entries": [_entry(entry) for entry in found.entries],
        "shifts": found.shifts,
        "people": found.people,
    }


def _entry(entry: Entry) -> dict[str, Any]:
    what = say("；").join(entry.what[:4]) + ("……" if entry.changed > 4 else "")
    said = say("{by}：{kind}", by=entry.by or say("系统"), kind=say(KINDS[entry.kind]))
    return {"version": entry.version, "text": f"{said} {what}".strip()}
