"""Turns: all processes together speak to an address no oftener than it bears; a message's turn is in the database."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import cast

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from scheduler.notify.rates import Line, Rate
from scheduler.store.inserting import insert_new
from scheduler.store.send_lines import SendLine

_TABLE = cast(Table, SendLine.__table__)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def turn(session: Session, address: str, rates: Sequence[Rate], key: str, *, now: datetime) -> datetime:
    """When the message of that key may go to the address. Not later than `now`: it counts as gone. Later: that place is
    kept for it.

    The line before the address is held until the transaction ends: processes come to it one after the other.
    """
    digest = hashlib.sha256(address.partition("#")[0].encode()).hexdigest()
    insert_new(session, _TABLE, [{"address": digest, "spoken": [], "booked": {}}], unique=["address"])
    row = session.scalars(select(SendLine).where(SendLine.address == digest).with_for_update()).one()
    line = Line(list(row.spoken), dict(row.booked))
    # Clocks tell whole seconds: what lies one apart may lie much less.
    kept = [Rate(rate.count, rate.seconds + 1) for rate in rates]
    moment = line.turn(kept, key, now=now.timestamp())
    row.spoken, row.booked = line.spoken, line.booked
    session.flush()
    return _EPOCH + timedelta(seconds=moment)
