"""The town's calendar: what kind of day each day is, editable, and where we know it from."""

from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from scheduler.store.base import Base


class DayKind(StrEnum):
    """`makeup` 调休: a Saturday or Sunday on which offices work."""

    WORKDAY = "workday"
    REST = "rest"
    HOLIDAY = "holiday"
    MAKEUP = "makeup"


class DaySource(StrEnum):
    """`provisional`: the year's notice is not published yet. `edited`: the town's own word."""

    OFFICIAL = "official"
    PROVISIONAL = "provisional"
    EDITED = "edited"


class CalendarDay(Base):
    """One day of the town; `name` is the holiday's."""

    __tablename__ = "calendar_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[DayKind]
    name: Mapped[str | None]
    source: Mapped[DaySource]
