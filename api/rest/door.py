"""What every noun of REST is made with: strict schemas with Chinese messages, pages of lists, ETags."""

from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import flask_smorest
import orjson
from flask import Request
from marshmallow import RAISE, Schema, ValidationError, fields, validate
from webargs.core import missing
from webargs.flaskparser import FlaskParser, is_json_request

from api.rest.chinese import speak_chinese
from api.rest.etags import Edited
from scheduler.services.paging import MOST, Page
from scheduler.services.year import FIRST, LAST

speak_chinese()


class Asked(Schema):
    """Base of what is handed in: a field nobody knows is refused, and so is text where a number is meant."""

    class Meta:
        unknown = RAISE
        ordered = True


class Whole(fields.Integer):
    """A whole number from `least` to `most`; a text of digits is none in JSON."""

    def __init__(self, least: int = 0, most: int = 2**31 - 1, **kwargs: Any) -> None:
        super().__init__(strict=True, validate=validate.Range(least, most), **kwargs)


class Text(fields.String):
    """Text of `least` to `most` characters, without the character that no database keeps."""

    def __init__(self, most: int = 200, *, least: int = 0, **kwargs: Any) -> None:
        super().__init__(validate=[validate.Length(least, most), _no_zero], **kwargs)


class Real(fields.Float):
    """A finite number from `least` to `most`; neither text nor true is one."""

    def __init__(self, least: float, most: float, **kwargs: Any) -> None:
        super().__init__(validate=validate.Range(least, most), **kwargs)

    def _validated(self, value: Any) -> float:
        if isinstance(value, str | bool):
            raise self.make_error("invalid", input=value)
        return super()._validated(value)


class Flag(fields.Boolean):
    """In a query: true or false, written so."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(truthy={"true"}, falsy={"false"}, **kwargs)


class YesNo(fields.Boolean):
    """In a body: true or false; neither a number nor a word is one."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return super()._deserialize(value, *args, **kwargs)


class Day(fields.Date):
    """A day of a year that the town's calendar reaches."""

    def _deserialize(self, *args: Any, **kwargs: Any) -> date:
        day: date = super()._deserialize(*args, **kwargs)
        if not FIRST <= day.year <= LAST:
            raise ValidationError(f"年份应在 {FIRST} 到 {LAST} 之间")
        return day


class Moment(fields.AwareDateTime):
    """A moment with its zone, in a year that the town's calendar reaches; UTC from here on."""

    def _deserialize(self, *args: Any, **kwargs: Any) -> datetime:
        moment: datetime = super()._deserialize(*args, **kwargs)
        if not FIRST <= moment.year <= LAST:
            raise ValidationError(f"年份应在 {FIRST} 到 {LAST} 之间")
        return moment.astimezone(UTC)


def _no_zero(text: str) -> None:
    if "\x00" in text:
        raise ValidationError("含有不能保存的字符")


class Paging(Asked):
    """Query of every list. Subclasses add filters, and `order` with what the noun can be ordered by."""

    page = fields.Integer(load_default=1, validate=validate.Range(1, 1_000_000), metadata={"description": "第几页"})
    size = fields.Integer(load_default=50, validate=validate.Range(1, MOST), metadata={"description": "每页几条"})


def order_by(*names: str) -> fields.String:
    """A query field: one of the names, or with - before it for the other way round; the first, as it stands, is what
    a list is ordered by unless somebody says."""
    both = [way + name.removeprefix("-") for name in names for way in ("", "-")]
    return fields.String(validate=validate.OneOf(both), load_default=names[0], metadata={"description": "排序"})


def page_of(query: dict[str, Any]) -> Page:
    """The page that a list's query asks for; the filters stay in the query."""
    return Page(query.pop("page"), query.pop("size"), query.pop("order", ""))


@cache
def listing(item: type[Schema]) -> type[Schema]:
    """The answer of a list: `items`, and how many there are in `total`."""
    name = item.__name__.removesuffix("Schema") + "List"
    return type(
        name, (Schema,), {"items": fields.List(fields.Nested(item), required=True), "total": Whole(required=True)}
    )


class _Parser(FlaskParser):
    DEFAULT_UNKNOWN_BY_LOCATION = dict.fromkeys(
        ("json", "form", "json_or_form", "querystring", "query", "files"), RAISE
    )

    def _raw_load_json(self, req: Request) -> Any:
        # Python's own reader takes half a character for a text, and fails on too deep a nest and too long a number.
        return orjson.loads(req.get_data(cache=True).decode()) if is_json_request(req) else missing


class Noun(Edited):
    """The routes of one noun."""

    ARGUMENTS_PARSER = _Parser()


class ProblemSchema(Schema):
    """RFC 9457: what went wrong, for people in `detail`, for programs in `code`."""

    type = fields.String(required=True)
    status = fields.Integer(required=True)
    code = fields.String(required=True, metadata={"description": "稳定的代号，供程序判断"})
    detail = fields.String(required=True, metadata={"description": "给人看的说明"})
    faults = fields.List(fields.Dict(), metadata={"description": "每一处错误：在哪里、是什么、怎么改"})
    uses = fields.List(fields.Dict(), metadata={"description": "被用在哪里：是什么、几个，和其中几个的编号与名称"})
    fields_ = fields.Dict(data_key="fields", metadata={"description": "哪个字段不对"})


class RestApi(flask_smorest.Api):
    """The nouns together, and the document that describes them."""

    ERROR_SCHEMA = ProblemSchema

    def _register_error_handlers(self) -> None:
        """Ours are in api.errors, for pages and programs alike."""

    def _register_responses(self) -> None:
        """Errors have a type of their own, which flask-smorest does not foresee."""
        self.DEFAULT_RESPONSE_CONTENT_TYPE = "application/problem+json"
        super()._register_responses()
        del self.DEFAULT_RESPONSE_CONTENT_TYPE
