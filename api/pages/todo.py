"""What waits to be done, each with where to do it: what a coordinator reads first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask import url_for

from scheduler.language import say
from scheduler.services.access import Right
from scheduler.services.overview import Standing
from scheduler.store.rosters import RosterState


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do; `tone` and `icon` as templates/parts.html knows them."""

    text: str
    tone: str
    icon: str
    url: str


def todo(standings: Iterable[Standing], absences: int, day: date) -> tuple[Todo, ...]:
    """What waits on `day` for who may do it: `absences` that nobody answered, and the rosters that they plan and that
    are not over, soonest first."""
    planned = (one for one in standings if Right.PLAN in one.roster.may)
    found = [one for one in planned if one.last >= day and one.roster.state is not RosterState.ARCHIVED]
    waiting = (
        [Todo(say("{count} 份请假等您批", count=absences), "warn", "person", url_for("absence_pages.absences_"))]
        if absences
        else []
    )
    each = (_of(one) for one in sorted(found, key=lambda one: one.roster.start))
    return (*waiting, *(item for items in each for item in items))


def _of(one: Standing) -> Iterable[Todo]:
    name, code = one.roster.name, one.roster.code
    if one.busy:
        yield Todo(say("《{name}》正在排班", name=name), "info", "clock", url_for("run_pages.run", code=code))
        return
    if one.unsolved:
        told = say("《{name}》还没有排班", name=name)
        yield Todo(told, "warn", "play", url_for("roster_page.roster", code=code))
        return
    if one.unpublished:
        first = one.roster.published_version is None
        told = say("《{name}》排好了，还没有发布", name=name) if first else say("《{name}》有改动没有发布", name=name)
        yield Todo(told, "warn", "send", url_for("publication_pages.preview", code=code))
    if one.vacant:
        told = say("《{name}》有 {count} 个空岗", name=name, count=one.vacant)
        yield Todo(told, "bad", "warn", url_for("roster_page.vacancies", code=code))
