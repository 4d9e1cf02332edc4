"""Leave 请假 of the asker's people: what waits for an answer, and the duties that somebody else must then take."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from api.auth import allowed, asker
from api.pages import forms
from api.town import reading, town, transaction
from scheduler.errors import NotFound
from scheduler.language import say
from scheduler.services import absences
from scheduler.services.absence_views import AbsenceFilter, AbsenceView, page
from scheduler.services.access import Right
from scheduler.services.paging import Page
from scheduler.services.scopes import plannable
from scheduler.store.absences import AbsenceState

bp = Blueprint("absence_pages", __name__, url_prefix="/absences")

_SIZE = 50
_ONE = "/<number:number>"


@bp.get("/")
@allowed(Right.SEE)
def absences_() -> str:
    """Absences that are not over, those that wait for an answer unless another state is asked for."""
    number = forms.whole(request.args, "page", least=1, most=100_000, default=1)
    asked = request.args.get("state", AbsenceState.ASKED.value)
    if asked not in {"", *AbsenceState}:
        raise NotFound(say("没有这种状态：{state}", state=asked[:20]))
    which = AbsenceFilter(since=town().now, state=AbsenceState(asked) if asked else None)
    with reading() as session:
        found = page(session, asker(), Page(number, _SIZE), which)
        planned = {unit.code for unit in plannable(session, asker()).units}
    return render_template(
        "absences/list.html",
        found=found,
        asked=asked,
        planned=planned,
        states=AbsenceState,
        number=number,
        size=_SIZE,
    )


@bp.post(f"{_ONE}/approve")
@allowed(Right.PLAN)
def approve(number: int) -> Response:
    """Yes; the duties that are hit are named, since somebody else must take them."""
    with transaction() as session:
        done = absences.approve(session, asker(), number, now=town().now)
    flash(say("已批准{name}的请假", name=done.name) + _hit(done), "warn" if done.hits else "good")
    return redirect(url_for("absence_pages.absences_"))


@bp.post(f"{_ONE}/refuse")
@allowed(Right.PLAN)
def refuse(number: int) -> Response:
    """No, and why."""
    why = forms.text(request.form, "why", 200)
    with transaction() as session:
        done = absences.refuse(session, asker(), number, why=why, now=town().now)
    flash(say("没有批准{name}的请假", name=done.name), "info")
    return redirect(url_for("absence_pages.absences_"))


def _hit(absence: AbsenceView) -> str:
    if not absence.hits:
        return ""
    rosters = say("、").join(sorted({hit.roster for hit in absence.hits}))
    return say("；有 {count} 次已发布的值守要另找人（{rosters}）", count=len(absence.hits), rosters=rosters)
