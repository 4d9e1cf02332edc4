"""The city at a glance 挂图作战: a map of a day and the table of the same places; large on a wall where it is asked."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from flask import Blueprint, render_template, request

from api.auth import allowed, asker
from api.pages.drawing import draw
from api.pages.labels import names
from api.pages.layers import LAYERS, Layer, asked_of_map, layer
from api.pages.plane import HEIGHT, WIDTH
from api.pages.tiles import tiles
from api.town import reading, town
from scheduler.clock import today
from scheduler.services.access import Right
from scheduler.services.coverage.boundaries import Boundary, boundaries
from scheduler.services.coverage.choices import Named, choices
from scheduler.services.coverage.day import Cover, Coverage, Which, coverage
from scheduler.services.coverage.nearest import nearest
from scheduler.services.rosters_of_others import of_others

bp = Blueprint("map_pages", __name__, url_prefix="/map")

COVERS: Mapping[Cover, str] = {
    Cover.FULL: "到齐",
    Cover.SHORT: "缺人",
    Cover.EMPTY: "无人",
    Cover.NONE: "当天无班次",
}
"""What people read for how a place stands: the msgid."""

_WORST = (Cover.EMPTY, Cover.SHORT, Cover.FULL, Cover.NONE)


@bp.get("/")
@allowed(Right.SEE)
def map_() -> str:
    """The map of the day that is asked for, today's without, and its table; `wall=1` for the wall."""
    day, name, asked = asked_of_map()
    with reading() as session:
        seen = coverage(session, asker(), day, Which(**asked))
        offered = choices(session, asker())
        over = layer(session, name, seen)
        around = boundaries(session, asker())
        other = None if seen.seats else nearest(session, asker(), day)
        lists = [one for one in of_others(session, asker(), since=day) if one.start <= day]
    wall = request.args.get("wall") == "1"
    return render_template(
        "map/wall.html" if wall else "map/map.html",
        offered=offered,
        asked=asked,
        layer=name,
        layers=LAYERS,
        over=over,
        other_day=other,
        lists=lists,
        **over.beside,
        **_shown(seen, offered.kinds, around, over, wall=wall),
    )


def _shown(seen: Coverage, kinds: Named, around: Sequence[Boundary], over: Layer, *, wall: bool) -> dict[str, Any]:
    """What both pages show of it, whatever the layer. Nobody moves the map of a wall to where somebody is missing."""
    drawing = draw(seen, [code for code, _ in kinds], around, short=wall)
    return {
        "seen": seen,
        "day": seen.day,
        "now": town().now,
        "today": today(town().now),
        "one_day": timedelta(days=1),
        "width": WIDTH,
        "height": HEIGHT,
        "drawing": drawing,
        "named": names(drawing, {code: look.label for code, look in over.looks.items()}) if drawing else None,
        "tiles": tiles(town().settings.web.tiles, drawing.plane, drawing.frame) if drawing else (),
        "covers": COVERS,
        "counts": {cover: seen.count(cover) for cover in Cover},
        "rows": sorted(seen.places, key=lambda place: (_WORST.index(place.cover), -place.missing, place.code)),
        "percent": percent(seen.filled, seen.seats),
        "pointed": [(place.code, place.name) for place in seen.places],
        "shapes": {mark.place.kind: mark.shape for mark in drawing.marks} if drawing else {},
    }


def percent(filled: int, seats: int) -> str:
    """The share of seats that are filled, never rounded up to all of them; a dash where there are none."""
    return "—" if not seats else f"{filled * 100 // seats}%"
