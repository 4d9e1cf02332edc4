"""Coming in: who is nobody is sent to the door, and everybody finds their own first page."""

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from scheduler.store.database import Sessions, transaction
from tests.api.pages.conftest import ReaderOf
from tests.browser.logins import PASSWORD, give_password
from tests.scheduler.askers import an_admin
from tests.scheduler.rows import a_unit, a_volunteer


@pytest.fixture(autouse=True)
def boss(sessions: Sessions) -> None:
    """An admin with a password."""
    with transaction(sessions) as session:
        give_password(session, an_admin(session).login)


def test_nobody_is_sent_to_the_door_and_back_again(reader: ReaderOf) -> None:
    visitor = reader()

    turned = visitor.get("/rosters/?page=1")
    entered = visitor.send(turned.location, login="boss", password=PASSWORD)

    assert turned.location == "/login?next=/rosters/?page%3D1"
    assert entered.location == "/rosters/?page=1"


def test_the_language_stays_when_somebody_comes_and_goes(reader: ReaderOf) -> None:
    visitor = reader()

    visitor.send("/language", language="en")
    visitor.send("/login", login="boss", password=PASSWORD)
    inside = visitor.text("/rosters/")
    visitor.send("/logout")

    assert 'lang="en"' in inside
    assert 'lang="en"' in visitor.text("/login")


def test_a_wrong_password_is_said_and_the_login_stays_in_the_form(reader: ReaderOf) -> None:
    answer = reader().send("/login", login="boss", password="guess")  # noqa: S106 (a wrong one)

    assert answer.status_code == 401
    assert 'role="alert"' in answer.text
    assert 'value="boss"' in answer.text
    assert "guess" not in answer.text


def test_after_too_many_wrong_ones_the_door_says_when_to_come_back(reader: ReaderOf, browser: FlaskClient) -> None:
    visitor = reader()
    for _ in range(5):
        answer = visitor.send("/login", login="boss", password="guess")  # noqa: S106 (as above)
    told = browser.post("/api/v1/sessions", json={"login": "boss", "password": PASSWORD})

    # A quarter of an hour, for pages and programs alike.
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "900")
    assert (told.status_code, told.headers["Retry-After"]) == (429, "900")
    assert "不对的次数太多" in answer.text


@pytest.mark.parametrize(
    ("sent_to", "page"),
    [
        pytest.param("/rosters/new", "/login?next=/rosters/new", id="a form whose address is a page"),
        pytest.param("/links/withdraw", "/login", id="a form whose address is none"),
    ],
)
def test_a_form_that_comes_too_late_leads_back_only_to_a_page(reader: ReaderOf, sent_to: str, page: str) -> None:
    assert reader().send(sent_to).location == page


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.org/",
        "http:/example.org",
        "//example.org/",
        "//[",
        "/\\example.org",
        "/\t/example.org",
        "/\n\\example.org",
        "/me\r\nSet-Cookie: x=y",
        "javascript:x",
    ],
)
def test_the_door_leads_nowhere_else(reader: ReaderOf, elsewhere: str) -> None:
    answer = reader().send(f"/login?next={quote(elsewhere)}", login="boss", password=PASSWORD)

    assert answer.location == "/"


def test_a_volunteer_begins_with_their_own_duties(sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        number = a_volunteer(session, a_unit(session)).id

    assert reader(volunteer_id=number).get("/").location == "/me"


def test_a_form_that_another_site_sends_is_refused(reader: ReaderOf) -> None:
    answer = reader().send("/login", login="boss", password=PASSWORD, csrf_token="made up")  # noqa: S106 (as above)

    assert answer.status_code == 400


def test_a_page_that_is_not_there_says_what_to_do(reader: ReaderOf) -> None:
    answer = reader().get("/nowhere")

    assert answer.status_code == 404
    assert "回到首页" in answer.text


def test_the_language_that_is_chosen_stays(reader: ReaderOf) -> None:
    visitor = reader()

    chosen = visitor.send("/language", language="en", back="/login")

    assert chosen.location == "/login"
    assert '<html lang="en">' in visitor.text("/login")
