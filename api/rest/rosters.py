"""/rosters: making one, its name and policy, bringing its shifts up to date, putting it away."""

from typing import Any

from flask import url_for
from marshmallow import Schema, fields, validate

from api.auth import allowed, asker
from api.rest.door import Asked, Day, Flag, Noun, Paging, Text, Whole, order_by
from api.rest.edits import editing
from api.rest.nouns import Looks, show
from api.town import town, transaction
from scheduler.services import roster_editing, rosters, rosters_of_others
from scheduler.services.access import Asker, Right
from scheduler.services.paging import Page, Paged
from scheduler.services.rosters import Listed, NewRoster
from scheduler.store.database import Session
from scheduler.store.rosters import RosterState
from scheduler.store.snapshot.limits import BOUNDS

bp = Noun("rosters", __name__, description="排班表")
_ONE = "/rosters/<roster:code>"

PolicySchema = Asked.from_dict({name: Whole(*bounds) for name, bounds in BOUNDS.items()}, name="PolicySchema")
_POLICY = {"description": "与全市不同的上限和权重；没有写的按全市的"}


class RosterQuery(Paging):
    state = fields.Enum(RosterState, by_value=True, metadata={"description": "只看这种状态"})
    others = Flag(load_default=False, metadata={"description": "true 看别人排的、里面有您的人或点位的，见 /ours"})
    order = order_by("start", "code", "name")


class RosterListedSchema(Schema):
    code = fields.String(required=True)
    name = fields.String(required=True)
    scope = fields.String(required=True, allow_none=True, metadata={"description": "单位或网格的名称，全市为 null"})
    start = fields.Date(required=True)
    days = fields.Integer(required=True)
    state = fields.Enum(RosterState, by_value=True, required=True)
    version = fields.Integer(required=True, metadata={"description": "最新一版，0 为还没有排"})
    published_version = fields.Integer(required=True, allow_none=True, metadata={"description": "已告知大家的一版"})


class RosterSchema(RosterListedSchema):
    unit = fields.String(required=True, allow_none=True, metadata={"description": "单位编号"})
    grid = fields.String(required=True, allow_none=True, metadata={"description": "网格编号"})
    policy = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True, metadata=_POLICY)
    created_at = fields.AwareDateTime(required=True)


class RosterAskedSchema(Asked):
    start = Day(required=True, metadata={"description": "第一天"})
    days = Whole(1, rosters.LONGEST, required=True)
    unit = Text(load_default=None, allow_none=True, metadata={"description": "只排这个单位及其下级，写编号"})
    grid = Text(load_default=None, allow_none=True, metadata={"description": "只排这个网格及其下级，写编号"})
    code = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Regexp(r"^[^\s/@\\\x00-\x1f]{1,60}$"),
        metadata={"description": "不写则按月份和范围取名，如 2026-12-u01"},
    )
    name = Text(100, least=1, load_default=None, allow_none=True)
    policy = fields.Nested(PolicySchema, load_default=dict, metadata=_POLICY)


class RosterPatchSchema(Asked):
    name = Text(100, least=1)
    policy = fields.Nested(PolicySchema, metadata={"description": "代替原来的整个 policy"})


class DraftedSchema(Schema):
    code = fields.String(required=True)
    name = fields.String(required=True)
    shifts = fields.Integer(required=True)
    seats = fields.Integer(required=True)
    provisional = fields.List(fields.Date(), required=True, metadata={"description": "放假安排尚未公布的日子"})
    doubled = fields.Integer(required=True, metadata={"description": "同一点位同一时段有两个班次的处数"})
    changed = fields.Integer(required=True, metadata={"description": "增减或改动的班次"})
    lost = fields.Integer(required=True, metadata={"description": "随班次取消的值守"})


class ArchiveSchema(Asked):
    why = Text(load_default="", metadata={"description": "说明"})


def _page(session: Session, who: Asker, page: Page, *, others: bool, **which: Any) -> Paged[Listed]:
    if others:
        return rosters_of_others.page(session, who, page, **which)
    return rosters.page(session, who, page, **which)


show(
    bp,
    Looks(
        noun="roster, without its duties",
        listed="The rosters that the asker may see.",
        address="/rosters",
        one_at=_ONE,
        query=RosterQuery,
        schema=RosterSchema,
        item=RosterListedSchema,
        page=_page,
        one=roster_editing.card,
    ),
)


@bp.route("/rosters", methods=["POST"])
@allowed(Right.PLAN)
@bp.arguments(RosterAskedSchema)
@bp.response(201, DraftedSchema, headers={"Location": {"schema": {"type": "string"}, "description": "新的排班表"}})
def create(asked: dict[str, Any]) -> Any:
    """Draft a roster: the patterns are unfolded to shifts over the real calendar."""
    with transaction() as session:
        drafted = rosters.create(session, asker(), NewRoster(**asked), now=town().now)
    return drafted, 201, {"Location": url_for("rosters.one", code=drafted.code)}


@bp.route(_ONE, methods=["PATCH"])
@allowed(Right.PLAN)
@bp.etag
@bp.arguments(RosterPatchSchema)
@bp.response(200, RosterSchema)
def edit(said: dict[str, Any], code: str) -> Any:
    """Give it another name, or another policy before it is published."""
    with editing() as session:
        bp.check_etag(roster_editing.card(session, asker(), code), RosterSchema)
        roster_editing.edit(session, asker(), code, **said, now=town().now)
        return roster_editing.card(session, asker(), code)


@bp.route(_ONE, methods=["DELETE"])
@allowed(Right.PLAN)
@bp.etag
@bp.response(204)
def discard(code: str) -> None:
    """Throw away a draft that was never solved or filled; anything else can be archived."""
    with editing() as session:
        bp.check_etag(roster_editing.card(session, asker(), code), RosterSchema)
        roster_editing.discard(session, asker(), code, now=town().now)


@bp.route(f"{_ONE}/refresh", methods=["POST"])
@allowed(Right.PLAN)
@bp.response(200, DraftedSchema)
def refresh(code: str) -> Any:
    """Unfold the patterns anew; duties on shifts that are still there stay."""
    with transaction() as session:
        return rosters.refresh(session, asker(), code, now=town().now)


@bp.route(f"{_ONE}/archive", methods=["POST"])
@allowed(Right.PLAN)
@bp.arguments(ArchiveSchema)
@bp.response(200, RosterSchema)
def archive(asked: dict[str, Any], code: str) -> Any:
    """Put it away: it can be looked at, and nothing about it changes any more."""
    with transaction() as session:
        roster_editing.archive(session, asker(), code, why=asked["why"], now=town().now)
        return roster_editing.card(session, asker(), code)
