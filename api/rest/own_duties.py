"""/me/duties: when and where is my next duty? What phones ask most, so the schema describes the answer and does not
make it."""

from functools import wraps
from typing import Any

from flask import Response, request
from marshmallow import Schema, fields

from api.auth import Door, allowed, signed, volunteer_id
from api.json import straight, written
from api.rest.door import Asked, Day, Noun, listing
from api.town import glance, town, transaction
from scheduler.clock import at, today
from scheduler.services import own_duties
from scheduler.store.duties import DutyState

bp = Noun("own_duties", __name__, description="志愿者本人的值守")


class OwnDutyQuery(Asked):
    since = Day(metadata={"description": "从这一天起；不写即从今天起"})
    until = Day(metadata={"description": "到这一天为止，含当天"})


class OwnDutySchema(Schema):
    number = fields.Integer(required=True, metadata={"description": "确认时用"})
    state = fields.Enum(DutyState, by_value=True, required=True)
    roster = fields.String(required=True, metadata={"description": "排班表编号"})
    roster_name = fields.String(required=True)
    version = fields.Integer(required=True, metadata={"description": "已发布的版本"})
    shift = fields.String(required=True, metadata={"description": "班次编号"})
    point = fields.String(required=True, metadata={"description": "点位编号"})
    point_name = fields.String(required=True)
    longitude = fields.Float(required=True, allow_none=True, metadata={"description": "WGS-84，度"})
    latitude = fields.Float(required=True, allow_none=True, metadata={"description": "WGS-84，度"})
    starts_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(required=True)
    pattern = fields.String(required=True, metadata={"description": "班次名称；手工加的班次没有"})
    role = fields.String(required=True, allow_none=True, metadata={"description": "本次的岗位编号；空：一般人员"})
    role_name = fields.String(required=True, allow_none=True)
    crew = fields.List(fields.String(), required=True, metadata={"description": "同班的其他人，只有姓名"})
    leaders = fields.List(fields.String(), required=True, metadata={"description": "其中带班的人"})


def _answer(query: dict[str, Any]) -> Response:
    now = town().now
    since, until = query.get("since") or today(now), query.get("until")
    span = {"since": at(since, 0), "until": until and at(until, 1440)}
    found = own_duties.duties_of(glance(), volunteer_id(), **span, now=now)
    # As long as nothing changes, the same duties read the same.
    numbers = tuple([one.number for one in found])
    body = glance().kept((__name__, numbers), lambda: written({"items": found, "total": len(found)}))
    return straight(body)


_narrowed = bp.arguments(OwnDutyQuery, location="query")(bp.response(200, listing(OwnDutySchema))(_answer))


@bp.route("/me/duties")
@allowed(Door.OWN)
@wraps(_narrowed, assigned=())
def duties() -> Response:
    """One's own duties, as published, by start."""
    # To parse a query that is not there costs as much as to find out who asks.
    return _narrowed() if request.query_string else _answer({})


@bp.route("/me/duties/<number:number>/confirm", methods=["POST"])
@allowed(Door.OWN)
@bp.response(200, OwnDutySchema)
def confirm(number: int) -> Any:
    """Say that one will be there; twice is as good as once."""
    with transaction() as session:
        return own_duties.confirm(session, signed(), number, now=town().now)
