"""The document of the REST interface is there for everybody, says who may what, and its page needs no network."""

import re

from flask import Flask
from flask.testing import FlaskClient

from api.auth import Door, rule_of


def test_the_document_is_openapi(browser: FlaskClient) -> None:
    answer = browser.get("/api/v1/openapi.json")

    assert answer.json is not None
    assert (answer.status_code, answer.json["openapi"]) == (200, "3.1.0")


def test_every_route_of_rest_is_in_the_document(app: Flask, browser: FlaskClient) -> None:
    document = browser.get("/api/v1/openapi.json").get_json()

    described = {(path, method.upper()) for path, ways in document["paths"].items() for method in ways}

    served = {
        (re.sub(r"<(?:\w+(?:\([^)]*\))?:)?(\w+)>", r"{\1}", route.rule), method)
        for route in app.url_map.iter_rules()
        if route.rule.startswith("/api/v1/") and route.endpoint != "openapi"
        for method in (route.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert {
        (path, method) for path, method in described if method in {"GET", "POST", "PUT", "PATCH", "DELETE"}
    } == served


def test_the_document_says_who_may(app: Flask, browser: FlaskClient) -> None:
    document = browser.get("/api/v1/openapi.json").get_json()

    operation = document["paths"]["/api/v1/rosters"]["get"]

    assert operation["security"] == [{"bearer": []}]
    assert all(role in operation["description"] for role in ("管理员", "协调员", "督导员", "查看者"))


def test_every_operation_has_a_name_of_its_own(browser: FlaskClient) -> None:
    document = browser.get("/api/v1/openapi.json").get_json()

    operations = [way for ways in document["paths"].values() for name, way in ways.items() if name != "parameters"]

    names = [operation["operationId"] for operation in operations]
    assert len(set(names)) == len(names)
    assert {"units.page", "units.one", "units.put", "units.patch", "points.delete"} <= set(names)


def test_the_page_of_the_document_asks_nothing_of_other_hosts(browser: FlaskClient) -> None:
    page = browser.get("/api/")

    addresses = re.findall(r'(?:src|href)="([^"]+)"', page.text)

    assert page.status_code == 200
    assert all(address.startswith(("/", "data:")) for address in addresses)
    for address in addresses:
        if address.startswith("/"):
            with browser.get(address) as answer:
                assert answer.status_code == 200


def test_an_asset_that_is_none_is_not_found(browser: FlaskClient) -> None:
    assert browser.get("/api/assets/..%2f__init__.py").status_code == 404


def test_the_document_itself_is_open(app: Flask) -> None:
    assert rule_of(app, "openapi") is Door.OPEN
