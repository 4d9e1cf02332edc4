"""What imports look like from outside: what a file would do, and what is wrong in it."""

from flask_smorest.fields import Upload
from marshmallow import Schema, fields, validate

from api.rest.door import Asked, Paging, Text, Whole, order_by
from api.rest.publications import FaultSchema
from api.rest.views import counts
from scheduler.exchange.town import SHEETS
from scheduler.services.upload_mending import LONGEST
from scheduler.store.uploads import UploadState


class ImportQuery(Paging):
    state = fields.Enum(UploadState, by_value=True, metadata={"description": "只看这种状态"})
    order = order_by("-asked_at", "number")


_SHEETS = "、".join(sheet.key for sheet in SHEETS)


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


class UnsureRowSchema(Schema):
    number = fields.Integer(required=True, metadata={"description": "表格里的行号"})
    texts = fields.List(fields.String(), required=True)


class UnsureSchema(Schema):
    name = fields.String(required=True, metadata={"description": "工作表或 .csv 的名字"})
    sheet = fields.String(required=True, metadata={"description": f"当作哪一种表读：{_SHEETS}；空的是不读"})
    header = fields.Integer(required=True, metadata={"description": "列名在第几行，没有列名是 0"})
    rows = fields.List(fields.Nested(UnsureRowSchema), required=True, metadata={"description": "前几行"})
    columns = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        required=True,
        metadata={"description": "按列的字母，读成哪个字段；空的是不读"},
    )
    likely = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        load_default=dict,
        metadata={"description": "按列的字母，没有读入、但像是哪个字段"},
    )
    before = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        load_default=dict,
        metadata={"description": "按列的字母，照以前的说明读成哪个字段；空的是不读"},
    )
    whole = fields.Boolean(required=True, metadata={"description": "必须有的列都有了"})


class FindingsSchema(Schema):
    counts = fields.Nested(CountsSchema, required=True)
    added = fields.Integer(required=True)
    changed = fields.Integer(required=True)
    unchanged = fields.Integer(required=True)
    refused = fields.Integer(required=True, metadata={"description": "几处有错；有错就不能导入"})
    items = fields.List(fields.Nested(ItemSchema), required=True, metadata={"description": "前一千项，更改的在前"})
    faults = fields.List(fields.Nested(ImportFaultSchema), required=True, metadata={"description": "前一千处错误"})
    warnings = fields.List(fields.String(), required=True, metadata={"description": "要看一眼的，不影响导入"})
    notes = fields.List(
        fields.String(), load_default=list, metadata={"description": "只是告诉一声的，如哪些列没有读入"}
    )
    tables = fields.List(
        fields.Nested(UnsureSchema),
        load_default=list,
        metadata={"description": "有列名不认得的表，可在 /columns 里说明各列是什么"},
    )


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


class ReadAsSchema(Asked):
    name = Text(100, required=True, metadata={"description": "工作表或 .csv 的名字"})
    sheet = fields.String(
        required=True,
        validate=validate.OneOf(["", *(sheet.key for sheet in SHEETS)]),
        metadata={"description": "当作哪一种表读；空的是不读"},
    )
    header = Whole(
        0,
        2_000_000,
        load_default=None,
        allow_none=True,
        metadata={"description": "列名在第几行，没有列名是 0；null 自己找"},
    )
    columns = fields.Dict(
        keys=Text(100),
        values=Text(60),
        load_default=dict,
        validate=validate.Length(max=100),
        metadata={"description": "按列名或列的字母，读成哪个字段；空的是不读；没写的按列名认"},
    )


class ColumnsSchema(Asked):
    tables = fields.List(fields.Nested(ReadAsSchema), required=True, validate=validate.Length(1, 20))
