"""/rosters/{code}/exports: the sheets, calendars and solver's files of a roster, each to be kept as a file."""

import io
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile

from flask import Response
from marshmallow import fields, validate

from api.auth import allowed, asker
from api.rest.door import Asked, Noun
from api.town import town, transaction
from scheduler.services.access import Right
from scheduler.services.exporting import Format, export

bp = Noun("exports", __name__, description="导出排班表；每次导出都有记录")
_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".zip": "application/zip",
}
_BINARY = {"schema": {"type": "string", "format": "binary"}}


class ExportQuery(Asked):
    version = fields.Integer(
        load_default=None, validate=validate.Range(0, 2**31 - 1), metadata={"description": "第几版，不写为最新"}
    )
    phones = fields.String(
        load_default="masked",
        validate=validate.OneOf(["masked", "full"]),
        metadata={"description": "名单中的电话：full 为完整的，仅限有权联系的人"},
    )


@bp.route("/rosters/<roster:code>/exports/<export:kind>")
@allowed(Right.SEE)
@bp.arguments(ExportQuery, location="query")
@bp.doc(
    responses={
        200: {
            "description": "文件；日历是一个 .zip，其中每人一份",
            "content": {
                **{kind: _BINARY for suffix, kind in _TYPES.items() if suffix != ".json"},
                "application/json": {"schema": {"type": "object"}},
            },
        }
    }
)
def exported(query: dict[str, Any], code: str, kind: str) -> Response:
    """One kind of file: matrix, list, csv, sign-in, ics, problem or answer."""
    with transaction() as session:
        made = export(
            session,
            asker(),
            code,
            formats=(Format(kind),),
            version=query["version"],
            phones=query["phones"] == "full",
            vault=town().vault,
            now=town().now,
        )
    name, body = _one(code, made.files)
    answer = Response(body, content_type=_TYPES[PurePosixPath(name).suffix])
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return answer


def _one(code: str, files: Mapping[str, bytes]) -> tuple[str, bytes]:
    """The only file, or a .zip of all."""
    if len(files) == 1 and not next(iter(files)).endswith(".ics"):
        return next(iter(files.items()))
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return f"{code}.zip", packed.getvalue()
