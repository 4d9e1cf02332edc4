"""What the tables of the rules ask: the amounts of a rule's breaches, its cost, and what stops one more duty."""

from solver.arrays import Town
from solver.board import Board
from solver.judge import hard_breaches, judge, soft_breaches
from solver.roster import Roster
from solver.rules import DUTY_RULES, ROSTER_RULES
from tests.solver import reference
from tests.solver.reference import Pair
from tests.solver.towns import problem_of


def amounts(rule: str, town: reference.Town, *duties: Pair) -> list[int]:
    """The amount of each breach of the rule, the smallest first."""
    problem, roster = problem_of(town), Roster.of(duties)
    breaches = [*hard_breaches(problem, roster), *soft_breaches(problem, roster)]
    return sorted(breach.amount for breach in breaches if breach.rule == rule)


def charged(rule: str, town: reference.Town, *duties: Pair) -> int:
    """What the rule adds to the cost of the roster."""
    return judge(problem_of(town), Roster.of(duties)).costs[rule]


def stopped_by(town: reference.Town, duty: Pair, *held: Pair) -> set[str]:
    """The hard rules that one more duty would newly break or worsen, beside those held."""
    packed = Town(problem_of(town))
    volunteer, shift = packed.volunteer_index[duty[1]], packed.shift_index[duty[0]]
    everybody = packed.everybody(shift)
    alone = everybody.only(everybody.who == volunteer)
    board = Board.of(packed, Roster.of(held))
    stops = {rule.name for rule in DUTY_RULES if rule.refuses(packed, alone)[0]}
    return stops | {rule.name for rule in ROSTER_RULES if rule.blocks(board, volunteer, shift)}
