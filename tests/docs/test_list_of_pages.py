"""docs/pages.md lists every page with who may see it, and no other."""

import re
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from api.auth import rule_of
from tests.api.unreached import APP

_PAGE = (Path(__file__).parents[2] / "docs" / "pages.md").read_text(encoding="utf-8")
ROWS = {address: who.split(" or ") for address, who in re.findall(r"^\| `(/[^`]*)` \| ([^|]*) \|", _PAGE, re.MULTILINE)}
"""By address, with a star for any word, who may see it."""
PAGES = {
    re.sub(r"<(?:[^<>]*:)?(\w+)>", r"{\1}", route.rule): str(rule_of(APP, route.endpoint))
    for route in APP.url_map.iter_rules()
    if "GET" in (route.methods or ()) and not route.rule.startswith(("/api/v1/", "/static/", "/bootstrap/"))
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_listed_with_who_may_see_it(page: str) -> None:
    rows = [page] if page in ROWS else [row for row in ROWS if _fits(page, row)]

    assert rows
    assert PAGES[page] in ROWS[rows[0]]


@pytest.mark.parametrize("row", ROWS)
def test_what_is_listed_is_there(row: str) -> None:
    assert [page for page in PAGES if page == row or _fits(page, row)]


def _fits(page: str, row: str) -> bool:
    return page.count("/") == row.count("/") and fnmatchcase(page, row)
