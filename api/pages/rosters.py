"""Rosters: the list."""

from flask import Blueprint, render_template

from api.auth import allowed, asker
from api.town import reading
from scheduler.services import rosters
from scheduler.services.access import Right

bp = Blueprint("roster_pages", __name__, url_prefix="/rosters")


@bp.get("/")
@allowed(Right.SEE)
def rosters_() -> str:
    with reading() as session:
        found = rosters.listed(session, asker())
    return render_template("rosters/list.html", rosters=found)
