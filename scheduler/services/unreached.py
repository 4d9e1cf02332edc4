"""Who is told something and cannot read it: nothing reaches their phone, and no way in is theirs."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import false, or_, select
from sqlalchemy.orm import Session

from scheduler.services.links import live
from scheduler.services.messages import Message
from scheduler.services.reaching import SMS
from scheduler.settings import Settings
from scheduler.store.credentials import Credential
from scheduler.store.users import User
from scheduler.store.volunteers import Volunteer


def unreached(session: Session, told: Iterable[Message], *, settings: Settings, now: datetime) -> int:
    """How many of those told have neither a personal link, nor an account, nor a phone where messages go to phones."""
    by_phone = Volunteer.phone_sealed.is_not(None) if SMS in settings.channels.on else false()
    by_link = select(Credential.id).where(Credential.volunteer_id == Volunteer.id, *live(now)).exists()
    by_account = select(User.id).where(User.volunteer_id == Volunteer.id, User.active).exists()
    reached = set(session.scalars(select(Volunteer.code).where(or_(by_phone, by_link, by_account))))
    return sum(message.volunteer not in reached for message in told)
