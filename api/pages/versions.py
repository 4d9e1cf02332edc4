"""Versions: who made which when and why, what is different between two of them, and undoing the last step."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from api.auth import allowed, asker
from api.pages import forms
from api.town import reading, town, transaction
from scheduler.language import say
from scheduler.services import comparing, history, locking
from scheduler.services.access import Right
from scheduler.services.comparing import Ref
from scheduler.services.history import Entry
from scheduler.services.overview import standing
from scheduler.store.changes import ChangeKind

bp = Blueprint("version_pages", __name__, url_prefix="/rosters/<roster:code>")

_SHOWN = 200


@bp.get("/versions")
@allowed(Right.SEE)
def versions(code: str) -> str:
    """Every version, the newest first."""
    with reading() as session:
        stands = standing(session, asker(), code)
        entries = history.history(session, asker(), code)
    undoable = bool(entries) and entries[0].kind is not ChangeKind.PUBLISH
    return render_template(
        "rosters/versions.html",
        roster=stands.roster,
        entries=entries,
        kinds=history.KINDS,
        undoable=undoable,
        before=_before(entries),
    )


@bp.get("/compare")
@allowed(Right.SEE)
def compare(code: str) -> str:
    """What is different from the version `from` to the version `to`: duties, people, costs."""
    before, after = forms.optional_whole(request.args, "from"), forms.optional_whole(request.args, "to")
    with reading() as session:
        found = comparing.compare(session, asker(), Ref(code, before or 0), Ref(code, after))
    return render_template("rosters/compare.html", roster=found.after, found=found, shown=_SHOWN)


@bp.post("/undo")
@allowed(Right.PLAN)
def undo(code: str) -> Response:
    """Reverse what made the newest version."""
    expected = forms.whole(request.form, "expected", least=0, most=2**31 - 1)
    with transaction() as session:
        version = locking.undo(session, asker(), code, expected=expected, now=town().now)
    flash(say("已撤销，现在是第 {version} 版", version=version), "good")
    return redirect(url_for("version_pages.versions", code=code))


def _before(entries: Sequence[Entry]) -> int:
    """What the newest version is mostly compared with: what people were told before it, else the version before."""
    told = [entry.version for entry in entries[1:] if entry.kind is ChangeKind.PUBLISH]
    return (told or [entry.version for entry in entries[1:]] or [0])[0]
