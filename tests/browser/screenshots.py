"""`python -m tests.browser.screenshots FOLDER`: every page of a made-up street as a picture, on a desk's screen, on a
phone and, where it is made to be printed, on paper, in Chinese and in English; and the README's three anew."""

import json
import logging
import re
import shutil
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import structlog
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from api import create_app
from benchmarks.addresses import addresses
from scheduler.settings import HOME, Settings
from scheduler.store.database import close_database, open_database
from tests.browser.chromium import FLAGS, browser_path
from tests.browser.pictured import DAY, NOW, ON, a_street, in_the_middle_of_things, with_all_there_is

DESK, PHONE, PAPER = (1280, 800), (360, 760), (794, 1123)
_OF_A_VOLUNTEER, _OF_NOBODY = ("/me", "/inbox"), ("/login",)
_ON_PAPER = ("/print/points", "/print/units", "/print/crews", "/bulletin")
_CODES = {
    "absences": "1",
    "calendar": DAY.isoformat(),
    "grids": "广阳区",
    "imports": "1",
    "patterns": "B1",
    "plans": "1",
    "point-kinds": "intersection",
    "points": "P01",
    "reminders": "1",
    "roles": "leader",
    "rosters": "street",
    "teams": "文明交通志愿服务队",
    "themes": "traffic",
    "units": "U01",
    "volunteers": "V001",
}
_LAYERS = ("layer=vacancies", "layer=load", "layer=stewardship&of=U01", "layer=reach&at=P01")
_STREET = "广阳区/新开路街道"
_LENT = f"date={DAY + timedelta(days=3)}&level=community&source={_STREET}/和平里社区&target={_STREET}/康乐社区"
_QUERIES = {
    "/cover/": ("", _LENT),
    "/map/": ("", "wall=1", *_LAYERS),
    "/rosters/<roster:code>": ("", "view=people", "view=day", "view=days", "vacant=1"),
    "/rosters/<roster:code>/compare": ("from=2&to=3",),
    "/what-if/": ("", "ask=unit"),
    "/what-if/answer": ("ask=unit&unit=U02", "ask=point&like=P01&headcount=2"),
}
_SECOND = ("/imports/2", "/stewardship/plans/2")
"""What looks otherwise than the first of its kind."""
_LAID_OUT = ".save { position: static !important; }"
"""A picture is as long as its page: what stays at the lower edge of a screen lies where the page ends."""
Visitors = Mapping[str, Any]
"""As the demo notes them: who may come in, and how."""
Opened = Callable[[], AbstractContextManager[Page]]


class _Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Requests are not worth a line here."""


def pictures(folder: Path, docs: Path) -> None:
    """Make them all. The street stays in `folder`, so that a second time is quick."""
    # A line for every request is not what is wanted.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    # A request that a browser left in the middle may still look into its database when all is done.
    with TemporaryDirectory(ignore_cleanup_errors=True) as own:
        home = Path(shutil.copytree(a_street(folder / "town"), Path(own) / "home"))
        settings = Settings.from_env({HOME: str(home), **ON})
        sessions = open_database(settings)
        codes = {**_CODES, "shifts": in_the_middle_of_things(sessions, settings)}
        app = create_app(sessions, settings, now=lambda: NOW)
        visitors = json.loads((home / "visitors.json").read_text(encoding="utf-8"))
        with _served(app) as address, _a_browser() as browser:
            desk, phone = (partial(_opened, browser, address, size) for size in (DESK, PHONE))
            _for_the_readme(desk, phone, visitors, docs)
            with_all_there_is(sessions, settings)
            paths = [*(path for _, path in addresses(app, codes, _QUERIES)), *_SECOND]
            for name, opened in {"desk": desk, "phone": phone}.items():
                _all(opened, visitors, paths, folder / name)
                _all(opened, visitors, paths, folder / f"{name}-english", english=True)
        close_database(sessions)


def _all(opened: Opened, visitors: Visitors, paths: Sequence[str], into: Path, *, english: bool = False) -> None:
    """A picture of each page that is one, as whoever it is for sees it."""
    shutil.rmtree(into, ignore_errors=True)
    for enter, mine in ((_nobody, _OF_NOBODY), (_volunteer, _OF_A_VOLUNTEER), (_admin, ("/",))):
        with opened() as page:
            enter(page, visitors)
            if english:
                page.get_by_role("button", name="English").click()
            for path in paths:
                if path.startswith(mine):
                    _picture(page, path, into)
        paths = [path for path in paths if not path.startswith(mine)]


def _picture(page: Page, path: str, into: Path) -> None:
    answer = page.request.get(path, max_redirects=0)
    html = answer.status == 200 and "text/html" in answer.headers.get("content-type", "")
    if not html or "<html" not in answer.text():
        return  # a part of a page, a file, or the way to another page
    page.goto(path)
    name = re.sub(r"[/?&=]+", "_", path.strip("/?"))
    page.screenshot(path=into / f"{name}.png", full_page=True, style=_LAID_OUT)
    if any(word in path for word in _ON_PAPER):
        page.emulate_media(media="print")
        page.screenshot(path=into / f"{name}.paper.png", full_page=True)
        page.emulate_media(media="screen")


def _for_the_readme(at_desk: Opened, on_phone: Opened, visitors: Visitors, docs: Path) -> None:
    """A screenful each of the board, of the map, and of a volunteer's phone."""
    with at_desk() as desk:
        _admin(desk, visitors)
        for name, path in (("board", "/rosters/street?week=2"), ("map", f"/map/?day={DAY}")):
            desk.goto(path)
            desk.wait_for_load_state("networkidle")
            desk.screenshot(path=docs / f"{name}.png")
    with on_phone() as phone:
        _volunteer(phone, visitors)
        phone.goto("/me/")
        phone.screenshot(path=docs / "phone.png")


def _nobody(page: Page, visitors: Visitors) -> None:
    """Nobody logs in."""
    page.goto("/login")


def _admin(page: Page, visitors: Visitors) -> None:
    account = next(one for one in visitors["accounts"] if one["login"] == "admin")
    page.goto("/login")
    page.get_by_label("账号").fill(account["login"])
    page.get_by_label("密码").fill(account["password"])
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(lambda url: "/login" not in url)


def _volunteer(page: Page, visitors: Visitors) -> None:
    page.goto(visitors["path"])


@contextmanager
def _opened(browser: Browser, address: str, size: tuple[int, int]) -> Iterator[Page]:
    """A page of an own browser."""
    viewport: Any = {"width": size[0], "height": size[1]}
    looks: Any = {"viewport": viewport, "has_touch": size == PHONE, "bypass_csp": True}  # _LAID_OUT is a style
    context = browser.new_context(base_url=address, locale="zh-CN", **looks)
    yield context.new_page()
    context.close()


@contextmanager
def _a_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(playwright), args=[*FLAGS, "--lang=zh-CN"])
        yield browser
        browser.close()


@contextmanager
def _served(app: Flask) -> Iterator[str]:
    """Where the application is served meanwhile."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    serving.join()
    server.server_close()


if __name__ == "__main__":
    pictures(Path(sys.argv[1]), Path(sys.argv[2]))
