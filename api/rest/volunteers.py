"""/volunteers: who serves, when they can and what their limits are; phones are masked, and read one at a time."""

from typing import Any

from marshmallow import fields

from api.auth import allowed, asker
from api.rest.door import Day, Flag, Noun, Paging, Text, order_by
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
from scheduler.services import volunteers
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
    search = Text(least=1, metadata={"description": "编号或姓名里有这些字；或完整的电话（限有权联系的人）"})
    order = order_by("code", "name", "unit")


LOOKS = Looks(
    noun="volunteer",
    listed="The volunteers in the asker's scope.",
    address="/volunteers",
    one_at='/volunteers/<code("phone", "link"):code>',
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


@bp.route("/volunteers/<code:code>/phone", methods=["POST"])
@allowed(Right.CALL)
@bp.response(200, PhoneSchema)
def phone(code: str) -> Any:
    """Their phone in full, for who must call; that it was read is in the audit."""
    with transaction() as session:
        return {"phone": volunteers.phone(session, asker(), code, vault=town().vault, now=town().now)}
