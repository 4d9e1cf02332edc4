"""Values of rows as JSON keeps them."""

from collections.abc import Mapping
from datetime import date
from typing import Any


def plain(value: Any) -> Any:
    """The value in JSON: lists for tuples, dates and moments as ISO 8601."""
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, tuple | list | frozenset | set):
        return [plain(one) for one in value]
    if isinstance(value, date):  # and moments
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | float) else str(value)
