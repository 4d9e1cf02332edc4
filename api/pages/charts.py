"""A roster in charts: days, causes of vacancies, load by unit, how load is spread; each with its numbers as a table."""

from collections.abc import Mapping

from flask import Blueprint, render_template, request

from api.auth import allowed, asker
from api.pages.cause_words import CAUSES
from api.pages.window import WHOLE_UP_TO
from api.town import reading
from scheduler.services.access import Right
from scheduler.services.coverage.causes import MOST, at_hand, causes
from scheduler.services.coverage.roster import figures

bp = Blueprint("chart_pages", __name__, url_prefix="/rosters")

_STEPS = 12
"""Columns that a spread has at most."""

_WORDS = {"called": CAUSES, "explained": MOST}
"""What is said of causes, and how many shifts are looked at."""

Step = tuple[str, int, int]
"""A load or loads as people read them, how many carried so much before, and how many do after."""


@bp.get("/<roster:code>/charts")
@allowed(Right.SEE)
def charts(code: str) -> str:
    """The figures of the roster's newest version. Where causes would take a city's while they are left out, unless the
    `whole` is asked for; `part` for them alone."""
    if request.args.get("part"):
        with reading() as session:
            told = causes(session, asker(), code)
        return render_template("rosters/causes_part.html", causes=told, code=code, **_WORDS)
    with reading() as session:
        found = figures(session, asker(), code)
        few = sum(day.seats for day in found.days) <= WHOLE_UP_TO
        at_once = few or request.args.get("whole") or at_hand(session, asker(), code)
        due_to = causes(session, asker(), code) if at_once else None
    steps = spread(found.before, found.after)
    return render_template("rosters/charts.html", found=found, spread=steps, causes=due_to, code=code, **_WORDS)


def spread(before: Mapping[int, int], after: Mapping[int, int]) -> list[Step]:
    """How many people carried which load before and carry it after, in as many even steps as can be read."""
    most = max((*before, *after), default=0)
    width = most // _STEPS + 1
    starts = range(0, most + 1, width)
    return [(_text(start, width), _within(before, start, width), _within(after, start, width)) for start in starts]


def _text(start: int, width: int) -> str:
    return str(start) if width == 1 else f"{start}–{start + width - 1}"


def _within(people: Mapping[int, int], start: int, width: int) -> int:
    return sum(count for load, count in people.items() if start <= load < start + width)
