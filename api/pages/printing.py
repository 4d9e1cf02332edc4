"""Paper: what hangs at the door of a point, what each unit is given, what crews sign, and cards that people keep."""

from base64 import b64encode
from datetime import datetime
from typing import Any

from flask import Blueprint, render_template, request

from api.auth import allowed, asker
from api.outside import outside
from api.pages import forms, printing_sheets
from api.pages.printing_choice import Asked
from api.town import reading, town, transaction
from scheduler.clock import today
from scheduler.errors import Invalid, NotFound, Refusal
from scheduler.exchange.link_sheet import code_svg
from scheduler.language import say
from scheduler.services import scopes
from scheduler.services.access import Right
from scheduler.services.board.choices import choices
from scheduler.services.exporting import cards as making
from scheduler.services.exporting.paper import MOST, Kind, Paper, Phones, paper
from scheduler.services.exporting.sheet import note_of
from scheduler.services.ours.rows import standing_as_seen
from scheduler.services.overview import standing
from scheduler.services.town_name import town_name
from scheduler.services.views import RosterView
from scheduler.store.database import Session

bp = Blueprint("print_pages", __name__, url_prefix="/rosters/<roster:code>/print")


@bp.get("/points", defaults={"kind": "points"})
@bp.get("/units", defaults={"kind": "units"})
@bp.get("/crews", defaults={"kind": "crews"})
@allowed(Right.SEE)
def sheets(code: str, kind: str) -> str:
    """What to print, chosen above; below it the sheets as they come out of the printer."""
    asked = Asked.of(Kind(kind), request.args)
    now, refusal, made = town().now, None, None
    # A phone that is read in full leaves a note.
    opened = transaction if asked.phones is Phones.FULL else reading
    with opened() as session:
        stands = standing(session, asker(), code, asked.version)
        asked = asked.within(stands, today(now))
        offered = choices(session, asker(), code)
        if asked.ready(points=len(offered.points)):
            try:
                made = paper(session, asker(), code, asked.wanted(stands), vault=town().vault, now=now)
            except Invalid as invalid:
                refusal = invalid
        note = sheet_note(session, made.view, now) if made else ""
    return render_template(
        "print/sheets.html",
        stands=stands,
        kind=kind,
        asked=asked,
        offered=offered,
        refusal=refusal,
        made=made,
        most=MOST[Kind(kind)],
        note=note,
        pages=_pages(kind, made) if made else (),
    )


@bp.get("/cards")
@allowed(Right.PLAN)
def choose_cards(code: str) -> str:
    """For whom cards are to be made; nothing is made yet."""
    return _cards(code)


@bp.post("/cards")
@allowed(Right.PLAN)
def make_cards(code: str) -> tuple[str, int] | str:
    """The cards, each with a new address of its person's calendar that is shown nowhere else."""
    now, unit, called = town().now, forms.text(request.form, "unit", 60), forms.text(request.form, "volunteer", 60)
    missing = request.form.get("whom") != "all"
    try:
        with transaction() as session:
            made = making.make(session, asker(), code, unit=unit, called=called, only_missing=missing, now=now)
            note = sheet_note(session, made.view, now)
    except NotFound:
        return _cards(code, Invalid(say("没有这个单位或这个人，或不在您的管理范围内"))), 422
    except Refusal as refusal:
        return _cards(code, refusal), 422
    pictures = [_picture(outside(card.path)) for card in made.cards]
    return _cards(code, made=made, pages=printing_sheets.by_eight(made.cards, pictures), note=note)


def _cards(code: str, refusal: Refusal | None = None, **made: Any) -> str:
    with reading() as session:
        stands = standing_as_seen(session, asker(), code)
        units = scopes.plannable(session, asker()).units
    named = (
        [("", say("请选择")), *((unit.code, say("{name}（{code}）", name=unit.name, code=unit.code)) for unit in units)]
        if units
        else []
    )
    return render_template("print/cards.html", stands=stands, units=named, refusal=refusal, most=making.MOST, **made)


def sheet_note(session: Session, view: RosterView, now: datetime) -> str:
    """What every sheet says of itself: of which town and roster, which version, printed when."""
    return " · ".join((town_name(session) or say("红马甲"), view.name, note_of(view, now)))


def _pages(kind: str, made: Paper) -> Any:
    if kind == "points":
        return printing_sheets.of_points(made)
    return printing_sheets.of_units(made) if kind == "units" else printing_sheets.of_crews(made)


def _picture(address: str) -> str:
    """The address as a drawing inside the page: it is kept nowhere, so it cannot be fetched."""
    return f"data:image/svg+xml;base64,{b64encode(code_svg(address)).decode()}"
