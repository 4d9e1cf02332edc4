"""Boundaries of grids: handed in, looked at, then imported; drawn on the map and given out again."""

import json
import re
from io import BytesIO
from typing import Any

import pytest

from scheduler.store.database import Sessions, transaction
from scheduler.store.users import UserRole
from tests.api.conftest import Program
from tests.api.pages.conftest import Reader, ReaderOf
from tests.scheduler.askers import an_asker
from tests.scheduler.street import Street, a_street

SQUARE = [[116.69, 39.51], [116.72, 39.51], [116.72, 39.54], [116.69, 39.51]]
PAGE = "/data/boundaries/"


@pytest.fixture
def street(sessions: Sessions) -> Street:
    with transaction(sessions) as session:
        street = a_street(session)
        street.points[1].path = [[116.71, 39.53]]
    return street


def a_file(ring: Any, **properties: Any) -> tuple[BytesIO, str]:
    geometry = {"type": "Polygon", "coordinates": [ring]}
    feature = {"type": "Feature", "geometry": geometry, "properties": properties or {"code": "g1"}}
    return BytesIO(json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()), "网格.geojson"


def carried(page: str) -> dict[str, str]:
    """What the form of a preview carries."""
    return dict(re.findall(r'name="(packed|fingerprint|system)" value="([^"]*)"', page))


def take_in(admin: Reader) -> None:
    shown = admin.send(PAGE, file=a_file(SQUARE), system="wgs84")
    admin.send(f"{PAGE}apply", **carried(shown.text))


def test_what_is_looked_at_is_imported_and_drawn(street: Street, reader: ReaderOf) -> None:
    admin = reader(user_id=street.admin.user_id)

    shown = admin.send(PAGE, file=a_file(SQUARE), system="wgs84")
    before = admin.text("/map/")
    done = admin.send(f"{PAGE}apply", **carried(shown.text))

    assert "还没有写入" in shown.text
    assert 'class="outline"' not in before
    assert (done.status_code, done.location) == (302, PAGE)
    page = admin.text(PAGE)
    assert "已导入 1 个网格的边界" in page
    assert '<a href="/data/grids/">' in page
    assert '<a href="/data/calendar/">' in page
    assert '<path class="outline" fill-rule="evenodd" d="M' in admin.text("/map/")


def test_what_is_wrong_is_refused_with_where_and_what_to_do(street: Street, reader: ReaderOf) -> None:
    admin = reader(user_id=street.admin.user_id)

    unknown = admin.send(PAGE, file=a_file(SQUARE, code="g9"), system="wgs84")
    none = admin.send(PAGE, system="wgs84")
    strange = admin.send(PAGE, file=a_file(SQUARE), system="mars")

    assert (unknown.status_code, none.status_code, strange.status_code) == (422, 422, 422)
    assert "第 1 个图形「g9」：没有这个网格" in unknown.text
    assert "请选择一个文件" in none.text


@pytest.mark.parametrize("packed", ["", "nonsense", "AAAA"])
def test_what_no_preview_gave_is_refused(street: Street, reader: ReaderOf, packed: str) -> None:
    admin = reader(user_id=street.admin.user_id)

    assert admin.send(f"{PAGE}apply", packed=packed, system="wgs84").status_code == 422


def test_what_changed_meanwhile_is_looked_at_again(street: Street, reader: ReaderOf) -> None:
    admin = reader(user_id=street.admin.user_id)
    shown = carried(admin.send(PAGE, file=a_file(SQUARE), system="wgs84").text)
    admin.send(f"{PAGE}apply", **shown)

    again = admin.send(f"{PAGE}apply", **shown)

    assert again.status_code == 409
    assert "请重新核对" in again.text


def test_boundaries_are_given_out_as_they_came(street: Street, reader: ReaderOf, program: Program) -> None:
    take_in(reader(user_id=street.admin.user_id))

    answer = program(user_id=street.admin.user_id).get("/api/v1/grids.geojson")

    (feature,) = answer.get_json(force=True)["features"]
    assert answer.mimetype == "application/geo+json"
    assert feature["properties"] == {"code": "g1", "name": "一街道", "level": "street", "parent": None}
    assert feature["geometry"] == {"type": "MultiPolygon", "coordinates": [[SQUARE]]}


def test_who_only_looks_does_not_import(street: Street, sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        qian = an_asker(session, UserRole.VIEWER, "qian", grid=street.grid)

    assert reader(user_id=qian.user_id).get(PAGE).status_code == 403
