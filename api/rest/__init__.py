"""REST: /api/v1, one file a noun. Strict about what comes in, ISO 8601 and codes in what goes out."""

from flask import Flask

from api.rest import (
    absences,
    addresses,
    allotments,
    audit,
    calendar,
    changes,
    contacts,
    coverage,
    document,
    exports,
    grids,
    imports,
    inbox,
    lendings,
    links,
    me,
    own_duties,
    patterns,
    point_kinds,
    points,
    publications,
    reminders,
    repairs,
    roles,
    rosters,
    run_proposals,
    runs,
    sessions,
    shifts,
    stewardships,
    teams,
    themes,
    tokens,
    units,
    users,
    vacancies,
    versions,
    views,
    volunteers,
    what_if,
    wishes,
)
from api.rest.door import RestApi

NOUNS = (
    absences,
    allotments,
    audit,
    calendar,
    changes,
    contacts,
    coverage,
    exports,
    grids,
    imports,
    inbox,
    lendings,
    links,
    me,
    own_duties,
    patterns,
    point_kinds,
    points,
    publications,
    reminders,
    repairs,
    roles,
    rosters,
    run_proposals,
    runs,
    sessions,
    shifts,
    stewardships,
    teams,
    themes,
    tokens,
    units,
    users,
    vacancies,
    versions,
    views,
    volunteers,
    what_if,
    wishes,
)


def install(app: Flask) -> None:
    app.config.update(
        API_TITLE="Redvest 红马甲",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
    )
    api = RestApi(app)
    addresses.install(app, api)
    for noun in NOUNS:
        api.register_blueprint(noun.bp, url_prefix="/api/v1")
    document.install(app, api)
