"""What somebody chose to print: points, units and days, and whether phones are wanted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from api.pages import forms
from scheduler.errors import Invalid
from scheduler.language import say
from scheduler.services.board.narrowing import Narrowing
from scheduler.services.exporting.paper import Kind, Phones, Wanted
from scheduler.services.overview import Standing

_NAMES: Mapping[Kind, tuple[str, ...]] = {
    Kind.POINTS: ("unit", "grid", "kind", "point"),
    Kind.UNITS: ("unit",),
    Kind.CREWS: ("unit", "grid", "kind", "point"),
}
_FEW = 40
"""Points of a roster that is shown without anything chosen: a street's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the form holds; None for a day nobody wrote. `alone`: each crew on a page of its own."""

    kind: Kind
    which: Narrowing
    since: date | None
    last: date | None
    version: int | None
    phones: Phones
    alone: bool

    @classmethod
    def of(cls, kind: Kind, query: Mapping[str, str]) -> "Asked":
        """Raises Invalid."""
        phones = query.get("phones", Phones.NONE.value)
        if phones not in list(Phones):
            raise Invalid(say("没有这种选项：{value}", value=phones[:20]))
        return cls(
            kind=kind,
            which=Narrowing(**{name: forms.text(query, name, 60) for name in _NAMES[kind]}, vacant=False),
            since=forms.day(query, "since") if query.get("since") else None,
            last=forms.day(query, "last") if query.get("last") else None,
            version=forms.optional_whole(query, "version"),
            phones=Phones(phones),
            alone=query.get("alone") == "1",
        )

    def within(self, stands: Standing, today: date) -> "Asked":
        """With days where none were written: all of the roster's; of crews one, today or the first."""
        first, last = stands.roster.start, stands.last
        if self.kind is Kind.CREWS:
            day = today if first <= today <= last else first
            first = last = self.since or self.last or day
        return replace(self, since=self.since or first, last=self.last or last)

    def ready(self, *, points: int) -> bool:
        """Whether enough was chosen to lay something out, of a roster with so many points."""
        return points <= _FEW or self.which.any or self.kind is Kind.CREWS

    def wanted(self, stands: Standing) -> Wanted:
        """The same as the use-case asks it."""
        since, last = self.since or stands.roster.start, self.last or stands.last
        return Wanted(
            kind=self.kind, which=self.which, since=since, last=last, version=self.version, phones=self.phones
        )
