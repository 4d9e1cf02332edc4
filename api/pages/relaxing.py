"""A limit made wider so that an empty seat is filled: what would come of it, and doing it at a press."""

from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for

from api.auth import allowed, asker
from api.errors import status_of
from api.pages import forms
from api.town import reading, town, transaction
from scheduler.errors import Invalid, Refusal
from scheduler.language import say
from scheduler.services import relaxing
from scheduler.services.access import Right
from scheduler.services.overview import standing
from scheduler.services.relaxing import Relax, Relaxed

bp = Blueprint("relaxing_pages", __name__, url_prefix="/rosters/<roster:code>/shifts/<code:shift>/relax")

_MOST = 10**6


@bp.get("")
@allowed(Right.PLAN)
def preview(code: str, shift: str) -> str:
    """Whose limit becomes how wide, who comes then, and what it costs."""
    with reading() as session:
        found = relaxing.preview(session, asker(), code, _asked(shift))
    return _page(code, shift, found)


@bp.post("")
@allowed(Right.PLAN)
def relax(code: str, shift: str) -> Any:
    """Do it; back to the roster."""
    try:
        expected = forms.whole(request.form, "expected", least=0, most=2**31 - 1)
        here = town()
        with transaction() as session:
            asked = _asked(shift)
            done = relaxing.relax(session, asker(), code, asked, expected=expected, vault=here.vault, now=here.now)
    except Refusal as refusal:
        return _page(code, shift, None, refusal), 200 if request.form.get("part") else status_of(refusal)
    told = say("已放宽并补上，现在是第 {version} 版", version=done.version)
    if request.form.get("part"):
        return jsonify({"version": done.version, "text": told})
    flash(told, "good")
    return redirect(url_for("roster_page.vacancies", code=code))


def _asked(shift: str) -> Relax:
    limit = forms.text(request.values, "limit", 20)
    if limit not in relaxing.LIMITS:
        raise Invalid(say("没有这样的上限：{limit}", limit=limit))
    subject, after = (
        forms.text(request.values, "subject", 60),
        forms.whole(request.values, "after", least=0, most=_MOST),
    )
    return Relax(shift, limit, subject, after)


def _page(code: str, shift: str, found: Relaxed | None, refusal: Refusal | None = None) -> str:
    with reading() as session:
        stands = standing(session, asker(), code)
    return render_template(
        "rosters/relax_part.html" if request.values.get("part") else "rosters/relax.html",
        roster=stands.roster,
        shift=shift,
        found=found,
        refusal=refusal,
        shown=request.values,
    )
