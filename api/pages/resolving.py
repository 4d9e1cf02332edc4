"""A part of a published roster thought over anew: who would leave and come, and who is told; taken at a press."""

from typing import Any

from flask import flash, jsonify, redirect, render_template, request, url_for

from api.auth import asker
from api.pages import forms
from api.town import reading, town, transaction
from scheduler.errors import Invalid
from scheduler.language import say
from scheduler.services import resolving
from scheduler.services.overview import standing
from scheduler.services.run_parts import RunPart
from solver.problem import Duty

SECONDS = 8.0


def proposed(code: str, part: RunPart) -> str:
    """What would be other."""
    with reading() as session:
        found = resolving.propose(session, asker(), code, part, seconds=SECONDS)
        roster = standing(session, asker(), code).roster
    page = "rosters/resolve_part.html" if request.form.get("part") else "rosters/resolve.html"
    return render_template(page, roster=roster, found=found)


def taken(code: str) -> Any:
    """Do what was proposed; back to the roster."""
    expected = forms.whole(request.form, "expected", least=0, most=2**31 - 1)
    with transaction() as session:
        gone, come = _duties("gone"), _duties("come")
        done = resolving.take(session, asker(), code, gone=gone, come=come, expected=expected, now=town().now)
    told = say("已改好，现在是第 {version} 版；还没有通知，发布时一并通知", version=done.version)
    if request.form.get("part"):
        return jsonify({"version": done.version, "text": told})
    flash(told, "good")
    return redirect(url_for("roster_page.roster", code=code))


def _duties(name: str) -> list[Duty]:
    """Each as its shift's code, a space and the volunteer's."""
    parts = [one.split(" ") for one in request.form.getlist(name)]
    if any(len(one) != 2 for one in parts):
        raise Invalid(say("没有这样的值守"))
    return [Duty(shift, volunteer) for shift, volunteer in parts]
