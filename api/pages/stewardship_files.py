"""Excel of stewardship: who answers for what, what units will carry, and a plan beside what is in force."""

from collections.abc import Iterable, Mapping

from flask import Blueprint, Response, request

from api.auth import allowed, asker
from api.pages import forms
from api.pages.layers import asked_of_map
from api.pages.screen_files import file_of
from api.pages.stewardship import loaded, month_asked
from api.pages.stewardship_plans import in_this_order
from api.town import reading, town
from scheduler.clock import today
from scheduler.language import say
from scheduler.services.access import Right
from scheduler.services.allotting import plans
from scheduler.services.allotting.comparing import Comparison, compare
from scheduler.services.allotting.lines import Line
from scheduler.services.coverage.day import Place, Which, coverage
from scheduler.services.exporting.screens import Screen
from scheduler.services.forecast import Load
from scheduler.services.wording import day_text

bp = Blueprint("stewardship_files", __name__, url_prefix="/stewardship")

_THOUSAND = 1000


@bp.get("/today.xlsx")
@allowed(Right.SEE)
def today_() -> Response:
    """The table beside the map, of the day and the filters that are looked at."""
    day, _, asked = asked_of_map()
    with reading() as session:
        seen = coverage(session, asker(), day, Which(**asked))
    return file_of(say("分包 {day}", day=day_text(day)), [_places(seen.places)], ref=str(day))


@bp.get("/load.xlsx")
@allowed(Right.SEE)
def load() -> Response:
    """The forecast of a month, the overloaded first."""
    month = month_asked()
    with reading() as session:
        found = loaded(session, month)
    title = say("负担预测 {month}", month=f"{month:%Y-%m}")
    return file_of(title, [_loads(found.loads)], ref=f"{month:%Y-%m}")


@bp.get("/plans/<number:number>/plan.xlsx")
@allowed(Right.RULE)
def plan(number: int) -> Response:
    """Every point that a plan changes, and every unit, beside the contracts of the day `from`."""
    with reading() as session:
        seen = plans.one(session, asker(), number)
        now = today(town().now)
        day = forms.day(request.args, "from") if request.args.get("from") else max(seen.wanted.start, now)
        compared = compare(session, asker(), number, on=day)
    return file_of(seen.name, [_lines(compared), _units(compared)], ref=f"{number}@{day}")


def _places(places: Iterable[Place]) -> Screen:
    titles = (say("点位"), say("编号"), say("类别"), say("网格"), say("主责"), say("协助"))
    rows = [
        (one.name, one.code, one.kind_name, one.grid_name or "", *_lead_and_rest([s.name for s in one.stewards]))
        for one in sorted(places, key=lambda one: (bool(one.stewards), one.code))
    ]  # fmt: skip
    return Screen(say("谁负责哪里"), titles, rows)


def _loads(loads: Iterable[Load]) -> Screen:
    titles = (say("单位"), say("人均班次"), say("班次"), say("人数"), say("点位"), say("建议"))
    rows = [
        (one.name, "" if one.each is None else round(float(one.each), 1), round(float(one.demand)), one.people,
         one.points, one.advice)
        for one in loads
    ]  # fmt: skip
    return Screen(say("各单位"), titles, rows)


def _lines(compared: Comparison) -> Screen:
    names = {one.unit: one.name for one in compared.units}
    now, then = (say("现在主责"), say("现在协助")), (say("方案主责"), say("方案协助"))
    rows = [_line(one, names, compared.hindered.get(one.point, "")) for one in compared.lines]
    return Screen(say("点位"), (say("点位"), say("编号"), *now, *then, say("不能启用")), rows)


def _line(line: Line, names: Mapping[str, str], why: str) -> tuple[str, ...]:
    before, after = ([names.get(unit, unit) for unit in units] for units in (line.before, line.after))
    return line.name, line.point, *_lead_and_rest(before), *_lead_and_rest(after), why


def _units(compared: Comparison) -> Screen:
    titles = (say("单位"), say("现在人均/月"), say("方案人均/月"))
    rows = [
        (one.name, round(one.before / _THOUSAND, 1), round(one.after / _THOUSAND, 1)) for one in in_this_order(compared)
    ]
    return Screen(say("各单位"), titles, rows)


def _lead_and_rest(names: list[str]) -> tuple[str, str]:
    return names[0] if names else "", "、".join(names[1:])
