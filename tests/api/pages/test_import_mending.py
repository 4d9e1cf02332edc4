"""A refused file put right in the page: its wrong cells typed anew, its rows left out."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from scheduler.services.credentials import issue
from scheduler.settings import Settings
from scheduler.store.credentials import CredentialKind
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.units import Unit
from tests.api.pages.import_desk import handed_in, the_clock_looks
from tests.scheduler.askers import an_admin
from tests.scheduler.rows import NOW


def test_a_wrong_cell_is_put_right_in_the_page_and_the_whole_is_imported(
    desk: FlaskClient, sessions: Sessions, settings: Settings
) -> None:
    address = handed_in(desk, "单位名称,最多外出比例\n住建局,很多\n财政局,30%\n")
    the_clock_looks(sessions, settings)

    answer = desk.post(f"{address}/mend", data={"c0-0": "20%"})
    the_clock_looks(sessions, settings)
    fingerprint = desk.get(address).text.split('name="fingerprint" value="')[1].split('"')[0]
    desk.post(f"{address}/apply", data={"fingerprint": fingerprint})
    the_clock_looks(sessions, settings)

    assert answer.status_code == 302
    with reading(sessions) as session:
        assert session.scalar(select(Unit.most_out_percent).where(Unit.name == "住建局")) == 20
        assert session.scalar(select(func.count(Unit.id))) == 2


def test_a_row_is_left_out_in_the_page(desk: FlaskClient, sessions: Sessions, settings: Settings) -> None:
    address = handed_in(desk, "单位名称\n住建局\n住建局\n")
    the_clock_looks(sessions, settings)

    desk.post(f"{address}/mend", data={"out0": "1"})
    the_clock_looks(sessions, settings)

    assert "还没有写入" in desk.get(address).text


def test_mending_again_keeps_what_was_mended_before(desk: FlaskClient, sessions: Sessions, settings: Settings) -> None:
    address = handed_in(desk, "单位名称,最多外出比例\n住建局,很多\n财政局,不少\n")
    the_clock_looks(sessions, settings)

    desk.post(f"{address}/mend", data={"c0-0": "20%", "c1-0": "不少"})
    the_clock_looks(sessions, settings)
    page = desk.get(address).text

    assert "单位 第 2 行" not in page
    assert "单位 第 3 行" in page


def test_nothing_typed_is_nothing_mended(desk: FlaskClient, sessions: Sessions, settings: Settings) -> None:
    address = handed_in(desk, "单位名称,最多外出比例\n住建局,很多\n")
    the_clock_looks(sessions, settings)

    answer = desk.post(f"{address}/mend", data={"c0-0": "很多"})

    assert answer.status_code == 422


def test_somebody_elses_file_is_not_for_others_to_mend(
    desk: FlaskClient, sessions: Sessions, settings: Settings, app: Flask
) -> None:
    address = handed_in(desk, "单位名称,最多外出比例\n住建局,很多\n")
    the_clock_looks(sessions, settings)
    with transaction(sessions) as session:
        secret = issue(session, CredentialKind.TOKEN, user_id=an_admin(session, "other").user_id, now=NOW)

    answer = app.test_client().post(
        f"{address}/mend", data={"c0-0": "20%"}, headers={"Authorization": f"Bearer {secret}"}
    )

    assert answer.status_code == 409
