"""My leave 请假: ask for it, see what became of it, take it back."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from api.auth import Door, allowed, signed
from api.pages import forms
from api.town import reading, town, transaction
from scheduler.clock import at
from scheduler.errors import Refusal
from scheduler.language import say
from scheduler.services import own_absences
from scheduler.services.paging import Page
from scheduler.store.absences import AbsenceState

bp = Blueprint("leave_pages", __name__, url_prefix="/me/leave")
_SIZE = 20


@bp.get("/")
@allowed(Door.OWN)
def leave() -> str:
    """Their leave, the latest first, and the form."""
    return _page()


@bp.post("/")
@allowed(Door.OWN)
def ask() -> str | Response:
    """Ask for leave on whole days, the last one included."""
    try:
        first, last = forms.day(request.form, "first"), forms.day(request.form, "last")
        with transaction() as session:
            own_absences.ask(
                session,
                signed(),
                starts_at=at(first, 0),
                ends_at=at(last + timedelta(days=1), 0),
                reason=forms.text(request.form, "reason"),
                now=town().now,
            )
    except Refusal as refusal:
        return _page(refusal)
    flash(say("已提交，等协调员批准，结果会显示在这里"), "good")
    return redirect(url_for("leave_pages.leave"))


@bp.post("/<number:number>/withdraw")
@allowed(Door.OWN)
def withdraw(number: int) -> Response:
    """Take it back."""
    with transaction() as session:
        own_absences.withdraw(session, signed(), number, now=town().now)
    flash(say("已撤回"), "good")
    return redirect(url_for("leave_pages.leave"))


def _page(refusal: Refusal | None = None) -> str:
    number = forms.whole(request.args, "page", least=1, most=100_000, default=1)
    with reading() as session:
        found = own_absences.page(session, signed(), Page(number, _SIZE, "-starts_at"))
    open_ = (AbsenceState.ASKED, AbsenceState.APPROVED)
    return render_template(
        "me/leave.html", found=found, number=number, size=_SIZE, refusal=refusal, open=open_, now=town().now
    )
