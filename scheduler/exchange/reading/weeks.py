"""Days and hours of the week and kinds of day as people write them: 周一至周五 18:00-21:00；周末全天."""

import re

from scheduler.exchange.reading.faces import said
from scheduler.exchange.reading.tidy import Unreadable, blank, dashed, tidy
from scheduler.exchange.reading.times import DAY, spans
from scheduler.language import say

_GROUPS = {"每天": "1-7", "每日": "1-7", "天天": "1-7", "周末": "6-7", "双休日": "6-7", "双休": "6-7"}
_WORKING = {"工作日": "1-5"}
_TO_DIGITS = str.maketrans("一二三四五六日天", "12345677")
_RUN = re.compile(r"([1-7])(?:-([1-7]))?")
_LISTED = re.compile(r"[1-7]+(?:-[1-7])?(?:[、,;/\s和及]*[1-7]+(?:-[1-7])?)*")

_ONE_DAY = rf"(?:{'|'.join((*_GROUPS, *_WORKING))}|每?(?:周|星期|礼拜)[一二三四五六日天1-7])"
_MORE_DAYS = r"(?:[一二三四五六日天](?![点时十])|(?<=-)[1-7](?![\d:点时]))"
_DAYS = re.compile(rf"{_ONE_DAY}(?:[-、,/\s和及]*(?:{_ONE_DAY}|{_MORE_DAYS}))*")
# What "in the morning" is taken to mean of somebody's free time; shifts always need exact times.
_FREE = {
    "": (0, DAY), "全天": (0, DAY), "早上": (360, 540), "上午": (360, 720), "中午": (660, 840),
    "下午": (720, 1080), "晚上": (1080, 1320), "晚": (1080, 1320), "白天": (360, 1080),
}  # fmt: skip
_ALWAYS = {"随时", "不限", "均可", "都可以", "全部", "无限制"}

WORKDAY, REST, HOLIDAY, MAKEUP = _EVERY = ("workday", "rest", "holiday", "makeup")
_KINDS = {
    "工作日": (WORKDAY, MAKEUP), "上班日": (WORKDAY, MAKEUP), "普通工作日": (WORKDAY,),
    "调休上班日": (MAKEUP,), "调休日": (MAKEUP,), "补班日": (MAKEUP,), "调休": (MAKEUP,), "补班": (MAKEUP,),
    "休息日": (REST,), "周末": (REST,), "双休日": (REST,), "公休日": (REST,),
    "节假日": (HOLIDAY,), "法定节假日": (HOLIDAY,), "节日": (HOLIDAY,), "假日": (HOLIDAY,),
    "非工作日": (REST, HOLIDAY), "每天": _EVERY, "每日": _EVERY, "不限": _EVERY, "全部": _EVERY,
    **{kind: (kind,) for kind in _EVERY},
}  # fmt: skip


def weekdays(value: object) -> tuple[int, ...]:
    """Days of the week in order, 1 Monday to 7 Sunday: "周一至周五", "一三五", "周末", "1-5".

    () for an empty cell. Raises Unreadable, also for 工作日, which is a kind of day and not five weekdays.
    """
    if blank(value):
        return ()
    text = dashed(value)
    if "工作日" in text:
        raise Unreadable(say("“工作日”是日子的种类，请写在日子类型里；星期请写成 周一至周五 这样"))
    return _weekdays(text)


def availability(value: object) -> tuple[tuple[int, int, int], ...]:
    """Free hours of a week, sorted: weekday (0 Monday to 6 Sunday), [from, until) in minutes, at most 1440.

    "周一至周五 18:00-21:00；周末全天"; hours past midnight go to the next weekday. () means always, and is
    what an empty cell and 随时 give. Raises Unreadable.
    """
    if blank(value) or tidy(value) in _ALWAYS:
        return ()
    text = re.sub("[只仅]", "", dashed(value))
    runs = list(_DAYS.finditer(text))
    if not runs or text[: runs[0].start()].strip():
        raise _odd_week(text)
    free: set[tuple[int, int, int]] = set()
    ends = [run.start() for run in runs[1:]] + [len(text)]
    for run, end in zip(runs, ends, strict=True):
        hours = _hours(text[run.end() : end].strip(" ,、;:。\n"))
        for weekday in _weekdays(run[0]):
            free.update(piece for start, until in hours for piece in _by_midnight(weekday - 1, start, until))
    return tuple(sorted(free))


def day_kinds(value: object) -> tuple[str, ...]:
    """Kinds of day named: of "workday", "rest", "holiday", "makeup", in that order; () for an empty cell.

    工作日 means every day that offices work, make-up workdays too; 普通工作日 leaves those out. Raises
    Unreadable.
    """
    found: set[str] = set()
    for word in re.split(r"[、,;/\s和及+]+", "" if blank(value) else tidy(value).lower()):
        if word and word not in _KINDS:
            raise Unreadable(say("看不懂日子类型“{value}”，请写工作日、休息日、节假日、调休上班日或每天", value=word))
        found.update(_KINDS.get(word, ()))
    return tuple(kind for kind in _EVERY if kind in found)


def _weekdays(text: str) -> tuple[int, ...]:
    listed = text
    for word, days in (*_GROUPS.items(), *_WORKING.items()):
        listed = listed.replace(word, days)
    listed = re.sub("每|周|星期|礼拜", "", listed).translate(_TO_DIGITS)
    if not _LISTED.fullmatch(listed):
        raise _odd_week(text)
    found: set[int] = set()
    for first, last in _RUN.findall(listed):
        length = (int(last) - int(first)) % 7 if last else 0
        found.update((int(first) + step - 1) % 7 + 1 for step in range(length + 1))
    return tuple(sorted(found))


def _hours(text: str) -> tuple[tuple[int, int], ...]:
    if text in _FREE:
        return (_FREE[text],)
    if match := re.fullmatch(r"(.+?)(?:以后|之后|后|起)", text):
        return ((_one(match[1]), DAY),)
    if match := re.fullmatch(r"(.+?)(?:以前|之前|前)", text):
        return ((0, _one(match[1])),)
    return spans(text)


def _one(text: str) -> int:
    found, end = said(text, 0)
    if end < len(text) or not 0 < found.minute < DAY:
        raise _odd_week(text)
    return found.minute


def _by_midnight(weekday: int, start: int, until: int) -> list[tuple[int, int, int]]:
    if until <= DAY:
        return [(weekday, start, until)]
    return [(weekday, start, DAY), ((weekday + 1) % 7, 0, until - DAY)]


def _odd_week(text: str) -> Unreadable:
    return Unreadable(say("看不懂“{value}”，请写成 周一至周五 18:00-21:00；周末全天 这样", value=text[:20]))
