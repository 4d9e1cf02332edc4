"""/imports: a file handed in, read and compared by the clock, looked at, then applied as it was looked at."""

from typing import Any

from flask import Response, request, url_for
from flask_smorest.fields import Upload
from marshmallow import Schema, fields, validate

from api.auth import allowed, asker
from api.rest.door import Asked, Noun, Paging, Text, Whole, order_by
from api.rest.events import EVENT, EVENTS, Seen, watched
from api.rest.nouns import Looks, show
from api.rest.publications import FaultSchema
from api.rest.views import counts
from api.town import town, transaction
from scheduler.errors import Invalid
from scheduler.exchange.template import template
from scheduler.language import say
from scheduler.services import upload_mending, uploads
from scheduler.services.access import Asker, Right
from scheduler.services.upload_mending import LONGEST
from scheduler.store.database import Session
from scheduler.store.uploads import UploadState

bp = Noun("imports", __name__, description="导入：先看会有什么变化，再确认；全部成功才生效")
_ONE = "/imports/<number:number>"
_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LOCATION = {"Location": {"schema": {"type": "string"}, "description": "看进度和结果的地址"}}


class ImportQuery(Paging):
    state = fields.Enum(UploadState, by_value=True, metadata={"description": "只看这种状态"})
    order = order_by("-asked_at", "number")


class FileSchema(Asked):
    file = Upload(required=True, metadata={"description": ".xlsx、.csv，或装着几个 .csv 的 .zip，最大 32 MB"})


class FieldSchema(Schema):
    field = fields.String(required=True)
    before = fields.Raw(required=True, allow_none=True)
    after = fields.Raw(required=True, allow_none=True)


class ItemSchema(Schema):
    noun = fields.String(required=True, metadata={"description": "unit、point、volunteer 等"})
    key = fields.String(required=True, metadata={"description": "编号"})
    name = fields.String(required=True)
    added = fields.Boolean(required=True, metadata={"description": "新增；否则是更改"})
    fields_ = fields.List(
        fields.Nested(FieldSchema), data_key="fields", attribute="fields", required=True,
        metadata={"description": "从什么改成什么；手机只说有没有"},
    )  # fmt: skip


class CountsSchema(Schema):
    added = counts("每类新增几项")
    changed = counts("每类更改几项")


class ImportFaultSchema(FaultSchema):
    cell = fields.List(
        fields.Raw(),
        load_default=None,
        allow_none=True,
        metadata={"description": "能在 /mend 里改的格子：表、行、字段；没有则为 null 或不写"},
    )


class FindingsSchema(Schema):
    counts = fields.Nested(CountsSchema, required=True)
    added = fields.Integer(required=True)
    changed = fields.Integer(required=True)
    unchanged = fields.Integer(required=True)
    refused = fields.Integer(required=True, metadata={"description": "几处有错；有错就不能导入"})
    items = fields.List(fields.Nested(ItemSchema), required=True, metadata={"description": "前一千项，更改的在前"})
    faults = fields.List(fields.Nested(ImportFaultSchema), required=True, metadata={"description": "前一千处错误"})
    warnings = fields.List(fields.String(), required=True)


class ImportListedSchema(Schema):
    number = fields.Integer(required=True)
    name = fields.String(required=True, metadata={"description": "文件名"})
    size = fields.Integer(required=True, metadata={"description": "字节"})
    sha256 = fields.String(required=True)
    state = fields.Enum(
        UploadState,
        by_value=True,
        required=True,
        metadata={"description": "checked 待确认；refused 有错；applied 已导入；error 说明为什么没有导入"},
    )
    by = fields.String(required=True, metadata={"description": "谁上传的"})
    asked_at = fields.AwareDateTime(required=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)
    progress = fields.String(required=True, metadata={"description": "给人看的进度"})
    settled = fields.Boolean(required=True, metadata={"description": "没有人再操作就不会再变"})
    fingerprint = fields.String(required=True, allow_none=True, metadata={"description": "所见变化的指纹，确认时带上"})
    error = fields.String(required=True, allow_none=True)


class ImportSchema(ImportListedSchema):
    findings = fields.Nested(
        FindingsSchema, required=True, allow_none=True, metadata={"description": "会有什么变化，读完之前为 null"}
    )


class ApplySchema(Asked):
    fingerprint = Text(load_default=None, allow_none=True, metadata={"description": "您看过的变化的指纹"})


class MendedRowSchema(Asked):
    sheet = Text(100, required=True)
    row = Whole(1, 2_000_000, required=True, metadata={"description": "表格里的行号"})
    cells = fields.Dict(
        keys=Text(60),
        values=Text(LONGEST),
        load_default=None,
        allow_none=True,
        validate=validate.Length(max=100),
        metadata={"description": "按字段改成什么；null 表示不导入这一行"},
    )


class MendSchema(Asked):
    rows = fields.List(fields.Nested(MendedRowSchema), required=True, validate=validate.Length(1, 1_000))


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
        return Seen(ImportListedSchema().dumps(seen), seen.settled)

    return watched(look)
