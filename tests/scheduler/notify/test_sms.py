"""SMS: into a folder, where the same key twice has no effect, or to a gateway by HTTP."""

import json
from pathlib import Path

import pytest
import requests
import responses

from scheduler.notify.channel import Undelivered
from scheduler.settings.channels import IfUnsure
from tests.scheduler.notify.conftest import Opened, message

PHONE = "13800005678"
GATEWAY = "https://user:secret@sms.example.cn/send"


def test_a_text_is_one_file(opened: Opened, tmp_path: Path) -> None:
    name = opened("sms", sms=f"file://{tmp_path}/sms").send(message(PHONE))

    (file,) = (tmp_path / "sms").iterdir()
    assert file.name == name
    assert file.stat().st_mode & 0o077 == 0
    assert json.loads(file.read_text()) == {"key": "k1", "to": PHONE, "text": "李四，明天 07:30 路口一"}


def test_the_same_key_twice_has_no_effect(opened: Opened, tmp_path: Path) -> None:
    sms = opened("sms", sms=f"file://{tmp_path}/sms")
    sms.send(message(PHONE, "第一次"))
    sms.send(message(PHONE, "第二次"))
    sms.send(message(PHONE, key="k2"))

    texts = sorted(json.loads(file.read_text())["text"] for file in (tmp_path / "sms").iterdir())

    assert sms.once
    assert texts == ["李四，明天 07:30 路口一", "第一次"]


def test_a_folder_that_cannot_be_written_may_be_mended(opened: Opened, tmp_path: Path) -> None:
    (tmp_path / "sms").write_text("not a folder")

    with pytest.raises(Undelivered) as refused:
        opened("sms", sms=f"file://{tmp_path}/sms").send(message(PHONE))

    assert not refused.value.permanent


@pytest.mark.parametrize("phone", [None, "", "138", "li@example.cn", "1380000567８", "13800005678;13800005679"])
def test_what_is_no_phone_is_refused_for_good(opened: Opened, tmp_path: Path, phone: str | None) -> None:
    with pytest.raises(Undelivered) as refused:
        opened("sms", sms=f"file://{tmp_path}").send(message(phone))

    assert refused.value.permanent


def test_a_gateway_takes_json_and_a_key(opened: Opened, web: responses.RequestsMock) -> None:
    web.post(GATEWAY, status=202)
    sms = opened("sms", sms=GATEWAY)

    sms.send(message(PHONE))

    request = web.calls[0].request
    assert not sms.once
    assert json.loads(request.body or "") == {"key": "k1", "to": PHONE, "text": "李四，明天 07:30 路口一"}
    assert len(request.headers["Idempotency-Key"]) == 64
    assert request.headers["Authorization"].startswith("Basic ")


@pytest.mark.parametrize(("choice", "permanent"), [(IfUnsure.SKIP, True), (IfUnsure.AGAIN, False)])
def test_a_gateway_that_does_not_answer_in_time(
    opened: Opened, web: responses.RequestsMock, choice: IfUnsure, permanent: bool
) -> None:
    web.post(GATEWAY, body=requests.ReadTimeout())

    with pytest.raises(Undelivered) as refused:
        opened("sms", sms=GATEWAY, unsure={"sms": choice}).send(message(PHONE))

    assert refused.value.permanent is permanent
    assert "secret" not in refused.value.reason
