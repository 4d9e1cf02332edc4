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


def written(value: Any) -> bytes:
    """The value as JSON, frozen dataclasses included: for what is too much for a schema to write."""
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS)


def straight(value: Any) -> Response:
    """The answer that is this value, or these bytes where it is written already."""
    return Response(value if isinstance(value, bytes) else written(value), content_type="application/json")
