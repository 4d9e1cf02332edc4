"""/volunteers: who serves, when they can and what their limits are; phones are masked, and read one at a time."""

from typing import Any

from marshmallow import Schema, fields

from api.auth import allowed, asker
from api.rest.absences import HitSchema
from api.rest.door import Asked, Day, Flag, Noun, Paging, Text, order_by
from api.rest.edits import editing
from api.rest.nouns import Edits, Looks, serve, with_vault
from api.rest.volunteer_schemas import (
    KIND,
    PhoneSchema,
    VolunteerBodySchema,
    VolunteerItemSchema,
    VolunteerSchema,
    VolunteerTagSchema,
)
from api.town import town, transaction
from scheduler.services import leaving, volunteers
from scheduler.services.access import Right
from scheduler.services.editing.volunteers import save
from scheduler.services.volunteers import VolunteerFilter
from scheduler.store.volunteers import VolunteerKind

bp = Noun("volunteers", __name__, description="志愿者")


class VolunteerQuery(Paging):
    unit = Text(metadata={"description": "只看这个单位和它下面所有的，写编号"})
    team = Text(metadata={"description": "只看这支志愿服务队的，写编号"})
    role = Text(metadata={"description": "只看能担任这个岗位的，写编号"})
    kind = fields.Enum(VolunteerKind, by_value=True, metadata={"description": KIND})
    party_member = Flag(metadata={"description": "只看（或不看）党员"})
    on = Day(metadata={"description": "只看这一天还在的"})
    search = Text(least=1, metadata={"description": "编号、姓名、拼音或首字母；或完整的电话（限有权联系的人）"})
    order = order_by("code", "name", "unit")


LOOKS = Looks(
    noun="volunteer",
    audited="volunteer",
    listed="The volunteers in the asker's scope.",
    address="/volunteers",
    one_at='/volunteers/<code("phone", "link", "leave", "forget"):code>',
    query=VolunteerQuery,
    schema=VolunteerSchema,
    item=VolunteerItemSchema,
    tag=VolunteerTagSchema(),
    page=with_vault(volunteers.page),
    one=with_vault(volunteers.one),
    filters=VolunteerFilter,
)
EDITS = Edits(body=VolunteerBodySchema, find=with_vault(volunteers.find), save=with_vault(save))

serve(bp, LOOKS, EDITS)


class LeaveSchema(Asked):
    on = Day(required=True, metadata={"description": "从这一天起不再排班"})


class ForgetSchema(Asked):
    why = Text(least=1, required=True, metadata={"description": "原因，如本人申请；记入日志"})


class LeftSchema(Schema):
    hits = fields.List(
        fields.Nested(HitSchema), required=True, metadata={"description": "从那天起已发布的值守，要另找人"}
    )


class ServedSchema(Schema):
    duties = fields.Integer(required=True, metadata={"description": "服务过几次，仍然保留"})
    minutes = fields.Integer(required=True, metadata={"description": "一共多少分钟"})


@bp.route("/volunteers/<code:code>/leave", methods=["POST"])
@allowed(Right.PLAN)
@bp.arguments(LeaveSchema)
@bp.response(200, LeftSchema)
def leave(asked: dict[str, Any], code: str) -> Any:
    """Let them go from a day on; nobody is deleted. `hits` are the published duties that somebody else must take."""
    with editing() as session:
        return {"hits": leaving.leave(session, asker(), code, on=asked["on"], vault=town().vault, now=town().now)}


@bp.route("/volunteers/<code:code>/forget", methods=["POST"])
@allowed(Right.RULE)
@bp.arguments(ForgetSchema)
@bp.response(200, ServedSchema)
def forget(asked: dict[str, Any], code: str) -> Any:
    """Take out all that says who they were, for good, once they have left; what they served stays."""
    with editing() as session:
        return leaving.forget(session, asker(), code, why=asked["why"], now=town().now)


@bp.route("/volunteers/<code:code>/phone", methods=["POST"])
@allowed(Right.CALL)
@bp.response(200, PhoneSchema)
def phone(code: str) -> Any:
    """Their phone in full, for who must call; that it was read is in the audit."""
    with transaction() as session:
        return {"phone": volunteers.phone(session, asker(), code, vault=town().vault, now=town().now)}
