"""Versions: who made which when and why, what is different between two of them, and undoing the last step."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from api.auth import allowed, asker
from api.pages import forms
from api.town import reading, town, transaction
from scheduler.language import say
from scheduler.services import history, locking
from scheduler.services.access import Right
from scheduler.services.board.choices import choices
from scheduler.services.board.narrowing import Narrowing
from scheduler.services.differing import Between, differing, told_before
from scheduler.services.overview import standing
from scheduler.services.paging import Page
from scheduler.store.changes import ChangeKind

bp = Blueprint("version_pages", __name__, url_prefix="/rosters/<roster:code>")

_VERSIONS = _PEOPLE = 20
"""On one page."""


@bp.get("/versions")
@allowed(Right.SEE)
def versions(code: str) -> str:
    """Every version, the newest first, some at once."""
    page = Page(forms.whole(request.args, "page", least=1, most=100_000, default=1), _VERSIONS, "-version")
    with reading() as session:
        stands = standing(session, asker(), code)
        found = history.page(session, asker(), code, page)
        before = told_before(session, asker(), code)
    undoable = page.number == 1 and bool(found.items) and found.items[0].kind is not ChangeKind.PUBLISH
    return render_template(
        "rosters/versions.html",
        roster=stands.roster,
        found=found,
        page=page,
        kinds=history.KINDS,
        undoable=undoable,
        before=before,
    )


@bp.get("/compare")
@allowed(Right.SEE)
def compare(code: str) -> str:
    """What is different from the version `from` to the version `to`, summed up and person by person."""
    before, after = forms.optional_whole(request.args, "from"), forms.optional_whole(request.args, "to")
    person, unit, point = (forms.text(request.args, name, 60) for name in ("person", "unit", "point"))
    which = Narrowing(person=person, unit=unit, point=point)
    page = Page(forms.whole(request.args, "page", least=1, most=100_000, default=1), _PEOPLE)
    with reading() as session:
        found = differing(session, asker(), Between(code, before or 0, after), which, page)
        stands = standing(session, asker(), code)
        offered = choices(session, asker(), code)
    return render_template(
        "rosters/compare.html", roster=stands.roster, found=found, which=which, offered=offered, page=page
    )


@bp.post("/undo")
@allowed(Right.PLAN)
def undo(code: str) -> Response:
    """Reverse what made the newest version."""
    expected = forms.whole(request.form, "expected", least=0, most=2**31 - 1)
    with transaction() as session:
        version = locking.undo(session, asker(), code, expected=expected, now=town().now)
    flash(say("已撤销，现在是第 {version} 版", version=version), "good")
    return redirect(url_for("version_pages.versions", code=code))
