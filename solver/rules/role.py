"""Role: a crew has the holders it needs, a leader or a guide; somebody counts for every role they hold."""

from collections.abc import Iterator

from solver.board import Board
from solver.draft import Draft
from solver.kinds import Index, Numbers
from solver.problem import Problem
from solver.roster import Roster
from solver.rules.rule import Breach


class Role:
    """`amount` of a breach: holders of one role missing on a shift."""

    name = "role"

    def breaches(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        crews = roster.by_shift
        for shift in problem.shifts:
            for role, need in shift.roles.items():
                have = sum(role in problem.volunteer[who].roles for who in crews.get(shift.id, ()))
                if have < need:
                    price = problem.policy.role * problem.point[shift.point].priority
                    yield Breach(self.name, need - have, cost=price * (need - have), shifts=(shift.id,), role=role)

    def changes(self, board: Board, shift: int, who: Index) -> Numbers:
        town = board.town
        total = town.same(0, len(who))
        for role in town.needs[shift]:
            if board.missing(shift, role):
                total = total - town.numbers(town.holds(role)[who]) * town.number(town.role_price[shift])
        return total

    def encode(self, draft: Draft) -> None:
        town = draft.town
        for shift in draft.by_shift:
            for role in town.needs[shift]:
                missing = draft.fixed.missing(shift, role)
                holders = [literal for who, literal in draft.crews[shift] if role in town.roles[who]]
                if missing > 0 and holders:
                    most = min(missing, len(holders))
                    found = draft.count(most)
                    draft.cp.add(found <= sum(holders))
                    draft.charge(found, -town.role_price[shift], most=most)
