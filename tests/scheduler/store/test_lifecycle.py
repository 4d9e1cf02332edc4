"""A row goes only where its life cycle allows, once, and every step is logged."""

from itertools import pairwise

import pytest
from sqlalchemy import select, update

from scheduler.errors import Conflict
from scheduler.store.absences import AbsenceState
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.duties import DutyState
from scheduler.store.lifecycle import NAMES, NEXT, named, step
from scheduler.store.moves import Move
from scheduler.store.reminders import ReminderState
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.runs import RunState
from tests.scheduler.rows import FIRST, NOW, a_duty, a_point, a_roster, a_shift, a_unit, a_user, a_volunteer

STATES = {
    "roster": RosterState,
    "duty": DutyState,
    "absence": AbsenceState,
    "run": RunState,
    "allotment": RunState,
    "reminder": ReminderState,
}


@pytest.mark.parametrize("noun", STATES)
def test_every_state_has_its_line_and_its_name(noun: str) -> None:
    assert set(NEXT[noun]) == set(NAMES[noun]) == set(STATES[noun])


@pytest.mark.parametrize(
    ("noun", "path"),
    [
        pytest.param("roster", "draft queued solving solved published archived", id="a roster"),
        pytest.param("duty", "assigned confirmed served", id="a duty done"),
        pytest.param("duty", "assigned declined", id="a duty declined"),
        pytest.param("duty", "assigned seeking handed_over", id="a duty handed over"),
        pytest.param("duty", "confirmed absent", id="a duty missed"),
        pytest.param("duty", "confirmed excused", id="a duty excused"),
        pytest.param("absence", "asked approved", id="an absence approved"),
        pytest.param("absence", "asked refused", id="an absence refused"),
        pytest.param("absence", "asked withdrawn", id="an absence withdrawn"),
        pytest.param("run", "queued running done", id="a run done"),
        pytest.param("run", "running failed", id="a run failed"),
        pytest.param("run", "running cancelled", id="a run cancelled"),
        pytest.param("reminder", "due claimed sent", id="a reminder sent"),
        pytest.param("reminder", "claimed failed due", id="a reminder due again"),
        pytest.param("reminder", "failed dead", id="a reminder given up"),
    ],
)
def test_the_paths_of_the_design_can_be_gone(noun: str, path: str) -> None:
    states = path.split()

    assert all(after in NEXT[noun][STATES[noun](before)] for before, after in pairwise(states))


@pytest.mark.parametrize(
    ("noun", "end"),
    [
        ("roster", "archived"),
        ("duty", "handed_over"),
        ("duty", "declined"),
        ("absence", "refused"),
        ("run", "done"),
        ("run", "failed"),
        ("run", "cancelled"),
        ("reminder", "sent"),
        ("reminder", "expired"),
    ],
)
def test_an_end_is_an_end(noun: str, end: str) -> None:
    assert NEXT[noun][STATES[noun](end)] == frozenset()


@pytest.mark.parametrize("noun", STATES)
def test_every_state_can_be_reached_from_the_first(noun: str) -> None:
    reached, open_ = set(), [next(iter(STATES[noun]))]
    while open_:
        state = open_.pop()
        reached.add(state)
        open_ += NEXT[noun][state] - reached

    assert reached == set(STATES[noun])


def test_a_step_changes_the_state_and_says_who_when_and_why(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        roster, user = a_roster(session), a_user(session)
        step(session, roster, RosterState.QUEUED, by=user.id, at=NOW, why="下月排班")

    with reading(sessions) as session:
        assert session.scalar(select(Roster.state)) == RosterState.QUEUED
        move = session.scalars(select(Move)).one()
    assert (move.noun, move.row_id, move.before, move.after) == ("roster", roster.id, "draft", "queued")
    assert (move.by_user, move.at, move.why) == (user.id, NOW, "下月排班")


def test_a_step_takes_the_other_changes_of_the_row_along(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        shift = a_shift(session, a_roster(session), a_point(session))
        duty = a_duty(session, shift, a_volunteer(session, a_unit(session)))
        duty.locked = True
        step(session, duty, DutyState.CONFIRMED, by=None, at=NOW, why="")
        duty.removed_in = 2

    assert (duty.locked, duty.state, duty.removed_in) == (True, DutyState.CONFIRMED, 2)


def test_a_row_just_made_can_take_its_first_step(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        roster = Roster(code="r1", name="十二月", start=FIRST, days=28, created_at=NOW)
        session.add(roster)
        step(session, roster, RosterState.QUEUED, by=None, at=NOW, why="")

    with reading(sessions) as session:
        assert session.scalars(select(Move.row_id)).all() == [roster.id]


def test_a_step_that_the_table_lacks_is_refused_in_words(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        roster = a_roster(session)

        with pytest.raises(Conflict, match="不能从「草稿」变为「已发布」"):
            step(session, roster, RosterState.PUBLISHED, by=None, at=NOW, why="")

    with reading(sessions) as session:
        assert session.scalar(select(Roster.state)) == RosterState.DRAFT
        assert session.scalars(select(Move)).all() == []


def test_whoever_comes_second_is_told_so(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        roster = a_roster(session)
        faster = update(Roster).values(state=RosterState.ARCHIVED)
        session.execute(faster.execution_options(synchronize_session=False))

        with pytest.raises(Conflict, match="现在不再是「草稿」"):
            step(session, roster, RosterState.QUEUED, by=None, at=NOW, why="")

    with reading(sessions) as session:
        assert session.scalar(select(Roster.state)) == RosterState.ARCHIVED


def test_states_have_english_names_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDVEST_LANGUAGE", "en")

    names = {named(noun, state) for noun, states in STATES.items() for state in states}

    assert all(name.isascii() for name in names)
    assert named("duty", DutyState.HANDED_OVER) == "handed over"
