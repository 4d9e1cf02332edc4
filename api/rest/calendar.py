"""/calendar: what kind of day each day is, and the town's own word about one of them."""

from datetime import date
from typing import Any

from marshmallow import Schema, fields, validate

from api.auth import Door, allowed, asker
from api.rest.door import Asked, Day, Noun, Text, listing
from api.rest.edits import editing
from api.town import reading, town
from scheduler.services import year
from scheduler.services.access import Right
from scheduler.services.paging import Paged
from scheduler.store.calendar import DayKind, DaySource

bp = Noun("calendar", __name__, description="日历")
_ONE = "/calendar/<date:day>"
_NAME = {"description": "节日名称，平常日子没有"}
_KIND = {"description": "workday 工作日，rest 休息日，holiday 节假日，makeup 调休上班"}


class CalendarQuery(Asked):
    year = fields.Integer(
        validate=validate.Range(year.FIRST, year.LAST), metadata={"description": "这一年；都不填为今年"}
    )
    from_day = Day(metadata={"description": "从这一天起；不填 until_day 则为 31 天"})
    until_day = Day(metadata={"description": "到这一天之前；不填 from_day 则为 31 天"})


class DaySchema(Schema):
    day = fields.Date(required=True)
    kind = fields.Enum(DayKind, by_value=True, required=True, metadata=_KIND)
    name = fields.String(required=True, allow_none=True, metadata=_NAME)
    source = fields.Enum(
        DaySource,
        by_value=True,
        required=True,
        metadata={"description": "official 官方；provisional 尚未公布，推算的；edited 本市改定的"},
    )


class DaySaidSchema(Asked):
    kind = fields.Enum(DayKind, by_value=True, required=True, metadata=_KIND)
    name = Text(30, load_default=None, allow_none=True, metadata=_NAME)


@bp.route("/calendar")
@allowed(Door.SIGNED)
@bp.arguments(CalendarQuery, location="query")
@bp.response(200, listing(DaySchema))
def calendar_(query: dict[str, Any]) -> Any:
    """The days of a year or of a span, at most 366."""
    with reading() as session:
        days = year.days_asked(session, **query, now=town().now)
    return Paged(days, len(days))


@bp.route(_ONE)
@allowed(Door.SIGNED)
@bp.etag
@bp.response(200, DaySchema)
def day_(day: date) -> Any:
    """One day."""
    with reading() as session:
        return year.one(session, day)


@bp.route(_ONE, methods=["PUT"])
@allowed(Right.RULE)
@bp.etag
@bp.arguments(DaySaidSchema)
@bp.response(200, DaySchema)
def set_day(said: dict[str, Any], day: date) -> Any:
    """The town's own word: no notice changes it again. Rosters keep their shifts until they are refreshed."""
    with editing() as session:
        bp.check_etag(year.one(session, day), DaySchema)
        return year.set_day(session, asker(), day, said["kind"], name=said["name"], now=town().now)


@bp.route(_ONE, methods=["DELETE"])
@allowed(Right.RULE)
@bp.etag
@bp.response(204)
def unset_day(day: date) -> None:
    """Take the town's own word back: the day is again what the notice says, or a guess."""
    with editing() as session:
        bp.check_etag(year.one(session, day), DaySchema)
        year.unset_day(session, asker(), day, now=town().now)
