"""/stewardships: which unit answers for which point, from a day to a day, and what that will ask of each unit."""

from calendar import monthrange
from datetime import date
from typing import Any

from marshmallow import Schema, fields, validate

from api.auth import allowed, asker
from api.rest.door import Asked, Day, Noun, Paging, Text, order_by
from api.rest.edits import Kept, editing, partly, told
from api.rest.nouns import Looks, show
from api.rest.times import Month
from api.town import reading, town
from scheduler import clock
from scheduler.services import forecast as forecasting
from scheduler.services import stewardship as answering
from scheduler.services.access import Right
from scheduler.services.editing import stewardships
from scheduler.services.editing.stewardships import StewardshipFilter
from scheduler.store.stewardship import Part

bp = Noun("stewardships", __name__, description="分包")
_ONE = "/stewardships/<number:number>"
_UNTIL = "到这一天为止，不含当天；null：长期"
_PART = "lead 主责，assist 协助"


class StewardshipQuery(Paging):
    unit = Text(metadata={"description": "只看这个单位和它下面的，写编号"})
    point = Text(metadata={"description": "只看这个点位，写编号"})
    on = Day(metadata={"description": "只看这一天有效的"})
    order = order_by("unit", "point", "from_day", "number")


class StewardshipSchema(Schema):
    number = fields.Integer(required=True)
    unit = fields.String(required=True, metadata={"description": "单位编号"})
    unit_name = fields.String(required=True)
    point = fields.String(required=True, metadata={"description": "点位编号"})
    point_name = fields.String(required=True)
    part = fields.Enum(Part, by_value=True, required=True, metadata={"description": _PART})
    from_day = fields.Date(required=True)
    until_day = fields.Date(required=True, allow_none=True, metadata={"description": _UNTIL})


class StewardshipAskedSchema(Asked):
    unit = Text(least=1, required=True, metadata={"description": "单位编号"})
    point = Text(least=1, required=True, metadata={"description": "点位编号"})
    from_day = Day(required=True, metadata={"description": "从这一天起"})
    until_day = Day(load_default=None, allow_none=True, metadata={"description": _UNTIL})
    part = fields.Enum(Part, by_value=True, load_default=Part.LEAD, metadata={"description": _PART})


class StewardshipBodySchema(Kept):
    number, unit, unit_name, point, point_name, from_day = (told() for _ in range(6))
    part = fields.Enum(Part, by_value=True, metadata={"description": _PART})
    until_day = Day(allow_none=True, metadata={"description": _UNTIL})


class EndQuery(Asked):
    on = Day(metadata={"description": "从哪天起不再负责；不写为今天"})


class ForecastQuery(Asked):
    month = Month(required=True, metadata={"description": "哪个月"})
    most = fields.Integer(
        load_default=forecasting.MOST_A_MONTH,
        validate=validate.Range(1, 100),
        metadata={"description": "人均每月超过几班算过重"},
    )


class LoadSchema(Schema):
    unit = fields.String(required=True, metadata={"description": "单位编号"})
    name = fields.String(required=True)
    points = fields.Integer(required=True, metadata={"description": "负责几个点位"})
    demand = fields.Float(required=True, metadata={"description": "班次·人，几个单位轮流的均分"})
    people = fields.Integer(required=True, metadata={"description": "可值守的人数"})
    each = fields.Float(required=True, allow_none=True, metadata={"description": "人均每月几班；null：没有人"})
    overloaded = fields.Boolean(required=True)
    partners = fields.List(fields.String(), required=True, metadata={"description": "可以轮流的单位的编号"})
    advice = fields.String(required=True, metadata={"description": "怎么办；不用做什么时为空"})


class UncoveredSchema(Schema):
    point = fields.String(required=True, metadata={"description": "点位编号"})
    name = fields.String(required=True)
    demand = fields.Integer(required=True, metadata={"description": "没有单位负责的班次·人"})


class ForecastSchema(Schema):
    start = fields.Date(required=True)
    days = fields.Integer(required=True)
    units = fields.List(
        fields.Nested(LoadSchema), required=True, attribute="loads", metadata={"description": "各单位，最重的在前"}
    )
    uncovered = fields.List(fields.Nested(UncoveredSchema), required=True)
    provisional = fields.List(fields.Date(), required=True, metadata={"description": "放假安排尚未公布的日子"})


show(
    bp,
    Looks(
        noun="stewardship",
        listed="What the asker's units answer for, and who answers for the points in their grids.",
        address="/stewardships",
        one_at=_ONE,
        query=StewardshipQuery,
        schema=StewardshipSchema,
        page=stewardships.page,
        one=stewardships.one,
        filters=StewardshipFilter,
    ),
)


@bp.route("/stewardships", methods=["POST"])
@allowed(Right.PLAN)
@bp.arguments(StewardshipAskedSchema)
@bp.response(201, StewardshipSchema)
def assign(said: dict[str, Any]) -> Any:
    """Let a unit answer for a point."""
    with editing() as session:
        number = answering.assign(session, asker(), said.pop("unit"), said.pop("point"), **said, now=town().now)
        return stewardships.one(session, asker(), number)


@bp.route(_ONE, methods=["PATCH"])
@allowed(Right.PLAN)
@bp.etag
@bp.arguments(partly(StewardshipBodySchema))
@bp.response(200, StewardshipSchema)
def patch(said: dict[str, Any], number: int) -> Any:
    """Change its part, or the day it ends."""
    with editing() as session:
        bp.check_etag(stewardships.one(session, asker(), number), StewardshipSchema)
        return stewardships.change(session, asker(), number, said, now=town().now)


@bp.route(_ONE, methods=["DELETE"])
@allowed(Right.PLAN)
@bp.etag
@bp.arguments(EndQuery, location="query")
@bp.response(204)
def end(query: dict[str, date], number: int) -> None:
    """Let the unit go of the point; what was before stays known."""
    now = town().now
    with editing() as session:
        bp.check_etag(stewardships.one(session, asker(), number), StewardshipSchema)
        stewardships.end(session, asker(), number, on=query.get("on", clock.today(now)), now=now)


@bp.route("/stewardships/forecast")
@allowed(Right.SEE)
@bp.arguments(ForecastQuery, location="query")
@bp.response(200, ForecastSchema)
def forecast(query: dict[str, Any]) -> Any:
    """What the stewardship will ask of each unit in a month, before anybody is rostered."""
    start: date = query["month"]
    days = monthrange(start.year, start.month)[1]
    with reading() as session:
        return forecasting.forecast(session, asker(), start=start, days=days, most=query["most"])
