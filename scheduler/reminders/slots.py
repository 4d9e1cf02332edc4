"""Slots: the moments at which a kind of reminder is looked after. Pure arithmetic; rows say which are done."""

from datetime import UTC, datetime, timedelta

from scheduler.clock import at, today

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ONE_DAY = timedelta(days=1)


def daily(minute: int | None, since: datetime, until: datetime) -> list[datetime]:
    """That minute of each of the town's days, within (since, until]; None: never."""
    if minute is None:
        return []
    first = today(since)
    days = (first + n * _ONE_DAY for n in range((today(until) - first).days + 1))
    return [moment for day in days if since < (moment := at(day, minute)) <= until]


def every(step: timedelta, since: datetime, until: datetime) -> list[datetime]:
    """The moments within (since, until] that lie whole steps after 1970 in UTC."""
    first, last = (since - _EPOCH) // step + 1, (until - _EPOCH) // step
    return [_EPOCH + n * step for n in range(first, last + 1)]
