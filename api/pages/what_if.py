"""What if: a point more, a unit less, another cap; what the month would be then, beside what it could be now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic
from typing import Any

from flask import Blueprint, render_template, request

from api.auth import allowed, asker
from api.errors import status_of
from api.pages import forms
from api.pages.records.surroundings import PER_DEGREE, ground
from api.pages.records.understood import SYSTEMS, Understood, understood
from api.pages.what_if_next import steps
from api.town import reading, town
from scheduler.errors import Invalid, NotFound, Refusal
from scheduler.exchange.words import Unreadable
from scheduler.language import say
from scheduler.services import what_if as supposing
from scheduler.services.access import Right
from scheduler.services.what_if import Askable, Choices, Compared, Supposed
from scheduler.store.database import Session

bp = Blueprint("what_if_pages", __name__, url_prefix="/what-if")

PATIENCE = 50.0
"""Seconds that both sides together may take, once the roster is in memory."""

ASKS: Mapping[str, str] = {"point": "加一个点位", "unit": "少一个单位", "cap": "改上限", "people": "每班加减人"}
"""The msgid of each question."""

CAPS: Mapping[str, str] = {"week": "每周", "total": "本期一共", "day": "每天", "weekends": "周末"}
"""The msgid of each cap."""


@dataclass(frozen=True, slots=True)
class _Asking:
    """The roster that is asked about, of those that can be; None where there is none."""

    rosters: tuple[Askable, ...]
    roster: Askable | None
    choices: Choices


@bp.get("/")
@allowed(Right.PLAN)
def what_if() -> Any:
    """The question, as the address says it; its answer is fetched beside it, as it may take a while."""
    with reading() as session:
        asking = _asking(session)
        place, why = _place()
        drawn = ground(session, asker(), place.wgs84 if place else (), but="")
    asked = request.args.get("ask", "")
    return render_template(
        "what_if/what_if.html",
        **_shown(asking),
        complete=bool(asking.roster) and _complete(asked),
        pasted=place,
        why=why,
        ground=drawn,
        systems=SYSTEMS,
        per_degree=PER_DEGREE,
    )


@bp.get("/answer")
@allowed(Right.PLAN)
def answer() -> Any:
    """The answer to the same address; a part of the page where `part` is asked for."""
    began = monotonic()
    with reading() as session:
        asking = _asking(session)
        try:
            found, refusal = _compared(session, asking), None
            then = steps(session, asking.roster, found) if asking.roster else []
        except Refusal as refused:
            found, refusal, then = None, refused, []
    part = bool(request.args.get("part"))
    page = "what_if/answer_part.html" if part else "what_if/answer.html"
    shown = render_template(page, **_shown(asking), found=found, refusal=refusal, then=then, took=monotonic() - began)
    return shown, status_of(refusal) if refusal and not part else 200


def _asking(session: Session) -> _Asking:
    rosters = supposing.askable(session, asker())
    wanted = forms.text(request.args, "roster", 100)
    roster = next((one for one in rosters if not wanted or one.code == wanted), None)
    if roster is None and wanted:
        raise NotFound(say("没有排班表 {code}，或不在您的管理范围内", code=wanted))
    choices = supposing.choices(session, asker(), roster.code) if roster else Choices((), ())
    return _Asking(rosters, roster, choices)


def _compared(session: Session, asking: _Asking) -> Compared:
    if asking.roster is None:
        raise Invalid(say("还没有排过班，没有可以比的"))
    what = _SAID.get(request.args.get("ask", ""), _nothing)()
    return supposing.compare(session, asker(), asking.roster.code, what, memory=town().memory, patience=PATIENCE)


def _point() -> Supposed:
    place, why = _place()
    if why:
        raise Invalid(why)
    like, headcount = forms.text(request.args, "like", 60) or None, forms.optional_whole(request.args, "headcount")
    if headcount is not None and not 1 <= headcount <= 100:
        raise Invalid(say("应为 {least} 到 {most} 之间的整数：{value}", least=1, most=100, value=headcount))
    return Supposed(like=like, headcount=headcount, at=place.wgs84[0] if place else None)


def _unit() -> Supposed:
    lost = forms.text(request.args, "unit", 60)
    since = forms.day(request.args, "since") if request.args.get("since") else None
    return Supposed(lost=(lost,) if lost else (), since=since)


def _cap() -> Supposed:
    cap = request.args.get("cap", "week")
    if cap not in CAPS:
        raise Invalid(say("没有这样的上限：{limit}", limit=cap[:20]))
    return Supposed(unit=forms.text(request.args, "unit", 60) or None, cap=cap, more=forms.signed(request.args, "more"))


def _people() -> Supposed:
    return Supposed(point=forms.text(request.args, "point", 60) or None, people=forms.signed(request.args, "people"))


def _nothing() -> Supposed:
    return Supposed()


_SAID: Mapping[str, Callable[[], Supposed]] = {"point": _point, "unit": _unit, "cap": _cap, "people": _people}
_NEEDS: Mapping[str, str] = {"point": "like", "unit": "unit", "cap": "more", "people": "people"}


def _complete(asked: str) -> bool:
    """Whether the address asks something: then there is an answer to fetch."""
    return asked in _NEEDS and bool(request.args.get(_NEEDS[asked], "").strip())


def _place() -> tuple[Understood | None, str]:
    """What is said of the new point's place, and why it cannot be read, "" where it can."""
    try:
        return understood(forms.text(request.args, "path", 200), request.args.get("datum", "")), ""
    except (Unreadable, Invalid) as unreadable:
        return None, str(unreadable)


def _shown(asking: _Asking) -> dict[str, Any]:
    roster = asking.roster
    asked = request.args.get("ask", "")
    return {
        "asking": asking,
        "rosters": [(one.code, one.name) for one in asking.rosters],
        "roster": roster,
        "last": roster.start + timedelta(days=roster.days - 1) if roster else None,
        "asks": ASKS,
        "asked": asked if asked in ASKS else "point",
        "caps_named": [(name, say(text)) for name, text in CAPS.items()],
        "systems_named": [(name, say(text)) for name, text in SYSTEMS.items()],
        "shown": request.args,
    }
