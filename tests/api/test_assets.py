"""A page names each file by what is in it: kept for good where the name fits, else asked for anew."""

import gzip
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

GZIP = {"Accept-Encoding": "gzip"}


def test_a_file_that_a_page_names_is_kept_for_a_year(browser: FlaskClient) -> None:
    page = browser.get("/login").text
    named = re.findall(r'(?:href|src)="(/[^"]+\?v=[^"]+)"', page)

    assert any("redvest.css" in address for address in named)
    assert any("bootstrap" in address for address in named)
    for address in named:
        with browser.get(address) as answer:
            assert answer.headers["Cache-Control"] == "public, max-age=31536000", address


@pytest.mark.parametrize("address", ["/static/redvest.css", "/static/redvest.css?v=00000000"])
def test_a_file_by_another_name_is_asked_for_each_time(browser: FlaskClient, address: str) -> None:
    with browser.get(address) as answer:
        assert answer.headers["Cache-Control"] == "no-cache"


def test_a_file_is_packed_and_known_again(browser: FlaskClient) -> None:
    with browser.get("/static/redvest.css", headers=GZIP) as first:
        packed, tag = first.data, first.headers["ETag"]
    with browser.get("/static/redvest.css", headers=GZIP) as second:
        assert second.data == packed
    with browser.get("/static/redvest.css", headers={**GZIP, "If-None-Match": tag}) as known:
        assert (known.status_code, known.data) == (304, b"")

    assert first.headers["Content-Encoding"] == "gzip"
    assert "--accent" in gzip.decompress(packed).decode()


def test_a_file_that_is_not_packed_is_known_again_too(browser: FlaskClient) -> None:
    with (
        browser.get("/static/redvest.css") as first,
        browser.get("/static/redvest.css", headers={"If-None-Match": first.headers["ETag"]}) as known,
    ):
        assert known.status_code == 304


def test_there_is_no_mark_of_a_file_that_is_not_there(app: Flask) -> None:
    with app.test_request_context():
        assert app.url_for("static", filename="nothing.css") == "/static/nothing.css"
