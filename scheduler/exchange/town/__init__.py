"""The town's file: the six sheets and what a row of each says. `SHEETS` is the only list of them."""

from scheduler.exchange.town.absences import ABSENCES
from scheduler.exchange.town.column import Sheet
from scheduler.exchange.town.patterns import PATTERNS
from scheduler.exchange.town.points import POINTS
from scheduler.exchange.town.stewardship import STEWARDSHIPS
from scheduler.exchange.town.units import UNITS
from scheduler.exchange.town.volunteers import VOLUNTEERS

SHEETS: tuple[Sheet, ...] = (UNITS, POINTS, STEWARDSHIPS, VOLUNTEERS, ABSENCES, PATTERNS)
