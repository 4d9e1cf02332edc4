"""Plans of stewardship 分包方案: listed, asked for, watched while they are made, read beside what is in force."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from api.auth import allowed, asker
from api.errors import status_of
from api.pages import forms
from api.pages.drawing import draw
from api.pages.records.understood import SYSTEMS
from api.pages.stewardship import drawn, may
from api.pages.stewardship_asked import Rows, wanted_of
from api.town import reading, town, transaction
from scheduler.clock import today
from scheduler.errors import Refusal
from scheduler.language import say
from scheduler.services.access import Right
from scheduler.services.allotting import plans
from scheduler.services.allotting.choices import choices
from scheduler.services.allotting.comparing import Comparison, UnitLine, compare
from scheduler.services.allotting.lines import Line
from scheduler.services.allotting.plans import PlanView
from scheduler.services.allotting.taking_back import applied
from scheduler.services.allotting.telling import in_duties
from scheduler.services.coverage.choices import choices as map_choices
from scheduler.services.coverage.day import Which, coverage
from scheduler.services.forecast import MOST_A_MONTH
from scheduler.services.paging import Page
from scheduler.services.pulse import clock_goes
from scheduler.store.database import Session
from scheduler.store.runs import RunState

bp = Blueprint("stewardship_plan_pages", __name__, url_prefix="/stewardship/plans")

SECONDS = (30, 120, 600)
"""How long one may let it search: a look, a district, a city."""

_SIZE = 20
_THOUSAND = 1000


@bp.get("/")
@allowed(Right.RULE)
def plans_() -> str:
    """The asker's plans, the newest first."""
    number = forms.whole(request.args, "page", least=1, most=100_000, default=1)
    with reading() as session:
        found = plans.page(session, asker(), Page(number, _SIZE, "-asked_at"))
    return render_template(
        "stewardship/plans.html", found=found, number=number, size=_SIZE, in_duties=in_duties, **may()
    )


@bp.get("/new")
@allowed(Right.RULE)
def new() -> str:
    """The form that asks for a plan, filled in as far as the address says."""
    return _form()


@bp.post("/new")
@allowed(Right.RULE)
def ask() -> Any:
    """Queue it; on to how it gets on. With `more` the form once more, with a row more wherever one is filled in."""
    if request.form.get("more"):
        return _form()
    try:
        wanted, seconds = (
            wanted_of(request.form),
            forms.whole(request.form, "seconds", least=1, most=int(plans.MOST_SECONDS)),
        )
        name = forms.text(request.form, "name", 100)
        with transaction() as session:
            number = plans.request(session, asker(), wanted, name=name, seconds=seconds, now=town().now)
    except Refusal as refusal:
        return _form(refusal), status_of(refusal)
    return redirect(url_for("stewardship_plan_pages.plan", number=number))


@bp.get("/<number:number>")
@allowed(Right.RULE)
def plan(number: int) -> str:
    """One plan: how it gets on, or what it says beside the contracts of the day `from`."""
    with reading() as session:
        seen = plans.one(session, asker(), number)
        made = seen.state is RunState.DONE and seen.found is not None
        found = _beside(session, seen) if made else {"ticking": clock_goes(session, now=town().now)}
    return render_template("stewardship/plan.html", plan=seen, made=made, in_duties=in_duties, **found, **may())


@bp.post("/<number:number>/cancel")
@allowed(Right.RULE)
def cancel(number: int) -> Response:
    """Call it off."""
    with transaction() as session:
        plans.cancel(session, asker(), number, now=town().now)
    return redirect(url_for("stewardship_plan_pages.plan", number=number))


def lines_shown(lines: tuple[Line, ...]) -> dict[str, str]:
    """By point what the map marks: a unit joins, one leaves, both, or only who leads changes."""
    found = {}
    for line in lines:
        kinds = ("swap" if line.ended else "join") if line.begun else ("leave" if line.ended else "lead")
        found[line.point] = kinds
    return found


def supposed(seen: PlanView) -> list[str]:
    """What the plan supposes to be different, in words."""
    found, what = seen.found or {"units": (), "points": ()}, seen.wanted
    units = {one["unit"]: one["name"] for one in found["units"]}
    points = {one["point"]: one["name"] for one in found["points"]}
    return [
        *(say("新增{name}，每月 {need} 班", name=one.code, need=one.need) for one in what.added),
        *(say("少了{unit}", unit=units.get(unit, unit)) for unit in what.lost),
        *(
            say("{unit}的人每周最多 {count} 班", unit=units.get(unit, unit), count=cap)
            for unit, cap in what.caps.items()
        ),
        *(
            say("{point}每班 {more} 人", point=points.get(point, point), more=f"{more:+}")
            for point, more in what.staffed.items()
        ),
    ]


def in_this_order(compared: Comparison) -> list[UnitLine]:
    """The units, the one that carries most first, now or by the plan."""
    return sorted(compared.units, key=lambda one: (-max(one.before, one.after), one.unit))


def _beside(session: Session, seen: PlanView) -> dict[str, Any]:
    now = today(town().now)
    chosen = forms.day(request.args, "from") if request.args.get("from") else max(seen.wanted.start, now)
    compared = compare(session, asker(), seen.number, on=chosen)
    city = coverage(session, asker(), chosen, Which())
    offered = map_choices(session, asker())
    return {
        "day": chosen,
        "today": now,
        "compared": compared,
        "changes": lines_shown(compared.lines),
        "units": in_this_order(compared),
        "names": {one.unit: one.name for one in compared.units},
        "advice": {one["unit"]: one["advice"] for one in (seen.found or {})["units"]},
        "without": {one["unit"]: one["without"] for one in (seen.found or {})["units"]},
        "supposed": supposed(seen),
        "moved": _moved(compared.lines),
        "applied": applied(session, asker(), seen.number),
        "limit": MOST_A_MONTH * _THOUSAND,
        "seen": city,
        "offered": offered,
        **drawn(draw(city, [code for code, _ in offered.kinds]), {}),
    }


def _moved(lines: tuple[Line, ...]) -> Mapping[str, tuple[int, int]]:
    """By unit how many points it joins and how many it leaves."""
    joins: dict[str, int] = defaultdict(int)
    leaves: dict[str, int] = defaultdict(int)
    for line in lines:
        for unit in line.begun:
            joins[unit] += 1
        for unit in line.ended:
            leaves[unit] += 1
    return {unit: (joins[unit], leaves[unit]) for unit in joins | leaves}


def _form(refusal: Refusal | None = None) -> str:
    now = today(town().now)
    start = date(now.year + now.month // 12, now.month % 12 + 1, 1)
    end = date(start.year + start.month // 12, start.month % 12 + 1, 1) - timedelta(days=1)
    said = request.form or request.args
    with reading() as session:
        offered = choices(session, asker())
    return render_template(
        "stewardship/new.html", said=said, said_rows=Rows(said), offered=offered, start=start, end=end, seconds=SECONDS,
        systems=[(system, say(name)) for system, name in SYSTEMS.items()], refusal=refusal, **may(),
    )  # fmt: skip
