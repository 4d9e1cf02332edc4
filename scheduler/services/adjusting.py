"""Adjusting by hand: judged before it is made, refused where it breaks a hard rule without a reason, undone again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce

from sqlalchemy.orm import Session

from scheduler.errors import Invalid
from scheduler.language import say
from scheduler.services import judging
from scheduler.services.access import Asker, Right
from scheduler.services.audit import note
from scheduler.services.edits import Duties, Edit, applied
from scheduler.services.history import changed_meanwhile
from scheduler.services.judging import Judged, Verdict, remembered
from scheduler.services.rosters import editable, find
from scheduler.store.changes import ChangeKind
from scheduler.store.lifecycle import step
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.snapshot.keeping import Said, keep


@dataclass(frozen=True, slots=True)
class Adjusted:
    """The version that a change made, and what the judge said of it."""

    version: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Wanted:
    """The duties a roster should have, which of them are to be locked or unlocked, and why: `override` is the reason
    to go against hard rules, "" for none."""

    after: Duties
    lock: Duties = frozenset()
    unlock: Duties = frozenset()
    override: str = ""
    reason: str = ""


def verdict(session: Session, who: Asker, code: str, *edits: Edit) -> Verdict:
    """What the edits together would newly break and cost. Raises NotFound, and Invalid for one that cannot be made."""
    found = remembered(session, find(session, who, code))
    return judging.verdict(found, _all_applied(found, edits))


def adjust(
    session: Session,
    who: Asker,
    code: str,
    *edits: Edit,
    override: str = "",
    reason: str = "",
    expected: int | None = None,
    now: datetime,
) -> Adjusted:
    """Make the edits, one after the other, as one new version; `expected` may name the version they were thought up on.

    Raises NotFound, Forbidden; Conflict when that is not the newest version any more, saying who changed what; Invalid
    for an edit that cannot be made, or, naming each, for hard rules newly broken without `override`, the reason
    why it is made all the same. What breaks the rule is then locked, or the next solve would mend it.
    """
    roster = editable_at(session, who, code, expected)
    found = remembered(session, roster)
    wanted = Wanted(_all_applied(found, edits), override=override, reason=reason)
    if wanted.after == found.duties:
        return Adjusted(roster.version, judging.verdict(found, found.duties))
    return change(session, who, found, wanted, now=now)


def _all_applied(found: Judged, edits: Iterable[Edit]) -> Duties:
    return reduce(lambda duties, edit: applied(edit, duties, found.speaker), edits, found.duties)


def change(
    session: Session,
    who: Asker,
    found: Judged,
    wanted: Wanted,
    *,
    kind: ChangeKind = ChangeKind.ADJUST,
    now: datetime,
) -> Adjusted:
    """Make what is wanted the newest version of a judged roster. Raises Invalid, as `adjust` does."""
    roster, told = found.roster, judging.verdict(found, wanted.after)
    broken = bool(told.faults)
    if broken and not wanted.override:
        advice = say("这样改会违反 {count} 条硬性规则；确需如此请写明理由", count=len(told.faults))
        raise Invalid(advice, told.faults)
    why = wanted.override if broken else wanted.reason
    lock = wanted.lock | told.agreed
    said = Said(kind, who.user_id, now, why, override=broken, costs=told.costs, lock=lock, unlock=wanted.unlock)
    entry = keep(session, roster, wanted.after, said)
    if roster.state is RosterState.DRAFT:
        step(session, roster, RosterState.SOLVED, by=who.user_id, at=now, why=say("手工排班"))
    detail = {"version": entry.version, "override": why if broken else None, "breaches": list(told.breaches)}
    note(session, who, kind.value, "roster", roster.code, now=now, **detail)
    return Adjusted(entry.version, told)


def editable_at(session: Session, who: Asker, code: str, expected: int | None) -> Roster:
    """The roster, to be changed from that version on. Raises NotFound, Forbidden, Conflict, as `adjust` does."""
    roster = find(session, who, code, right=Right.PLAN)
    editable(roster)
    if expected is not None and expected != roster.version:
        raise changed_meanwhile(session, roster, expected)
    return roster
