"""/roles: the town's list of what somebody can be in a crew."""

from marshmallow import Schema, fields

from api.rest.door import Noun, Paging, Text, Whole, order_by
from api.rest.edits import Kept, told
from api.rest.town_lists import Forms, serve
from scheduler.services.access import Right
from scheduler.services.editing.roles import ROLES

bp = Noun("roles", __name__, description="岗位角色")


class RoleQuery(Paging):
    order = order_by("position", "code", "name")


class RoleSchema(Schema):
    code = fields.String(required=True)
    name = fields.String(required=True)
    position = fields.Integer(required=True, metadata={"description": "在清单里的次序"})


class RoleBodySchema(Kept):
    code = told()
    name = Text(least=1, required=True)
    position = Whole(0, 10_000, required=True, metadata={"description": "在清单里的次序"})


serve(bp, "/roles", ROLES, Forms(RoleQuery, RoleSchema, RoleBodySchema), right=Right.RULE)
