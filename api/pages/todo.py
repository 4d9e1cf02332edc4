"""What waits to be done, each with where to do it: what a coordinator reads first."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from flask import url_for

from scheduler.language import say
from scheduler.services.access import Right
from scheduler.services.missed import Missed
from scheduler.services.overview import Standing
from scheduler.store.rosters import RosterState


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do; `tone` and `icon` as templates/parts.html knows them."""

    text: str
    tone: str
    icon: str
    url: str


def at_work(standings: Iterable[Standing], day: date) -> tuple[Standing, ...]:
    """Of the rosters those that the asker plans and that are not over on `day`, soonest first."""
    planned = (one for one in standings if Right.PLAN in one.roster.may)
    found = [one for one in planned if one.last >= day and one.roster.state is not RosterState.ARCHIVED]
    return tuple(sorted(found, key=lambda one: one.roster.start))


def todo(standings: Iterable[Standing], absences: int, missed: Collection[Missed]) -> tuple[Todo, ...]:
    """What waits for who plans these rosters: `absences` that nobody answered, duties that are `missed`."""
    waiting = (
        [Todo(say("{count} 份请假等您批", count=absences), "warn", "person", url_for("absence_pages.absences_"))]
        if absences
        else []
    )
    counts = Counter(one.roster for one in missed)
    return (*waiting, *(item for one in standings for item in _of(one, counts)))


def _of(one: Standing, missed: Mapping[str, int]) -> Iterable[Todo]:
    name, code = one.roster.name, one.roster.code
    if one.busy:
        yield Todo(say("《{name}》正在排班", name=name), "info", "clock", url_for("run_pages.run", code=code))
        return
    if one.unsolved:
        told = say("《{name}》还没有排班", name=name)
        yield Todo(told, "warn", "play", url_for("roster_page.roster", code=code))
        return
    if missed.get(code):
        told = say("《{name}》有 {count} 次值守本人来不了，要另找人", name=name, count=missed[code])
        yield Todo(told, "bad", "person", url_for("cannot_come.ask", code=code))
    if one.unpublished:
        first = one.roster.published_version is None
        told = say("《{name}》排好了，还没有发布", name=name) if first else say("《{name}》有改动没有发布", name=name)
        yield Todo(told, "warn", "send", url_for("publication_pages.preview", code=code))
    if one.vacant:
        told = say("《{name}》有 {count} 个空岗", name=name, count=one.vacant)
        yield Todo(told, "bad", "warn", url_for("roster_page.vacancies", code=code))
