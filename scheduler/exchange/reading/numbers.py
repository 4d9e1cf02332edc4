"""Counts, amounts, shares, lengths and durations as people write them, and yes or no."""

import math
import re
from decimal import Decimal

from scheduler.exchange.reading.tidy import Unreadable, blank, filled, tidy
from scheduler.language import say

_DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?", re.IGNORECASE)
_COUNTED = re.compile(r"\s*(人|名|个|位|次|岁|天|班|条|座)$")
_METRES = {"米": 1, "m": 1, "公尺": 1, "": 1, "公里": 1000, "千米": 1000, "km": 1000}
_MINUTES = {"分钟": 1, "分": 1, "min": 1, "": 1, "小时": 60, "个小时": 60, "h": 60, "时": 60, "天": 1440}
_YES = {*"是对有√✓✔☑y1", "yes", "true", "党员", "中共党员", "预备党员", "中共预备党员"}
_NO = {*"否不无×✕✖✗✘☒xn0", "不是", "没有", "no", "false", "非党员", "群众", "共青团员"}


def numeral(text: str) -> int | None:
    """0 to 99 in Chinese or Arabic numerals ("十二", "两", "12"); None for anything else."""
    if text.isascii() and text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS.get(text)
    high, low = _DIGITS.get(tens, 1 if not tens else None), _DIGITS.get(ones, 0 if not ones else None)
    return None if high is None or low is None else 10 * high + low


def number(value: object, *, least: float = -math.inf, most: float = math.inf) -> float:
    """A finite number from `least` to `most`, thousands commas allowed. Raises Unreadable."""
    return float(_exact(value, filled(value), least=least, most=most))


def whole(value: object, *, least: int = 0, most: int = 10**9) -> int:
    """A whole number from `least` to `most`: "5", 5.0, "５ 人", "十二", "1,200". Raises Unreadable."""
    text = _COUNTED.sub("", filled(value))
    counted = numeral(text)
    found = _exact(value, text if counted is None else str(counted), least=least, most=most)
    if found != int(found):
        raise Unreadable(say("应是整数，请写成 {example} 这样", example=str(int(found) + 1)))
    return int(found)


def percent(value: object) -> int:
    """A share in whole percent, 1 to 100: "30%", 30, "百分之30", or 0.3 as a spreadsheet stores 30%.

    Raises Unreadable, also for a bare 1, which may be 1% or 100%.
    """
    text = filled(value)
    named = text.endswith("%") or text.startswith("百分之")
    share = _exact(value, text.removesuffix("%").removeprefix("百分之").strip(), least=0, most=100)
    if not named and share == 1:
        raise Unreadable(say("分不清是 1% 还是 100%，请写上百分号"))
    if not named and share < 1:
        share = round(share * 100, 6)  # a formula may leave 0.30000000000000004
    if share != int(share) or not 1 <= share <= 100:
        raise Unreadable(say("应是 1% 到 100% 的整数百分比，如 30%"))
    return int(share)


def metres(value: object) -> float:
    """A length in metres, above 0: 850, "850米", "1.2公里", "1.2km". Raises Unreadable."""
    amount = _measured(value, _METRES, example="850米")
    if not 0 < amount <= 1_000_000:
        raise Unreadable(say("长度应大于 0 且不超过 1000 公里，如 {example}", example="850米"))
    return float(amount)


def minutes(value: object) -> int:
    """A duration in whole minutes, 0 or more: 30, "30分钟", "1.5小时". Raises Unreadable."""
    amount = _measured(value, _MINUTES, example="30分钟")
    if amount < 0 or amount != int(amount) or amount > 366 * 1440:
        raise Unreadable(say("应是 0 或更多的整分钟，如 {example}", example="30分钟"))
    return int(amount)


def yes_no(value: object) -> bool | None:
    """True for 是 √ 有 Y 1, False for 否 × 无 N 0; None for an empty cell. Raises Unreadable."""
    if blank(value):
        return None
    text = tidy(value).lower()
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise Unreadable(say("只能写“是”或“否”，没有就空着"))


def _measured(value: object, units: dict[str, int], *, example: str) -> Decimal:
    match = re.fullmatch(r"(.+?)\s*([a-z]*|公尺|公里|千米|个?小时|分钟|[米分时天])", _half(filled(value).lower()))
    unit = match[2] if match else "?"
    if match is None or unit not in units:
        raise Unreadable(say("看不懂这个数量，请写成 {example} 这样", example=example))
    counted = numeral(match[1])
    return _exact(value, match[1] if counted is None else str(counted)) * units[unit]


def _half(text: str) -> str:
    return "0.5" + text[1:] if text.startswith("半") else text


def _exact(value: object, text: str, *, least: float = -math.inf, most: float = math.inf) -> Decimal:
    if isinstance(value, bool):
        raise Unreadable(say("应是数字"))
    plain = text.replace(",", "") if _THOUSANDS.fullmatch(text) else text
    if not _PLAIN.fullmatch(plain):
        raise Unreadable(say("应是数字"))
    found = Decimal(plain)
    if not least <= found <= most:
        raise Unreadable(_out_of_range(least, most))
    return found


def _out_of_range(least: float, most: float) -> str:
    if most in {math.inf, 10**9}:
        return say("不能小于 {least}", least=f"{least:g}")
    return say("应在 {least} 到 {most} 之间", least=f"{least:g}", most=f"{most:g}")
