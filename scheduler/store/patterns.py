"""Shift patterns 班次模板, unfolded to shifts over the calendar, and the themes 主题 that replace some."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from scheduler.store.base import Base, Code, Id, Json, span_check


class Theme(Base):
    """A theme of the month, on the town's days [from_day, until_day)."""

    __tablename__ = "theme"
    __table_args__ = (span_check("from_day", "until_day"),)

    id: Mapped[Id]
    code: Mapped[Code]
    name: Mapped[str]
    from_day: Mapped[date]
    until_day: Mapped[date]


class ShiftPattern(Base):
    """Which days, points and times are staffed, by how many and by whom.

    Days: those whose kind is in `day_kinds` (values of DayKind), on `weekdays` (1 is Monday, 7 Sunday,
    None for all) and in [from_day, until_day), None open. With a theme only on its days, instead of the
    patterns whose codes stand in `replaces`. Points: those of the kinds in `point_kinds` and those named
    in `points`, both lists of codes; every point when both are empty. Times: `spans` [[from, until], ...]
    in minutes from the town's midnight, until above 1440 runs into the next day; `summer_spans` instead
    from `summer_from` to before `summer_until` ("MM-DD", every year). `headcount` is a formula, None for
    the point's own. `roles` {role code: how many of the headcount}. `load` is what one duty weighs in
    fairness.
    """

    __tablename__ = "shift_pattern"
    __table_args__ = (span_check("from_day", "until_day"),)

    id: Mapped[Id]
    code: Mapped[Code]
    name: Mapped[str]
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"), index=True)
    replaces: Mapped[list[str]] = mapped_column(Json, default=list)
    day_kinds: Mapped[list[str]] = mapped_column(Json)
    weekdays: Mapped[list[int] | None] = mapped_column(Json)
    from_day: Mapped[date | None]
    until_day: Mapped[date | None]
    point_kinds: Mapped[list[str]] = mapped_column(Json, default=list)
    points: Mapped[list[str]] = mapped_column(Json, default=list)
    spans: Mapped[list[list[int]]] = mapped_column(Json)
    summer_spans: Mapped[list[list[int]] | None] = mapped_column(Json)
    summer_from: Mapped[str | None]
    summer_until: Mapped[str | None]
    headcount: Mapped[str | None]
    roles: Mapped[dict[str, int]] = mapped_column(Json, default=dict)
    load: Mapped[int] = mapped_column(default=1)
    rain_cancels: Mapped[bool] = mapped_column(default=False)
    counts_hours: Mapped[bool] = mapped_column(default=True)
    counts_fairness: Mapped[bool] = mapped_column(default=True)
    active: Mapped[bool] = mapped_column(default=True)

    theme: Mapped[Theme | None] = relationship(lazy="raise")
