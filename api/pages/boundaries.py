"""Boundaries of grids: a GeoJSON file is handed in, what it would do is shown, and exactly that is done, or nothing."""

import zlib
from base64 import b64decode, b64encode
from binascii import Error as NoBase64

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from api.auth import allowed, asker
from api.pages import forms
from api.pages.records import words
from api.pages.records.understood import SYSTEMS
from api.pages.status import status_of
from api.town import reading, town, transaction
from scheduler.errors import Invalid, Refusal
from scheduler.language import say
from scheduler.services.access import Right
from scheduler.services.coverage import boundaries, outlining
from scheduler.store.points import Datum

bp = Blueprint("boundary_pages", __name__, url_prefix="/data/boundaries")
bp.context_processor(words)

LARGEST = 4_000_000
"""Bytes of a file."""

_CARRIED = 400_000
"""Letters that a form carries of it, packed, from the preview to the import."""

Answered = str | tuple[str, int]


@bp.get("/")
@allowed(Right.PLAN)
def boundaries_() -> str:
    """The form to hand a file in, and the boundaries there are."""
    return _page()


@bp.post("/")
@allowed(Right.PLAN)
def look() -> Answered:
    """What the file would do; nothing is kept."""
    try:
        system, packed = _system(), _packed()
        with reading() as session:
            found = outlining.plan(session, asker(), _body(packed), system)
    except Refusal as refusal:
        return _page(refusal), status_of(refusal)
    return render_template("map/outlines.html", plan=found, packed=packed, system=system.value)


@bp.post("/apply")
@allowed(Right.PLAN)
def apply() -> Answered | Answer:
    """Do exactly what was shown."""
    try:
        body, seen = _body(request.form.get("packed", "")), forms.text(request.form, "fingerprint")
        with transaction() as session:
            done = outlining.apply(session, asker(), body, _system(), fingerprint=seen, now=town().now)
    except Refusal as refusal:
        return _page(refusal), status_of(refusal)
    flash(say("已导入 {count} 个网格的边界", count=done.changes), "good")
    return redirect(url_for("boundary_pages.boundaries_"))


def _page(refusal: Refusal | None = None) -> str:
    with reading() as session:
        known = boundaries.boundaries(session, asker())
    return render_template("map/boundaries.html", known=known, refusal=refusal, systems=_systems(), system=_asked())


def _systems() -> list[tuple[str, str]]:
    return [(system, say(name)) for system, name in SYSTEMS.items()]


def _asked() -> str:
    return request.form.get("system", Datum.WGS84.value)


def _system() -> Datum:
    if _asked() not in SYSTEMS:
        raise Invalid(say("没有这个坐标系：{value}", value=_asked()[:20]))
    return Datum(_asked())


def _packed() -> str:
    """The file that was handed in, as a form carries it. Raises Invalid."""
    file = request.files.get("file")
    body = file.read(LARGEST + 1) if file else b""
    if not body:
        raise Invalid(say("请选择一个文件"))
    packed = b64encode(zlib.compress(body, 9)).decode()
    if len(body) > LARGEST or len(packed) > _CARRIED:
        raise Invalid(say("文件太大：请先在地图软件里简化边界，或分几个文件导入"))
    return packed


def _body(packed: str) -> bytes:
    """The file again. Raises Invalid for what we never packed."""
    try:
        body = zlib.decompressobj().decompress(b64decode(packed, validate=True), LARGEST + 1)
    except (zlib.error, NoBase64, ValueError):
        raise Invalid(say("请重新选择文件")) from None
    if len(body) > LARGEST:
        raise Invalid(say("请重新选择文件"))
    return body
