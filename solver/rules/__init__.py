"""The rules of problem-format, the only list of them; everything that loops over rules loops over these.

Rules never import one another. The order of the hard rules is the order in which `why` asks them.
"""

from solver.rules.away import Away
from solver.rules.barred import Barred
from solver.rules.caps import Caps
from solver.rules.continuity import Continuity
from solver.rules.fairness import Fairness
from solver.rules.headcount import Headcount
from solver.rules.office import Office
from solver.rules.overlap import Overlap
from solver.rules.pinned import Pinned
from solver.rules.published import Added, Dropped
from solver.rules.reach import Reach
from solver.rules.rest import Rest
from solver.rules.role import Role
from solver.rules.rule import DutyCost, DutyRule, RosterCost, RosterRule, Rule, Sieve
from solver.rules.support import Support
from solver.rules.travel import Travel
from solver.rules.vacancy import Vacancy
from solver.rules.wish import Wish

DUTY_RULES: tuple[DutyRule, ...] = (Barred(), Reach(), Away())
CAPS = Caps()
ROSTER_RULES: tuple[RosterRule, ...] = (Headcount(), Overlap(), Rest(), CAPS, Office())
SIEVES: tuple[Sieve, ...] = (CAPS,)
DUTY_COSTS: tuple[DutyCost, ...] = (Support(), Travel(), Wish(), Continuity(), Dropped(), Added())
ROSTER_COSTS: tuple[RosterCost, ...] = (Vacancy(), Role(), Fairness())

HARD: tuple[Rule, ...] = (*DUTY_RULES, *ROSTER_RULES, Pinned())
SOFT: tuple[Rule, ...] = (*ROSTER_COSTS, *DUTY_COSTS)
RULES: tuple[Rule, ...] = (*HARD, *SOFT)
