"""Times of day and months in what REST takes and gives: 07:30 for minutes after midnight, 2026-12 for a month."""

import re
from datetime import date
from typing import Any

from marshmallow import fields

from scheduler.services.wording import clock_text
from scheduler.services.year import FIRST, LAST

_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_CLOCK = re.compile(r"([0-9]{2}):([0-5][0-9])")


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


class Month(fields.String):
    """A month as 2026-12, in a year that the town's calendar reaches; its first day from here on."""

    def __init__(self, **kwargs: Any) -> None:
        metadata = {"pattern": r"^[0-9]{4}-(0[1-9]|1[0-2])$", "examples": ["2026-12"], **kwargs.pop("metadata", {})}
        super().__init__(metadata=metadata, **kwargs)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, *args, **kwargs)
        found = _MONTH.fullmatch(text)
        if found is None or not FIRST <= int(found[1]) <= LAST:
            raise self.make_error("month", first=FIRST, last=LAST)
        return date(int(found[1]), int(found[2]), 1)

    default_error_messages = {"month": "应为 {first} 到 {last} 年的月份，如 2026-12"}  # noqa: RUF012 (as above)


def _pattern(last: int) -> str:
    """The regular expression of what is taken, for the document."""
    tens, ones = divmod(last - 1 if last >= 24 else last, 10)
    below = f"[0-{tens - 1}][0-9]|{tens}[0-{ones}]"
    end = f"|{last}:00" if last >= 24 else ""
    return f"^(({below}):[0-5][0-9]{end})$"
