"""/patterns and /themes: looked at, edited by field, tried out; what is read can be written back."""

from typing import Any

import pytest
from sqlalchemy import select

from scheduler.store.audit import AuditEntry
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.users import UserRole
from tests.api.conftest import Program
from tests.scheduler.street import a_street, an_asker

ONE = "/api/v1/patterns/peak"
THEME = "/api/v1/themes/civil"
NEW = {"If-None-Match": "*"}
DECEMBER = {"name": "文明月", "from_day": "2026-12-01", "until_day": "2027-01-01"}
NIGHT = {
    "name": "跨夜巡防", "day_kinds": ["rest", "holiday"], "weekdays": [5, 6], "from_day": "2026-12-01",
    "until_day": "2027-01-01", "theme": "civil", "replaces": ["peak"], "point_kinds": ["intersection"],
    "points": ["p1"], "spans": [{"from": "23:00", "until": "25:30"}],
    "summer_spans": [{"from": "20:00", "until": "24:00"}], "summer_from": "06-01", "summer_until": "10-01",
    "headcount": "max(length / 50, 8)", "load": 2,
    "roles": {"leader": 1, "guide": 2}, "rain_cancels": True, "counts_hours": False, "counts_fairness": False,
    "active": False,
}  # fmt: skip


@pytest.fixture
def admin(sessions: Sessions, program: Program) -> Any:
    """A program of the admin of the tiny street, with a theme."""
    with transaction(sessions) as session:
        street = a_street(session)
    theirs: Any = program(user_id=street.admin.user_id)
    theirs.put(THEME, json=DECEMBER, headers=NEW)
    return theirs


def edited(admin: Any, **said: Any) -> Any:
    """The answer to a PATCH of what is there now."""
    return admin.patch(ONE, json=said, headers={"If-Match": admin.get(ONE).headers["ETag"]})


def test_a_pattern_with_everything_is_kept_as_said(admin: Any) -> None:
    made = admin.put("/api/v1/patterns/night", json=NIGHT, headers=NEW)
    listed = admin.get("/api/v1/patterns", query_string={"theme": "civil", "active": "false"})

    assert made.status_code == 201
    assert made.json == {"code": "night", **NIGHT}
    assert listed.json == {"items": [made.json], "total": 1}


@pytest.mark.parametrize("code", ["peak", "night"])
def test_what_is_read_can_be_written_back_and_changes_nothing(admin: Any, sessions: Sessions, code: str) -> None:
    admin.put("/api/v1/patterns/night", json=NIGHT, headers=NEW)
    read = admin.get(f"/api/v1/patterns/{code}")
    with reading(sessions) as session:
        before = session.scalars(select(AuditEntry.id)).all()

    written = admin.put(f"/api/v1/patterns/{code}", json=read.json, headers={"If-Match": read.headers["ETag"]})

    with reading(sessions) as session:
        assert session.scalars(select(AuditEntry.id)).all() == before
    assert (written.status_code, written.json) == (200, read.json)
    assert written.headers["ETag"] == read.headers["ETag"]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        pytest.param({"spans": []}, "spans", id="no times"),
        pytest.param({"spans": [{"from": "07:30"}]}, "spans", id="a time without its end"),
        pytest.param({"spans": [{"from": "7:30", "until": "08:30"}]}, "spans", id="a time without its zero"),
        pytest.param({"spans": [{"from": "07:30", "until": "48:01"}]}, "spans", id="two days on"),
        pytest.param({"summer_from": "6月1日"}, "summer_from", id="a day that is none"),
        pytest.param({"day_kinds": ["sunday"]}, "day_kinds", id="a kind of day that is none"),
        pytest.param({"weekdays": [8]}, "weekdays", id="an eighth day"),
        pytest.param({"roles": {"leader": 0}}, "roles", id="no leader"),
        pytest.param({"active": "no"}, "active", id="a word for no"),
        pytest.param({"colour": "red"}, "colour", id="a field nobody knows"),
    ],
)
def test_what_is_no_value_is_named(admin: Any, said: dict[str, Any], field: str) -> None:
    answer = edited(admin, **said)

    assert answer.status_code == 422
    assert list(answer.get_json(force=True)["fields"]["json"]) == [field]


def test_what_cannot_be_unfolded_is_named(admin: Any) -> None:
    answer = edited(admin, headcount="看情况")

    (fault,) = answer.get_json(force=True)["faults"]
    assert (answer.status_code, fault["where"], fault["value"]) == (422, "headcount", "看情况")


def test_a_month_is_tried_out(admin: Any) -> None:
    plain = admin.post(f"{ONE}/preview", query_string={"month": "2026-12"})
    changed = admin.post(f"{ONE}/preview", query_string={"month": "2026-12"}, json={"headcount": "3"})
    wrong = admin.post(f"{ONE}/preview", query_string={"month": "2026-13"})

    assert (plain.json["shifts"], plain.json["seats"], changed.json["seats"]) == (46, 92, 138)
    assert plain.json["days"][0] == {"day": "2026-12-01", "kind": "workday", "name": None, "shifts": 2, "seats": 4}
    assert wrong.status_code == 422
    assert admin.get(ONE).json["headcount"] == "2"


def test_a_theme_goes_only_without_patterns(admin: Any) -> None:
    admin.put("/api/v1/patterns/night", json=NIGHT, headers=NEW)
    tag = {"If-Match": admin.get(THEME).headers["ETag"]}

    kept = admin.delete(THEME, headers=tag)
    admin.patch(
        "/api/v1/patterns/night",
        json={"theme": None, "replaces": []},
        headers={"If-Match": admin.get("/api/v1/patterns/night").headers["ETag"]},
    )
    gone = admin.delete(THEME, headers=tag)

    assert (kept.status_code, gone.status_code, admin.get(THEME).status_code) == (409, 204, 404)


def test_a_theme_is_changed_by_who_read_the_newest(admin: Any) -> None:
    read = admin.get(THEME)
    written = admin.put(THEME, json=read.json, headers={"If-Match": read.headers["ETag"]})
    changed = admin.patch(THEME, json={"name": "礼让月"}, headers={"If-Match": read.headers["ETag"]})
    stale = admin.patch(THEME, json={"name": "绿色月"}, headers={"If-Match": read.headers["ETag"]})

    assert written.headers["ETag"] == read.headers["ETag"]
    assert (changed.json["name"], stale.status_code) == ("礼让月", 412)


def test_a_viewer_looks_only(admin: Any, sessions: Sessions, program: Program) -> None:
    with transaction(sessions) as session:
        li = an_asker(session, "li", UserRole.VIEWER)
    viewer: Any = program(user_id=li.user_id)
    tag = {"If-Match": viewer.get(ONE).headers["ETag"]}

    assert viewer.patch(ONE, json={"active": False}, headers=tag).status_code == 403
    assert viewer.get("/api/v1/themes").json["total"] == 1
