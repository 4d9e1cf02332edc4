"""ETags of what people edit: changed only by who read the newest, made anew only where nothing is."""

from typing import Any

import flask_smorest
from flask import request
from flask_smorest.exceptions import PreconditionFailed
from marshmallow import Schema

from scheduler.errors import Invalid, NotFound
from scheduler.language import say

_PUT_HEADERS = (
    {"in": "header", "name": "If-Match", "schema": {"type": "string"}, "description": "修改：读到的 ETag"},
    {"in": "header", "name": "If-None-Match", "schema": {"const": "*"}, "description": "新增：*"},
)


class Edited(flask_smorest.Blueprint):
    """Routes that flask-smorest guards by If-Match; a PUT may also make what is not there."""

    def agrees(self, current: Any, schema: type[Schema] | Schema) -> bool:
        """Whether the thing that a PUT speaks of is there, `current` not None, and as the asker last read it.

        One that is not there may be made by who says If-None-Match: *. Raises NotFound, and what smorest answers with
        412 where somebody was faster.
        """
        if _said_new():
            if current is not None:
                raise PreconditionFailed
            return False
        if current is None:
            raise NotFound(say("没有这一项，或不在您的管理范围内；要新增请带上 If-None-Match: *"))
        self.check_etag(current, schema)
        return True

    def _prepare_etag_doc(self, doc: dict[str, Any], doc_info: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        told: dict[str, Any] = super()._prepare_etag_doc(doc, doc_info, **kwargs)
        if kwargs["method"] == "put" and doc_info.get("etag"):
            others = [one for one in told["parameters"] if one != "IF_MATCH"]
            told["parameters"] = [*others, *_PUT_HEADERS]
        return told

    def _check_precondition(self) -> None:
        if request.method == "PUT" and request.headers.get("If-None-Match", "*") != "*":
            raise Invalid(say("If-None-Match 只能是 *：新增"))
        if not _said_new():
            super()._check_precondition()

    def _verify_check_etag(self) -> None:
        if not _said_new():
            super()._verify_check_etag()


def _said_new() -> bool:
    return request.method == "PUT" and "If-None-Match" in request.headers
