"""What time it is, and how the town's wall clock relates to UTC. The only place that reads a clock."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

TOWN = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """This moment in UTC, to the second: what every front door hands to the use-cases."""
    return datetime.now(UTC).replace(microsecond=0)


def today(moment: datetime) -> date:
    """The town's date at `moment`."""
    return moment.astimezone(TOWN).date()


@lru_cache(maxsize=10_000)
def at(day: date, minute: int) -> datetime:
    """UTC of `minute` minutes after the town's midnight of `day`; may be negative or beyond 1440."""
    return datetime.combine(day, time(), TOWN).astimezone(UTC) + timedelta(minutes=minute)


def minute_of(moment: datetime, start: date) -> int:
    """Whole minutes from the town's midnight of `start` to `moment`; negative before it."""
    return int((moment - at(start, 0)).total_seconds() // 60)
