"""Names, phones, codes and the roles on a shift as people write them."""

import re

from scheduler.exchange.reading.numbers import numeral
from scheduler.exchange.reading.tidy import Unreadable, blank, closed, filled, tidy
from scheduler.language import say

_LIST = re.compile(r"[、,，;/\n|]+")
_LINED_UP = re.compile(r"(?<![^\s])([^\x00-\x7f]) ([^\x00-\x7f])(?!\S)")
_CHINESE_GAP = re.compile(r"(?<=[^\x00-\x7f]) +| +(?=[^\x00-\x7f])")
_SOME = "[一二两三四五六七八九十]+"
_ROLE = re.compile(rf"(\D+?)(?:\s*[:*xX×]?\s*(\d+|{_SOME}(?=[名个位人]))\s*[名个位人]?)?")
_ROLE_LAST = re.compile(rf"(?P<need>\d+|{_SOME})\s*[名个位人]\s*(?P<role>\D+)")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"\(?(0(?:10|2\d|[3-9]\d{2}))\)?-?(\d{7,8})(?:(?:-|转|ext)(\d{1,6}))?")


def text(value: object) -> str | None:
    """Any remark as one tidied line; None for an empty cell."""
    return None if blank(value) else tidy(value).replace("\n", " ")


def code(value: object) -> str:
    """A code without spaces: "P 01" gives "P01", 1001.0 gives "1001". Raises Unreadable when empty."""
    return re.sub(r"\s", "", filled(value))


def codes(value: object) -> tuple[str, ...]:
    """Codes between 、 , ; / spaces or line breaks; () for an empty cell. Raises Unreadable for a repeat."""
    return () if blank(value) else _once(re.split(r"[、,;/|\s]+", tidy(value)))


def name(value: object) -> str:
    """One name, without the space that lines up "张　三". Raises Unreadable when empty."""
    return closed(filled(value).replace("\n", " "))


def names(value: object) -> tuple[str, ...]:
    """Names in a row, between 、 ， ； / line breaks or spaces; () for an empty cell.

    A space inside "张 三" only lines it up with longer names. Raises Unreadable for a repeat.
    """
    if blank(value):
        return ()
    pieces = _LIST.split(tidy(value))
    if len(pieces) > 1:
        return _once([closed(piece.strip()) for piece in pieces])
    found = _CHINESE_GAP.split(_LINED_UP.sub(r"\1\2", pieces[0]))
    if len(found) > 1 and any(len(piece) == 1 for piece in found):
        raise Unreadable(say("分不清姓名从哪里断开，请用“、”分开"))
    return _once(found)


def phone(value: object) -> str:
    """A mainland number: 11 digits of a mobile, or a landline as "0316-1234567", "0316-1234567-801".

    Reads spaces, dashes, +86 and the number a spreadsheet made of it. Raises Unreadable.
    """
    written = filled(value)
    if re.fullmatch(r"\d\.\d+E\+\d+", written, re.IGNORECASE):
        raise Unreadable(say("号码被表格写成了科学计数法，末几位已丢失；请把这一列设为文本后重填"))
    digits = re.sub(r"[\s\u2010-\u2015.]", "-", written)
    digits = re.sub(r"^(\+|00)?86-*(?=[01])", "", digits)
    mobile = digits.replace("-", "")
    if _MOBILE.fullmatch(mobile):
        return mobile
    if landline := _LANDLINE.fullmatch(re.sub("-+", "-", digits)):
        return "-".join(part for part in landline.groups() if part)
    raise Unreadable(say("不像电话号码：手机应是 11 位，座机请带区号，如 0316-1234567；只填一个"))


def roles(value: object) -> dict[str, int]:
    """Role names with how many of each, in the order written: "带班领导1、引导员2"; no number means one.

    {} for an empty cell. Raises Unreadable, also for a role named twice.
    """
    found: dict[str, int] = {}
    for piece in re.split(r"\s*[、,;/|+\n]+\s*|和|及| (?!\d)", "" if blank(value) else tidy(value)):
        if piece:
            role, need = _role(piece)
            if role in found:
                raise Unreadable(say("{value} 写了两次", value=role))
            found[role] = need
    return {role: need for role, need in found.items() if need}


def _role(piece: str) -> tuple[str, int]:
    if match := _ROLE_LAST.fullmatch(piece):
        return match["role"], numeral(match["need"]) or 0
    if match := _ROLE.fullmatch(piece):
        return match[1], numeral(match[2] or "1") or 0
    raise Unreadable(say("看不懂岗位“{value}”，请写成 带班领导1、引导员2 这样", value=piece))


def _once(found: list[str]) -> tuple[str, ...]:
    kept = tuple(piece for piece in found if piece)
    if twice := next((piece for place, piece in enumerate(kept) if piece in kept[:place]), None):
        raise Unreadable(say("{value} 写了两次", value=twice))
    return kept
