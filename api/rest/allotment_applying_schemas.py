"""The shapes of plans put in force: which lines from when, what that does to the published month, and what was."""

from marshmallow import Schema, fields

from api.rest.allotment_schemas import PlanLineSchema
from api.rest.door import Asked, Day, Text


class ApplyPlanSchema(Asked):
    from_day = Day(required=True, metadata={"description": "从这一天起，不早于今天"})
    points = fields.List(
        Text(least=1), load_default=None, allow_none=True, metadata={"description": "只启用这些点位的；null：全部"}
    )


class PlanAppliedSchema(Schema):
    lines = fields.List(fields.Nested(PlanLineSchema), required=True, metadata={"description": "改签了的点位"})


class PointEffectSchema(Schema):
    point = fields.String(required=True, metadata={"description": "点位编号"})
    name = fields.String(required=True)
    seats = fields.Integer(required=True, metadata={"description": "从这一天起的席位"})
    missing = fields.Integer(required=True, metadata={"description": "其中空岗"})
    leaving = fields.Integer(required=True, metadata={"description": "其中由不再负责的单位的人值守"})
    people = fields.Integer(required=True, metadata={"description": "这样的人有几个"})


class RosterEffectSchema(Schema):
    roster = fields.String(required=True, metadata={"description": "排班表编号"})
    name = fields.String(required=True)
    seats = fields.Integer(required=True)
    missing = fields.Integer(required=True)
    leaving = fields.Integer(required=True)
    people = fields.Integer(required=True)
    points = fields.List(fields.Nested(PointEffectSchema), required=True)


class PlanEffectSchema(Schema):
    rosters = fields.List(fields.Nested(RosterEffectSchema), required=True)


class AppliedSchema(Schema):
    at = fields.AwareDateTime(required=True)
    by = fields.String(required=True, allow_none=True)
    from_day = fields.Date(required=True)
    points = fields.List(fields.String(), required=True, metadata={"description": "改签了的点位"})
    standing = fields.Boolean(required=True, metadata={"description": "没有撤回"})


class ApplicationsSchema(Schema):
    applied = fields.List(fields.Nested(AppliedSchema), required=True, metadata={"description": "最近的在前"})
