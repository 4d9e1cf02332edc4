"""What a form or an address says, taken strictly: what nobody could have chosen is refused in words."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date

from scheduler.errors import Invalid
from scheduler.language import say
from scheduler.services.year import FIRST, LAST


def text(form: Mapping[str, str], name: str, most: int = 200) -> str:
    """What stands there without the blanks around it, "" for nothing. Raises Invalid for more than `most` letters."""
    found = form.get(name, "").strip()
    if len(found) > most or "\x00" in found:
        raise Invalid(say("内容太长或含有不能保存的字符，最多 {most} 字", most=most))
    return found


def whole(form: Mapping[str, str], name: str, *, least: int, most: int, default: int | None = None) -> int:
    """A whole number from `least` to `most`; `default` where nothing stands there. Raises Invalid."""
    found = form.get(name, "").strip()
    if not found and default is not None:
        return default
    if not (found.isascii() and found.isdigit() and len(found) < 12 and least <= int(found) <= most):
        raise Invalid(say("应为 {least} 到 {most} 之间的整数：{value}", least=least, most=most, value=found[:20]))
    return int(found)


def optional_whole(form: Mapping[str, str], name: str, *, most: int = 2**31 - 1) -> int | None:
    """The same from 0 on, None where nothing stands there."""
    return whole(form, name, least=0, most=most) if form.get(name, "").strip() else None


def signed(form: Mapping[str, str], name: str) -> int:
    """A whole number from -100 to 100, and not 0. Raises Invalid."""
    found = text(form, name, 10)
    number = whole({name: found.removeprefix("+").removeprefix("-")}, name, least=1, most=100)
    return -number if found.startswith("-") else number


def day(form: Mapping[str, str], name: str) -> date:
    """A day as 2026-12-01, in a year that the town's calendar reaches. Raises Invalid."""
    found = form.get(name, "").strip()
    with suppress(ValueError):
        asked = date.fromisoformat(found)
        if FIRST <= asked.year <= LAST:
            return asked
    raise Invalid(say("应为日期，如 2026-12-01：{value}", value=found[:20]))


def month(form: Mapping[str, str], name: str) -> date:
    """The first day of a month that is written 2026-12. Raises Invalid."""
    return day({name: f"{form.get(name, '').strip()}-01"}, name)
