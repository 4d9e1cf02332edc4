"""Keeping a roster: the difference to what stands, as a new version with its change set."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from scheduler.errors import Conflict
from scheduler.language import say
from scheduler.store.changes import Action, Change, ChangeKind, ChangeSet
from scheduler.store.duties import Duty as Row
from scheduler.store.duties import duties_in
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift
from scheduler.store.snapshot.others import NOT_DONE
from scheduler.store.volunteers import Volunteer
from solver import problem as asked

Pair = tuple[int, int]
"""Shift id and volunteer id."""

_FEW = 500


@dataclass(frozen=True, slots=True)
class Said:
    """Of what kind a new version is, who made it when and why, and what the judge said of it.

    Those of its duties in `lock` are locked, those in `unlock` are not, all others stay as they are.
    """

    kind: ChangeKind
    by: int | None
    at: datetime
    reason: str = ""
    override: bool = False
    costs: Mapping[str, int] | None = None
    bound: int | None = None
    run: int | None = None
    lock: frozenset[asked.Duty] = frozenset()
    unlock: frozenset[asked.Duty] = frozenset()


def duties_of(session: Session, roster: Roster, version: int | None = None) -> frozenset[asked.Duty]:
    """What the roster is made of in that version, None for the newest, in codes."""
    version = roster.version if version is None else version
    return duties_where(session, roster, duties_in(roster.id, version), Row.state.not_in(NOT_DONE))


def duties_where(session: Session, roster: Roster, *conditions: ColumnElement[bool]) -> frozenset[asked.Duty]:
    """The roster's duties under those conditions, in codes."""
    wanted = (
        select(Shift.code, Volunteer.code)
        .select_from(Row)
        .join(Shift, Shift.id == Row.shift_id)
        .join(Volunteer, Volunteer.id == Row.volunteer_id)
        .where(Row.roster_id == roster.id, *conditions)
    )
    return frozenset(map(asked.Duty._make, session.execute(wanted)))


def keep(session: Session, roster: Roster, duties: Iterable[asked.Duty], said: Said) -> ChangeSet:
    """Make `duties`, in codes of the roster's, its newest version: only the difference is written.

    Raises Conflict when somebody made that version meanwhile.
    """
    after, before = frozenset(duties), duties_of(session, roster)
    gone, come = before - after, after - before
    standing = standing_rows(session, roster, gone | come)
    version = next_version(session, roster)
    # Somebody who declined still stands in the rows; asked again, they stand anew.
    for duty in gone | (come & standing.keys()):
        standing[duty].removed_in = version
    session.flush()
    pairs = _numbers(session, roster, come) | {duty: _pair(standing[duty]) for duty in gone}
    if come:
        given = {"roster_id": roster.id, "added_in": version, "locked": False}
        session.execute(insert(Row), [{**given, **_columns(pairs[duty])} for duty in sorted(come)])
    freed = [duty for duty in gone if standing[duty].locked]
    marked = standing_rows(session, roster, (said.lock | said.unlock) & after)
    changes: list[tuple[Action, Collection[asked.Duty]]] = [
        (Action.UNLOCK, freed),
        (Action.REMOVE, gone),
        (Action.ADD, come),
        (Action.LOCK, _mark(marked, said.lock, locked=True)),
        (Action.UNLOCK, _mark(marked, said.unlock, locked=False)),
    ]
    pairs |= {duty: _pair(row) for duty, row in marked.items()}
    told = [(action, pairs[duty]) for action, several in changes for duty in sorted(several)]
    return note(session, roster, told, said)


def standing_rows(session: Session, roster: Roster, duties: Collection[asked.Duty]) -> dict[asked.Duty, Row]:
    """The rows of those duties that the newest version has, by duty in codes; also where people declined."""
    wanted = select(Shift.code, Volunteer.code, Row).select_from(Row).join(Shift, Shift.id == Row.shift_id)
    wanted = wanted.join(Volunteer, Volunteer.id == Row.volunteer_id)
    wanted = wanted.where(Row.roster_id == roster.id, Row.removed_in.is_(None))
    shifts = {duty.shift for duty in duties}
    # What a hand changes is a few duties of tens of thousands; what a solve changes is most of them.
    rows = session.execute(wanted.where(Shift.code.in_(shifts)) if len(shifts) <= _FEW else wanted)
    found = {asked.Duty(shift, volunteer): row for shift, volunteer, row in rows}
    return {duty: found[duty] for duty in duties if duty in found}


def _mark(standing: Mapping[asked.Duty, Row], duties: Iterable[asked.Duty], *, locked: bool) -> list[asked.Duty]:
    """Lock or unlock those of the duties that stand and are not so yet, and say which those were."""
    changed = [duty for duty in duties if duty in standing and standing[duty].locked is not locked]
    for duty in changed:
        standing[duty].locked = locked
    return changed


def next_version(session: Session, roster: Roster) -> int:
    """Number the roster's next version, once for whoever asks first. Raises Conflict for the others."""
    session.flush()
    claim = update(Roster).where(Roster.id == roster.id, Roster.version == roster.version)
    claim = claim.values(version=roster.version + 1).returning(Roster.version)
    won = session.scalar(claim.execution_options(synchronize_session=False))
    if won is None:
        raise Conflict(say("排班表 {code} 刚才已被改动，请刷新后再试", code=roster.code))
    set_committed_value(roster, "version", won)
    return won


def note(session: Session, roster: Roster, changes: Iterable[tuple[Action, Pair]], said: Said) -> ChangeSet:
    """The change set of the version that was just numbered."""
    entry = ChangeSet(
        roster_id=roster.id,
        version=roster.version,
        kind=said.kind,
        by_user=said.by,
        at=said.at,
        reason=said.reason,
        override=said.override,
        cost=sum(said.costs.values()) if said.costs is not None else None,
        bound=said.bound,
        costs=dict(said.costs) if said.costs is not None else None,
        run_id=said.run,
    )
    session.add(entry)
    session.flush()
    rows = [{"change_set_id": entry.id, "action": action, **_columns(pair)} for action, pair in changes]
    if rows:
        session.execute(insert(Change), rows)
    return entry


def _numbers(session: Session, roster: Roster, duties: Collection[asked.Duty]) -> dict[asked.Duty, Pair]:
    """Row ids of duties in codes."""
    if not duties:
        return {}
    shifts_asked, people_asked = (
        select(Shift.code, Shift.id).where(Shift.roster_id == roster.id),
        select(Volunteer.code, Volunteer.id),
    )
    if len(duties) <= _FEW:
        shifts_asked = shifts_asked.where(Shift.code.in_({duty.shift for duty in duties}))
        people_asked = people_asked.where(Volunteer.code.in_({duty.volunteer for duty in duties}))
    shifts, people = dict(session.execute(shifts_asked).all()), dict(session.execute(people_asked).all())
    return {duty: (shifts[duty.shift], people[duty.volunteer]) for duty in duties}


def _pair(row: Row) -> Pair:
    return row.shift_id, row.volunteer_id


def _columns(pair: Pair) -> dict[str, int]:
    return {"shift_id": pair[0], "volunteer_id": pair[1]}
