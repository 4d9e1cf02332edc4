"""Dates as people type them or a spreadsheet stores them: 2026-12-1, 2026年12月1日, 12.1, 20261201, 46357."""

import re
from datetime import date, datetime, timedelta

from scheduler.exchange.reading.tidy import Unreadable, dashed, filled, tidy
from scheduler.exchange.reading.times import DAY, HALF, clock, spans
from scheduler.language import say

FIRST_YEAR, LAST_YEAR = 1990, 2100

_EPOCH = date(1899, 12, 30)  # day 0 of spreadsheets, for every serial number after February 1900
_MONTH_DAY = r"(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})(?!\d)\s*[日号]?"
_DATE = re.compile(rf"(?:(?P<year>\d{{4}}|\d{{2}}(?=\s*年))\s*[-/.年]\s*)?{_MONTH_DAY}")
_SHORT_YEAR = re.compile(r"(\d{2})\s*([-/.])\s*(1[0-2]|0?[1-9])\s*\2\s*(\d{1,2})(?![\d.:])")
_COMPACT = re.compile(r"(?P<year>(?:19|20|21)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?!\d)")
_WEEKDAY = re.compile(r"\s*[(\[【]?\s*(?:周|星期|礼拜)([一二三四五六日天])\s*[)\]】]?\s*")
_MIDNIGHT = re.compile(r"[T ]?\s*0{1,2}:00(?::00)?(?:\.0+)?$")
_HALF_DAYS = {"上午": (0, HALF), "下午": (HALF, DAY), "全天": (0, DAY)}


def day(value: object, *, year: int | None = None) -> date:
    """The date in a cell; `year` is taken where the text names none, None makes that a refusal.

    A weekday written along ("12月1日 周二") must be the right one. Raises Unreadable.
    """
    if (stored := _stored(value)) is not None:
        return stored[0]
    text = _MIDNIGHT.sub("", filled(value)).strip()
    found, end = _leading(text, year)
    if end < len(text):
        raise _odd(text)
    return found


def month_day(value: object) -> str:
    """A day of every year as "MM-DD": "6月1日", "6-1", "06-01", or a stored date. Raises Unreadable."""
    stored = _stored(value)
    text = filled(value)
    # A leap year, so that 29 February may be named.
    found = stored[0] if stored else day(text, year=2000 if re.fullmatch(_MONTH_DAY, text) else None)
    return f"{found:%m-%d}"


def moment(value: object, *, year: int | None = None, last: bool = False) -> tuple[date, int]:
    """A moment as its date and minutes after that midnight, for where an absence starts or ends.

    A date alone is its first minute, or with `last` the midnight that ends it; 上午 and 下午 end and start at
    noon. A time may follow: "12月1日 14:00", or a stored date with time. Raises Unreadable.
    """
    if (stored := _stored(value)) is not None:
        found, minute = stored
        return found, DAY if last and minute == 0 else minute
    text = filled(value)
    found, end = _leading(text, year)
    rest = text[end:].lstrip("T ").strip()
    if half := _HALF_DAYS.get(rest or "全天"):
        return found, half[1] if last else half[0]
    return found, clock(rest)


def dated_span(value: object, *, year: int | None = None) -> tuple[date, int, int]:
    """A span on a day, "7.27日16:00——17:30", as the date and [from, until) minutes after its midnight.

    `year` as in `day`. Raises Unreadable, also for more than one span.
    """
    text = dashed(filled(value))
    found, end = _leading(text, year)
    placed = spans(text[end:].lstrip("T ,、:"))
    if len(placed) > 1:
        raise Unreadable(say("这里只能写一个时段"))
    return found, *placed[0]


def _stored(value: object) -> tuple[date, int] | None:
    """Date and minute of what is not typed text: a date, a datetime, or a spreadsheet's serial number."""
    if isinstance(value, datetime):
        return _within(value.date()), value.hour * 60 + value.minute
    if isinstance(value, date):
        return _within(value), 0
    text = tidy(value)
    if not re.fullmatch(r"\d{5}(\.\d+)?", text):
        # The number 12.1 was typed as 12.1 or as 12.10, and nobody can tell.
        if isinstance(value, float) and not value.is_integer():
            raise _odd(text)
        return None
    whole, _, part = text.partition(".")
    return _within(_EPOCH + timedelta(days=int(whole))), round(float(f"0.{part or 0}") * DAY)


def _leading(text: str, year: int | None) -> tuple[date, int]:
    """The date at the start of a text, its weekday checked, and where the text goes on."""
    if short := _SHORT_YEAR.match(text):
        example = f"20{short[1]}/{int(short[3])}/{int(short[4])}"
        raise Unreadable(say("年份请写四位，例如 {example}", example=example))
    match = _COMPACT.match(text) or _DATE.match(text)
    if match is None:
        raise _odd(text)
    written = match["year"]
    if written is None and year is None:
        raise Unreadable(say("没有写年份，请写成 {example} 这样", example="2026-12-1"))
    full = year if written is None else int(written) + (2000 if len(written) == 2 else 0)
    try:
        found = date(full or 0, int(match["month"]), int(match["day"]))
    except ValueError:
        raise Unreadable(say("没有 {value} 这一天", value=match[0].strip())) from None
    return _within(found), _past_weekday(text, match.end(), found)


def _past_weekday(text: str, at: int, found: date) -> int:
    match = _WEEKDAY.match(text, at)
    if match is None:
        return at
    named, real = "一二三四五六日".find(match[1].replace("天", "日")), found.weekday()
    if named != real:
        right = say("周" + "一二三四五六日"[real])
        raise Unreadable(say("{day} 是{weekday}，与所写的星期不符", day=found, weekday=right))
    return match.end()


def _within(found: date) -> date:
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Unreadable(say("年份应在 {least} 到 {most} 之间", least=FIRST_YEAR, most=LAST_YEAR))
    return found


def _odd(text: str) -> Unreadable:
    return Unreadable(say("看不懂日期“{value}”，请写成 2026-12-1 或 2026年12月1日", value=text[:20]))
