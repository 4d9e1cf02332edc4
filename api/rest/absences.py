"""/absences: leave asked for, approved, refused, taken back, and the published duties that it hits."""

from typing import Any

from marshmallow import Schema, fields

from api.auth import allowed, asker
from api.rest.door import Asked, Moment, Noun, Text, listing, order_by
from api.rest.edits import editing
from api.rest.nouns import Looks, RecordChangeSchema, show
from api.rest.spans import SpanQuery, SpanSchema
from api.town import reading, town, transaction
from scheduler.services import absence_history, absence_views, absences
from scheduler.services.absence_views import AbsenceFilter
from scheduler.services.access import Right
from scheduler.services.paging import Paged
from scheduler.store.absences import AbsenceState

bp = Noun("absences", __name__, description="请假")
_ONE = "/absences/<number:number>"


class AbsenceQuery(SpanQuery):
    state = fields.Enum(AbsenceState, by_value=True, metadata={"description": "只看这种状态"})
    order = order_by("starts_at", "ends_at", "number")


class HitSchema(Schema):
    roster = fields.String(required=True)
    shift = fields.String(required=True)
    point = fields.String(required=True, metadata={"description": "点位名称"})
    starts_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(required=True)


class AbsenceSchema(SpanSchema):
    reason = fields.String(required=True)
    state = fields.Enum(AbsenceState, by_value=True, required=True)
    hits = fields.List(
        fields.Nested(HitSchema), required=True, metadata={"description": "批准后受影响的已发布值守，要另找人"}
    )


class AbsenceAskedSchema(Asked):
    volunteer = Text(
        least=1, required=True, metadata={"description": "编号，或管理范围内只有一个人用的姓名", "examples": ["V001"]}
    )
    starts_at = Moment(required=True)
    ends_at = Moment(required=True, metadata={"description": "不含这一刻，要晚于 starts_at"})
    reason = Text(load_default="", metadata={"description": "不要写病情等隐私"})


class AbsencePatchSchema(Asked):
    starts_at = Moment()
    ends_at = Moment(metadata={"description": "不含这一刻，要晚于 starts_at"})
    reason = Text(metadata={"description": "不要写病情等隐私"})


class WhySchema(Asked):
    why = Text(load_default="", metadata={"description": "说明"})


class RefusedSchema(Asked):
    why = Text(least=1, required=True, metadata={"description": "不批准的原因"})


show(
    bp,
    Looks(
        noun="absence",
        listed="The absences in the asker's scope.",
        address="/absences",
        one_at=_ONE,
        query=AbsenceQuery,
        schema=AbsenceSchema,
        page=absence_views.page,
        one=absence_views.one,
        filters=AbsenceFilter,
    ),
)


@bp.route(f"{_ONE}/history")
@allowed(Right.SEE)
@bp.response(200, listing(RecordChangeSchema))
def history(number: int) -> Any:
    """Asked for, put right, decided on: by whom and why, the latest first."""
    with reading() as session:
        found = absence_history.history(session, asker(), number)
    return Paged(found, len(found))


@bp.route("/absences", methods=["POST"])
@allowed(Right.PLAN)
@bp.arguments(AbsenceAskedSchema)
@bp.response(201, AbsenceSchema)
def ask(asked: dict[str, Any]) -> Any:
    """Ask leave for a volunteer."""
    with transaction() as session:
        return absences.ask(session, asker(), asked.pop("volunteer"), **asked, now=town().now)


@bp.route(_ONE, methods=["PATCH"])
@allowed(Right.PLAN)
@bp.etag
@bp.arguments(AbsencePatchSchema)
@bp.response(200, AbsenceSchema)
def change(said: dict[str, Any], number: int) -> Any:
    """Put right the time or the reason of one that is asked for or approved; `hits` are told anew."""
    with editing() as session:
        known = absence_views.one(session, asker(), number)
        bp.check_etag(known, AbsenceSchema)
        kept = {"starts_at": known.starts_at, "ends_at": known.ends_at, "reason": known.reason}
        done = absences.change(session, asker(), number, **{**kept, **said}, now=town().now)
    bp.set_etag(done, AbsenceSchema)
    return done


@bp.route(f"{_ONE}/approve", methods=["POST"])
@allowed(Right.PLAN)
@bp.arguments(WhySchema)
@bp.response(200, AbsenceSchema)
def approve(asked: dict[str, Any], number: int) -> Any:
    """Approve it; `hits` are the published duties that somebody else must take."""
    with transaction() as session:
        return absences.approve(session, asker(), number, why=asked["why"], now=town().now)


@bp.route(f"{_ONE}/refuse", methods=["POST"])
@allowed(Right.PLAN)
@bp.arguments(RefusedSchema)
@bp.response(200, AbsenceSchema)
def refuse(asked: dict[str, Any], number: int) -> Any:
    """Refuse it, saying why."""
    with transaction() as session:
        return absences.refuse(session, asker(), number, why=asked["why"], now=town().now)


@bp.route(f"{_ONE}/withdraw", methods=["POST"])
@allowed(Right.PLAN)
@bp.arguments(WhySchema)
@bp.response(200, AbsenceSchema)
def withdraw(asked: dict[str, Any], number: int) -> Any:
    """Take it back, asked for or approved."""
    with transaction() as session:
        return absences.withdraw(session, asker(), number, why=asked["why"], now=town().now)
