"""JSON by orjson: quick, and moments as ISO 8601 with their zone."""

from typing import Any

import orjson
from flask import Response
from flask.json.provider import JSONProvider


class OrjsonProvider(JSONProvider):
    """UTF-8 as it is, keys in the order they were given."""

    def dumps(self, obj: Any, **_kwargs: Any) -> str:
        return orjson.dumps(obj, option=orjson.OPT_NON_STR_KEYS).decode()

    def loads(self, s: str | bytes, **_kwargs: Any) -> Any:
        return orjson.loads(s)


def straight(value: Any) -> Response:
    """The answer that is this value, frozen dataclasses included: for what is too much for a schema to write."""
    return Response(orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS), content_type="application/json")
