"""Pages for people: rendered here, one file a subject; a little JavaScript of our own where it helps."""

from flask import Flask
from flask_bootstrap import Bootstrap5

from api.pages import (
    absences,
    entry,
    imports,
    inbox,
    leave,
    links,
    me,
    publication,
    reminders,
    roster,
    rosters,
    runs,
    secrets,
    showing,
    versions,
)

SUBJECTS = (
    entry,
    secrets,
    rosters,
    roster,
    runs,
    publication,
    versions,
    absences,
    imports,
    reminders,
    links,
    me,
    leave,
    inbox,
)


def install(app: Flask) -> None:
    Bootstrap5(app)
    showing.install(app)
    for subject in SUBJECTS:
        app.register_blueprint(subject.bp)
