"""Quiet hours: nobody's phone rings at night for what can wait until the morning."""

from datetime import datetime, timedelta

from scheduler.clock import at, minute_of, today
from scheduler.notify.spreading import later
from scheduler.settings.times import Quiet

SPREAD = 15 * 60
"""Seconds after the end of quiet hours in which what waited goes out."""


def after_quiet(moment: datetime, quiet: Quiet | None, *, key: str) -> datetime:
    """The moment itself, or, within quiet hours, their end and up to a quarter of an hour more, the same for equal
    keys, so that not everything goes out in one second. None: no hours are quiet."""
    ends = quiet_until(moment, quiet)
    return moment if ends is None else ends + later(key, least=0, most=SPREAD)


def quiet_until(moment: datetime, quiet: Quiet | None) -> datetime | None:
    """The end of the quiet hours that the moment is in; None outside them."""
    return _end(moment, quiet) if quiet else None


def _end(moment: datetime, quiet: Quiet) -> datetime | None:
    begin, end = quiet
    day = today(moment)
    minute = minute_of(moment, day)
    if begin < end:
        return at(day, end) if begin <= minute < end else None
    if minute < end:
        return at(day, end)
    return at(day + timedelta(days=1), end) if minute >= begin else None
