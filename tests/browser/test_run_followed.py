"""A run where a proxy lets no events through: asked about anew, left, come back to, and ended with its best."""

import pytest
from playwright.sync_api import Page, expect

from scheduler import runs
from scheduler.store.database import Sessions, transaction
from scheduler.store.runs import Run
from tests.browser.conftest import NARROW, Opened
from tests.browser.logins import give_password, log_in
from tests.browser.refused import heard  # noqa: F401 (a fixture of ours too)
from tests.scheduler.rows import NOW
from tests.scheduler.solved import work
from tests.scheduler.street import a_drafted_roster, a_street


@pytest.fixture
def phone(sessions: Sessions, open_page: Opened) -> Page:
    """The admin of a street with a draft, on a phone whose network lets no events through."""
    with transaction(sessions) as session:
        street = a_street(session)
        a_drafted_roster(session, street)
        give_password(session, street.admin.login)
    page = open_page(NARROW)
    log_in(page, "admin")
    page.route("**/events", lambda route: route.abort())
    return page


def test_a_run_without_events_is_left_come_back_to_and_ended_with_its_best(sessions: Sessions, phone: Page) -> None:
    phone.goto("/rosters/dec/run")
    phone.get_by_role("button", name="开始排班").click()
    expect(phone.get_by_text("没有时钟进程在运行")).to_be_visible()
    claim = runs.claim(sessions, now=NOW)
    best = phone.get_by_role("button", name="停下，用目前最好的")
    expect(phone.get_by_role("button", name="停止排班")).to_be_visible()
    expect(best).to_be_hidden()

    _found(sessions, [0.5, 1500, 900], [1.2, 1200, 900])
    expect(phone.locator("[data-shows=cost]")).to_have_text("1,200")
    expect(phone.locator("[data-shows=gap]")).to_have_text("25.0%")  # 300 of 1,200
    expect(phone.locator(".chart svg")).to_contain_text("0 秒")

    phone.goto("/rosters/")
    phone.get_by_role("link", name="正在排班").click()
    expect(phone.locator("[data-shows=cost]")).to_have_text("1,200")
    best.click()
    expect(phone.get_by_text("正在停下，保留目前最好的……")).to_be_visible()
    assert work(sessions, claim).answer is not None

    expect(phone.get_by_text("排好了。")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
    phone.get_by_role("link", name="看排班表").click()
    expect(phone.get_by_role("link", name="发布", exact=True)).to_be_visible()


def _found(sessions: Sessions, *trace: list[float]) -> None:
    """What the process that solves it writes down: seconds, cost and bound of what it found so far."""
    with transaction(sessions) as session:
        run = session.query(Run).one()
        _, run.cost, run.bound = (round(figure) for figure in trace[-1])
        run.trace = list(trace)
