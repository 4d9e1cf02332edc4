"""The personal links of a unit as a sheet to hand round, phones masked."""

from datetime import datetime

from sqlalchemy.orm import Session

from scheduler.clock import today
from scheduler.exchange.link_sheet import LinkRow, link_sheet
from scheduler.language import say
from scheduler.services import links
from scheduler.services.access import Asker
from scheduler.store.vault import Vault, masked


def make(
    session: Session,
    who: Asker,
    unit: str,
    *,
    base: str,
    vault: Vault,
    days: int = links.DAYS,
    only_missing: bool = False,
    now: datetime,
) -> tuple[bytes, int]:
    """An .xlsx with a new link for each, `base` before its path, and how many; see `links.make_for_unit`."""
    made = links.make_for_unit(session, who, unit, days=days, only_missing=only_missing, now=now)
    rows = [
        LinkRow(
            one.unit,
            one.name,
            masked(vault.open(one.phone_sealed)) if one.phone_sealed else "",
            base + one.path,
            today(one.expires_at),
        )
        for one in made
    ]
    return link_sheet(say("个人链接（{unit}）", unit=unit), rows, made=now), len(rows)
