"""One shift mended by hand: who leaves, who comes instead, who could, and what speaks against the others."""

from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for

from api.auth import allowed, asker
from api.errors import status_of
from api.pages import forms
from api.town import reading, town, transaction
from scheduler.errors import NotFound, Refusal
from scheduler.language import say
from scheduler.services import mending
from scheduler.services.access import Right
from scheduler.services.candidates import candidates
from scheduler.services.looking import look
from scheduler.services.mending import Mend, Mended
from scheduler.services.roster_parts import Part

bp = Blueprint("mending_pages", __name__, url_prefix="/rosters/<roster:code>/shifts/<code:shift>/mend")

_LOOKED_AT = 1_000
_OFFERED, _REFUSED = 12, 200


@bp.get("")
@allowed(Right.PLAN)
def choose(code: str, shift: str) -> str:
    """Who could come, the best first, instead of whoever `out` names; and what speaks against everybody else."""
    return _page(code, shift, forms.text(request.args, "out", 60))


@bp.post("")
@allowed(Right.PLAN)
def mend(code: str, shift: str) -> Any:
    """Make the change; back to the day."""
    out = forms.text(request.form, "out", 60)
    try:
        asked = Mend(
            shift,
            out=out,
            into=forms.text(request.form, "into", 60),
            expected=forms.whole(request.form, "expected", least=0, most=2**31 - 1),
            reason=forms.text(request.form, "reason"),
            override=forms.text(request.form, "override"),
        )
        with transaction() as session:
            done = mending.mend(session, asker(), code, asked, settings=town().settings, now=town().now)
    except Refusal as refusal:
        return _page(code, shift, out, refusal), 200 if request.form.get("part") else status_of(refusal)
    told = _told(done)
    if request.form.get("part"):
        return jsonify({"version": done.version, "text": " ".join([told, done.waiting_text]).strip()})
    flash(told, "good")
    if done.waiting_text:
        flash(done.waiting_text, "info")
    return redirect(url_for("roster_page.roster", code=code, view="days", day=request.form.get("day") or None))


def _told(done: Mended) -> str:
    if done.told is None:
        return say("已改好，现在是第 {version} 版；还没有通知，发布时一并通知", version=done.version)
    return say("已改好并通知 {count} 人，现在是第 {version} 版", count=done.told, version=done.version)


def _page(code: str, shift: str, out: str, refusal: Refusal | None = None) -> str:
    with reading() as session:
        view = look(session, asker(), code, part=Part(shift=shift))
        if not view.shifts:
            raise NotFound(say("排班表 {code} 没有班次 {shift}", code=code, shift=shift))
        found = candidates(session, asker(), code, shift, most=_LOOKED_AT, instead_of=out or None)
    (held,) = view.shifts
    return render_template(
        "rosters/mend_part.html" if request.values.get("part") else "rosters/mend.html",
        roster=view,
        shift=held,
        leaving=next((seat for seat in held.crew if seat.volunteer == out), None),
        free=[one for one in found if one.free][:_OFFERED],
        others=[one for one in found if not one.free][:_REFUSED],
        refusal=refusal,
    )
