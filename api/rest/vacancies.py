"""/rosters/{code}/vacancies: which seats are empty, why, and what would fill them."""

from time import monotonic
from typing import Any

from marshmallow import Schema, fields, validate

from api.auth import allowed, asker
from api.rest.door import Asked, Noun
from api.rest.views import counts
from api.town import reading
from scheduler.services import explaining
from scheduler.services.access import Right

bp = Noun("vacancies", __name__, description="空岗和原因")
_PATIENCE = 5.0


class VacancyQuery(Asked):
    most = fields.Integer(
        load_default=20,
        validate=validate.Range(0, 200),
        metadata={"description": "说明最要紧的几处空岗，其余只列出"},
    )


class ReasonSchema(Schema):
    name = fields.String(required=True, metadata={"description": "规则的代号"})
    text = fields.String(required=True)
    count = fields.Integer(required=True, metadata={"description": "几个人因此不能来"})
    parts = counts("那时不能来的，各是为什么")


class SuggestionSchema(Schema):
    text = fields.String(required=True, metadata={"description": "怎样放宽就有人能来"})
    saves = fields.Integer(required=True, metadata={"description": "代价因此降低多少"})


class VacancySchema(Schema):
    shift = fields.String(required=True, metadata={"description": "班次编号"})
    title = fields.String(required=True, metadata={"description": "何时何地"})
    missing = fields.Integer(required=True, metadata={"description": "还缺几人"})
    roles = counts("还缺的角色和人数")
    explained = fields.Boolean(required=True)
    reasons = fields.List(fields.Nested(ReasonSchema), required=True)
    table = fields.String(
        required=True, metadata={"description": "同上一行，如：12 人：5 已请假，4 达上限，2 超出可达范围，1 已排班"}
    )
    suggestions = fields.List(fields.Nested(SuggestionSchema), required=True)


class VacanciesSchema(Schema):
    items = fields.List(fields.Nested(VacancySchema), required=True)
    total = fields.Integer(required=True)


@bp.route("/rosters/<roster:code>/vacancies")
@allowed(Right.SEE)
@bp.arguments(VacancyQuery, location="query")
@bp.response(200, VacanciesSchema)
def vacancies(query: dict[str, Any], code: str) -> Any:
    """Every shift of the newest version that misses somebody, by time; the dearest are explained."""
    ends = monotonic() + _PATIENCE
    with reading() as session:
        found = explaining.explain(session, asker(), code, most=query["most"], late=lambda: monotonic() > ends)
    return {"items": found, "total": len(found)}


@bp.route("/rosters/<roster:code>/shifts/<code:shift>/vacancy")
@allowed(Right.SEE)
@bp.response(200, VacancySchema)
def vacancy(code: str, shift: str) -> Any:
    """One shift, explained, whether anybody is missing there or not."""
    with reading() as session:
        return explaining.explain_shift(session, asker(), code, shift)
