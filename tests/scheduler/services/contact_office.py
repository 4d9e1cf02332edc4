"""A unit's office, by whose people contacts are looked after."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from scheduler.services import contacts
from scheduler.services.access import Asker
from scheduler.services.contact_views import ContactFilter, ContactView, page
from scheduler.services.contacts import ContactChange, NewContact
from scheduler.services.paging import Page
from scheduler.settings import Settings
from scheduler.store.units import Unit
from scheduler.store.vault import Vault
from tests.scheduler.rows import NOW

WECOM = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0-0ec2sifa1b2"
GROUP = NewContact("wecom", "住建局群", WECOM, unit="u1")
MAILBOX = NewContact("email", "邮箱", "li@example.cn")


@dataclass(frozen=True)
class Office:
    """A unit, who plans it, and what a use-case is given."""

    session: Session
    unit: Unit
    wang: Asker
    vault: Vault
    settings: Settings

    def add(self, who: Asker, asked: NewContact) -> ContactView:
        return contacts.add(self.session, who, asked, vault=self.vault, settings=self.settings, now=NOW)

    def change(self, who: Asker, number: int, **to: object) -> ContactView:
        wanted = ContactChange(**to)  # type: ignore[arg-type]
        return contacts.change(self.session, who, number, wanted, vault=self.vault, settings=self.settings, now=NOW)

    def seen(self, who: Asker, **which: object) -> list[str]:
        wanted = ContactFilter(**which)  # type: ignore[arg-type]
        return [found.name for found in page(self.session, who, Page(), wanted, vault=self.vault).items]
