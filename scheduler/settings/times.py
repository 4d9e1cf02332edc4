"""When the clock reminds whom, when it keeps quiet, and how many solves it runs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.errors import Misconfigured
from scheduler.language import say
from scheduler.settings.reading import number, switch

_OFF = "off"
_HOUR = 60
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_LONGEST_LEAD = 24 * _HOUR


Quiet = tuple[int, int]
"""The hours of every day in which nobody is woken, in minutes after the town's midnight; the end may be next day's."""

NIGHT: Quiet = (22 * _HOUR, 7 * _HOUR)
_TOMORROW, _BEFORE, _VACANCIES, _INSPECTION, _SOLVERS = 18 * _HOUR + 30, 90, 16 * _HOUR, 7 * _HOUR, 1


@dataclass(frozen=True, slots=True)
class TimeSettings:
    """Each kind of reminder with its time, in minutes after the town's midnight; None is off.

    `before_duty` is in minutes before a duty. `solvers` is how many solves a clock process runs at once, 0 for none.
    """

    tomorrow: int | None = _TOMORROW
    before_duty: int | None = _BEFORE
    vacancies: int | None = _VACANCIES
    inspection: int | None = _INSPECTION
    alarms: bool = True
    quiet: Quiet | None = NIGHT
    solvers: int = _SOLVERS

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "TimeSettings":
        """Raises Misconfigured."""
        solvers = number(env, "REDVEST_SOLVERS", most=64)
        return cls(
            tomorrow=_time(env, "REDVEST_AT_TOMORROW", _TOMORROW),
            before_duty=_before(env, "REDVEST_BEFORE_DUTY"),
            vacancies=_time(env, "REDVEST_AT_VACANCIES", _VACANCIES),
            inspection=_time(env, "REDVEST_AT_INSPECTION", _INSPECTION),
            alarms=switch(env, "REDVEST_ALARMS", default=True),
            quiet=_quiet(env, "REDVEST_QUIET"),
            solvers=_SOLVERS if solvers is None else solvers,
        )


def _time(env: Mapping[str, str], name: str, default: int) -> int | None:
    text = env.get(name)
    if not text or text == _OFF:
        return None if text else default
    minute = _minute(text)
    if minute is None:
        raise Misconfigured(say("{name} 应为 18:30 这样的时刻或 off：{value}", name=name, value=text))
    return minute


def _before(env: Mapping[str, str], name: str) -> int | None:
    if env.get(name) == _OFF:
        return None
    return number(env, name, least=5, most=_LONGEST_LEAD) or _BEFORE


def _quiet(env: Mapping[str, str], name: str) -> Quiet | None:
    text = env.get(name)
    if not text or text == _OFF:
        return None if text else NIGHT
    start, end = (_minute(part) for part in (*text.split("-", 1), "")[:2])
    if start is None or end is None or start == end:
        raise Misconfigured(say("{name} 应为 22:00-07:00 这样的时段或 off：{value}", name=name, value=text))
    return start, end


def _minute(text: str) -> int | None:
    found = _TIME.fullmatch(text.strip())
    return int(found[1]) * _HOUR + int(found[2]) if found else None
