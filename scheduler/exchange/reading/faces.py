"""One time of day as written, with the words around it: 7:30, 7点半, 晚六点, 次日6:00, 0730."""

import re
from dataclasses import dataclass

from scheduler.exchange.reading.numbers import numeral
from scheduler.exchange.reading.tidy import Unreadable
from scheduler.language import say

_MORNING = ("凌晨", "清晨", "早晨", "早上", "早间", "早", "上午")
_NOON = ("中午", "午间", "午")
_AFTERNOON = ("下午", "傍晚")
_EVENING = ("晚上", "晚间", "晚", "夜间", "夜里", "深夜", "夜")
_NUMERAL = "[零〇一二三四五六七八九十两]"
_TIME = re.compile(
    rf"""(?P<next>次日|第二天|翌日|隔日)?\s*
    (?:(?P<part>{"|".join((*_MORNING, *_NOON, *_AFTERNOON, *_EVENING))})(?:高峰|班)?\s*:?\s*)?
    (?:(?P<compact>\d{{3,4}})(?!\s*[:点时.\d])
      |(?P<hour>\d{{1,2}}|{_NUMERAL}{{1,3}})
       (?:\s*[:.]\s*(?P<minute>\d{{2}})(?::\d{{2}})?(?!\d)分?
         |\s*(?:点钟|点整|点|时整|时)\s*
          (?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<late>\d{{1,2}}|{_NUMERAL}{{1,3}})(?!\s*[\d:点时.])\s*分?)?
         |(?![\d:.]))
    )\s*""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """One time: minutes after midnight as far as its own words tell, and which words those were.

    `part` is the half of day written before it, None where nothing is; `next` says the day after;
    `full_clock` that no twelve-hour face shows it so (13:00, 07:30).
    """

    minute: int
    part: str | None
    next: bool
    full_clock: bool

    @property
    def vague(self) -> bool:
        """Whether nothing tells its half of the day."""
        return self.part is None and not self.next

    @property
    def small_hours_by_night(self) -> bool:
        """Whether it is "one at night", of which nobody knows the date unless something stands before it."""
        return self.part in _EVENING and self.minute < 300


def said(text: str, at: int) -> tuple[Said, int]:
    """The time that starts at `at` in a dashed text, and where the text goes on. Raises Unreadable."""
    match = _TIME.match(text, at)
    if match is None:
        raise odd(text[at:])
    hour, minute = _face(match)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise Unreadable(say("没有 {time} 这个时间", time=match[0].strip()))
    part = match["part"]
    zero = (match["compact"] or match["hour"]).startswith("0")
    return Said(_by_part(part, hour, match[0]) * 60 + minute, part, bool(match["next"]), hour > 12 or zero), match.end()


def odd(text: str) -> Unreadable:
    """The refusal of `text` as a time, with the way to write one."""
    return Unreadable(say("看不懂时间“{value}”，请写成 7:30-8:30、17:00-18:30 这样", value=text.strip()[:20]))


def _face(match: re.Match[str]) -> tuple[int, int]:
    if compact := match["compact"]:
        return int(compact[:-2]), int(compact[-2:])
    hour = numeral(match["hour"])
    late = numeral(match["minute"] or match["late"] or "0")
    if hour is None or late is None:
        raise odd(match[0])
    if match["quarter"]:
        late = {"一": 15, "三": 45}[match["quarter"]]
    return hour, 30 if match["half"] else late


def _by_part(part: str | None, hour: int, written: str) -> int:
    if part in _MORNING and hour > 12:
        raise Unreadable(say("“{time}”前后矛盾：上午没有这个钟点", time=written.strip()))
    if part == "凌晨" and hour == 12:
        return 0
    if (part in _NOON and hour < 5) or (part in _AFTERNOON and hour < 12) or (part in _EVENING and 5 <= hour <= 12):
        return hour + 12
    return hour
