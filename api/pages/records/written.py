"""Values as people write them in a form, in the words of the town's file: times, weeks, places, numbers."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from scheduler.exchange import words
from scheduler.language import say
from scheduler.services.wording import DAY, clock_text

_WEEK = "一二三四五六日"
_LEAP = 2000
_RATE = r"length(?: ?\* ?(?P<count>\d+))? ?/ ?(?P<metres>\d+)"
_LEAST = r"(?P<least>\d+)"
_MOST = r"(?P<most>\d+)"
_FROM_LEAST = (_RATE, rf"max\({_RATE}, ?{_LEAST}\)", rf"max\({_LEAST}, ?{_RATE}\)")
_TO_MOST = tuple(shape for one in _FROM_LEAST for shape in (rf"min\({one}, ?{_MOST}\)", rf"min\({_MOST}, ?{one}\)"))
_BY_LENGTH = tuple(map(re.compile, (*_FROM_LEAST, *_TO_MOST)))

Json = Mapping[str, Any]


def whole(text: str) -> int:
    """Raises Unreadable, as all that read here."""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise words.Unreadable(say("应为整数：{value}", value=text[:20]))
    return int(text)


def number_text(value: float | None) -> str:
    """850, 62.5."""
    return "" if value is None else f"{value:g}"


def people_text(formula: str) -> str:
    """2 人; 每 200 米 1 人，至少 8 人, of max(8, length / 200); a formula of another shape is said to be one."""
    if formula.isdigit():
        return say("{count} 人", count=formula)
    found = next((found for shape in _BY_LENGTH if (found := shape.fullmatch(formula))), None)
    if found is None:
        return formula and say("公式：{formula}（length 是点位的长度，米）", formula=formula)
    said = found.groupdict()
    text = say("每 {metres} 米 {count} 人", metres=said["metres"], count=said["count"] or "1")
    if least := said.get("least"):
        text = say("{text}，至少 {least} 人", text=text, least=least)
    if most := said.get("most"):
        text = say("{text}，最多 {most} 人", text=text, most=most)
    return text


def spot(text: str) -> Json:
    """116.7041,39.5232 in either order, degrees and minutes too."""
    longitude, latitude = words.coordinate(text)
    return {"longitude": longitude, "latitude": latitude}


def spot_text(value: Json | None) -> str:
    return f"{value['longitude']},{value['latitude']}" if value else ""


def path(text: str) -> list[Json]:
    """One place, or the corners of a line, between ; or line breaks; or a link out of a map."""
    return [{"longitude": longitude, "latitude": latitude} for longitude, latitude in words.pasted(text).path]


def path_text(value: Iterable[Json] | None) -> str:
    return "\n".join(spot_text(one) for one in value or ())


def spans(text: str) -> list[Json]:
    """7:15-8:00、17:00-18:30."""
    return [{"from": clock_text(start), "until": clock_text(until)} for start, until in words.spans(text)]


def spans_text(value: Iterable[Json] | None) -> str:
    return "、".join(f"{one['from']}-{_ends(one['until'])}" for one in value or ())


def week(text: str) -> list[Json]:
    """周一至周五 18:00-21:00；周末全天."""
    return [
        {"weekday": weekday + 1, "from": clock_text(start), "until": clock_text(until)}
        for weekday, start, until in words.availability(text)
    ]


def week_text(value: Iterable[Json] | None) -> str:
    hours: dict[int, list[Json]] = defaultdict(list)
    for one in value or ():
        hours[one["weekday"]].append(one)
    return "；".join(f"周{_WEEK[weekday - 1]} {spans_text(each)}" for weekday, each in sorted(hours.items()))


def weekdays_text(value: Iterable[int] | None) -> str:
    return "、".join(f"周{_WEEK[weekday - 1]}" for weekday in value or ())


def after_month_day(text: str) -> str:
    """The day after the last one of every year; of a leap year, so that 29 February is one."""
    last = date.fromisoformat(f"{_LEAP}-{words.month_day(text)}")
    return f"{last + timedelta(days=1):%m-%d}"


def last_month_day(value: str | None) -> str:
    return "" if value is None else f"{date.fromisoformat(f'{_LEAP}-{value}') - timedelta(days=1):%m-%d}"


def _ends(clock: str) -> str:
    hour, minute = map(int, clock.split(":"))
    minutes = hour * 60 + minute
    return clock if minutes <= DAY else "次日" + clock_text(minutes - DAY)
