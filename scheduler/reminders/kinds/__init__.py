"""The kinds of reminders, one file each; listed here and nowhere else."""

from scheduler.reminders.kind import Kind
from scheduler.reminders.kinds.alarms import ALARMS
from scheduler.reminders.kinds.groups import GROUPS
from scheduler.reminders.kinds.inspection import INSPECTION
from scheduler.reminders.kinds.soon import SOON
from scheduler.reminders.kinds.tomorrow import TOMORROW
from scheduler.reminders.kinds.vacancies import VACANCIES

BY_ROSTER: tuple[Kind, ...] = (TOMORROW, GROUPS, SOON, VACANCIES, INSPECTION)
"""Those that follow from published rosters, and so can be foretold."""

KINDS: tuple[Kind, ...] = (*BY_ROSTER, ALARMS)

__all__ = ["ALARMS", "BY_ROSTER", "GROUPS", "INSPECTION", "KINDS", "SOON", "TOMORROW", "VACANCIES"]
