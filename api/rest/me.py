"""/me: a volunteer's own matters: who they are, their leave, their wishes, their calendar."""

from typing import Any

from marshmallow import Schema, fields

from api.auth import Door, allowed, signed, volunteer_id
from api.outside import outside
from api.rest.absences import AbsenceSchema
from api.rest.door import Asked, Moment, Noun, Paging, Text, listing, order_by, page_of
from api.rest.own_duties import OwnDutySchema
from api.rest.wishes import WishedSchema, WishSchema
from api.town import reading, town, transaction
from scheduler.services import feeds, own_absences, profile, wish_views, wishes
from scheduler.services.wishes import Wished
from scheduler.store.absences import AbsenceState

bp = Noun("me", __name__, description="志愿者本人的事")
_ABSENCE = "/me/absences/<number:number>"


class ProfileSchema(Schema):
    volunteer = fields.String(required=True, metadata={"description": "志愿者编号"})
    name = fields.String(required=True)
    unit = fields.String(required=True, metadata={"description": "单位编号"})
    unit_name = fields.String(required=True)
    phone = fields.String(required=True, allow_none=True, metadata={"description": "中间四位不显示"})
    roles = fields.List(fields.String(), required=True, metadata={"description": "能担任的岗位"})
    next = fields.Nested(
        OwnDutySchema, required=True, allow_none=True, metadata={"description": "下一次值守；空：还没有"}
    )
    unread = fields.Integer(required=True, metadata={"description": "没读的消息"})


class OwnAbsenceQuery(Paging):
    state = fields.Enum(AbsenceState, by_value=True, metadata={"description": "只看这种状态"})
    order = order_by("starts_at", "number")


class OwnAbsenceAskedSchema(Asked):
    starts_at = Moment(required=True)
    ends_at = Moment(required=True, metadata={"description": "不含这一刻，要晚于 starts_at"})
    reason = Text(load_default="", metadata={"description": "不要写病情等隐私"})


class FeedSchema(Schema):
    created_at = fields.AwareDateTime(required=True)


class NewFeedSchema(FeedSchema):
    address = fields.URL(required=True, metadata={"description": "只显示这一次；填进手机日历的“订阅”"})


@bp.route("/me")
@allowed(Door.OWN)
@bp.response(200, ProfileSchema)
def me() -> Any:
    """Who one is, and the next duty."""
    here = town()
    with reading() as session:
        return profile.profile(session, signed(), vault=here.vault, now=here.now)


@bp.route("/me/absences")
@allowed(Door.OWN)
@bp.arguments(OwnAbsenceQuery, location="query")
@bp.response(200, listing(AbsenceSchema))
def own_absences_(query: dict[str, Any]) -> Any:
    """One's own leave."""
    page = page_of(query)
    with reading() as session:
        return own_absences.page(session, signed(), page, **query)


@bp.route("/me/absences", methods=["POST"])
@allowed(Door.OWN)
@bp.arguments(OwnAbsenceAskedSchema)
@bp.response(201, AbsenceSchema)
def ask(asked: dict[str, Any]) -> Any:
    """Ask leave; the coordinator decides."""
    with transaction() as session:
        return own_absences.ask(session, signed(), **asked, now=town().now)


@bp.route(_ABSENCE)
@allowed(Door.OWN)
@bp.response(200, AbsenceSchema)
def own_absence(number: int) -> Any:
    """One's own absence of that number."""
    with reading() as session:
        return own_absences.one(session, signed(), number)


@bp.route(_ABSENCE, methods=["DELETE"])
@allowed(Door.OWN)
@bp.response(200, AbsenceSchema)
def withdraw(number: int) -> Any:
    """Take leave back, asked for or approved."""
    with transaction() as session:
        return own_absences.withdraw(session, signed(), number, now=town().now)


@bp.route("/me/wishes")
@allowed(Door.OWN)
@bp.response(200, listing(WishSchema))
def own_wishes() -> Any:
    """One's own wishes that are not over."""
    with reading() as session:
        found = wish_views.own(session, volunteer_id(), since=town().now)
    return {"items": found, "total": len(found)}


@bp.route("/me/wishes", methods=["POST"])
@allowed(Door.OWN)
@bp.arguments(WishedSchema)
@bp.response(201, WishSchema)
def wish(asked: dict[str, Any]) -> Any:
    """Say when one would rather not serve, or gladly would."""
    with transaction() as session:
        return wishes.add_own(session, volunteer_id(), Wished(**asked), now=town().now)


@bp.route("/me/wishes/<number:number>", methods=["DELETE"])
@allowed(Door.OWN)
@bp.response(204)
def unwish(number: int) -> None:
    """Forget a wish of one's own."""
    with transaction() as session:
        wishes.remove_own(session, volunteer_id(), number, now=town().now)


@bp.route("/me/calendar")
@allowed(Door.OWN)
@bp.response(200, FeedSchema)
def feed() -> Any:
    """Since when one's calendar has an address; not the address itself, which is kept nowhere."""
    with reading() as session:
        return feeds.look(session, signed())


@bp.route("/me/calendar", methods=["POST"])
@allowed(Door.OWN)
@bp.response(201, NewFeedSchema)
def make_feed() -> Any:
    """A new address of one's calendar, for the phone to subscribe to; the old one shows nothing any more."""
    with transaction() as session:
        made = feeds.make(session, signed(), now=town().now)
    return {"created_at": made.created_at, "address": outside(made.path or "")}


@bp.route("/me/calendar", methods=["DELETE"])
@allowed(Door.OWN)
@bp.response(204)
def withdraw_feed() -> None:
    """The address shows nothing any more."""
    with transaction() as session:
        feeds.withdraw(session, signed(), now=town().now)
