"""Pages for people: rendered here, one file a subject; a little JavaScript of our own where it helps."""

from flask import Flask
from flask_bootstrap import Bootstrap5

from api.pages import (
    absence,
    absences,
    board,
    boundaries,
    bulletin,
    cannot_come,
    charts,
    city,
    contacts,
    cover,
    entry,
    imports,
    inbox,
    leave,
    links,
    me,
    mending,
    printing,
    publication,
    records,
    relaxing,
    remembered,
    reminders,
    roster,
    roster_settings,
    rosters,
    runs,
    screen_files,
    secrets,
    showing,
    stewardship,
    stewardship_applying,
    stewardship_files,
    stewardship_plans,
    versions,
    what_if,
)

SUBJECTS = (
    entry,
    secrets,
    rosters,
    roster,
    board,
    cannot_come,
    mending,
    relaxing,
    runs,
    publication,
    versions,
    what_if,
    charts,
    printing,
    screen_files,
    roster_settings,
    absences,
    absence,
    city,
    stewardship,
    stewardship_plans,
    stewardship_applying,
    stewardship_files,
    boundaries,
    records,
    imports,
    remembered,
    reminders,
    links,
    contacts,
    cover,
    me,
    leave,
    inbox,
    bulletin,
)


def install(app: Flask) -> None:
    Bootstrap5(app)
    showing.install(app)
    for subject in SUBJECTS:
        app.register_blueprint(subject.bp)
