"""/runs/{number}/proposal: what a run would change of a roster that people were told; looked at, taken or left."""

from typing import Any

from marshmallow import Schema, fields

from api.auth import allowed, asker
from api.rest.changes import ChangedSchema, told
from api.rest.door import Noun
from api.rest.runs import RunSchema
from api.rest.views import PersonSchema
from api.town import reading, town, transaction
from scheduler.errors import NotFound
from scheduler.language import say
from scheduler.services import resolving, run_views
from scheduler.services.access import Right

bp = Noun("run_proposals", __name__, description="重排建议：已发布的排班表怎样改，看过再采用或不采用")
_ONE = "/runs/<number:number>/proposal"


class ProposedChangeSchema(PersonSchema):
    shift = fields.String(required=True, metadata={"description": "班次编号"})
    title = fields.String(required=True, metadata={"description": "何时何地"})


class ResolvedSchema(Schema):
    version = fields.Integer(required=True, metadata={"description": "在这一版上想出来的"})
    gone = fields.List(fields.Nested(ProposedChangeSchema), required=True, metadata={"description": "谁从哪个班次撤下"})
    come = fields.List(fields.Nested(ProposedChangeSchema), required=True, metadata={"description": "谁来哪个班次"})
    people = fields.List(
        fields.String(), required=True, metadata={"description": "值守有变的人的姓名，发布时通知他们；没有更好的则为空"}
    )
    before = fields.Integer(required=True, metadata={"description": "整张表现在的代价"})
    after = fields.Integer(required=True, metadata={"description": "采用以后的代价"})


@bp.route(_ONE)
@allowed(Right.SEE)
@bp.response(200, ResolvedSchema)
def one(number: int) -> resolving.Resolved:
    """What waits for a decision: before and after. Not there once that was made, or the roster has changed."""
    with reading() as session:
        found = resolving.proposed(session, asker(), number)
    if found is None:
        raise NotFound(say("第 {number} 次排班没有等您决定的建议", number=number))
    return found


@bp.route(f"{_ONE}/take", methods=["POST"])
@allowed(Right.PLAN)
@bp.response(200, ChangedSchema)
def take(number: int) -> Any:
    """Make what is proposed the newest version. People are told when it is published."""
    with transaction() as session:
        made = resolving.take(session, asker(), number, now=town().now)
    return {"version": made.version, **told(made.verdict)}


@bp.route(f"{_ONE}/leave", methods=["POST"])
@allowed(Right.PLAN)
@bp.response(200, RunSchema)
def leave(number: int) -> run_views.RunView:
    """Let the roster stay as it is."""
    with transaction() as session:
        resolving.leave(session, asker(), number, now=town().now)
        session.flush()
        return run_views.one(session, asker(), number)
