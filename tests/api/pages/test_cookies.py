"""What the browser keeps for us changes when we change it, and at no other answer."""

import pytest

from scheduler.store.database import Sessions, transaction
from tests.api.pages.conftest import ReaderOf
from tests.browser.logins import PASSWORD, give_password
from tests.scheduler.askers import an_admin


@pytest.mark.parametrize("address", ["/rosters/", "/api/v1/whoami"])
def test_an_answer_that_comes_late_takes_nothing_back(sessions: Sessions, reader: ReaderOf, address: str) -> None:
    with transaction(sessions) as session:
        give_password(session, an_admin(session).login)
    admin = reader()
    entered = admin.send("/login", login="boss", password=PASSWORD)
    assert "Set-Cookie" in entered.headers
    assert "Set-Cookie" in admin.get("/rosters/").headers  # the word against forgery is new after a login

    answer = admin.get(address)

    assert (answer.status_code, "Set-Cookie" in answer.headers) == (200, False)
