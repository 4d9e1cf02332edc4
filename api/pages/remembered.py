"""What the town remembers of headings: looked at, and forgotten."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from api.auth import allowed, asker
from api.pages import forms
from api.town import reading, town, transaction
from scheduler.language import say
from scheduler.services import headings, upload_columns
from scheduler.services.access import Right
from scheduler.services.headings import HeadingView
from scheduler.services.paging import Page

bp = Blueprint("remembered_pages", __name__, url_prefix="/imports")
_SIZE = 50


@bp.get("/headings")
@allowed(Right.PLAN)
def remembered() -> str:
    """All that is remembered, the latest first."""
    number = forms.whole(request.args, "page", least=1, most=100_000, default=1)
    with reading() as session:
        found = headings.page(session, asker(), Page(number, _SIZE, "-said_at"))
    return render_template("imports/headings.html", found=found, number=number, size=_SIZE)


@bp.post("/headings/<number:number>/forget")
@allowed(Right.PLAN)
def forget(number: int) -> Answer:
    """Forget one; the next file with it is asked about again."""
    with transaction() as session:
        gone = headings.forget(session, asker(), number, now=town().now)
    _flash(gone)
    return redirect(url_for("remembered_pages.remembered"))


@bp.post("/<number:number>/forget")
@allowed(Right.PLAN)
def forget_here(number: int) -> Answer:
    """Forget one that a file was read by, and read the file again."""
    heading = forms.whole(request.form, "heading", least=1, most=2**31 - 1)
    with transaction() as session:
        gone = upload_columns.forget(session, asker(), number, heading, now=town().now)
    _flash(gone)
    return redirect(url_for("import_pages.upload", number=number))


def meaning_of(heading: HeadingView) -> str:
    """What it means, in a few words."""
    if not heading.column:
        return say("{heading} 不读", heading=heading.heading)
    return say("{heading} = {column}", heading=heading.heading, column=heading.column)


def _flash(gone: HeadingView) -> None:
    flash(say("忘掉了“{heading}”，下次遇到再问", heading=gone.heading), "good")
