"""Addresses that are secrets themselves: a volunteer's own way in, its code to point a phone at, their calendar."""

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as Answer

from api import auth
from api.auth import Door, allowed
from api.outside import outside
from api.town import reading, town, transaction
from scheduler.exchange.link_sheet import code_png, code_svg
from scheduler.services import feeds, links

bp = Blueprint("secrets", __name__)
_MINUTES = 15
_PICTURES = {"png": (code_png, "image/png"), "svg": (code_svg, "image/svg+xml")}


@bp.get("/l/<secret>")
@allowed(Door.SECRET)
def enter(secret: str) -> Answer:
    """The volunteer whose link this is comes in."""
    with transaction() as session:
        opened = links.enter(session, secret, now=town().now)
    auth.remember(opened.secret)
    return redirect("/me")


@bp.get("/l/<secret>/code.<any(png, svg):kind>")
@allowed(Door.SECRET)
def code(secret: str, kind: str) -> Response:
    """The link as a picture, for who has it."""
    with reading() as session:
        links.require_open(session, secret, now=town().now)
    draw, content = _PICTURES[kind]
    return Response(draw(outside(f"/l/{secret}")), content_type=content)


@bp.get("/calendar/<secret>.ics")
@allowed(Door.SECRET)
def calendar(secret: str) -> Answer:
    """One volunteer's duties for the calendar of a phone; 304 while nothing has changed."""
    here = town()
    with reading() as session:
        feed = feeds.read(session, secret, now=here.now)
    answer = Response(content_type="text/calendar; charset=utf-8")
    answer.headers["Cache-Control"] = f"private, max-age={_MINUTES * 60}"
    answer.set_etag(feed.tag)
    if feed.tag not in request.if_none_match:
        answer.set_data(feed.file(stamp=here.now))
        answer.headers["Content-Disposition"] = 'inline; filename="redvest.ics"'
    return answer.make_conditional(request)
