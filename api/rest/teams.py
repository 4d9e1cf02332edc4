"""/teams: groups of volunteers across units."""

from marshmallow import Schema, fields

from api.rest.door import Noun, Paging, Text, order_by
from api.rest.edits import Kept, told
from api.rest.nouns import Edits, Looks, serve
from scheduler.services.editing import teams

bp = Noun("teams", __name__, description="志愿服务队")


class TeamQuery(Paging):
    search = Text(least=1, metadata={"description": "编号或名称里有这些字"})
    order = order_by("code", "name")


class TeamSchema(Schema):
    code = fields.String(required=True)
    name = fields.String(required=True)
    members = fields.Integer(required=True, metadata={"description": "管理范围内的人数"})


class TeamBodySchema(Kept):
    code = told()
    name = Text(least=1, required=True)
    members = told()


LOOKS = Looks(
    noun="team",
    audited="team",
    listed="The teams that have members in the asker's scope, or none yet.",
    address="/teams",
    one_at="/teams/<code:code>",
    query=TeamQuery,
    schema=TeamSchema,
    tag=TeamSchema(only=("code", "name")),  # who joins meanwhile is nothing to whoever gives a new name
    page=teams.page,
    one=teams.one,
)
EDITS = Edits(
    body=TeamBodySchema,
    find=teams.find,
    save=teams.save,
    delete=teams.delete,
    changed="Name a team anew.",
    deleted="Delete a team that nobody is in.",
)

serve(bp, LOOKS, EDITS)
