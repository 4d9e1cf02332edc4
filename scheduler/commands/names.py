"""What people type for shifts and people, as the town's codes, and those again as they are called."""

from sqlalchemy.orm import Session

from scheduler.services.access import Asker
from scheduler.services.naming import duty_called, shift_called, volunteer_called
from scheduler.services.rosters import find
from solver.problem import Duty


class Names:
    """What was typed, as codes, and what is called so."""

    def __init__(self, session: Session, who: Asker, roster: str) -> None:
        self._asked = session, who, roster

    def shift(self, text: str) -> str:
        return shift_called(*self._asked, text)

    def person(self, text: str) -> str:
        return volunteer_called(*self._asked, text)

    def duty(self, shift: str, person: str) -> Duty:
        return Duty(self.shift(shift), self.person(person))

    def said(self, duty: Duty) -> dict[str, str]:
        """Its {person} and its {shift}, for a sentence about it."""
        session, who, roster = self._asked
        return duty_called(session, find(session, who, roster), duty)
