"""/rosters/{code}/view: a whole month, and its score.

A city's month has tens of thousands of seats, so its JSON is written straight from what the use-case gives.
"""

from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from api.auth import allowed, asker
from api.json import straight
from api.rest.calendar import DaySchema
from api.rest.door import Asked, Noun
from api.town import reading
from scheduler.services.access import Right
from scheduler.services.looking import look, score_at
from scheduler.services.views import Score
from scheduler.store.rosters import RosterState

bp = Noun("views", __name__, description="排班表的内容：整月的班次和人员、得分")
_ONE = "/rosters/<roster:code>"
_VERSION = {"description": "第几版，不写为最新"}


class VersionQuery(Asked):
    version = fields.Integer(load_default=None, validate=validate.Range(0, 2**31 - 1), metadata=_VERSION)


class PersonSchema(Schema):
    """Who it is, as everybody is named beside what else is said of them."""

    volunteer = fields.String(required=True, metadata={"description": "志愿者编号"})
    name = fields.String(required=True)
    unit_name = fields.String(required=True)


class SeatSchema(PersonSchema):
    unit = fields.String(required=True, metadata={"description": "单位编号"})
    role = fields.String(required=True, allow_none=True, metadata={"description": "在这个班次担任的角色"})
    roles = fields.List(fields.String(), required=True, metadata={"description": "能担任的角色"})
    locked = fields.Boolean(required=True, metadata={"description": "已锁定，求解不会动"})
    state = fields.String(required=True, metadata={"description": "assigned、confirmed 等"})


def counts(description: str, *, allow_none: bool = False) -> fields.Dict:
    """A number for each name."""
    told = {"description": description}
    return fields.Dict(
        keys=fields.String(), values=fields.Integer(), required=True, allow_none=allow_none, metadata=told
    )


class ShiftSeenSchema(Schema):
    code = fields.String(required=True)
    point = fields.String(required=True, metadata={"description": "点位编号"})
    point_name = fields.String(required=True)
    pattern = fields.String(required=True, metadata={"description": "班次模板的名称，手工增加的为空"})
    day = fields.Date(required=True)
    start = fields.Integer(required=True, metadata={"description": "当天零点起的分钟"})
    end = fields.Integer(required=True, metadata={"description": "当天零点起的分钟，过夜的超过 1440"})
    starts_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(required=True)
    headcount = fields.Integer(required=True)
    roles = counts("需要的角色和人数")
    crew = fields.List(fields.Nested(SeatSchema), required=True)
    missing = fields.Integer(required=True, metadata={"description": "还缺几人"})
    missing_roles = counts("还缺的角色和人数")


class ScoreSchema(Schema):
    version = fields.Integer(required=True)
    costs = counts("每条规则的代价；没有评过的版本为 null", allow_none=True)
    cost = fields.Integer(required=True, allow_none=True, metadata={"description": "代价之和"})
    bound = fields.Integer(required=True, allow_none=True, metadata={"description": "已证明代价不会低于此数"})
    gap = fields.Float(required=True, allow_none=True, metadata={"description": "(cost − bound) / max(1, |cost|)"})


class ViewSchema(Schema):
    code = fields.String(required=True)
    name = fields.String(required=True)
    scope = fields.String(required=True, allow_none=True)
    state = fields.Enum(RosterState, by_value=True, required=True)
    version = fields.Integer(required=True)
    newest = fields.Integer(required=True)
    published_version = fields.Integer(required=True, allow_none=True)
    start = fields.Date(required=True)
    seats = fields.Integer(required=True)
    filled = fields.Integer(required=True)
    roles = fields.Dict(keys=fields.String(), values=fields.String(), required=True, metadata={"description": "角色"})
    score = fields.Nested(ScoreSchema, required=True)
    days = fields.List(fields.Nested(DaySchema), required=True)
    shifts = fields.List(fields.Nested(ShiftSeenSchema), required=True)


@bp.route(f"{_ONE}/view")
@allowed(Right.SEE)
@bp.arguments(VersionQuery, location="query")
@bp.response(200, ViewSchema)
def view(query: dict[str, Any], code: str) -> Response:
    """The whole roster: its days, its shifts by time with their crews, what is missing, what it costs."""
    with reading() as session:
        seen = look(session, asker(), code, query["version"])
    named = ("code", "name", "scope", "state", "version", "newest", "published_version", "start", "seats", "filled")
    told = {name: getattr(seen, name) for name in (*named, "roles", "days", "shifts")}
    return straight({**told, "score": _score(seen.version, seen.score)})


@bp.route(f"{_ONE}/score")
@allowed(Right.SEE)
@bp.arguments(VersionQuery, location="query")
@bp.response(200, ScoreSchema)
def score(query: dict[str, Any], code: str) -> Any:
    """What the judge said of a version when it was made, rule by rule."""
    with reading() as session:
        return _score(*score_at(session, asker(), code, query["version"]))


def _score(version: int, score: Score | None) -> dict[str, Any]:
    if score is None:
        return {"version": version, "costs": None, "cost": None, "bound": None, "gap": None}
    return {
        "version": version,
        "costs": score.costs,
        "cost": score.cost,
        "bound": score.bound,
        "gap": score.gap,
    }
