"""/patterns: which days, points and times are staffed, by how many; what that makes of a month."""

from typing import Any

from api.auth import allowed, asker
from api.rest.door import Asked, Flag, Noun, Paging, Text, order_by
from api.rest.edits import partly
from api.rest.nouns import Edits, Looks, serve, with_vault
from api.rest.pattern_schemas import PatternBodySchema, PatternSchema, PreviewSchema
from api.rest.times import Month
from api.town import reading
from scheduler.services import pattern_views
from scheduler.services.access import Right
from scheduler.services.editing.patterns import save
from scheduler.services.pattern_views import PatternFilter
from scheduler.services.preview import preview

bp = Noun("patterns", __name__, description="班次模板")


class PatternQuery(Paging):
    theme = Text(metadata={"description": "只看这个主题的，写编号"})
    active = Flag(metadata={"description": "只看在用的，或停用的"})
    search = Text(least=1, metadata={"description": "编号或名称里有这些字"})
    order = order_by("code", "name")


class PreviewQuery(Asked):
    month = Month(required=True)


LOOKS = Looks(
    noun="pattern",
    audited="pattern",
    listed="The patterns that staff a point of the asker's scope.",
    address="/patterns",
    one_at='/patterns/<code("preview"):code>',
    query=PatternQuery,
    schema=PatternSchema,
    page=pattern_views.page,
    one=pattern_views.one,
    filters=PatternFilter,
)
EDITS = Edits(
    body=PatternBodySchema,
    find=pattern_views.find,
    save=with_vault(save),
    changed="Change some fields of a pattern; active: false puts it out of use.",
    besides="Rosters stay as they are.",
)

serve(bp, LOOKS, EDITS)


@bp.route("/patterns/<code:code>/preview", methods=["POST"])
@allowed(Right.SEE)
@bp.arguments(PreviewQuery, location="query")
@bp.arguments(partly(PatternBodySchema), required=False)
@bp.response(200, PreviewSchema)
def preview_(query: dict[str, Any], said: dict[str, Any], code: str) -> Any:
    """What the pattern would staff in a month, with the changes in the body tried out; nothing is saved."""
    with reading() as session:
        return preview(session, asker(), code, query["month"], said=said)
