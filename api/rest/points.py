"""/points: the places that are staffed, as a list and as a map."""

from typing import Any

from flask import Response, current_app
from marshmallow import Schema, fields, validate

from api.auth import allowed, asker
from api.rest.door import Day, Flag, Noun, Paging, Real, Text, Whole, order_by, page_of
from api.rest.edits import Kept, SpotSchema, told
from api.rest.geojson import GEOJSON, MapSchema, as_map
from api.rest.nouns import Edits, Looks, serve, with_vault
from api.town import reading, town
from scheduler import clock
from scheduler.services.access import Right
from scheduler.services.editing import points
from scheduler.services.editing.points import PointFilter
from scheduler.store.points import Datum, Shape

bp = Noun("points", __name__, description="点位")
_DATUM = "path 用的坐标系：gcj02 高德、腾讯、微信；bd09 百度；wgs84 GPS、天地图"
_HEADCOUNT = "每班人数的公式：4、max(8, length / 50)，或“每50米1人，至少8人”；null：按类别的标准"


class PointQuery(Paging):
    kind = Text(metadata={"description": "只看这个类别，写编号"})
    grid = Text(metadata={"description": "只看这个网格和它下面的，写编号"})
    unit = Text(metadata={"description": "只看这个单位和它下面的单位负责的，写编号"})
    uncovered = Flag(metadata={"description": "true：只看没有单位负责的"})
    on = Day(metadata={"description": "看哪一天，只看那天还在的；unit 和 uncovered 不写这项时看今天"})
    search = Text(least=1, metadata={"description": "编号或名称里有这些字"})
    order = order_by("code", "name", "priority")


class PointSchema(Schema):
    code = fields.String(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True, metadata={"description": "类别的编号"})
    grid = fields.String(required=True, allow_none=True, metadata={"description": "网格的编号"})
    shape = fields.Enum(Shape, by_value=True, required=True, metadata={"description": "点或线"})
    datum = fields.Enum(Datum, by_value=True, required=True, metadata={"description": _DATUM})
    path = fields.List(fields.Nested(SpotSchema), required=True, metadata={"description": "填写时的坐标；线有两处以上"})
    wgs84 = fields.List(fields.Nested(SpotSchema), required=True, metadata={"description": "换算成 WGS-84 的坐标"})
    length = fields.Float(required=True, allow_none=True, metadata={"description": "米；点没有长度"})
    priority = fields.Integer(required=True, metadata={"description": "1 到 9，9 最重要"})
    headcount = fields.String(required=True, allow_none=True, metadata={"description": _HEADCOUNT})
    ended_on = fields.Date(required=True, allow_none=True, metadata={"description": "从这一天起不再值守"})


class PointBodySchema(Kept):
    code = told()
    name = Text(least=1, required=True)
    kind = Text(least=1, required=True, metadata={"description": "类别的编号", "examples": ["intersection"]})
    grid = Text(least=1, load_default=None, allow_none=True, metadata={"description": "网格的编号"})
    shape = told()
    datum = fields.Enum(Datum, by_value=True, load_default=Datum.WGS84, metadata={"description": _DATUM})
    path = fields.List(
        fields.Nested(SpotSchema),
        load_default=(),
        validate=validate.Length(max=1000),
        metadata={"description": "坐标；路段依次写出各拐点，不知道就空着"},
    )
    wgs84 = told()
    length = Real(
        0.1, 1_000_000, load_default=None, allow_none=True, metadata={"description": "米；路段不填则按坐标量出"}
    )
    priority = Whole(1, 9, load_default=1)
    headcount = Text(least=1, load_default=None, allow_none=True, metadata={"description": _HEADCOUNT})
    ended_on = Day(load_default=None, allow_none=True, metadata={"description": "从这一天起不再值守"})


def _page(*asked: Any) -> Any:
    return points.page(*asked, today=clock.today(town().now))


LOOKS = Looks(
    noun="point",
    audited="point",
    listed="The points that the asker sees.",
    address="/points",
    one_at="/points/<code:code>",
    query=PointQuery,
    schema=PointSchema,
    page=_page,
    one=points.one,
    filters=PointFilter,
)
EDITS = Edits(
    body=PointBodySchema,
    find=points.find,
    save=with_vault(points.save),
    delete=points.delete,
    deleted="Delete a point that nobody answered for and where nothing was staffed.",
)

serve(bp, LOOKS, EDITS)


@bp.route("/points.geojson")
@allowed(Right.SEE)
@bp.arguments(PointQuery, location="query")
@bp.response(200, MapSchema, content_type=GEOJSON)
def map_(query: dict[str, Any]) -> Any:
    """The same as GeoJSON, for a map."""
    page = page_of(query)
    with reading() as session:
        found = _page(session, asker(), page, PointFilter(**query))
    return Response(current_app.json.dumps(as_map(found)), content_type=GEOJSON)
