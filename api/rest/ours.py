"""/rosters/{code}/ours: what of a roster is the asker's, of those that others keep too, as it was published."""

from flask import Response
from marshmallow import Schema, fields

from api.auth import allowed, asker
from api.json import straight
from api.rest.calendar import DaySchema
from api.rest.door import Noun
from api.rest.views import ShiftSeenSchema
from api.town import reading
from scheduler.services.access import Right
from scheduler.services.ours import rows
from scheduler.services.ours.cut import cut, seen

bp = Noun("ours", __name__, description="别人排的表里，与自己有关的：自己的点位上来的每个人，自己单位的人在别处的值守")


class ShiftOursSchema(ShiftSeenSchema):
    others = fields.Integer(required=True, metadata={"description": "在场而没有列出姓名的人数"})
    elsewhere = fields.Boolean(required=True, metadata={"description": "不是自己的点位：只列出自己单位的人"})


class OursSchema(Schema):
    code = fields.String(required=True)
    name = fields.String(required=True)
    scope = fields.String(required=True, allow_none=True, metadata={"description": "谁的表，全市为 null"})
    version = fields.Integer(required=True, metadata={"description": "已告知大家的一版"})
    start = fields.Date(required=True)
    people = fields.Integer(required=True, metadata={"description": "自己单位有值守的人数"})
    duties = fields.Integer(required=True, metadata={"description": "他们的值守次数"})
    points = fields.Integer(required=True, metadata={"description": "有班次的自己的点位"})
    seats = fields.Integer(required=True, metadata={"description": "这些点位的席位"})
    vacant = fields.Integer(required=True, metadata={"description": "其中空岗"})
    roles = fields.Dict(keys=fields.String(), values=fields.String(), required=True, metadata={"description": "角色"})
    days = fields.List(fields.Nested(DaySchema), required=True)
    shifts = fields.List(fields.Nested(ShiftOursSchema), required=True)


@bp.route("/rosters/<roster:code>/ours")
@allowed(Right.SEE)
@bp.response(200, OursSchema)
def ours(code: str) -> Response:
    """At points in the asker's grids, or that their units answer for, everybody by name; elsewhere their people."""
    with reading() as session:
        of = cut(session, asker(), code)
        view, counted = seen(session, of), rows.figures(session, of)
    named = ("code", "name", "scope", "version", "start", "roles", "days", "shifts")
    figures = {name: getattr(counted, name) for name in ("people", "duties", "points", "seats", "vacant")}
    return straight({**{name: getattr(view, name) for name in named}, **figures})
