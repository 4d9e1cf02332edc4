"""Logging in as a person does."""

from playwright.sync_api import Page
from sqlalchemy import update
from sqlalchemy.orm import Session

from scheduler.store.users import User
from tests.api.conftest import CHEAP

PASSWORD = "correct horse battery"  # noqa: S105 (a test's own)


def give_password(session: Session, login: str) -> None:
    """From now on the user of that login comes in with PASSWORD."""
    session.execute(update(User).where(User.login == login).values(password_hash=CHEAP.hash(PASSWORD)))


def log_in(page: Page, login: str) -> None:
    """Fill in the form and send it; the first page of that user is open then."""
    page.goto("/login")
    page.get_by_label("账号").fill(login)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(lambda url: "/login" not in url)
