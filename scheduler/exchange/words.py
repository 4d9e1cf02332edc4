"""What people type into a cell: every parser takes the cell's value as it comes and refuses by Unreadable.

An empty cell is () or {} where many may stand, None for `yes_no` and `text`, and a refusal elsewhere: ask
`blank` first where a cell may stay empty.
"""

from scheduler.exchange.reading.dates import dated_span, day, moment, month_day
from scheduler.exchange.reading.numbers import metres, minutes, number, percent, whole, yes_no
from scheduler.exchange.reading.pasted import pasted
from scheduler.exchange.reading.people import code, codes, name, names, phone, roles, text
from scheduler.exchange.reading.places import coordinate, coordinate_system, path
from scheduler.exchange.reading.tidy import Unreadable, blank, tidy
from scheduler.exchange.reading.times import clock, spans
from scheduler.exchange.reading.weeks import availability, day_kinds, weekdays

__all__ = [
    "Unreadable",
    "availability",
    "blank",
    "clock",
    "code",
    "codes",
    "coordinate",
    "coordinate_system",
    "dated_span",
    "day",
    "day_kinds",
    "metres",
    "minutes",
    "moment",
    "month_day",
    "name",
    "names",
    "number",
    "pasted",
    "path",
    "percent",
    "phone",
    "roles",
    "spans",
    "text",
    "tidy",
    "weekdays",
    "whole",
    "yes_no",
]
