"""Caps: nobody serves more often in a day, a week or in all, or on more weekends, than they said."""

from collections import Counter
from collections.abc import Iterator, Sequence

from solver.board import Board
from solver.draft import Draft, Literal, Month
from solver.kinds import Index, Mask
from solver.problem import Problem
from solver.roster import Roster
from solver.rules.rule import Breach
from solver.sheet import Sheet


class Caps:
    """`amount` of a breach: duties (for `weekends`, different weekends) above the cap."""

    name = "caps"

    def breaches(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        for volunteer_id, month in roster.by_volunteer.items():
            caps = problem.volunteer[volunteer_id].caps
            shifts = [problem.shift[shift_id] for shift_id in month]
            counts = [(f"day {day}", n, caps.day) for day, n in Counter(s.day for s in shifts).items()]
            counts += [(f"week {week}", n, caps.week) for week, n in Counter(s.week for s in shifts).items()]
            weekends = {problem.weekend[s.day] for s in shifts if s.day in problem.weekend}
            counts += [("total", len(shifts), caps.total), ("weekends", len(weekends), caps.weekends)]
            for period, count, cap in counts:
                if cap is not None and count > cap:
                    yield Breach(self.name, count - cap, volunteer=volunteer_id, period=period)

    def blocks(self, board: Board, volunteer: int, shift: int) -> bool:
        town, month = board.town, board.months[volunteer]
        caps = town.caps[volunteer]
        if caps.total is not None and len(month) >= caps.total:
            return True
        day, week, weekend = town.day[shift], town.week[shift], town.weekend[shift]
        if caps.day is not None and sum(town.day[held] == day for held in month) >= caps.day:
            return True
        if caps.week is not None and sum(town.week[held] == week for held in month) >= caps.week:
            return True
        if caps.weekends is None or weekend is None:
            return False
        used = board.weekends(volunteer)
        return weekend not in used and len(used) >= caps.weekends

    def holds_back(self, board: Board, shift: int, who: Index) -> Mask:
        town = board.town
        full: Mask = board.in_all[who] >= town.most_in_all[who]
        full |= board.in_week[town.week[shift]][who] >= town.most_in_week[who]
        full |= board.in_day[town.day[shift]][who] >= town.most_in_day[who]
        return full

    def blocks_each(self, sheet: Sheet, shift: int, who: Index) -> Mask:
        full = self.holds_back(sheet.board, shift, who)
        weekend = sheet.town.weekend[shift]
        if weekend is not None:
            used = sheet.weekends[who]
            full |= ~used[:, weekend] & (used.sum(axis=1) >= sheet.most_weekends[who])
        return full

    def encode(self, draft: Draft) -> None:
        town = draft.town
        for volunteer, month in draft.by_volunteer.items():
            caps, held = town.caps[volunteer], draft.fixed.months[volunteer]
            for cap, bucket_of in ((caps.day, town.day), (caps.week, town.week), (caps.total, town.once)):
                if cap is None:
                    continue
                used = Counter(bucket_of[shift] for shift in held)
                for bucket, literals in _grouped(month, bucket_of).items():
                    draft.at_most(literals, cap - used[bucket])
            if caps.weekends is not None:
                _encode_weekends(draft, volunteer, month, cap=caps.weekends)


def _grouped(month: Month, bucket_of: Sequence[int | None]) -> dict[int, list[Literal]]:
    groups: dict[int, list[Literal]] = {}
    for shift, literal in month:
        if (bucket := bucket_of[shift]) is not None:
            groups.setdefault(bucket, []).append(literal)
    return groups


def _encode_weekends(draft: Draft, volunteer: int, month: Month, *, cap: int) -> None:
    used = draft.fixed.weekends(volunteer)
    groups = _grouped(month, draft.town.weekend)
    fresh = [literals for weekend, literals in groups.items() if weekend not in used]
    if len(fresh) > cap - len(used):
        draft.at_most([draft.any_of(literals) for literals in fresh], cap - len(used))
