"""Mending one shift by hand: one leaves, another comes, or both; those concerned are told at once where all else is."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Invalid
from scheduler.language import say
from scheduler.services import publishing
from scheduler.services.access import Asker, Right
from scheduler.services.adjusting import adjust
from scheduler.services.edits import Add, Edit, Remove
from scheduler.services.naming import volunteer_called
from scheduler.services.rosters import editable, find
from scheduler.settings import Settings


@dataclass(frozen=True, slots=True)
class Mend:
    """Who leaves the `shift`, by code, and who comes to it, by code or name; "" for nobody. `reason` is why, `override`
    the reason to go against hard rules, `expected` the version that it was thought up on."""

    shift: str
    out: str
    into: str
    expected: int
    reason: str = ""
    override: str = ""


@dataclass(frozen=True, slots=True)
class Mended:
    """The newest version by now, and how many were told; `waiting_text` says who of them hears of it later. None told:
    it is to be published with whatever else was changed."""

    version: int
    told: int | None
    waiting_text: str = ""


def mendable(session: Session, who: Asker, code: str, version: int) -> bool:
    """Whether the asker may change that version by hand: the newest, of a roster they plan, while nobody solves it."""
    roster = find(session, who, code)
    if version != roster.version or not who.may(Right.PLAN, unit=roster.unit_id, grid=roster.grid_id):
        return False
    try:
        editable(roster)
    except Conflict:
        return False
    return True


def mend(session: Session, who: Asker, code: str, asked: Mend, *, settings: Settings, now: datetime) -> Mended:
    """Make the change as a new version, and publish it where people had been told of all that was before.

    Raises what `adjust` and `publish` raise: rules that were broken before are nobody's doing now, but publishing them
    again is accounted for with the coordinator's own reason. Invalid where nobody leaves and nobody comes.
    """
    roster = find(session, who, code, right=Right.PLAN)
    all_told = roster.published_version is not None and roster.published_version == roster.version
    edits: list[Edit] = [Remove(asked.shift, asked.out)] if asked.out else []
    if asked.into:
        edits.append(Add(asked.shift, volunteer_called(session, who, code, asked.into)))
    if not edits:
        raise Invalid(say("请选择由谁来"))
    reason = asked.reason or asked.override
    made = adjust(session, who, code, *edits, reason=reason, override=asked.override, expected=asked.expected, now=now)
    if not all_told:
        return Mended(made.version, None)
    done = publishing.publish(session, who, code, reason=reason, settings=settings, now=now)
    return Mended(done.version, len(done.messages), done.waiting_text)
