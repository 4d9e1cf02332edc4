"""/imports: a file handed in, read and compared by the clock, looked at, then applied as it was looked at."""

from typing import Any

from flask import Response, request, url_for

from api.auth import allowed, asker
from api.rest.door import Noun
from api.rest.events import EVENT, EVENTS, Seen, watched
from api.rest.import_schemas import (
    ApplySchema,
    ColumnsSchema,
    FileSchema,
    ImportListedSchema,
    ImportQuery,
    ImportSchema,
    MendSchema,
)
from api.rest.nouns import Looks, show
from api.town import town, transaction
from scheduler.errors import Invalid
from scheduler.exchange.read_as import ReadAs
from scheduler.exchange.template import template
from scheduler.language import say
from scheduler.services import upload_columns, upload_mending, uploads
from scheduler.services.access import Asker, Right
from scheduler.store.database import Session

bp = Noun("imports", __name__, description="导入：先看会有什么变化，再确认；全部成功才生效")
_ONE = "/imports/<number:number>"
_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LOCATION = {"Location": {"schema": {"type": "string"}, "description": "看进度和结果的地址"}}

show(
    bp,
    Looks(
        noun="import, with what it would do or did",
        listed="The asker's imports; everybody's for who rules the town.",
        address="/imports",
        one_at=_ONE,
        query=ImportQuery,
        schema=ImportSchema,
        item=ImportListedSchema,
        page=uploads.page,
        one=uploads.one,
        right=Right.PLAN,
    ),
)


@bp.route("/imports", methods=["POST"])
@allowed(Right.PLAN)
@bp.arguments(FileSchema, location="files")
@bp.response(202, ImportSchema, headers=_LOCATION)
def hand_in(files: dict[str, Any]) -> Any:
    """Hand in a file; a clock process reads it and says what it would do. Nothing is changed yet."""
    file = files["file"]
    if request.form:
        raise Invalid(say("除了 file 不能有别的字段"))
    with transaction() as session:
        number = uploads.hand_in(session, asker(), file.filename or "", file.read(), now=town().now)
        seen = uploads.one(session, asker(), number)
    return seen, 202, {"Location": url_for("imports.one", number=number)}


@bp.route("/imports/template")
@allowed(Right.PLAN)
@bp.response(200, {"type": "string", "format": "binary"}, content_type=_BOOK)
def blank() -> Response:
    """The workbook that a town fills in."""
    answer = Response(template(), content_type=_BOOK)
    answer.headers["Content-Disposition"] = "attachment; filename=redvest.xlsx"
    return answer


@bp.route(f"{_ONE}/apply", methods=["POST"])
@allowed(Right.PLAN)
@bp.arguments(ApplySchema)
@bp.response(202, ImportSchema)
def apply(asked: dict[str, Any], number: int) -> Any:
    """Do exactly what was found, all of it or nothing; where the town has changed meanwhile, look again first."""
    with transaction() as session:
        uploads.apply(session, asker(), number, **asked, now=town().now)
        return uploads.one(session, asker(), number)


@bp.route(f"{_ONE}/mend", methods=["POST"])
@allowed(Right.PLAN)
@bp.arguments(MendSchema)
@bp.response(202, ImportSchema)
def mend(asked: dict[str, Any], number: int) -> Any:
    """Put refused cells right, or leave rows out, and have the file read again."""
    mends = {(one["sheet"], one["row"]): one["cells"] for one in asked["rows"]}
    with transaction() as session:
        upload_mending.mend(session, asker(), number, mends, now=town().now)
        return uploads.one(session, asker(), number)


@bp.route(f"{_ONE}/columns", methods=["POST"])
@allowed(Right.PLAN)
@bp.arguments(ColumnsSchema)
@bp.response(202, ImportSchema)
def columns(asked: dict[str, Any], number: int) -> Any:
    """Say what the columns of tables are, whose headings are words of their own, and have the file read again."""
    said = {one.pop("name"): ReadAs(**one) for one in asked["tables"]}
    with transaction() as session:
        upload_columns.read_as(session, asker(), number, said, now=town().now)
        return uploads.one(session, asker(), number)


@bp.route(f"{_ONE}/withdraw", methods=["POST"])
@allowed(Right.PLAN)
@bp.response(200, ImportSchema)
def withdraw(number: int) -> Any:
    """Throw the file away."""
    with transaction() as session:
        uploads.withdraw(session, asker(), number, now=town().now)
        return uploads.one(session, asker(), number)


@bp.route(f"{_ONE}/events")
@allowed(Right.PLAN)
@bp.response(200, EVENT, content_type=EVENTS, description="每次变化一个事件，data 与列表中的一项相同")
@bp.alt_response(204, description="已经有了结果，且 Last-Event-ID 是最后一个事件")
def watch(number: int) -> Response:
    """How far it is, as server-sent events, until it was read or applied."""

    def look(session: Session, who: Asker) -> Seen:
        seen = uploads.one(session, who, number)
        return Seen.of(ImportListedSchema().dump(seen), seen.settled)

    return watched(look)
