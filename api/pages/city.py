"""The city at a glance 挂图作战: a map of a day and the table of the same places; large on a wall where it is asked."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import Blueprint, render_template, request

from api.auth import allowed, asker
from api.pages import forms
from api.pages.drawing import draw
from api.pages.plane import HEIGHT, WIDTH
from api.town import reading, town
from scheduler.clock import today
from scheduler.errors import NotFound
from scheduler.language import say
from scheduler.services.access import Right
from scheduler.services.coverage.choices import choices
from scheduler.services.coverage.day import Cover, Coverage, Which, coverage

bp = Blueprint("map_pages", __name__, url_prefix="/map")

LAYERS: Mapping[str, str] = {"coverage": "覆盖", "vacancies": "空岗", "stewardship": "分包"}
"""The msgid of each way to colour the map."""

COVERS: Mapping[Cover, str] = {
    Cover.FULL: "到齐",
    Cover.SHORT: "缺人",
    Cover.EMPTY: "无人",
    Cover.NONE: "当天无班次",
}
"""What people read for how a place stands: the msgid."""

_WORST = (Cover.EMPTY, Cover.SHORT, Cover.FULL, Cover.NONE)
_COLOURS = 10


@bp.get("/")
@allowed(Right.SEE)
def map_() -> str:
    """The map of the day that is asked for, today's without, and its table; `wall=1` for the wall."""
    day = forms.day(request.args, "day") if request.args.get("day") else today(town().now)
    layer = request.args.get("layer", "coverage")
    if layer not in LAYERS:
        raise NotFound(say("没有这种看法：{layout}", layout=layer[:20]))
    asked = {name: forms.text(request.args, name, 60) or None for name in ("kind", "grid", "unit")}
    with reading() as session:
        seen = coverage(session, asker(), day, Which(**asked))
        offered = choices(session, asker())
    page = "map/wall.html" if request.args.get("wall") == "1" else "map/map.html"
    return render_template(
        page, seen=seen, offered=offered, asked=asked, layer=layer, day=day, **_shown(seen, offered.kinds, layer)
    )


def _shown(seen: Coverage, kinds: tuple[tuple[str, str], ...], layer: str) -> dict[str, Any]:
    """What both pages show of it."""
    units = sorted({(one.unit, one.name) for place in seen.places for one in place.stewards[:1]})
    drawing = draw(seen, [code for code, _ in kinds])
    return {
        "now": town().now,
        "today": today(town().now),
        "one_day": timedelta(days=1),
        "width": WIDTH,
        "height": HEIGHT,
        "drawing": drawing,
        "layers": LAYERS,
        "covers": COVERS,
        "counts": {cover: seen.count(cover) for cover in Cover},
        "rows": sorted(seen.places, key=lambda place: (_WORST.index(place.cover), -place.missing, place.code)),
        "colours": {unit: n % _COLOURS for n, (unit, _) in enumerate(units)} if layer == "stewardship" else {},
        "unit_names": dict(units),
        "percent": percent(seen.filled, seen.seats),
        "shapes": {mark.place.kind: mark.shape for mark in drawing.marks} if drawing else {},
    }


def percent(filled: int, seats: int) -> str:
    """The share of seats that are filled, never rounded up to all of them; a dash where there are none."""
    return "—" if not seats else f"{filled * 100 // seats}%"
