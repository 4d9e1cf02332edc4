"""What is particular to each group robot: its signature, how much it takes, and how often it bears to be told."""

import base64
import hashlib
import hmac
from urllib.parse import parse_qs, urlsplit

import pytest
import responses

from tests.scheduler.notify.conftest import Opened, message
from tests.scheduler.notify.robots import DINGTALK, FEISHU, OK, WECOM, sent
from tests.scheduler.rows import NOW


def test_dingtalk_is_signed_as_published(opened: Opened, web: responses.RequestsMock) -> None:
    web.post("https://oapi.dingtalk.com/robot/send", json=OK["dingtalk"])

    opened("dingtalk").send(message(f"{DINGTALK}#SECxyz"))

    moment = str(round(NOW.timestamp() * 1000))
    expected = base64.b64encode(hmac.new(b"SECxyz", f"{moment}\nSECxyz".encode(), hashlib.sha256).digest()).decode()
    query = parse_qs(urlsplit(web.calls[0].request.url or "").query)
    assert query == {"access_token": ["0a1b2c3d"], "timestamp": [moment], "sign": [expected]}


def test_feishu_is_signed_as_published(opened: Opened, web: responses.RequestsMock) -> None:
    web.post(FEISHU, json=OK["feishu"])

    opened("feishu").send(message(f"{FEISHU}#xyz"))

    moment = str(round(NOW.timestamp()))
    expected = base64.b64encode(hmac.new(f"{moment}\nxyz".encode(), b"", hashlib.sha256).digest()).decode()
    body = sent(web)
    assert (body["timestamp"], body["sign"]) == (moment, expected)


def test_wecom_gets_at_most_2048_bytes_and_where_the_rest_is(opened: Opened, web: responses.RequestsMock) -> None:
    web.post(WECOM, json=OK["wecom"])
    lines = [f"07:30–08:30 路口{n}：张三、李四" for n in range(100)]

    opened("wecom", url="https://redvest.example.cn").send(message(WECOM, "\n".join(lines)))

    text = sent(web)["text"]
    assert isinstance(text, dict)
    said = text["content"]
    assert len(said.encode()) <= 2_048
    *kept, last = said.splitlines()
    assert kept[1:] == lines[: len(kept) - 1]
    assert last == f"另有 {100 - (len(kept) - 1)} 条，见 https://redvest.example.cn"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("wecom", [(20, 60)], id="wecom"),
        pytest.param("dingtalk", [(20, 60)], id="dingtalk"),
        pytest.param("feishu", [(5, 1), (100, 60)], id="feishu"),
    ],
)
def test_a_robot_says_how_often_it_bears_to_be_told(opened: Opened, name: str, said: list[tuple[int, float]]) -> None:
    assert [(rate.count, rate.seconds) for rate in opened(name).rates] == said
