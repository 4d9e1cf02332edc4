"""Personal links 个人链接: a sheet with everybody's own way in, for one unit at a time."""

from urllib.parse import quote

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from api.auth import allowed, asker
from api.outside import outside
from api.pages import forms
from api.town import reading, town, transaction
from scheduler.errors import Refusal
from scheduler.language import say
from scheduler.services import link_sheets, links, scopes
from scheduler.services.access import Right
from scheduler.services.links import DAYS

bp = Blueprint("link_pages", __name__, url_prefix="/links")
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/")
@allowed(Right.PLAN)
def links_() -> str:
    """The form: for which unit, and whether those who have one get a new one."""
    return _form()


@bp.post("/")
@allowed(Right.PLAN)
def hand_out() -> tuple[str, int] | Answer:
    """The sheet of new links, to be kept as a file; links are shown nowhere else."""
    here, unit = town(), forms.text(request.form, "unit")
    try:
        with transaction() as session:
            body, made = link_sheets.make(
                session,
                asker(),
                unit,
                base=outside(""),
                vault=here.vault,
                only_missing=request.form.get("whom") != "all",
                now=here.now,
            )
    except Refusal as refusal:
        return _form(refusal), 422
    if not made:
        flash(say("没有新做链接：这个单位没有人，或者人人都有了"), "info")
        return redirect(url_for("link_pages.links_"))
    name = quote(say("个人链接（{unit}）", unit=unit), safe="")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}.xlsx"}
    return Response(body, content_type=_SHEET, headers=headers)


@bp.post("/withdraw")
@allowed(Right.PLAN)
def withdraw() -> tuple[str, int] | Answer:
    """One volunteer's link ends, with all it opened and the address of their calendar."""
    called = forms.text(request.form, "volunteer", 60)
    try:
        with transaction() as session:
            links.withdraw(session, asker(), called, now=town().now)
    except Refusal as refusal:
        return _form(refusal), 422
    flash(say("{called} 的链接和日历地址已失效，用链接打开的页面也已退出", called=called), "good")
    return redirect(url_for("link_pages.links_"))


def _form(refusal: Refusal | None = None) -> str:
    with reading() as session:
        units = scopes.plannable(session, asker()).units
    choices = [
        ("", say("请选择")),
        *((unit.code, say("{name}（{code}）", name=unit.name, code=unit.code)) for unit in units),
    ]
    return render_template("links/sheet.html", units=choices if units else (), days=DAYS, refusal=refusal)
