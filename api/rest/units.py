"""/units: the offices whose people serve, and the commands above them."""

from marshmallow import Schema, fields

from api.rest.door import Day, Flag, Noun, Paging, Text, Whole, order_by
from api.rest.edits import Kept, SpotSchema, told
from api.rest.nouns import Edits, Looks, serve, with_vault
from scheduler.services.editing import units
from scheduler.services.editing.units import UnitFilter

bp = Noun("units", __name__, description="单位")


class UnitQuery(Paging):
    parent = Text(metadata={"description": "只看直接在这个单位之下的，写编号"})
    under = Text(metadata={"description": "只看这个单位和它下面所有的，写编号"})
    top = Flag(metadata={"description": "只看（或不看）管理范围内最上一级的"})
    on = Day(metadata={"description": "只看这一天还在的"})
    search = Text(least=1, metadata={"description": "编号或名称里有这些字"})
    order = order_by("code", "name")


class UnitSchema(Schema):
    code = fields.String(required=True)
    name = fields.String(required=True)
    parent = fields.String(required=True, allow_none=True, metadata={"description": "上级单位的编号"})
    at = fields.Nested(SpotSchema, required=True, allow_none=True, metadata={"description": "办公地点的坐标，WGS-84"})
    most_out_percent = fields.Integer(
        required=True, allow_none=True, metadata={"description": "同时外出值守的人最多占百分之几；null：按全市统一设置"}
    )
    contact = fields.String(required=True, allow_none=True, metadata={"description": "联系人"})
    ended_on = fields.Date(required=True, allow_none=True, metadata={"description": "从这一天起不再参加"})


class UnitBodySchema(Kept):
    code = told()
    name = Text(least=1, required=True)
    parent = Text(least=1, load_default=None, allow_none=True, metadata={"description": "上级单位的编号"})
    at = fields.Nested(
        SpotSchema, load_default=None, allow_none=True, metadata={"description": "办公地点的坐标，WGS-84"}
    )
    most_out_percent = Whole(
        1, 100, load_default=None, allow_none=True, metadata={"description": "null：按全市统一设置"}
    )
    contact = Text(load_default=None, allow_none=True)
    ended_on = Day(load_default=None, allow_none=True, metadata={"description": "从这一天起不再参加"})


LOOKS = Looks(
    noun="unit",
    audited="unit",
    listed="The units in the asker's scope.",
    address="/units",
    one_at='/units/<code("links"):code>',
    query=UnitQuery,
    schema=UnitSchema,
    page=units.page,
    one=units.one,
    filters=UnitFilter,
)
EDITS = Edits(body=UnitBodySchema, find=units.find, save=with_vault(units.save))

serve(bp, LOOKS, EDITS)
