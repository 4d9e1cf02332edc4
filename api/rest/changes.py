"""/rosters/{code}/duties and /changes: who stands where, changed by hand under the same judge as a solve."""

from itertools import chain
from typing import Any

from marshmallow import Schema, fields, validate

from api.auth import allowed, asker
from api.rest.door import Asked, Day, Noun, Paging, Text, Whole, listing, order_by, page_of
from api.rest.publications import FaultSchema
from api.rest.versions import MadeSchema
from api.rest.views import counts
from api.town import reading, town, transaction
from scheduler.services import adjusting, duties, locking
from scheduler.services.access import Right
from scheduler.services.duties import DutyFilter
from scheduler.services.edits import Add, Edit, Exchange, Move, Remove
from scheduler.services.judging import Verdict
from scheduler.store.duties import DutyState
from solver.problem import Duty

bp = Noun("changes", __name__, description="值守，和手工调整")
_ONE = "/rosters/<roster:code>"
_MOST = validate.Length(max=200)


class DutyQuery(Paging):
    volunteer = Text(metadata={"description": "只看这个人，写编号"})
    unit = Text(metadata={"description": "只看这个单位和它下面的人，写编号"})
    point = Text(metadata={"description": "只看这个点位，写编号"})
    day = Day(metadata={"description": "只看这一天开始的"})
    state = fields.Enum(DutyState, by_value=True, metadata={"description": "只看这种状态"})
    order = order_by("starts_at", "volunteer", "point", "number")


class DutySchema(Schema):
    number = fields.Integer(required=True)
    shift = fields.String(required=True, metadata={"description": "班次编号"})
    point = fields.String(required=True, metadata={"description": "点位编号"})
    point_name = fields.String(required=True)
    day = fields.Date(required=True)
    starts_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(required=True)
    volunteer = fields.String(required=True, metadata={"description": "志愿者编号"})
    name = fields.String(required=True)
    unit = fields.String(required=True, metadata={"description": "单位编号"})
    unit_name = fields.String(required=True)
    state = fields.Enum(DutyState, by_value=True, required=True)
    locked = fields.Boolean(required=True)


def _code(what: str) -> Text:
    return Text(least=1, required=True, metadata={"description": f"{what}编号"})


class OnShiftSchema(Asked):
    shift = _code("班次")
    volunteer = _code("志愿者")


class MoveSchema(Asked):
    volunteer = _code("志愿者")
    source = _code("原来的班次")
    target = _code("换到的班次")


class ExchangeSchema(Asked):
    shift = _code("one 现在的班次")
    one = _code("志愿者")
    other_shift = _code("other 现在的班次")
    other = _code("志愿者")


def several(one: type[Schema], what: str) -> fields.List[Any]:
    """Up to 200 of them, none unless said."""
    return fields.List(fields.Nested(one), load_default=list, validate=_MOST, metadata={"description": what})


class EditsSchema(Asked):
    remove = several(OnShiftSchema, "撤下，最先做")
    move = several(MoveSchema, "换到另一个班次")
    exchange = several(ExchangeSchema, "两人互换")
    add = several(OnShiftSchema, "加入，最后做")


class ChangesSchema(EditsSchema):
    reason = Text(500, load_default="", metadata={"description": "为什么这样改"})
    override = Text(500, load_default="", metadata={"description": "违反硬性规则而仍要改的理由"})
    expected_version = Whole(load_default=None, allow_none=True, metadata={"description": "您看到的是第几版"})


class VerdictSchema(Schema):
    faults = fields.List(fields.Nested(FaultSchema), required=True, metadata={"description": "新违反的硬性规则"})
    changes = counts("每条规则的代价变化")
    change = fields.Integer(required=True, metadata={"description": "代价一共变化多少，负的更好"})
    costs = counts("改了之后每条规则的代价")


class ChangedSchema(VerdictSchema):
    version = fields.Integer(required=True, metadata={"description": "现在的最新一版"})


class LocksSchema(Asked):
    duties = fields.List(fields.Nested(OnShiftSchema), required=True, validate=_MOST)
    locked = fields.Boolean(load_default=True, truthy={True}, falsy={False}, metadata={"description": "false 为解锁"})
    expected_version = Whole(load_default=None, allow_none=True, metadata={"description": "您看到的是第几版"})


@bp.route(f"{_ONE}/duties")
@allowed(Right.SEE)
@bp.arguments(DutyQuery, location="query")
@bp.response(200, listing(DutySchema))
def duties_(query: dict[str, Any], code: str) -> Any:
    """The duties of the newest version."""
    page = page_of(query)
    with reading() as session:
        return duties.page(session, asker(), code, page, DutyFilter(**query))


@bp.route(f"{_ONE}/changes/check", methods=["POST"])
@allowed(Right.SEE)
@bp.arguments(EditsSchema)
@bp.response(200, VerdictSchema)
def check(asked: dict[str, Any], code: str) -> Any:
    """What these edits together would newly break and cost. Nothing is kept."""
    with reading() as session:
        return adjusting.verdict(session, asker(), code, *_edits(asked))


@bp.route(f"{_ONE}/changes", methods=["POST"])
@allowed(Right.PLAN)
@bp.arguments(ChangesSchema)
@bp.response(200, ChangedSchema)
def change(asked: dict[str, Any], code: str) -> Any:
    """Make these edits as one new version; refused where they newly break a hard rule without `override`."""
    why = {"override": asked["override"], "reason": asked["reason"], "expected": asked["expected_version"]}
    with transaction() as session:
        made = adjusting.adjust(session, asker(), code, *_edits(asked), **why, now=town().now)
    return {"version": made.version, **told(made.verdict)}


@bp.route(f"{_ONE}/locks", methods=["POST"])
@allowed(Right.PLAN)
@bp.arguments(LocksSchema)
@bp.response(200, MadeSchema)
def lock(asked: dict[str, Any], code: str) -> Any:
    """Lock duties so that no solve moves them, or unlock them."""
    wanted = [Duty(one["shift"], one["volunteer"]) for one in asked["duties"]]
    how = {"locked": asked["locked"], "expected": asked["expected_version"]}
    with transaction() as session:
        return {"version": locking.lock(session, asker(), code, wanted, **how, now=town().now)}


def _edits(asked: dict[str, Any]) -> list[Edit]:
    kinds: tuple[tuple[str, type[Edit]], ...] = (
        ("remove", Remove),
        ("move", Move),
        ("exchange", Exchange),
        ("add", Add),
    )
    return list(chain.from_iterable((kind(**one) for one in asked[name]) for name, kind in kinds))


def told(verdict: Verdict) -> dict[str, Any]:
    """The fields of a verdict."""
    return {name: getattr(verdict, name) for name in ("faults", "changes", "change", "costs")}
