"""/rosters/{code}/what-if, /reliefs and /account: what one thing would change, what would help, what it all costs."""

from typing import Any

from marshmallow import Schema, fields, validate

from api.auth import allowed, asker
from api.rest.door import Asked, Day, Noun, Real, Text, Whole
from api.rest.edits import SpotSchema
from api.rest.views import PersonSchema, counts
from api.town import reading, town
from scheduler.services import what_if
from scheduler.services.access import Right
from scheduler.services.what_if import Supposed
from scheduler.services.what_if.supposed import CAPS

bp = Noun("what_if", __name__, description="如果……会怎样；怎样能补上空岗；全表的账")
_ONE = "/rosters/<roster:code>"


class SupposedSchema(Asked):
    unit = Text(least=1, metadata={"description": "上限和距离只对这个单位和它下面的人，不写为所有人"})
    cap = fields.String(validate=validate.OneOf(CAPS), metadata={"description": "哪个上限：每天、每周、本期、周末"})
    more = Whole(-100, 100, metadata={"description": "这个上限多几次，负的为少几次"})
    metres = Whole(-100_000, 100_000, metadata={"description": "可达范围多几米"})
    lost = fields.List(
        Text(least=1), validate=validate.Length(max=50), metadata={"description": "缺了哪些单位，写编号"}
    )
    since = Day(metadata={"description": "从哪天起缺，不写为整期"})
    point = Text(least=1, metadata={"description": "只给这个点位加人，不写为所有点位"})
    people = Whole(-100, 100, metadata={"description": "每个班次多要几人"})
    like = Text(least=1, metadata={"description": "增加一个点位，班次同这个点位"})
    headcount = Whole(1, 100, metadata={"description": "新点位每班几人，不写同那个点位"})
    at = fields.Nested(SpotSchema, metadata={"description": "新点位在哪里，不写为同一处"})
    seconds = Real(0, 60, load_default=0.0, metadata={"description": "每边求解多少秒；0 为只估计"})


class CountedSchema(Schema):
    """What a roster costs and what it leaves empty."""

    cost = fields.Integer(required=True)
    costs = counts("每条规则的代价")
    bound = fields.Integer(required=True, allow_none=True, metadata={"description": "已证明代价不会低于此数"})
    seats = fields.Integer(required=True, metadata={"description": "一共要几人次"})
    empty = fields.Integer(required=True, metadata={"description": "还空几人次"})


class SideSchema(CountedSchema):
    most = fields.Integer(required=True, metadata={"description": "最多的人有几次值守"})
    least = fields.Integer(required=True, metadata={"description": "最少的人有几次值守"})


class LoadChangeSchema(Schema):
    unit = fields.String(required=True, metadata={"description": "单位编号"})
    name = fields.String(required=True)
    people = fields.Integer(required=True, metadata={"description": "排班表可以安排的人数"})
    now = fields.Integer(required=True, metadata={"description": "现在几次值守"})
    then = fields.Integer(required=True, metadata={"description": "如此假设时几次"})


class PlaceSchema(Schema):
    point = fields.String(required=True, metadata={"description": "点位编号，假设的新点位为空"})
    name = fields.String(required=True)


class GapChangeSchema(PlaceSchema):
    now = fields.Integer(required=True, metadata={"description": "现在空几人次"})
    then = fields.Integer(required=True, metadata={"description": "如此假设时空几人次"})


class StewardChangeSchema(PlaceSchema):
    now = fields.List(fields.String(), required=True, metadata={"description": "现在负责的单位"})
    then = fields.List(fields.String(), required=True, metadata={"description": "如此假设时负责的"})


class ComparedSchema(Schema):
    version = fields.Integer(required=True, metadata={"description": "看的是第几版"})
    now = fields.Nested(SideSchema, required=True, metadata={"description": "照现在的情形能做到的"})
    then = fields.Nested(SideSchema, required=True, metadata={"description": "如此假设时能做到的"})
    changes = counts("每条规则的代价变化")
    change = fields.Integer(required=True, metadata={"description": "代价一共变化多少，负的更好"})
    people = fields.Integer(required=True, metadata={"description": "几个人的值守会不同"})
    solved = fields.Boolean(required=True, metadata={"description": "求解过，不是估计"})
    late = fields.Boolean(required=True, metadata={"description": "时间不够，有的空岗没来得及补，比较不准"})
    units = fields.List(fields.Nested(LoadChangeSchema), required=True, metadata={"description": "人均变化大的在前"})
    gaps = fields.List(fields.Nested(GapChangeSchema), required=True, metadata={"description": "空岗变了的点位"})
    stewards = fields.List(
        fields.Nested(StewardChangeSchema), required=True, metadata={"description": "分包变了的点位"}
    )


class ReliefQuery(Asked):
    seconds = Real(0.1, 60, load_default=10.0, metadata={"description": "最多试多少秒"})


class ReliefSchema(Schema):
    name = fields.String(required=True, metadata={"description": "week、total、reach、unit 或 team"})
    text = fields.String(required=True)
    filled = fields.Integer(required=True, metadata={"description": "补上几个空位"})
    saves = fields.Integer(required=True, metadata={"description": "代价降低多少"})
    people = fields.Integer(required=True, metadata={"description": "几个人要多值"})


class ReliefsSchema(Schema):
    items = fields.List(fields.Nested(ReliefSchema), required=True)


class BurdenedSchema(PersonSchema):
    duties = fields.Integer(required=True, metadata={"description": "本表几次值守"})
    burden = fields.Integer(required=True, metadata={"description": "本表的负担"})
    carried = fields.Integer(required=True, metadata={"description": "此前的负担"})
    above = fields.Integer(required=True, metadata={"description": "比应担的多多少，负的为少"})


class AccountSchema(CountedSchema):
    version = fields.Integer(required=True, metadata={"description": "看的是第几版"})
    avoidable = fields.Integer(required=True, allow_none=True, metadata={"description": "最多还能省多少"})
    most = fields.List(fields.Nested(BurdenedSchema), required=True, metadata={"description": "负担超出应担最多的"})
    least = fields.List(fields.Nested(BurdenedSchema), required=True, metadata={"description": "最少的"})


@bp.route(f"{_ONE}/what-if", methods=["POST"])
@allowed(Right.PLAN)
@bp.arguments(SupposedSchema)
@bp.response(200, ComparedSchema)
def suppose(asked: dict[str, Any], code: str) -> Any:
    """What the roster could be brought to as things are, and if one thing were other than it is. Nothing is kept."""
    seconds, spot = asked.pop("seconds"), asked.pop("at", None)
    lost, at = tuple(asked.pop("lost", ())), spot and (spot.longitude, spot.latitude)
    what = Supposed(**asked, lost=lost, at=at)
    with reading() as session:
        return what_if.compare(session, asker(), code, what, memory=town().memory, seconds=seconds)


@bp.route(f"{_ONE}/reliefs")
@allowed(Right.PLAN)
@bp.arguments(ReliefQuery, location="query")
@bp.response(200, ReliefsSchema)
def reliefs(query: dict[str, Any], code: str) -> Any:
    """Small changes that would fill empty seats, each tried; the one that asks least for each seat first."""
    with reading() as session:
        return {"items": what_if.reliefs(session, asker(), code, memory=town().memory, seconds=query["seconds"])}


@bp.route(f"{_ONE}/account")
@allowed(Right.PLAN)
@bp.response(200, AccountSchema)
def account(code: str) -> Any:
    """What each rule costs in all, what cannot be avoided, who carries most and who least beyond their share."""
    with reading() as session:
        return what_if.account(session, asker(), code, memory=town().memory)
