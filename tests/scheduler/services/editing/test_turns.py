"""Edits come one after another: the second looks at what the first has written."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.services.editing import take_turn
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.units import Unit
from tests.scheduler.rows import a_unit


def test_two_edits_at_once_both_count(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        a_unit(session, contact="")
    second_is_through = Event()

    def second() -> None:
        with transaction(sessions) as session:
            take_turn(session)
            _append(session, "二")
        second_is_through.set()

    with ThreadPoolExecutor() as pool:
        with transaction(sessions) as session:
            take_turn(session)
            waiting = pool.submit(second)
            _append(session, "一")
            assert not second_is_through.wait(0.1)
        waiting.result()

    with reading(sessions) as session:
        assert session.scalars(select(Unit.contact)).one() == "一二"


def _append(session: Session, text: str) -> None:
    row = session.scalars(select(Unit)).one()
    row.contact = f"{row.contact}{text}"
    session.flush()
