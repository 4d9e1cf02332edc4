"""The rows: what the town has stored, one file per noun. Knows no use-case, no file format, no web.

Importing any of them makes all of them known, because rows refer to one another by the name of their table.
"""

from scheduler.store import (  # noqa: F401 (imported to be known)
    absences,
    allotments,
    audit,
    boundaries,
    calendar,
    changes,
    contacts,
    credentials,
    duties,
    grids,
    headings,
    moves,
    patterns,
    points,
    reminders,
    rosters,
    runs,
    send_lines,
    shifts,
    slots,
    stewardship,
    teams,
    units,
    uploads,
    users,
    volunteers,
)
