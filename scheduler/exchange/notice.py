"""The yearly notice of holidays, as the State Council publishes it or as a small table, read into days.

元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。 The weekdays in it tell whether it is
read for the right year, and the counts whether every day of it was read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.errors import Fault
from scheduler.exchange import words
from scheduler.language import say

HOLIDAY, MAKEUP, REST, WORKDAY = "holiday", "makeup", "rest", "workday"
_LONGEST = 20
_YEAR = re.compile(r"(20\d\d)年")
_CLAUSE = re.compile(r"(?:[一二三四五六七八九十]+、)?([\u4e00-\u9fff、]{2,9}?)[::]")
_SENTENCE = re.compile(r"[。;\n]")
_DAY = r"(?:(20\d\d)年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^)]*)\))?"
_SPAN = re.compile(rf"{_DAY}(?:\s*[-至到]+\s*{_DAY})?")
_COUNT = re.compile(r"共(\d{1,2})天")
_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
_WEEK = "一二三四五六日"
_ROW = re.compile(
    r"^\s*((?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?)\s*[,\t;]\s*([^,\t;]+?)\s*(?:[,\t;]\s*(.*?)\s*)?$"
)
_KINDS = {
    "放假": HOLIDAY, "节假日": HOLIDAY, "假日": HOLIDAY, "holiday": HOLIDAY, "调休上班": MAKEUP, "上班": MAKEUP,
    "补班": MAKEUP, "makeup": MAKEUP, "休息": REST, "休息日": REST, "rest": REST, "工作日": WORKDAY, "workday": WORKDAY,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NoticeDay:
    """One day that the notice speaks of: `kind` is holiday, makeup, rest or workday; `name` the holiday's."""

    day: date
    kind: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Notice:
    """What a notice says, in order of days, and every place in it that cannot be. `whole`: it is of all holidays of
    its `year`, so that the days that it does not name are plain ones."""

    year: int
    days: tuple[NoticeDay, ...]
    faults: tuple[Fault, ...]
    whole: bool


def read_notice(text: str, *, year: int) -> Notice:
    """Read what was pasted; `year` is meant where the text does not say."""
    found: dict[date, NoticeDay] = {}
    faults: list[Fault] = []
    told = _YEAR.search(text)
    meant = int(told[1]) if told else year
    rows = [row for line in text.splitlines() if (row := _ROW.match(line))]
    each = _of_table(rows, faults) if rows else _of_text(words.tidy(text), meant, faults)
    for one in each:
        other = found.setdefault(one.day, one)
        if other.kind != one.kind:
            faults.append(Fault(one.day.isoformat(), one.name or "", say("同一天既写了放假又写了上班")))
    if rows and found:
        meant = min(found).year
    if not found and not faults:
        faults.append(Fault(say("通知"), text.strip()[:40], say("没有读到放假或上班的日子")))
    days = tuple(found[day] for day in sorted(found))
    names = {one.name for one in days if one.kind == HOLIDAY}
    return Notice(meant, days, tuple(faults), whole=not rows and len(names) >= 5)


def _of_table(rows: list[re.Match[str]], faults: list[Fault]) -> Iterator[NoticeDay]:
    for row in rows:
        kind = _KINDS.get(row[2].strip().lower())
        try:
            day = words.day(row[1])
        except words.Unreadable as unreadable:
            faults.append(Fault(row[1], row[2], unreadable.advice))
            continue
        if kind is None:
            faults.append(Fault(row[1], row[2], say("第二列应为 放假、上班、休息日或工作日")))
        else:
            yield NoticeDay(day, kind, (row[3] or "")[:30] or None)


def _of_text(text: str, year: int, faults: list[Fault]) -> Iterator[NoticeDay]:
    name: str | None = None
    for sentence in _SENTENCE.split(text):
        if clause := _CLAUSE.search(sentence):
            name = clause[1]
        if "上班" not in sentence and "放假" not in sentence:
            continue
        off = "放假" in sentence
        days = [day for span in _SPAN.finditer(sentence) for day in _days(span, sentence, year, faults)]
        if off and (count := _COUNT.search(sentence)) and int(count[1]) != len(days):
            advice = say("写着共 {told} 天，读到的是 {found} 天", told=count[1], found=len(days))
            faults.append(Fault(name or say("通知"), sentence.strip()[:40], advice))
        for day in days:
            yield NoticeDay(day, HOLIDAY if off else MAKEUP, name)


def _days(span: re.Match[str], sentence: str, year: int, faults: list[Fault]) -> list[date]:
    """The days of a span; () where it is none, which is a fault."""
    month = span[2] or _month_before(sentence, span.start())
    try:
        first = date(int(span[1] or year), int(month or 0), int(span[3]))
        last = date(int(span[5] or first.year), int(span[6] or first.month), int(span[7])) if span[7] else first
    except ValueError:
        faults.append(Fault(span[0], "", say("没有这一天")))
        return []
    wrong = [fault for day, said in ((first, span[4]), (last, span[8])) if (fault := _weekday(day, said))]
    faults += wrong
    if not 0 <= (last - first).days < _LONGEST:
        faults.append(Fault(span[0], "", say("起止日期不对")))
        return []
    return [] if wrong else [first + timedelta(days=step) for step in range((last - first).days + 1)]


def _month_before(sentence: str, at: int) -> str | None:
    months = re.findall(r"(\d{1,2})月", sentence[:at])
    return months[-1] if months else None


def _weekday(day: date, said: str | None) -> Fault | None:
    named = _WEEKDAY.search(said or "")
    if named is None or _WEEK.index(named[1].replace("天", "日")) == day.weekday():
        return None
    actual = f"周{_WEEK[day.weekday()]}"
    advice = say("{day} 是{weekday}，与通知写的不一致：年份对吗？", day=day.isoformat(), weekday=actual)
    return Fault(day.isoformat(), named[0], advice)
