"""Tiles beneath a map: only where an address is set, and then from nowhere else."""

import re
from dataclasses import replace

import pytest
from flask import Flask

from api import create_app
from api.pages.plane import HEIGHT, WIDTH, Frame, Spot, plane
from api.pages.tiles import tiles
from scheduler.errors import Misconfigured
from scheduler.services.credentials import issue
from scheduler.settings import Settings
from scheduler.settings.web import WebSettings
from scheduler.store.credentials import CredentialKind
from scheduler.store.database import Sessions, transaction
from tests.api.conftest import CHEAP
from tests.scheduler.rows import NOW
from tests.scheduler.street import a_street

ADDRESS = "https://tiles.example:8443/{z}/{x}/{y}.png"
WHOLE = Frame(0, 0, WIDTH, HEIGHT)


def shown(app: Flask, sessions: Sessions) -> tuple[str, str]:
    """The map that an admin of a street sees, and what the browser is told to trust."""
    with transaction(sessions) as session:
        street = a_street(session)
        street.points[1].path = [[116.71, 39.53]]
        secret = issue(session, CredentialKind.TOKEN, user_id=street.admin.user_id, now=NOW)
    answer = app.test_client().get("/map/", headers={"Authorization": f"Bearer {secret}"})
    return answer.text, answer.headers["Content-Security-Policy"]


def test_without_an_address_nothing_outside_is_asked_for(app: Flask, sessions: Sessions) -> None:
    page, policy = shown(app, sessions)

    assert "<image" not in page
    assert not re.search(r'(href|src)="(https?:)?//', page)
    assert "img-src 'self' data:;" in policy


def test_with_an_address_tiles_lie_beneath_and_only_their_origin_is_trusted(
    sessions: Sessions, settings: Settings
) -> None:
    app = create_app(sessions, replace(settings, web=WebSettings(tiles=ADDRESS)), now=lambda: NOW, hasher=CHEAP)

    page, policy = shown(app, sessions)

    found = re.findall(r'<image href="([^"]+)"', page)
    assert found
    assert all(re.fullmatch(r"https://tiles\.example:8443/\d+/\d+/\d+\.png", one) for one in found)
    assert "img-src 'self' data: https://tiles.example:8443;" in policy
    assert policy.count("http") == 1


def test_tiles_cover_what_is_seen_side_by_side() -> None:
    sheet = plane([(116.70, 39.50), (116.80, 39.56)])
    assert sheet is not None

    found = tiles(ADDRESS, sheet, WHOLE)

    assert min(one.at.x for one in found) <= 0
    assert min(one.at.y for one in found) <= 0
    assert max(one.at.x + one.width for one in found) >= WIDTH
    assert max(one.at.y + one.height for one in found) >= HEIGHT
    assert len(found) <= 30
    first, second = found[:2]
    assert first.at.x + first.width == pytest.approx(second.at.x, abs=0.2)


def test_a_tile_is_the_one_that_map_makers_number_so() -> None:
    sheet = plane([(116.391, 39.907)])  # in Beijing: tile 13/6744/3104 of every such map
    assert sheet is not None

    found = tiles("{z}/{x}/{y}", sheet, Frame(WIDTH / 2 - 800, HEIGHT / 2 - 500, 1600, 1000))

    zoom, x, y = (int(part) for part in found[len(found) // 2].href.split("/"))
    assert abs(x / 2 ** (zoom - 13) - 6744.5) < 1.5
    assert abs(y / 2 ** (zoom - 13) - 3104.5) < 1.5


def test_a_spot_lies_where_its_place_lies() -> None:
    sheet = plane([(116.70, 39.50), (116.80, 39.56)])
    assert sheet is not None

    assert sheet.place(sheet.spot((116.72, 39.51))) == pytest.approx((116.72, 39.51), abs=1e-4)
    assert sheet.spot(sheet.place(Spot(10, 20))) == Spot(10, 20)


@pytest.mark.parametrize(
    "address",
    [
        "https://tiles.example/1/2/3.png",
        "ftp://tiles.example/{z}/{x}/{y}",
        "https://a b/{z}/{x}/{y}",
        "https://tiles.example;script-src/{z}/{x}/{y}",
        "tiles",
    ],
)
def test_what_is_no_address_of_tiles_is_refused(address: str) -> None:
    with pytest.raises(Misconfigured, match="REDVEST_TILES"):
        WebSettings.from_env({"REDVEST_TILES": address})


def test_an_address_of_tiles_is_taken() -> None:
    assert WebSettings.from_env({"REDVEST_TILES": ADDRESS}).tile_origin == "https://tiles.example:8443"
    assert WebSettings.from_env({}).tile_origin is None
