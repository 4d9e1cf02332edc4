"""/point-kinds: the town's list of kinds of point, with how many people each needs."""

from marshmallow import Schema, fields

from api.rest.door import Noun, Paging, Text, Whole, order_by
from api.rest.edits import Kept, told
from api.rest.nouns import Edits, Looks, seen_by_all, serve
from scheduler.services.access import Right
from scheduler.services.editing.point_kinds import POINT_KINDS

bp = Noun("point_kinds", __name__, description="点位类别")


_FORMULA = "人数公式：4、max(8, length / 50)，或“每50米1人，至少8人”；length 是米"


class PointKindQuery(Paging):
    order = order_by("position", "code", "name")


class PointKindSchema(Schema):
    code = fields.String(required=True)
    name = fields.String(required=True)
    headcount = fields.String(required=True, metadata={"description": _FORMULA})
    position = fields.Integer(required=True, metadata={"description": "在清单里的次序"})
    category = fields.Integer(
        required=True, allow_none=True, metadata={"description": "文明城市测评的类别，1 到 23；null：本市自定"}
    )


class PointKindBodySchema(Kept):
    code = told()
    name = Text(least=1, required=True)
    headcount = Text(least=1, required=True, metadata={"description": _FORMULA, "examples": ["max(8, length / 50)"]})
    position = Whole(0, 10_000, required=True, metadata={"description": "在清单里的次序"})
    category = Whole(1, 23, load_default=None, allow_none=True, metadata={"description": "文明城市测评的类别"})


LOOKS = Looks(
    noun="kind of point",
    audited="point_kind",
    listed="The kinds of point, each with how many people it needs.",
    address="/point-kinds",
    one_at="/point-kinds/<code:code>",
    query=PointKindQuery,
    schema=PointKindSchema,
    page=seen_by_all(POINT_KINDS.page),
    one=seen_by_all(POINT_KINDS.one),
)
EDITS = Edits(
    body=PointKindBodySchema,
    find=seen_by_all(POINT_KINDS.find),
    save=POINT_KINDS.save,
    delete=POINT_KINDS.delete,
    besides="For who looks after the whole town.",
    right=Right.RULE,
)

serve(bp, LOOKS, EDITS)
