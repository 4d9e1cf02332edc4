"""Paper of what is ours in the roster of others: our people's list, and the sheets for the doors of our points."""

from flask import Blueprint, render_template, request

from api.auth import allowed, asker, signed
from api.pages import printing_sheets
from api.pages.navigation import holds
from api.pages.printing import sheet_note
from api.pages.printing_choice import Asked
from api.town import reading, town, transaction
from scheduler.clock import today
from scheduler.errors import Invalid
from scheduler.services.access import Right
from scheduler.services.exporting.paper import MOST, Kind, Phones
from scheduler.services.ours import rows
from scheduler.services.ours.cut import cut
from scheduler.services.ours.paper import paper

bp = Blueprint("ours_printing", __name__, url_prefix="/rosters/<roster:code>/ours/print")


@bp.get("/points", defaults={"kind": "points"})
@bp.get("/units", defaults={"kind": "units"})
@allowed(Right.SEE)
def sheets(code: str, kind: str) -> str:
    """What to print, chosen above; below it the sheets as they come out of the printer."""
    asked = Asked.of(Kind(kind), request.args)
    now, refusal, made = town().now, None, None
    # A phone that is read in full leaves a note.
    opened = transaction if asked.phones is Phones.FULL else reading
    with opened() as session:
        of = cut(session, asker(), code)
        stands = rows.standing(session, asker(), of)
        asked = asked.within(stands, today(now))
        people, posts = rows.people(session, of), rows.posts(session, of)
        try:
            made = paper(session, asker(), of, asked.wanted(stands), vault=town().vault, now=now)
        except Invalid as invalid:
            refusal = invalid
        note = sheet_note(session, made.view, now) if made else ""
    pages = (printing_sheets.of_points if kind == "points" else printing_sheets.of_units)(made) if made else ()
    return render_template(
        "print/ours.html",
        stands=stands,
        kind=kind,
        asked=asked,
        units=sorted({(one.unit, one.unit_name) for one in people if one.count}),
        points=sorted({(one.point, one.name) for one in posts}),
        may_call=holds(signed(), Right.CALL),
        refusal=refusal,
        made=made,
        most=MOST[Kind(kind)],
        note=note,
        pages=pages,
    )
