"""Reasons: what keeps people from a shift, counted, and for those who are away then, why."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from scheduler.language import say
from scheduler.services.sentences import Speaker
from scheduler.services.wording import REASONS
from solver.explain import REASONS as ORDER
from solver.explain import kept_away
from solver.problem import Duty
from solver.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Reason:
    """`count` people are kept from the shift by the reason called `name`, in words `text`; `parts` says why people are
    away then, {words: people}, and is empty for the other reasons."""

    name: str
    text: str
    count: int
    parts: Mapping[str, int] = field(default_factory=dict)


def reasons(speaker: Speaker, sheet: Sheet, shift: str, *, only: frozenset[str] = frozenset()) -> tuple[Reason, ...]:
    """What keeps everybody who is not on the shift from it, by the first reason that applies, in the rules' order.

    `only` speaks of the holders of those roles and of nobody else; empty for everybody.
    """
    found = []
    for name, kept in kept_away(sheet, sheet.town.shift_index[shift], only=only):
        people = [sheet.town.problem.volunteers[who].id for who in kept.tolist()] if name == "away" else []
        parts = Counter(speaker.away(Duty(shift, one)) for one in people)
        if len(kept):
            found.append(_reason(name, len(kept), parts))
    return tuple(found)


_SHORT: Mapping[str, str] = {
    "barred": "{count} 已谢绝",
    "reach": "{count} 超出可达范围",
    "away": "{count} 那时不能来",
    "overlap": "{count} 已排班",
    "rest": "{count} 休息不够",
    "caps": "{count} 达上限",
    "office": "{count} 单位须留人",
    "role": "{count} 不具备所缺角色",
    "free": "{count} 可以来",
}
"""The msgid of each reason in a table of one line."""


def table(reasons: Iterable[Reason]) -> str:
    """12 人：5 已请假，4 达上限，2 超出可达范围，1 已排班: whom each reason keeps away, most first; "" for nobody."""
    found = sorted(reasons, key=lambda reason: (-reason.count, ORDER.index(reason.name)))
    if not found:
        return ""
    parts = [part for reason in found for part in _parts(reason)]
    return say("{count} 人：{reasons}", count=sum(reason.count for reason in found), reasons=say("，").join(parts))


def _parts(reason: Reason) -> Iterator[str]:
    """Whoever is away is counted by why, as far as that is known."""
    for why, count in sorted(reason.parts.items(), key=lambda part: (-part[1], part[0])):
        yield f"{count} {why}"
    if rest := reason.count - sum(reason.parts.values()):
        yield say(_SHORT[reason.name], count=rest)


def _reason(name: str, count: int, parts: Mapping[str, int]) -> Reason:
    return Reason(name, say(REASONS[name]), count, {why: some for why, some in parts.items() if why})
