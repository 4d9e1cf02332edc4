"""Group robots: they refuse with HTTP 200, so only the code in the body counts; nothing leads elsewhere."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import requests
import responses

from scheduler.notify.channel import Undelivered
from scheduler.settings.channels import IfUnsure, Origin
from tests.scheduler.notify.conftest import Opened, message
from tests.scheduler.notify.robots import OK, ROBOTS, WECOM, sent

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("wecom", {"msgtype": "text", "text": {"content": "明日值守\n李四，明天 07:30 路口一"}}),
        ("dingtalk", {"msgtype": "text", "text": {"content": "明日值守\n李四，明天 07:30 路口一"}}),
        ("feishu", {"msg_type": "text", "content": {"text": "明日值守\n李四，明天 07:30 路口一"}}),
    ],
)
def test_a_robot_says_title_and_body(
    opened: Opened, web: responses.RequestsMock, name: str, body: dict[str, object]
) -> None:
    web.post(ROBOTS[name], json=OK[name])

    opened(name).send(message(ROBOTS[name]))

    assert sent(web) == body


@pytest.mark.parametrize(
    ("name", "code", "permanent", "wait"),
    [
        pytest.param("wecom", 93000, True, None, id="WeCom: a key that is none"),
        pytest.param("wecom", 45009, False, MINUTE, id="WeCom: too many"),
        pytest.param("wecom", -1, False, None, id="WeCom: busy"),
        pytest.param("dingtalk", 310000, True, None, id="DingTalk: no keyword, or a wrong signature"),
        pytest.param("dingtalk", 400101, True, None, id="DingTalk: a token that is none"),
        pytest.param("dingtalk", 400106, True, None, id="DingTalk: the robot was removed"),
        pytest.param("dingtalk", 410100, False, 10 * MINUTE, id="DingTalk: too many, shut out"),
        pytest.param("dingtalk", -1, False, None, id="DingTalk: busy"),
        pytest.param("feishu", 19001, True, None, id="Feishu: no such robot"),
        pytest.param("feishu", 19021, True, None, id="Feishu: a wrong signature"),
        pytest.param("feishu", 11232, False, MINUTE, id="Feishu: too many"),
        pytest.param("feishu", 99999, False, None, id="Feishu: a code that nobody knows"),
    ],
)
def test_a_refusal_within_a_good_answer_is_a_refusal(
    opened: Opened, web: responses.RequestsMock, name: str, code: int, permanent: bool, wait: timedelta | None
) -> None:
    answer = {"code": code, "msg": "no"} if name == "feishu" else {"errcode": code, "errmsg": "no"}
    web.post(ROBOTS[name], json=answer)

    with pytest.raises(Undelivered) as refused:
        opened(name).send(message(ROBOTS[name]))

    assert (refused.value.reason, refused.value.permanent, refused.value.wait) == (f"{code} no", permanent, wait)


@pytest.mark.parametrize(
    ("status", "headers", "permanent", "wait"),
    [
        pytest.param(500, {}, False, None, id="ill"),
        pytest.param(503, {"Retry-After": "120"}, False, 2 * MINUTE, id="says when"),
        pytest.param(429, {"Retry-After": "999999"}, False, 60 * MINUTE, id="says an hour at most"),
        pytest.param(404, {}, True, None, id="nothing there"),
        pytest.param(302, {"Location": "http://127.0.0.1/"}, True, None, id="leads elsewhere, which is not followed"),
    ],
)
def test_an_answer_that_is_no_good_answer(
    opened: Opened,
    web: responses.RequestsMock,
    status: int,
    headers: dict[str, str],
    permanent: bool,
    wait: timedelta | None,
) -> None:
    web.post(WECOM, status=status, headers=headers)

    with pytest.raises(Undelivered) as refused:
        opened("wecom").send(message(WECOM))

    assert (refused.value.permanent, refused.value.wait) == (permanent, wait)


@pytest.mark.parametrize("body", ["<html>", "[]", '"ok"', "{}", "", '{"errcode": "0"}'])
def test_an_answer_that_nobody_understands_is_no_success(
    opened: Opened, web: responses.RequestsMock, body: str
) -> None:
    web.post(WECOM, body=body)

    with pytest.raises(Undelivered) as refused:
        opened("wecom").send(message(WECOM))

    assert not refused.value.permanent


@pytest.mark.parametrize("fault", [requests.ConnectTimeout(WECOM), requests.ConnectionError(WECOM)])
def test_nobody_there_may_come_back_and_no_reason_shows_the_key(
    opened: Opened, web: responses.RequestsMock, fault: Exception
) -> None:
    web.post(WECOM, body=fault)

    with pytest.raises(Undelivered) as refused:
        opened("wecom").send(message(WECOM))

    assert not refused.value.permanent
    assert "0a1b2c3d" not in refused.value.reason


@pytest.mark.parametrize(("choice", "permanent"), [(IfUnsure.AGAIN, False), (IfUnsure.SKIP, True)])
def test_no_answer_in_time_is_as_unsure_as_a_crash(
    opened: Opened, web: responses.RequestsMock, choice: IfUnsure, permanent: bool
) -> None:
    web.post(WECOM, body=requests.ReadTimeout())

    with pytest.raises(Undelivered) as refused:
        opened("wecom", unsure={"wecom": choice}).send(message(WECOM))

    assert refused.value.permanent is permanent


@pytest.mark.parametrize("name", sorted(ROBOTS))
@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1/send?key=1",
        "http://{host}/send?key=1",
        "https://{host}:8443/send",
        "https://{host}@127.0.0.1/send",
        "https://{host}.evil.cn/send",
        "https://evil.cn/#{host}",
        "",
    ],
)
def test_nothing_leads_elsewhere(opened: Opened, web: responses.RequestsMock, name: str, address: str) -> None:
    leads = address.format(host=urlsplit(ROBOTS[name]).hostname)

    with pytest.raises(Undelivered) as refused:
        opened(name).send(message(leads))

    assert refused.value.permanent


def test_an_admin_may_put_a_proxy_before_a_robot(opened: Opened, web: responses.RequestsMock) -> None:
    web.post("http://127.0.0.1:9000/send", json=OK["wecom"])

    opened("wecom", hosts=frozenset((Origin.of("http://127.0.0.1:9000"),))).send(message("http://127.0.0.1:9000/send"))

    assert len(web.calls) == 1
