"""/calendar: what kind of day each day is, and the town's own word about one of them."""

from datetime import date
from typing import Any

from marshmallow import Schema, fields, validate

from api.auth import Door, allowed, asker
from api.rest.door import Asked, Day, Noun, Text, listing
from api.rest.edits import editing
from api.rest.publications import FaultSchema
from api.town import reading, town, transaction
from scheduler.services import notices, year
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


class NoticeSchema(Asked):
    text = Text(20_000, least=1, required=True, metadata={"description": "国务院通知的全文，或一行一天的小表"})


class NoticeDoneSchema(NoticeSchema):
    fingerprint = Text(required=True, metadata={"description": "您看过的变化的指纹"})


class DayChangeSchema(Schema):
    before = fields.Nested(DaySchema, required=True)
    after = fields.Nested(DaySchema, required=True)


class NoticePlanSchema(Schema):
    year = fields.Integer(required=True)
    changes = fields.List(fields.Nested(DayChangeSchema), required=True, metadata={"description": "会改的日子"})
    told = fields.Integer(required=True, metadata={"description": "说的和现在一样的天数"})
    kept = fields.List(
        fields.Nested(DayChangeSchema), required=True, metadata={"description": "本市改定过、仍照本市的日子"}
    )
    faults = fields.List(
        fields.Nested(FaultSchema), required=True, metadata={"description": "不对的地方；有就不能导入"}
    )
    whole = fields.Boolean(required=True, metadata={"description": "是不是一整年的通知"})
    fingerprint = fields.String(required=True, metadata={"description": "这些变化的指纹，导入时带上"})


@bp.route("/calendar/notice/check", methods=["POST"])
@allowed(Right.RULE)
@bp.arguments(NoticeSchema)
@bp.response(200, NoticePlanSchema)
def check_notice(said: dict[str, Any]) -> Any:
    """What the yearly notice would change; nothing is changed yet."""
    with reading() as session:
        return notices.plan_notice(session, asker(), said["text"], now=town().now)


@bp.route("/calendar/notice", methods=["POST"])
@allowed(Right.RULE)
@bp.arguments(NoticeDoneSchema)
@bp.response(200, NoticePlanSchema)
def take_notice(said: dict[str, Any]) -> Any:
    """Do exactly what was looked at; where the calendar has changed meanwhile, look again first."""
    with transaction() as session:
        return notices.apply_notice(session, asker(), said["text"], fingerprint=said["fingerprint"], now=town().now)


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
