"""/volunteers/…/link, /units/…/links: a volunteer's own way in, given by who plans their unit."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields

from api.auth import allowed, asker
from api.outside import outside
from api.rest.door import Asked, Noun, Whole, YesNo
from api.town import reading, town, transaction
from scheduler.services import link_sheets, links
from scheduler.services.access import Right

bp = Noun("links", __name__, description="个人链接")
_ONE = "/volunteers/<code:code>/link"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class LinkAskedSchema(Asked):
    days = Whole(1, links.LONGEST, load_default=links.DAYS, metadata={"description": "几天后失效"})


class LinksAskedSchema(LinkAskedSchema):
    only_missing = YesNo(load_default=False, metadata={"description": "只给还没有链接的人，别人的旧链接照旧有效"})


class LinkSchema(Schema):
    created_at = fields.AwareDateTime(required=True)
    expires_at = fields.AwareDateTime(required=True, allow_none=True)


class NewLinkSchema(Schema):
    volunteer = fields.String(required=True, metadata={"description": "志愿者编号"})
    name = fields.String(required=True)
    address = fields.URL(required=True, metadata={"description": "只显示这一次，请发给本人"})
    code = fields.URL(required=True, metadata={"description": "同一链接的二维码，PNG；把 .png 换成 .svg 也行"})
    expires_at = fields.AwareDateTime(required=True)


@bp.route(_ONE)
@allowed(Right.PLAN)
@bp.response(200, LinkSchema)
def link(code: str) -> Any:
    """Since when a link is out, and until when; not the link itself, which is kept nowhere."""
    with reading() as session:
        return links.look(session, asker(), code, now=town().now)


@bp.route(_ONE, methods=["POST"])
@allowed(Right.PLAN)
@bp.arguments(LinkAskedSchema)
@bp.response(201, NewLinkSchema)
def make(asked: dict[str, Any], code: str) -> Any:
    """A new link; the old one, and what it opened, ends. The address of the calendar goes on."""
    with transaction() as session:
        made = links.make(session, asker(), code, days=asked["days"], now=town().now)
    address = outside(made.path)
    return {
        "volunteer": made.volunteer,
        "name": made.name,
        "address": address,
        "code": f"{address}/code.png",
        "expires_at": made.expires_at,
    }


@bp.route(_ONE, methods=["DELETE"])
@allowed(Right.PLAN)
@bp.response(204)
def withdraw(code: str) -> None:
    """The link ends, and so do what it opened and the address of the volunteer's calendar."""
    with transaction() as session:
        links.withdraw(session, asker(), code, now=town().now)


@bp.route("/units/<code:code>/links", methods=["POST"])
@allowed(Right.PLAN)
@bp.arguments(LinksAskedSchema)
@bp.response(200, {"type": "string", "format": "binary"}, content_type=XLSX)
def make_for_unit(asked: dict[str, Any], code: str) -> Response:
    """A sheet with a new link for everybody of the unit and the units below it."""
    here = town()
    with transaction() as session:
        sheet, _ = link_sheets.make(session, asker(), code, base=outside(""), vault=here.vault, **asked, now=here.now)
    return Response(sheet, content_type=XLSX, headers={"Content-Disposition": 'attachment; filename="links.xlsx"'})
