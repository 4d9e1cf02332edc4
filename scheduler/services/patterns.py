"""A shift pattern as plain data: on which days and at which points it is staffed, and when."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from scheduler.errors import Invalid
from scheduler.language import say
from scheduler.services.days import Day

Span = tuple[int, int]
DAY = 1440

_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


@dataclass(frozen=True, slots=True)
class Place:
    """A point as far as patterns see it.

    `headcount` is the point's own formula, None for that of its kind, `kind_headcount`; `length` in metres,
    None for a spot; from `ended_on` on it is no longer staffed, None for never.
    """

    code: str
    kind: str
    kind_headcount: str
    headcount: str | None = None
    length: float | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """Which days, points and times are staffed, by how many and by whom. Raises Invalid when it contradicts itself.

    Days: of the kinds in `day_kinds`, on `weekdays` (1 Monday to 7 Sunday; none means all), from `from_day` to
    before `until_day`, None for open, and inside `theme`, the [from, until) of its theme, None for no theme.
    Where it applies, the patterns whose codes stand in `replaces` do not. Points: of the kinds `point_kinds` and
    those named in `points`; all where both are empty. Times: `spans` in minutes from midnight, until may pass
    1440; `summer_spans` instead from `summer_from` to before `summer_until`, "MM-DD" of every year, over the turn
    of the year too. `headcount` is a formula, None for the point's. `roles` {role: how many of the headcount}.
    """

    code: str
    spans: tuple[Span, ...]
    day_kinds: tuple[str, ...]
    weekdays: tuple[int, ...] = ()
    from_day: date | None = None
    until_day: date | None = None
    theme: tuple[date, date] | None = None
    replaces: tuple[str, ...] = ()
    point_kinds: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    summer_spans: tuple[Span, ...] = ()
    summer_from: str | None = None
    summer_until: str | None = None
    headcount: str | None = None
    roles: Mapping[str, int] = field(default_factory=dict)
    load: int = 1
    rain_cancels: bool = False
    counts_hours: bool = True
    counts_fairness: bool = True

    def __post_init__(self) -> None:
        self._check_days()
        for spans in (self.spans, self.summer_spans):
            if len(set(spans)) < len(spans):
                raise self._wrong(say("同一时段写了两次"))
            for start, until in spans:
                if not (0 <= start < DAY and start < until <= start + DAY):
                    raise self._wrong(say("时段 [{start}, {until}) 分钟不成立", start=start, until=until))

    def applies_on(self, day: Day) -> bool:
        """Whether this pattern staffs anything on that day, rain left out."""
        return (
            day.kind in self.day_kinds
            and (not self.weekdays or day.day.isoweekday() in self.weekdays)
            and (self.from_day is None or self.from_day <= day.day)
            and (self.until_day is None or day.day < self.until_day)
            and (self.theme is None or self.theme[0] <= day.day < self.theme[1])
        )

    def among(self, places: Iterable[Place]) -> list[Place]:
        """Those of the points that this pattern staffs, in their order."""
        if not self.point_kinds and not self.points:
            return list(places)
        kinds, codes = frozenset(self.point_kinds), frozenset(self.points)
        return [place for place in places if place.kind in kinds or place.code in codes]

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """Its times on that day, by the season's time-table."""
        return self.summer_spans if self.summer_spans and self._in_summer(f"{day:%m-%d}") else self.spans

    def _in_summer(self, month_day: str) -> bool:
        first, until = self.summer_from or "", self.summer_until or ""
        if first < until:
            return first <= month_day < until
        return month_day >= first or month_day < until

    def _check_days(self) -> None:
        if not self.spans or not self.day_kinds:
            raise self._wrong(say("时段和日子类型都要填写"))
        if not set(self.weekdays) <= set(range(1, 8)):
            raise self._wrong(say("星期应是 1 到 7"))
        for bound in (self.summer_from, self.summer_until) if self.summer_spans else ():
            if bound is None or not _MONTH_DAY.fullmatch(bound):
                raise self._wrong(say("夏季时段要写明起止月日，如 06-01 到 10-01"))

    def _wrong(self, reason: str) -> Invalid:
        return Invalid(say("班次模板 {code}：{reason}", code=self.code, reason=reason))
