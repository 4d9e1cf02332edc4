"""/roles: the town's list of what somebody can be in a crew."""

from marshmallow import Schema, fields

from api.rest.door import Noun, Paging, Text, Whole, order_by
from api.rest.edits import Kept, told
from api.rest.nouns import Edits, Looks, seen_by_all, serve
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


LOOKS = Looks(
    noun="role",
    audited="role",
    listed="The roles that somebody can have in a crew.",
    address="/roles",
    one_at="/roles/<code:code>",
    query=RoleQuery,
    schema=RoleSchema,
    page=seen_by_all(ROLES.page),
    one=seen_by_all(ROLES.one),
)
EDITS = Edits(
    body=RoleBodySchema,
    find=seen_by_all(ROLES.find),
    save=ROLES.save,
    delete=ROLES.delete,
    deleted="Delete a role that nobody has and nothing asks for.",
    besides="For who looks after the whole town.",
    right=Right.RULE,
)

serve(bp, LOOKS, EDITS)
