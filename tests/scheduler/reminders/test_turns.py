"""All clock processes together speak to an address no oftener than it bears; what waits for its turn has not failed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

from scheduler.notify.rates import Rate
from scheduler.reminders.sending import drain
from scheduler.reminders.turns import turn
from scheduler.settings import Settings
from scheduler.store.database import Sessions, transaction
from scheduler.store.reminders import ReminderState
from tests.scheduler.reminders.spool import Spool, a_sender, delivered, outbox, reminders
from tests.scheduler.rows import NOW

HOOK = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1"
TWENTY = (Rate(20, 60),)
NEXT = NOW + timedelta(seconds=61)
"""A minute later, and the second that whole seconds may hide."""


def turns(sessions: Sessions, *keys: str, address: str = HOOK) -> list[datetime]:
    found = []
    for key in keys:
        with transaction(sessions) as session:
            found.append(turn(session, address, TWENTY, key, now=NOW))
    return found


def test_processes_that_come_at_once_share_the_rate(sessions: Sessions) -> None:
    together = Barrier(3)

    def one(name: str) -> list[datetime]:
        together.wait()
        return turns(sessions, *(f"{name}{n}" for n in range(10)))

    with ThreadPoolExecutor(3) as pool:
        given = [at for found in pool.map(one, "abc") for at in found]

    assert sorted(given) == [NOW] * 20 + [NEXT] * 10


def test_addresses_do_not_share_a_rate_and_a_secret_is_no_other_address(sessions: Sessions) -> None:
    turns(sessions, *(f"k{n}" for n in range(20)))

    assert turns(sessions, "more", address=f"{HOOK}0") == [NOW]
    assert turns(sessions, "more", address=f"{HOOK}#SEC1") == [NEXT]


def test_what_has_to_wait_is_due_later_and_was_not_tried(sessions: Sessions, settings: Settings) -> None:
    outbox(sessions, 25)
    spool = Spool(rates=TWENTY)

    made = drain(a_sender(sessions, settings, spool), "wecom")
    early = drain(a_sender(sessions, settings, spool, by="host:2:other"), "wecom")
    waiting = [one for one in reminders(sessions) if one.state is ReminderState.DUE]
    late = drain(a_sender(sessions, settings, spool, now=NEXT), "wecom")

    assert (made, early, late, len(spool.sent)) == (20, 0, 5, 25)
    assert {(one.due_at, one.tries, one.claimed_by) for one in waiting} == {(NEXT, 0, None)}
    assert delivered(sessions) == [("sent", "ok")] * 25
