"""/audit: who did what, and when."""

from typing import Any

from marshmallow import Schema, fields

from api.auth import allowed, asker
from api.rest.door import Moment, Noun, Paging, Text, listing, order_by, page_of
from api.town import reading
from scheduler.services import audit_log
from scheduler.services.access import Right
from scheduler.services.audit_log import AuditFilter

bp = Noun("audit", __name__, description="操作记录")


class AuditQuery(Paging):
    noun = Text(60, metadata={"description": "只看这类东西，如 roster", "examples": ["roster"]})
    ref = Text(metadata={"description": "只看这一个，写编号或号"})
    verb = Text(60, metadata={"description": "只看这种操作，如 publish", "examples": ["publish"]})
    user = Text(60, metadata={"description": "只看这个账号的"})
    since = Moment(metadata={"description": "从这一刻起"})
    until = Moment(metadata={"description": "到这一刻为止，不含"})
    order = order_by("number")


class AuditEntrySchema(Schema):
    number = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)
    user = fields.String(
        required=True, allow_none=True, metadata={"description": "账号；空：定时任务，或 detail 里写明的志愿者"}
    )
    name = fields.String(required=True, allow_none=True)
    verb = fields.String(required=True)
    noun = fields.String(required=True)
    ref = fields.String(required=True, metadata={"description": "编号或号"})
    detail = fields.Dict(required=True)


@bp.route("/audit")
@allowed(Right.RULE)
@bp.arguments(AuditQuery, location="query")
@bp.response(200, listing(AuditEntrySchema))
def audit(query: dict[str, Any]) -> Any:
    """Entries that the asker may read: all of them for who rules the town, else those of users within their part."""
    page = page_of(query)
    with reading() as session:
        return audit_log.page(session, asker(), page, AuditFilter(**query))
