"""Who rules the town reads what everybody did; who rules a part, what those did who hold nothing outside it."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from scheduler.services import audit_log
from scheduler.services.access import Asker
from scheduler.services.audit import note
from scheduler.services.audit_log import AuditFilter
from scheduler.services.paging import Page
from scheduler.store.users import Holding, UserRole
from tests.scheduler.askers import a_coordinator, an_admin, an_asker
from tests.scheduler.rows import NOW, a_unit, added

HOUR = timedelta(hours=1)


def read(session: Session, who: Asker, **which: object) -> list[str]:
    found = audit_log.page(session, who, Page(), AuditFilter(**which))  # type: ignore[arg-type]
    return [f"{one.user} {one.verb} {one.ref}" for one in found.items]


def test_who_rules_the_town_reads_everything(session: Session) -> None:
    boss = an_admin(session)
    note(session, boss, "publish", "roster", "dec", now=NOW)
    note(session, None, "expire", "reminder", 7, now=NOW)

    assert read(session, boss) == ["boss publish dec", "None expire 7"]


def test_who_rules_a_part_reads_what_those_in_it_did(session: Session) -> None:
    unit, other = a_unit(session), a_unit(session, "u2", name="教育局")
    chief = an_admin(session, "chief")
    local = an_asker(session, UserRole.ADMIN, "local", unit=unit)
    wang, zhao = a_coordinator(session, unit, "wang"), a_coordinator(session, other, "zhao")
    both = a_coordinator(session, unit, "both")
    added(session, Holding(user_id=both.user_id, role=UserRole.VIEWER, unit_id=other.id, granted_at=NOW))
    for who in (chief, local, wang, zhao, both):
        note(session, who, "look", "roster", "dec", now=NOW)

    assert read(session, local) == ["local look dec", "wang look dec"]


@pytest.mark.parametrize(
    ("which", "found"),
    [
        pytest.param({"noun": "roster"}, ["boss publish dec"], id="noun"),
        pytest.param({"ref": "7"}, ["boss expire 7"], id="thing"),
        pytest.param({"verb": "expire"}, ["boss expire 7"], id="verb"),
        pytest.param({"user": "nobody"}, [], id="user"),
        pytest.param({"since": NOW + HOUR}, ["boss expire 7"], id="since, with it"),
        pytest.param({"until": NOW + HOUR}, ["boss publish dec"], id="until, without it"),
    ],
)
def test_entries_are_found_by_what_they_say(session: Session, which: dict[str, object], found: list[str]) -> None:
    boss = an_admin(session)
    note(session, boss, "publish", "roster", "dec", now=NOW)
    note(session, boss, "expire", "reminder", 7, now=NOW + HOUR)

    assert read(session, boss, **which) == found
