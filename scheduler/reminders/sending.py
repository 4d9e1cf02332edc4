"""Sending: what is due goes out over its channel, each message once, and every attempt is written down."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Event
from time import monotonic

from structlog import get_logger

from scheduler.errors import Misconfigured
from scheduler.language import say
from scheduler.notify.channel import Channel, Message, Undelivered
from scheduler.reminders.attempts import Attempt, deliveries, note, settle
from scheduler.reminders.claiming import Held, anything, begin, claim, postpone, release, take_due
from scheduler.reminders.turns import turn
from scheduler.settings import Settings
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.reminders import INBOX, Outcome, Reminder, ReminderState
from scheduler.store.vault import Vault

_ALL_AT_ONCE, _BATCH, _FEW = 2000, 500, 10
_PATIENCE = 120.0
"""Seconds that a batch stays in our hands: much less than what makes others think that we died."""


@dataclass(frozen=True, slots=True)
class Sender:
    """A process that sends: `by` is how rows name it, `stop` tells it to finish the message in hand and to go."""

    sessions: Sessions
    settings: Settings
    channels: Mapping[str, Channel]
    clock: Callable[[], datetime]
    by: str
    stop: Event

    @property
    def vault(self) -> Vault:
        return Vault(self.settings.keys)


def drain(sender: Sender, name: str) -> int:
    """Send over that channel until nothing is due or `stop` is set; gives how many attempts that were.

    A channel has one drain at a time: what we hold from one that broke off is settled first.
    """
    with reading(sender.sessions) as session:
        if not anything(session, name, by=sender.by, now=sender.clock()):
            return 0
    if name == INBOX:
        return _show(sender)
    with transaction(sender.sessions) as session:
        settle(session, sender.settings, sender.by, channel=name, now=sender.clock())
    made, vault = 0, sender.vault
    while not sender.stop.is_set():
        batch = _claimed(sender, sender.channels[name])
        if not batch:
            break
        made += _send(sender, sender.channels[name], batch, vault)
    return made


def _show(sender: Sender) -> int:
    """The inbox needs no sending: what is due is shown from now on."""
    made = 0
    while not sender.stop.is_set():
        now = sender.clock()
        shown = {"state": ReminderState.SENT, "tries": Reminder.tries + 1, "claimed_at": now, "claimed_by": sender.by}
        with transaction(sender.sessions) as session:
            taken = take_due(INBOX, now, _ALL_AT_ONCE).values(shown).returning(Reminder.id)
            ids = session.scalars(taken).all()
            deliveries(session, ((number, INBOX, now, Outcome.SENT, "") for number in ids))
        made += len(ids)
        if len(ids) < _ALL_AT_ONCE:
            break
    return made


def _claimed(sender: Sender, channel: Channel) -> list[Held]:
    # Where a message must not be sent twice, others should be able to go on with what a slow channel keeps waiting.
    most = _BATCH if channel.once else _FEW
    with transaction(sender.sessions) as session:
        return claim(session, channel.name, by=sender.by, now=sender.clock(), most=most)


def _send(sender: Sender, channel: Channel, batch: Sequence[Held], vault: Vault) -> int:
    """How many of the batch were handed over; the others are due again."""
    began, made, waiting = monotonic(), 0, []
    try:
        for held in batch:
            if sender.stop.is_set() or monotonic() - began > _PATIENCE:
                break
            if attempt := _attempt(sender, channel, held, vault):
                made += 1
                waiting.append(attempt)
                # Where sending twice does no harm, a batch is noted at once: what a crash forgets is sent again.
                if not channel.once:
                    _note(sender, channel, waiting)
    finally:
        _note(sender, channel, waiting, last=True)
    return made


def _note(sender: Sender, channel: Channel, waiting: list[Attempt], *, last: bool = False) -> None:
    """Write down what was attempted; with the last of a batch, give back what was not."""
    with transaction(sender.sessions) as session:
        if waiting:
            note(session, sender.settings, channel.name, waiting, by=sender.by)
        if last:
            release(session, by=sender.by, channel=channel.name)
    waiting.clear()


def _attempt(sender: Sender, channel: Channel, held: Held, vault: Vault) -> Attempt | None:
    """Hand one over; None when it is too late by now, not its turn yet, or not ours any more."""
    now = sender.clock()
    if held.expires_at is not None and held.expires_at <= now:
        return None
    try:
        to = vault.open(held.sealed) if held.sealed else None
    except Misconfigured as fault:
        return Attempt(held, now, fault=Undelivered(str(fault)))
    if not channel.once and not _begun(sender, channel, held, to, now=now):
        return None
    try:
        return Attempt(held, now, channel.send(Message(held.key, held.title, held.body, held.kind, to)))
    except Undelivered as fault:
        return Attempt(held, now, fault=fault)
    except Misconfigured as fault:
        return Attempt(held, now, fault=Undelivered(str(fault)))
    except Exception as fault:
        # A message that a channel stumbles over must not hold up those behind it.
        get_logger().error("channel_fault", channel=channel.name, reminder=held.id, exc_info=fault)
        return Attempt(held, now, fault=Undelivered(say("程序出错：{kind}", kind=type(fault).__name__)))


def _begun(sender: Sender, channel: Channel, held: Held, to: str | None, *, now: datetime) -> bool:
    """Whether it is to be handed over now: it is ours, and its turn, which all processes keep together."""
    with transaction(sender.sessions) as session:
        if not begin(session, held.id, by=sender.by, now=now):
            return False
        at = turn(session, to, channel.rates, held.key, now=now) if to and channel.rates else now
        if at > now:
            postpone(session, held.id, by=sender.by, until=at)
        return at <= now
