"""/rosters: making one, looking at it, publishing it."""

from typing import Any

from marshmallow import Schema, fields

from api.auth import allowed, asker
from api.rest.door import Noun, Paging, listing, order_by, page_of
from api.town import reading
from scheduler.services import rosters
from scheduler.services.access import Right
from scheduler.store.rosters import RosterState

bp = Noun("rosters", __name__, description="排班表")


class RosterQuery(Paging):
    state = fields.Enum(RosterState, by_value=True)
    order = order_by("start", "code", "name")


class RosterSchema(Schema):
    code = fields.String(required=True)
    name = fields.String(required=True)
    scope = fields.String(required=True, allow_none=True)
    start = fields.Date(required=True)
    days = fields.Integer(required=True)
    state = fields.Enum(RosterState, by_value=True, required=True)
    version = fields.Integer(required=True)
    published_version = fields.Integer(required=True, allow_none=True)


@bp.route("/rosters")
@allowed(Right.SEE)
@bp.arguments(RosterQuery, location="query")
@bp.response(200, listing(RosterSchema))
def rosters_(query: dict[str, Any]) -> Any:
    """The rosters that the asker may see."""
    page = page_of(query)
    with reading() as session:
        return rosters.page(session, asker(), page, **query)
