"""Times of day in what REST takes and gives: 07:30 for minutes after midnight."""

import re
from typing import Any

from marshmallow import fields

from scheduler.services.wording import clock_text

_CLOCK = re.compile(r"(\d\d):([0-5]\d)")


class Clock(fields.String):
    """Minutes after midnight, as HH:MM; `last` is the latest hour, from 24 on the whole hour at the very end."""

    def __init__(self, last: int = 23, **kwargs: Any) -> None:
        self._latest = last * 60 if last >= 24 else last * 60 + 59
        metadata = {"pattern": _pattern(last), "examples": ["07:30"], **kwargs.pop("metadata", {})}
        super().__init__(metadata=metadata, **kwargs)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, *args, **kwargs)
        found = _CLOCK.fullmatch(text)
        minutes = int(found[1]) * 60 + int(found[2]) if found else None
        if minutes is None or minutes > self._latest:
            raise self.make_error("clock", latest=clock_text(self._latest))
        return minutes

    def _serialize(self, value: Any, *_args: Any, **_kwargs: Any) -> Any:
        return None if value is None else clock_text(value)

    default_error_messages = {"clock": "应为 00:00 到 {latest} 之间的时刻，如 07:30"}  # noqa: RUF012 (marshmallow reads it so)


def _pattern(last: int) -> str:
    """The regular expression of what is taken, for the document."""
    tens, ones = divmod(last, 10)
    if last >= 24:
        tens, ones = divmod(last - 1, 10)
    below = f"[0-{tens - 1}]\\d|{tens}[0-{ones}]"
    end = f"|{last}:00" if last >= 24 else ""
    return f"^(({below}):[0-5]\\d{end})$"
