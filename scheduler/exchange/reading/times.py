"""Spans of a day as people write them, in minutes after midnight: 7：30—8：30, 晚6点到7点半, 22:00-次日6:00.

Where the text says 上午, 下午, 晚 … and no time in it is of the 24-hour clock, a time that does not say
its half of the day is the first such moment after the one before it: 下午2点-5点 ends at 17:00, and after
早7:30-8:30 a 5:00-6:30 begins at 17:00.
"""

import re
from datetime import datetime, time, timedelta

from scheduler.exchange.reading.faces import Said, odd, said
from scheduler.exchange.reading.tidy import Unreadable, dashed, filled
from scheduler.language import say

DAY = 1440
HALF = 720

_BETWEEN = re.compile(r"(?:[\s、,;/|+。]|和|及|与|以及)*")
# The character 一 stands in for a dash between two times, as in 7:30一8:30 and 7点一8点; 7点一刻 keeps it.
_ONE_AS_DASH = re.compile(r"(?<=[\d点时分半])\s*一+\s*(?=\d)")
_BRACKETS = re.compile(r"[()\[\]【】]")
# 9-11 alone may as well be weekdays or a date; 07-10 is how plans print hours.
_BARE = re.compile(r"\d-\d\d?|\d\d-\d")
_WHOLE_DAY = frozenset({"全天", "整天", "全日", "24小时"})


def spans(value: object) -> tuple[tuple[int, int], ...]:
    """The spans of a day in the order written, [from, until) in minutes after midnight; until may pass 1440.

    A span that ends before it starts goes across midnight when that makes at most twelve hours or the text
    says so (次日); anything else is taken for a slip. Raises Unreadable.
    """
    text = _BRACKETS.sub(" ", _ONE_AS_DASH.sub("-", dashed(filled(value)))).strip()
    if text in _WHOLE_DAY:
        return ((0, DAY),)
    found = _placed(_pairs(text))
    if len(set(found)) < len(found):
        raise Unreadable(say("同一时段写了两次，请删去一个"))
    return found


def clock(value: object) -> int:
    """One time of day in minutes after midnight, 0 to 1440: "7:30", "晚6点半", or as a spreadsheet stores it.

    Raises Unreadable.
    """
    if isinstance(value, (time, datetime)):
        return value.hour * 60 + value.minute
    if isinstance(value, timedelta):
        value = value / timedelta(days=1)
    if isinstance(value, float) and 0 <= value <= 1:
        return round(value * DAY)
    text = filled(value)
    found, end = said(text, 0)
    if end < len(text) or found.next or (text.isdigit() and len(text) < 3):
        raise odd(text)
    return found.minute


def _pairs(text: str) -> list[tuple[Said, Said]]:
    pairs, at = [], _after(text, 0)
    while at < len(text):
        first, dash = said(text, at)
        if text[dash : dash + 1] != "-":
            raise odd(text[at:])
        last, end = said(text, dash + 1)
        if _BARE.fullmatch(text[at:end].strip()):
            raise odd(text[at:end])
        pairs.append((first, last))
        at = _after(text, end)
    if not pairs:
        raise odd(text)
    return pairs


def _after(text: str, at: int) -> int:
    match = _BETWEEN.match(text, at)
    return match.end() if match else at


def _placed(pairs: list[tuple[Said, Said]]) -> tuple[tuple[int, int], ...]:
    every = [moment for pair in pairs for moment in pair]
    twelve = any(moment.part for moment in every) and not any(moment.full_clock for moment in every)
    placed: list[tuple[int, int]] = []
    for first, last in pairs:
        start = _start(first, placed[-1][1] if twelve and placed else None)
        placed.append((start, _end(last, start, first=first, twelve=twelve)))
    return tuple(placed)


def _start(first: Said, before: int | None) -> int:
    start = first.minute
    if first.vague and before is not None and start < before:
        start += HALF
    if first.next or first.small_hours_by_night or start >= DAY or (first.vague and start < (before or 0)):
        raise Unreadable(say("开始时间请用 24 小时制写在当天 0:00 到 23:59 之间"))
    return start


def _end(last: Said, start: int, *, first: Said, twelve: bool) -> int:
    end = last.minute
    if last.next:
        end += DAY
    elif last.vague and twelve:
        end = next(moment for moment in (end, end + HALF, end + DAY, end + DAY + HALF) if moment > start)
    elif end <= start and (end + DAY - start <= HALF or last.part not in {None, first.part}):
        end += DAY
    if end <= start:
        raise Unreadable(say("结束时间早于开始时间；如果到第二天才结束，请写成 22:00-次日6:00 这样"))
    if end - start > DAY:
        raise Unreadable(say("一个时段不能超过 24 小时"))
    return end
