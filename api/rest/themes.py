"""/themes: a month's motto and its days."""

from marshmallow import Schema, fields

from api.rest.door import Day, Noun, Paging, Text, order_by
from api.rest.edits import Kept, told
from api.rest.nouns import Edits, Looks, seen_by_all, serve
from scheduler.services.editing import themes

bp = Noun("themes", __name__, description="主题")


class ThemeQuery(Paging):
    on = Day(metadata={"description": "只看这一天所在的"})
    search = Text(least=1, metadata={"description": "编号或名称里有这些字"})
    order = order_by("from_day", "code", "name")


class ThemeSchema(Schema):
    code = fields.String(required=True)
    name = fields.String(required=True)
    from_day = fields.Date(required=True)
    until_day = fields.Date(required=True, metadata={"description": "不含这一天"})


class ThemeBodySchema(Kept):
    code = told()
    name = Text(100, least=1, required=True)
    from_day = Day(required=True)
    until_day = Day(required=True, metadata={"description": "不含这一天"})


LOOKS = Looks(
    noun="theme",
    audited="theme",
    listed="The themes, each with its days.",
    address="/themes",
    one_at="/themes/<code:code>",
    query=ThemeQuery,
    schema=ThemeSchema,
    page=seen_by_all(themes.page),
    one=seen_by_all(themes.one),
)
EDITS = Edits(
    body=ThemeBodySchema,
    find=seen_by_all(themes.find),
    save=themes.save,
    delete=themes.delete,
    deleted="Delete a theme that no pattern is of.",
    besides="For who looks after the whole town.",
)

serve(bp, LOOKS, EDITS)
