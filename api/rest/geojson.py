"""Points and grids as GeoJSON (RFC 7946), in WGS-84 as it asks: a line for a road, nothing where nobody knows."""

from typing import Any

from marshmallow import Schema, fields, validate

from scheduler.services.coverage.boundaries import Outlined
from scheduler.services.editing.point_entry import PointView
from scheduler.services.paging import Paged
from scheduler.store.grids import GridLevel

GEOJSON = "application/geo+json"


class GeometrySchema(Schema):
    type = fields.String(required=True, validate=validate.OneOf(["Point", "LineString"]))
    coordinates = fields.List(
        fields.Raw(), required=True, metadata={"description": "[经度, 纬度]；线是一串 [经度, 纬度]"}
    )


class PropertiesSchema(Schema):
    code = fields.String(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True, metadata={"description": "类别的编号"})
    grid = fields.String(required=True, allow_none=True, metadata={"description": "网格的编号"})
    priority = fields.Integer(required=True)


class FeatureSchema(Schema):
    type = fields.String(required=True, validate=validate.Equal("Feature"))
    geometry = fields.Nested(GeometrySchema, required=True, allow_none=True)
    properties = fields.Nested(PropertiesSchema, required=True)


class MapSchema(Schema):
    type = fields.String(required=True, validate=validate.Equal("FeatureCollection"))
    features = fields.List(fields.Nested(FeatureSchema), required=True)


class OutlineSchema(Schema):
    type = fields.String(required=True, validate=validate.Equal("MultiPolygon"))
    coordinates = fields.List(
        fields.Raw(), required=True, metadata={"description": "一个个面；每个面是外圈和洞，圈是一串 [经度, 纬度]"}
    )


class GridPropertiesSchema(Schema):
    code = fields.String(required=True)
    name = fields.String(required=True)
    level = fields.Enum(GridLevel, by_value=True, required=True)
    parent = fields.String(required=True, allow_none=True, metadata={"description": "上级网格的编号"})


class GridFeatureSchema(Schema):
    type = fields.String(required=True, validate=validate.Equal("Feature"))
    geometry = fields.Nested(OutlineSchema, required=True, allow_none=True)
    properties = fields.Nested(GridPropertiesSchema, required=True)


class GridMapSchema(Schema):
    type = fields.String(required=True, validate=validate.Equal("FeatureCollection"))
    features = fields.List(fields.Nested(GridFeatureSchema), required=True)


def as_grid_map(found: Paged[Outlined]) -> Any:
    """One page of grids as a FeatureCollection, which can be handed in again."""
    return {"type": "FeatureCollection", "features": [_grid_feature(one) for one in found.items]}


def _grid_feature(one: Outlined) -> dict[str, Any]:
    geometry = None if one.polygons is None else {"type": "MultiPolygon", "coordinates": one.polygons}
    told = {name: getattr(one.grid, name) for name in ("code", "name", "level", "parent")}
    return {"type": "Feature", "geometry": geometry, "properties": told}


def as_map(found: Paged[PointView]) -> Any:
    """One page of points as a FeatureCollection."""
    return {"type": "FeatureCollection", "features": [_feature(point) for point in found.items]}


def _feature(point: PointView) -> dict[str, Any]:
    told = {name: getattr(point, name) for name in ("code", "name", "kind", "grid", "priority")}
    return {"type": "Feature", "geometry": _geometry(point), "properties": told}


def _geometry(point: PointView) -> dict[str, Any] | None:
    pairs = [[spot.longitude, spot.latitude] for spot in point.wgs84]
    if not pairs:
        return None
    line = len(pairs) > 1
    return {"type": "LineString" if line else "Point", "coordinates": pairs if line else pairs[0]}
