"""/grids: a tree made, moved and cut over REST; codes may have slashes."""

from flask.testing import FlaskClient

NEW = {"If-None-Match": "*"}
STREET = "/api/v1/grids/广阳区/新开路街道"


def test_a_grid_is_made_below_another_and_read_back(admin: FlaskClient) -> None:
    admin.put("/api/v1/grids/广阳区", json={"name": "广阳区", "level": "district"}, headers=NEW)
    made = admin.put(STREET, json={"name": "新开路街道", "level": "street", "parent": "广阳区"}, headers=NEW)

    read = admin.get(STREET)
    put = admin.put(STREET, json=read.json, headers={"If-Match": read.headers["ETag"]})

    assert made.status_code == 201
    assert read.json == {"code": "广阳区/新开路街道", "name": "新开路街道", "level": "street", "parent": "广阳区"}
    assert put.headers["ETag"] == read.headers["ETag"]


def test_a_grid_is_deleted_by_who_read_it_once_nothing_lies_in_it(admin: FlaskClient) -> None:
    admin.put("/api/v1/grids/广阳区", json={"name": "广阳区", "level": "district"}, headers=NEW)
    admin.put(STREET, json={"name": "新开路街道", "level": "street", "parent": "广阳区"}, headers=NEW)
    tags = {path: admin.get(path).headers["ETag"] for path in ("/api/v1/grids/广阳区", STREET)}

    answers = [
        admin.delete("/api/v1/grids/广阳区"),
        admin.delete("/api/v1/grids/广阳区", headers={"If-Match": tags["/api/v1/grids/广阳区"]}),
        admin.delete(STREET, headers={"If-Match": tags[STREET]}),
        admin.get(STREET),
    ]

    assert [answer.status_code for answer in answers] == [428, 409, 204, 404]
    assert answers[1].get_json(force=True)["detail"] == "广阳区 不能删除：还有 1 个网格 用到它"


def test_a_level_that_does_not_go_down_is_called_by_its_field(admin: FlaskClient) -> None:
    admin.put("/api/v1/grids/d", json={"name": "广阳区", "level": "district"}, headers=NEW)

    answer = admin.put("/api/v1/grids/c", json={"name": "廊坊市", "level": "city", "parent": "d"}, headers=NEW)

    problem = answer.get_json(force=True)
    assert (answer.status_code, problem["code"]) == (422, "invalid")
    assert problem["faults"] == [{"where": "level", "value": "city", "advice": "要低于上级网格 广阳区"}]
