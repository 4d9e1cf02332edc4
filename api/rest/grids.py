"""/grids: the town's own division, city, district, street, community."""

from typing import Any

from flask import Response, current_app
from marshmallow import Schema, fields

from api.auth import allowed, asker
from api.rest.door import Noun, Paging, Text, order_by, page_of
from api.rest.edits import Kept, told
from api.rest.geojson import GEOJSON, GridMapSchema, as_grid_map
from api.rest.nouns import Edits, Looks, serve
from api.town import reading
from scheduler.services.access import Right
from scheduler.services.coverage import boundaries
from scheduler.services.editing import grids
from scheduler.services.editing.grids import GridFilter
from scheduler.store.grids import GridLevel

bp = Noun("grids", __name__, description="网格")


class GridQuery(Paging):
    level = fields.Enum(GridLevel, by_value=True, metadata={"description": "只看这一级"})
    parent = Text(metadata={"description": "只看直接在这个网格之下的，写编号"})
    under = Text(metadata={"description": "只看这个网格和它下面所有的，写编号"})
    search = Text(least=1, metadata={"description": "编号或名称里有这些字"})
    order = order_by("code", "name")


class GridSchema(Schema):
    code = fields.String(required=True)
    name = fields.String(required=True)
    level = fields.Enum(GridLevel, by_value=True, required=True)
    parent = fields.String(required=True, allow_none=True, metadata={"description": "上级网格的编号"})


class GridBodySchema(Kept):
    code = told()
    name = Text(least=1, required=True)
    level = fields.Enum(GridLevel, by_value=True, required=True, metadata={"description": "要低于上级网格"})
    parent = Text(least=1, load_default=None, allow_none=True, metadata={"description": "上级网格的编号"})


LOOKS = Looks(
    noun="grid",
    audited="grid",
    listed="The grids in the asker's scope, those of the points they see, and what lies above these.",
    address="/grids",
    one_at="/grids/<code:code>",
    query=GridQuery,
    schema=GridSchema,
    page=grids.page,
    one=grids.one,
    filters=GridFilter,
)
EDITS = Edits(
    body=GridBodySchema,
    find=grids.find,
    save=grids.save,
    delete=grids.delete,
    changed="Rename or move a grid.",
    deleted="Delete a grid that nothing lies in and nothing is held over.",
)

serve(bp, LOOKS, EDITS)


@bp.route("/grids.geojson")
@allowed(Right.SEE)
@bp.arguments(GridQuery, location="query")
@bp.response(200, GridMapSchema, content_type=GEOJSON)
def map_(query: dict[str, Any]) -> Any:
    """The same as GeoJSON, with the boundary of each."""
    page = page_of(query)
    with reading() as session:
        found = boundaries.page(session, asker(), page, GridFilter(**query))
    return Response(current_app.json.dumps(as_grid_map(found)), content_type=GEOJSON)
