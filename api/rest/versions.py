"""/rosters/{code}/versions: what made each, what is different between two of them, undoing the last step."""

from collections.abc import Iterable
from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from api.auth import allowed, asker
from api.json import straight
from api.rest.door import Asked, Noun, Paging, Text, Whole, listing, order_by, page_of
from api.rest.views import counts
from api.town import reading, town, transaction
from scheduler.services import comparing, history, locking, roster_editing
from scheduler.services.access import Right
from scheduler.services.comparing import Comparison, Ref
from scheduler.services.views import ShiftView
from scheduler.store.changes import ChangeKind

bp = Noun("versions", __name__, description="排班表的各版")
_ONE = "/rosters/<roster:code>"
_ANY = validate.Range(0, 2**31 - 1)


class VersionPaging(Paging):
    order = order_by("-version")


class VersionSchema(Schema):
    version = fields.Integer(required=True)
    kind = fields.Enum(ChangeKind, by_value=True, required=True)
    by = fields.String(required=True, allow_none=True, metadata={"description": "谁，系统为 null"})
    at = fields.AwareDateTime(required=True)
    reason = fields.String(required=True)
    override = fields.Boolean(required=True, metadata={"description": "违反了硬性规则，写明了理由"})
    cost = fields.Integer(required=True, allow_none=True)
    changed = fields.Integer(required=True, metadata={"description": "改动了几个值守"})
    what = fields.List(fields.String(), required=True, metadata={"description": "前五十个改动"})


class CompareQuery(Asked):
    from_ = fields.Integer(
        data_key="from", load_default=None, validate=_ANY, metadata={"description": "从第几版，不写为 to 的前一版"}
    )
    to = fields.Integer(load_default=None, validate=_ANY, metadata={"description": "到第几版，不写为最新"})
    other = Text(load_default=None, metadata={"description": "to 是另一张排班表的，写它的编号"})


class RefSchema(Schema):
    code = fields.String(required=True)
    version = fields.Integer(required=True)


class BriefSchema(Schema):
    code = fields.String(required=True)
    point = fields.String(required=True)
    point_name = fields.String(required=True)
    pattern = fields.String(required=True)
    day = fields.Date(required=True)
    starts_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(required=True)


class PersonSchema(Schema):
    volunteer = fields.String(required=True)
    name = fields.String(required=True)
    unit = fields.String(required=True, metadata={"description": "单位名称"})
    removed = fields.List(fields.Nested(BriefSchema), required=True)
    added = fields.List(fields.Nested(BriefSchema), required=True)


class MovedSchema(Schema):
    volunteer = fields.String(required=True)
    name = fields.String(required=True)
    source = fields.Nested(BriefSchema, required=True)
    target = fields.Nested(BriefSchema, required=True)


class ExchangedSchema(Schema):
    one = fields.String(required=True)
    one_name = fields.String(required=True)
    shift = fields.Nested(BriefSchema, required=True)
    other = fields.String(required=True)
    other_name = fields.String(required=True)
    other_shift = fields.Nested(BriefSchema, required=True)


class ComparisonSchema(Schema):
    before = fields.Nested(RefSchema, required=True)
    after = fields.Nested(RefSchema, required=True)
    people = fields.List(fields.Nested(PersonSchema), required=True, metadata={"description": "有变化的人，含换岗"})
    moved = fields.List(fields.Nested(MovedSchema), required=True)
    exchanged = fields.List(fields.Nested(ExchangedSchema), required=True)
    costs = counts("每条规则的代价变化；有一版没有评过则为 null", allow_none=True)


class UndoSchema(Asked):
    version = Whole(load_default=None, allow_none=True, metadata={"description": "撤销第几版的改动，不写为最新一版的"})
    override = Text(load_default="", metadata={"description": "撤销会违反硬性规则而仍要撤销的理由"})
    expected_version = Whole(load_default=None, allow_none=True, metadata={"description": "您看到的是第几版"})


class MadeSchema(Schema):
    version = fields.Integer(required=True, metadata={"description": "现在的最新一版"})


@bp.route(f"{_ONE}/versions")
@allowed(Right.SEE)
@bp.arguments(VersionPaging, location="query")
@bp.response(200, listing(VersionSchema))
def versions(query: dict[str, Any], code: str) -> Any:
    """Every version: who made it when and why, and what changed."""
    page = page_of(query)
    with reading() as session:
        return history.page(session, asker(), code, page)


@bp.route(f"{_ONE}/compare")
@allowed(Right.SEE)
@bp.arguments(CompareQuery, location="query")
@bp.response(200, ComparisonSchema)
def compare(query: dict[str, Any], code: str) -> Response:
    """What is different between two versions, or between two rosters: person by person, and what it costs."""
    after = Ref(query["other"] or code, query["to"])
    with reading() as session:
        before = query["from_"]
        if before is None and after.code == code:
            to = roster_editing.card(session, asker(), code).version if after.version is None else after.version
            before = max(0, to - 1)
        found = comparing.compare(session, asker(), Ref(code, before), after)
    return straight(_told(found))


@bp.route(f"{_ONE}/undo", methods=["POST"])
@allowed(Right.PLAN)
@bp.arguments(UndoSchema)
@bp.response(200, MadeSchema)
def undo(asked: dict[str, Any], code: str) -> Any:
    """Reverse what made a version, as long as nobody changed the same again, as a version of its own."""
    expected = asked.pop("expected_version")
    with transaction() as session:
        return {"version": locking.undo(session, asker(), code, **asked, expected=expected, now=town().now)}


def _told(found: Comparison) -> dict[str, Any]:
    return {
        "before": {"code": found.before.code, "version": found.before.version},
        "after": {"code": found.after.code, "version": found.after.version},
        "people": [
            {
                "volunteer": p.volunteer, "name": p.name, "unit": p.unit,
                "removed": _all(p.removed), "added": _all(p.added),
            }
            for p in found.people
        ],
        "moved": [
            {"volunteer": m.volunteer, "name": m.name, "source": _brief(m.source), "target": _brief(m.target)}
            for m in found.moved
        ],
        "exchanged": [
            {
                "one": e.one, "one_name": e.one_name, "shift": _brief(e.shift),
                "other": e.other, "other_name": e.other_name, "other_shift": _brief(e.other_shift),
            }
            for e in found.exchanged
        ],
        "costs": found.costs,
    }  # fmt: skip


def _all(shifts: Iterable[ShiftView]) -> list[dict[str, Any]]:
    return [_brief(shift) for shift in shifts]


def _brief(shift: ShiftView) -> dict[str, Any]:
    return {name: getattr(shift, name) for name in BriefSchema._declared_fields}
