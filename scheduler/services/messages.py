"""What people are told when a roster is published: their duties, or what has changed in them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextvars import copy_context
from dataclasses import dataclass
from datetime import datetime

from scheduler.language import choose, say
from scheduler.services.views import RosterView, Seat, ShiftView
from scheduler.services.wording import day_text, hours_text


@dataclass(frozen=True, slots=True)
class Message:
    """What one volunteer (code) will be told; `kind` is "published" the first time, then "changed". The first duty
    that it tells of, or takes back, begins at `begins_at`."""

    kind: str
    volunteer: str
    name: str
    title: str
    body: str
    begins_at: datetime


def messages(before: RosterView | None, after: RosterView, *, now: datetime) -> tuple[Message, ...]:
    """One for each person concerned, by code: their duties the first time, later only whose duties changed.

    `before` is what they were told last, None for nothing. Shifts that are over by `now` concern nobody any more.
    The words are the town's, Chinese, whatever language the publisher reads.
    """
    return copy_context().run(_in_chinese, before, after, now)


def _in_chinese(before: RosterView | None, after: RosterView, now: datetime) -> tuple[Message, ...]:
    choose("zh")
    had, have = _by_person(before, now), _by_person(after, now)
    return tuple(
        _first(after, have[who]) if before is None else _changed(after, had.get(who, {}), have.get(who, {}))
        for who in sorted({*had, *have})
        if had.get(who, {}).keys() != have.get(who, {}).keys()
    )


_Held = Mapping[str, tuple[ShiftView, Seat]]


def _by_person(view: RosterView | None, now: datetime) -> dict[str, dict[str, tuple[ShiftView, Seat]]]:
    """Volunteer -> shift code -> their seat on it, by time."""
    found: dict[str, dict[str, tuple[ShiftView, Seat]]] = defaultdict(dict)
    for shift in view.shifts if view else ():
        if shift.ends_at > now:
            for seat in shift.crew:
                found[seat.volunteer][shift.code] = (shift, seat)
    return dict(found)


def _first(roster: RosterView, have: _Held) -> Message:
    seat = _anyone(have)
    lines = [_line(roster, *held) for held in have.values()]
    opening = say("{name}，您在《{roster}》中有 {count} 次值守：", name=seat.name, roster=roster.name, count=len(lines))
    title = say("值守安排：{roster}", roster=roster.name)
    return Message("published", seat.volunteer, seat.name, title, _text(opening, lines), _begin(have.values()))


def _changed(roster: RosterView, had: _Held, have: _Held) -> Message:
    seat = _anyone({**had, **have})
    gone = [_line(roster, *held) for code, held in had.items() if code not in have]
    come = [_line(roster, *held) for code, held in have.items() if code not in had]
    lines = [say("取消 {duty}", duty=line) for line in gone] + [say("新增 {duty}", duty=line) for line in come]
    lines.append(say("其余不变，现在共 {count} 次", count=len(have)) if have else say("您在本期没有其他值守了"))
    opening = say("{name}，您在《{roster}》中的值守有变动：", name=seat.name, roster=roster.name)
    title = say("值守变动：{roster}", roster=roster.name)
    other = [held for code, held in {**had, **have}.items() if (code in had) != (code in have)]
    return Message("changed", seat.volunteer, seat.name, title, _text(opening, lines), _begin(other))


def _begin(held: Iterable[tuple[ShiftView, Seat]]) -> datetime:
    return min(shift.starts_at for shift, _ in held)


def _anyone(held: _Held) -> Seat:
    return next(iter(held.values()))[1]


def _line(roster: RosterView, shift: ShiftView, seat: Seat) -> str:
    role = f"（{roster.roles.get(seat.role, seat.role)}）" if seat.role else ""
    return f"{day_text(shift.day)} {hours_text(shift.start, shift.end)} {shift.point_name}{role}"


def _text(opening: str, lines: Iterable[str]) -> str:
    return "\n".join([opening, *lines])
