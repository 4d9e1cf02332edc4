"""Lending 跨片支援: for a day, people of a grid who are free come to the shifts of another that are short of people."""

from scheduler.services.lending.asked import Lend
from scheduler.services.lending.grids import Ground, GroundDay, ground
from scheduler.services.lending.lent import lend
from scheduler.services.lending.proposing import Lending, Proposed, Want, propose
from scheduler.services.lending.telling import Effect

__all__ = ["Effect", "Ground", "GroundDay", "Lend", "Lending", "Proposed", "Want", "ground", "lend", "propose"]
