"""What stands in addresses: codes as the town writes them, numbers, days."""

from datetime import date

from flask import Flask
from flask_smorest import Api
from werkzeug.routing import BaseConverter, IntegerConverter, Map, PathConverter, ValidationError

from scheduler.services.exporting import Format
from scheduler.services.users import LOGIN
from scheduler.services.year import FIRST, LAST

_LONGEST = 200
_LARGEST = 2**31 - 1


class CodeConverter(PathConverter):
    """/grids/<code:code>: codes made from names have slashes, 广阳区/新开路街道.

    <code("phone"):code> leaves /phone after a code to the route that has it.
    """

    def __init__(self, routes: Map, *apart: str) -> None:
        super().__init__(routes)
        if apart:
            self.regex = rf"(?!.*/(?:{'|'.join(apart)})$){PathConverter.regex}"

    def to_python(self, value: str) -> str:
        if len(value) > _LONGEST or "\x00" in value:
            raise ValidationError
        return value


class NumberConverter(IntegerConverter):
    """/runs/<number:number>: what has no code; larger ones no database has."""

    def __init__(self, routes: Map) -> None:
        super().__init__(routes, max=_LARGEST)


class RosterConverter(BaseConverter):
    """/rosters/<roster:code>/view: the one code that people choose with addresses in mind; it has no slash."""

    def to_python(self, value: str) -> str:
        if len(value) > _LONGEST or "\x00" in value:
            raise ValidationError
        return value


class LoginConverter(BaseConverter):
    """/users/<login:login>: what may be a login; others are no address."""

    regex = LOGIN


class ExportConverter(BaseConverter):
    """/rosters/dec/exports/<export:kind>: one of the kinds of file that a roster is handed out as."""

    regex = "|".join(kind.value for kind in Format)


class DayConverter(BaseConverter):
    """/calendar/<date:day>: 2026-12-01, in a year that the town's calendar reaches; others are no address."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise ValidationError from None
        if not FIRST <= day.year <= LAST:
            raise ValidationError
        return day

    def to_url(self, value: date) -> str:
        return value.isoformat()


def install(app: Flask, api: Api) -> None:
    app.url_map.converters["code"] = CodeConverter
    api.register_converter(CodeConverter, lambda _converter: {"type": "string", "minLength": 1, "maxLength": _LONGEST})
    app.url_map.converters["number"] = NumberConverter
    api.register_converter(NumberConverter, lambda _converter: {"type": "integer", "minimum": 0, "maximum": _LARGEST})
    app.url_map.converters["roster"] = RosterConverter
    api.register_converter(
        RosterConverter,
        lambda _converter: {"type": "string", "minLength": 1, "maxLength": _LONGEST, "pattern": "^[^/]+$"},
    )
    app.url_map.converters["login"] = LoginConverter
    api.register_converter(LoginConverter, lambda _converter: {"type": "string", "pattern": f"^{LOGIN}$"})
    app.url_map.converters["export"] = ExportConverter
    kinds = [kind.value for kind in Format]
    api.register_converter(ExportConverter, lambda _converter: {"type": "string", "enum": kinds})
    app.url_map.converters["date"] = DayConverter
    api.register_converter(DayConverter, lambda _converter: {"type": "string", "format": "date"})
