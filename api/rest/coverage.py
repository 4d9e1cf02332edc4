"""/coverage: how the places of the town stand on a day, by what people were told."""

from typing import Any

from marshmallow import Schema, fields

from api.auth import allowed, asker
from api.rest.door import Day, Noun, Paging, Text, listing, order_by, page_of
from api.town import reading, town
from scheduler.clock import today
from scheduler.services.access import Right
from scheduler.services.coverage.day import Cover, Which, page
from scheduler.store.stewardship import Part

bp = Noun("coverage", __name__, description="某一天各点位到位多少")


class CoverageQuery(Paging):
    date = Day(metadata={"description": "哪一天，不写为今天"})
    kind = Text(least=1, metadata={"description": "只看这个类别，写编号"})
    grid = Text(least=1, metadata={"description": "只看这个网格和它下面的，写编号"})
    unit = Text(least=1, metadata={"description": "只看这个单位和它下面的单位负责的，写编号"})
    order = order_by("code", "name")


class StewardSchema(Schema):
    unit = fields.String(required=True, metadata={"description": "单位编号"})
    name = fields.String(required=True)
    part = fields.Enum(Part, by_value=True, required=True, metadata={"description": "主责或协助"})


class CoveredSchema(Schema):
    code = fields.String(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True, metadata={"description": "类别的编号"})
    kind_name = fields.String(required=True)
    grid = fields.String(required=True, allow_none=True, metadata={"description": "网格的编号"})
    grid_name = fields.String(required=True, allow_none=True)
    cover = fields.Enum(
        Cover,
        by_value=True,
        required=True,
        metadata={"description": "full 到齐，short 缺人，empty 无人，none 无班次"},
    )
    seats = fields.Integer(required=True, metadata={"description": "这一天开始的班次一共要几人"})
    filled = fields.Integer(required=True, metadata={"description": "其中已有几人"})
    missing = fields.Integer(required=True, metadata={"description": "还缺几人"})
    stewards = fields.List(
        fields.Nested(StewardSchema), required=True, metadata={"description": "负责的单位，主责在前；只列看得到的"}
    )


@bp.route("/coverage")
@allowed(Right.SEE)
@bp.arguments(CoverageQuery, location="query")
@bp.response(200, listing(CoveredSchema))
def coverage(query: dict[str, Any]) -> Any:
    """The points that the asker sees, as the published rosters staff them on a day: the rows of the map's table."""
    wanted, day = page_of(query), query.pop("date", None) or today(town().now)
    with reading() as session:
        return page(session, asker(), wanted, day, Which(**query))
