"""Webhook: JSON to hosts that the admin allows, and no other."""

import json

import pytest
import responses

from scheduler.notify.channel import Undelivered
from scheduler.settings.channels import Origin
from tests.scheduler.notify.conftest import Opened, message

URL = "https://hook.example.cn/redvest?token=t1"


def test_title_and_body_are_posted(opened: Opened, web: responses.RequestsMock) -> None:
    web.post("https://hook.example.cn/redvest", status=204)

    opened("webhook").send(message(URL))

    (call,) = web.calls
    sent = json.loads(call.request.body or "")
    assert (sent["title"], sent["message"]) == ("明日值守", "李四，明天 07:30 路口一")
    assert call.request.url == URL


@pytest.mark.parametrize(
    ("address", "called"),
    [
        pytest.param("ntfys://hook.example.cn/duty", "https://hook.example.cn", id="ntfy"),
        pytest.param("barks://hook.example.cn/key1", "https://hook.example.cn/push", id="Bark"),
    ],
)
def test_notes_go_to_servers_of_the_town(
    opened: Opened, web: responses.RequestsMock, address: str, called: str
) -> None:
    web.post(called, json={"code": 200})

    opened("webhook").send(message(address))

    assert len(web.calls) == 1


@pytest.mark.parametrize(
    ("status", "permanent"),
    [
        pytest.param(404, True, id="gone"),
        pytest.param(403, True, id="forbidden"),
        pytest.param(302, True, id="somewhere else, which is not followed"),
        pytest.param(429, False, id="too many"),
        pytest.param(500, False, id="ill"),
    ],
)
def test_a_refusal_for_good_is_told_from_one_that_passes(
    opened: Opened, web: responses.RequestsMock, status: int, permanent: bool
) -> None:
    web.post("https://hook.example.cn/redvest", status=status, headers={"Location": "http://127.0.0.1/"})

    with pytest.raises(Undelivered) as refused:
        opened("webhook").send(message(URL))

    assert (refused.value.reason, refused.value.permanent) == (f"HTTP {status}", permanent)


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://169.254.169.254/latest/",
        "http://hook.example.cn/",
        "https://hook.example.cn:8443/",
        "https://hook.example.cn@127.0.0.1/",
        "https://127.0.0.1#@hook.example.cn/",
        "https://127.0.0.1\\@hook.example.cn/",
        "https://hook.example.cn.evil.cn/",
        "https://user@hook.example.cn/",
        "https://hook.example.cn/\r\nHost: inner",
        "ntfys://topic",
        "jsons://hook.example.cn/",
        "file:///etc/passwd",
        "slack://a/b/c",
        "hook.example.cn/redvest",
        "https://",
        "",
    ],
)
def test_nothing_leads_elsewhere(opened: Opened, web: responses.RequestsMock, address: str) -> None:
    with pytest.raises(Undelivered) as refused:
        opened("webhook").send(message(address))

    assert refused.value.permanent


def test_an_admin_may_allow_a_program_on_the_same_machine(opened: Opened, web: responses.RequestsMock) -> None:
    web.post("http://127.0.0.1:9000/in", status=200)

    opened("webhook", hosts=frozenset((Origin.of("http://127.0.0.1:9000"),))).send(message("http://127.0.0.1:9000/in"))

    assert len(web.calls) == 1
