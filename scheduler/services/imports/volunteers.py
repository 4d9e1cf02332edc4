"""Volunteers of the file against those of the town, each with the teams, roles, places and times that hang on them.

A file may name teams that are new; who enters one person by hand chooses among those there are.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from scheduler.exchange.origin import Origin
from scheduler.exchange.records import VolunteerRecord
from scheduler.exchange.references import Directory
from scheduler.exchange.words import Unreadable
from scheduler.language import say
from scheduler.services.imports.findings import Face, Findings, Item
from scheduler.services.imports.naming import listing, outside, resolved
from scheduler.services.imports.people import PLAIN
from scheduler.services.imports.teams import Teams
from scheduler.services.imports.town import Rows, Town
from scheduler.store.vault import Vault

BLANK: Face = {
    **dict.fromkeys(PLAIN),
    "party_member": False,
    "kind": "ordinary",
    **dict.fromkeys(("places", "availability", "teams", "roles", "usual"), ()),
}
_AS_TYPED = tuple(field for field in PLAIN if field not in {"name", "phone_index"})
_YOUNGEST, _OF_AGE = 16, 18


class Volunteers:
    """Compares one by one; what people, units and points are called must be settled before."""

    def __init__(self, town: Town, findings: Findings, people: Rows[str], *, vault: Vault, year: int) -> None:
        self._town, self._findings, self._people = town, findings, people
        self._vault, self._year = vault, year
        self._teams = Teams(town, findings)
        self._roles = Directory("岗位", [(code, face["name"]) for code, face in town.roles.faces.items()])
        self._namesakes: dict[tuple[str, str], list[str]] = defaultdict(list)
        for code in people.mine:
            self._namesakes[people.faces[code]["unit"], people.faces[code]["name"]].append(code)

    def compare(
        self, records: Iterable[VolunteerRecord], *, units: Directory, points: Directory
    ) -> dict[str, tuple[str, str]]:
        """Notes every volunteer; gives (name, unit code) by code of those in the file."""
        placed = list(self._placed(records, units))
        often = Counter((unit, record.name) for record, unit in placed)
        spoken: dict[str, tuple[str, str]] = {}
        for record, unit in placed:
            self._findings.tick()
            try:
                code = self._identify(record, unit, alone=often[unit, record.name] == 1)
            except Unreadable as unreadable:
                self._findings.refuse(record, "code" if record.coded else "name", record.name, unreadable.advice)
                continue
            if self._findings.claims("volunteer", code, record, "name"):
                spoken[code] = record.name, unit
                self._compare(record, code, {"unit": unit}, points)
        return spoken

    def _placed(self, records: Iterable[VolunteerRecord], units: Directory) -> Iterable[tuple[VolunteerRecord, str]]:
        for record in records:
            try:
                yield record, units.code_of(record.unit)
            except Unreadable as unreadable:
                self._findings.refuse(record, "unit", record.unit, unreadable.advice)

    def _identify(self, record: VolunteerRecord, unit: str, *, alone: bool) -> str:
        """The code of whom the record speaks of. Without a code of its own: who has the name in the unit.

        Of several the one with that phone. Raises Unreadable where that does not tell.
        """
        if record.coded or record.code in self._people.faces:
            if record.code in self._people.faces and record.code not in self._people.mine:
                raise Unreadable(outside())
            return record.code
        namesakes = self._namesakes.get((unit, record.name), [])
        index = self._vault.index(record.phone) if record.phone else None
        with_phone = [code for code in namesakes if index and self._people.faces[code]["phone_index"] == index]
        if len(with_phone) == 1:
            return with_phone[0]
        if not namesakes or (len(namesakes) == 1 and not alone):
            return record.code
        if len(namesakes) > 1:
            codes = "、".join(sorted(namesakes)[:5])
            raise Unreadable(say("单位里有几个人都叫这个名字，请填编号：{codes}", codes=codes))
        return namesakes[0]

    def _compare(self, record: VolunteerRecord, code: str, face: dict[str, object], points: Directory) -> None:
        if self._refuses(record, points, face):
            return
        face["name"] = record.name
        face |= {field: getattr(record, field) for field in _AS_TYPED if field in record.given}
        if "phone" in record.given:
            face["phone_index"] = self._vault.index(record.phone) if record.phone else None
        if "places" in record.given:
            face["places"] = self._places(record, code)
        if "availability" in record.given:
            face["availability"] = tuple(sorted(record.availability))
        self._note(record, code, face)

    def _places(self, record: VolunteerRecord, code: str) -> tuple[tuple[str, float, float, str], ...]:
        """What the file says, and what the town has of the kinds that the file has no column for."""
        known = self._people.faces.get(code, {}).get("places", ())
        kept = [place for place in known if place[0] not in record.given]
        return tuple(sorted([*kept, *((one.kind, *one.at, one.came_in) for one in record.places)]))

    def _note(self, record: VolunteerRecord, code: str, face: Mapping[str, object]) -> None:
        existing = self._people.faces.get(code)
        if existing is not None:
            number = self._people.ids[code]
            item = Item("volunteer", code, record.name, face, row_id=number, phone=record.phone)
            self._findings.compare(item, existing)
        else:
            item = Item("volunteer", code, record.name, {**BLANK, **face}, phone=record.phone)
            self._findings.add(item)

    def _refuses(self, record: VolunteerRecord, points: Directory, face: dict[str, object]) -> bool:
        """Settles what the record refers to into `face`; whether something of it was refused."""
        column = "roles"
        try:
            if "roles" in record.given:
                face["roles"] = resolved(record.roles, self._roles)
            column = "usual"
            if "usual" in record.given:
                face["usual"] = resolved(record.usual, points)
            column = "teams"
            if "teams" in record.given:
                listed = isinstance(record.origin, Origin)
                face["teams"] = tuple(sorted({self._teams.code_of(name, may_add=listed) for name in record.teams}))
        except Unreadable as unreadable:
            advice = unreadable.advice
            if column == "roles":
                advice = say("没有这个岗位，可用的有：{names}", names=listing(self._town.roles))
            self._findings.refuse(record, column, "、".join(getattr(record, column)), advice)
            return True
        return self._too_young(record)

    def _too_young(self, record: VolunteerRecord) -> bool:
        age = None if record.birth_year is None else self._year - record.birth_year
        if age is not None and age < _YOUNGEST:
            advice = say("不满 {years} 岁，不能参加值守", years=_YOUNGEST)
            self._findings.refuse(record, "birth_year", record.birth_year, advice)
        elif age is not None and age < _OF_AGE and not record.guardian_note:
            advice = say("未满 {years} 岁，要写明监护人同意书的编号或日期", years=_OF_AGE)
            self._findings.refuse(record, "birth_year", record.birth_year, advice)
        else:
            return False
        return True
