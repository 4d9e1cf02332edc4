"""Repairing 补岗: somebody cannot come, or more people are wanted; who steps in, with as few others moved as may be."""

from scheduler.services.memory import Memory
from scheduler.services.repairing.come_up import Absent, ComeUp, Resized
from scheduler.services.repairing.proposing import propose
from scheduler.services.repairing.taking import Taken, take
from scheduler.services.repairing.views import Change, Proposal, Seat, StandInView

__all__ = [
    "Absent",
    "Change",
    "ComeUp",
    "Memory",
    "Proposal",
    "Resized",
    "Seat",
    "StandInView",
    "Taken",
    "propose",
    "take",
]
