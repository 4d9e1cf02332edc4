"""What if, and what would help: the same roster with one thing other than it is, each tried, nothing kept."""

from scheduler.services.what_if.account import Account, Burdened, account
from scheduler.services.what_if.choices import Askable, Choices, askable, choices
from scheduler.services.what_if.comparing import Compared, compare
from scheduler.services.what_if.reliefs import Relief, reliefs
from scheduler.services.what_if.supposed import Supposed

__all__ = [
    "Account",
    "Askable",
    "Burdened",
    "Choices",
    "Compared",
    "Relief",
    "Supposed",
    "account",
    "askable",
    "choices",
    "compare",
    "reliefs",
]
