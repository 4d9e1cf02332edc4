"""Paper: the part of a roster that somebody chose to print, by points, by units or crew by crew."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from scheduler.errors import Invalid
from scheduler.language import say
from scheduler.services.access import Asker
from scheduler.services.audit import note
from scheduler.services.board.listing import listed
from scheduler.services.board.narrowing import Narrowing
from scheduler.services.board.people import people
from scheduler.services.board.posts import Post, posts
from scheduler.services.exporting.phones import phones_of
from scheduler.services.looking import look
from scheduler.services.paging import Page
from scheduler.services.roster_parts import NOTHING, Part
from scheduler.services.views import RosterView
from scheduler.store.vault import Vault

_ONE_DAY = timedelta(days=1)


class Kind(StrEnum):
    """points: days × posts of a point, for its door; units: who of a unit serves when; crews: a shift to sign."""

    POINTS = "points"
    UNITS = "units"
    CREWS = "crews"


MOST: Mapping[Kind, int] = {Kind.POINTS: 60, Kind.UNITS: 600, Kind.CREWS: 300}
"""Points, people and shifts that are printed at once: several hundred pages."""


class Phones(StrEnum):
    """Whether phones are printed: not at all, with their middle hidden, or in full where the asker may call."""

    NONE = "none"
    MASKED = "masked"
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be printed, on the town's days from `since` up to and with `last`; `version` None for the newest."""

    kind: Kind
    which: Narrowing
    since: date
    last: date
    version: int | None = None
    phones: Phones = Phones.NONE

    @property
    def part(self) -> Part:
        return Part(since=self.since, until=self.last + _ONE_DAY)


@dataclass(frozen=True, slots=True)
class Paper:
    """What goes on it. `found` points, people or shifts were asked for; where they are more than are printed at once
    there is nothing in `view`. `posts` of the points; `people` are the codes of those whose lists are wanted;
    `phones` by volunteer code, as they are shown."""

    view: RosterView
    found: int
    posts: tuple[Post, ...]
    people: frozenset[str]
    phones: Mapping[str, str]


def paper(session: Session, who: Asker, code: str, wanted: Wanted, *, vault: Vault, now: datetime) -> Paper:
    """What is to be printed of that roster; phones that are read in full are in the audit.

    Raises NotFound for no such roster or version, Invalid for days outside it, Forbidden for phones of people the
    asker may not call.
    """
    whole = look(session, who, code, wanted.version, part=NOTHING)
    require_within(whole, wanted)
    found, rows, some, part = _part(session, who, whole, wanted)
    if found > MOST[wanted.kind]:
        return Paper(whole, found, (), frozenset(), {})
    view = look(session, who, code, whole.version, part=part) if found else whole
    if wanted.kind is Kind.UNITS:
        view = of_people(view, some)
    phones = opened_phones(session, who, view, wanted, vault=vault, now=now)
    return Paper(view, found, rows, some, phones)


def require_within(view: RosterView, wanted: Wanted) -> None:
    """Raises Invalid for days outside the roster."""
    first, last = view.days[0].day, view.days[-1].day
    if not first <= wanted.since <= wanted.last <= last:
        raise Invalid(say("日期应在 {first} 到 {last} 之间，且先后不颠倒", first=first, last=last))


def of_people(view: RosterView, some: frozenset[str]) -> RosterView:
    """Without anybody else who stands beside them: nobody's phone is opened who is not printed."""
    crews = ((shift, tuple(seat for seat in shift.crew if seat.volunteer in some)) for shift in view.shifts)
    return replace(view, shifts=tuple(replace(shift, crew=crew) for shift, crew in crews if crew))


def _part(
    session: Session, who: Asker, view: RosterView, wanted: Wanted
) -> tuple[int, tuple[Post, ...], frozenset[str], Part]:
    """How many are asked for, the posts and people among them, and the shifts to read."""
    given = (session, who, view.code, view.version, wanted.which)
    if wanted.kind is Kind.CREWS:
        shifts = listed(*given, part=wanted.part, page=Page(1, MOST[wanted.kind]))
        return shifts.total, (), frozenset(), Part(shifts=frozenset(shifts.items))
    if wanted.kind is Kind.UNITS:
        some = frozenset(one.volunteer for one in people(*given, part=wanted.part) if one.count)
        return len(some), (), some, wanted.part.of(people=some)
    rows = posts(*given, part=wanted.part)
    points = frozenset(one.point for one in rows)
    return len(points), rows, frozenset(), wanted.part.of(points=points)


def opened_phones(
    session: Session, who: Asker, view: RosterView, wanted: Wanted, *, vault: Vault, now: datetime
) -> Mapping[str, str]:
    """By volunteer code the phones of everybody in `view`, as they are to be printed; the audit says which roster's
    were read in full. Raises Forbidden."""
    if wanted.phones is Phones.NONE:
        return {}
    known = phones_of(session, who, view, vault=vault, full=wanted.phones is Phones.FULL)
    if known.opened:
        told = {"version": view.version, "formats": [f"print-{wanted.kind.value}"], "phones": known.opened}
        note(session, who, "export", "roster", view.code, now=now, **told)
    return known.shown
