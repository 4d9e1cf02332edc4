"""E-mail: from the town's mailbox, over its own server and no other."""

from email import message_from_string
from email.header import decode_header, make_header

import pytest

from scheduler.notify.channel import Undelivered
from tests.scheduler.notify.conftest import MailServer, Opened, message

TO = "li@example.cn"


def mailbox(server: MailServer) -> str:
    return f"mailto://127.0.0.1:{server.port}?from=redvest@example.cn&smtp=127.0.0.1"


def test_a_mailbox_gets_title_and_body(opened: Opened, mail_server: MailServer) -> None:
    opened("email", mail=mailbox(mail_server)).send(message(TO))

    (mail,) = map(message_from_string, mail_server.mails)
    body = mail.get_payload(decode=True)
    assert isinstance(body, bytes)
    assert str(make_header(decode_header(mail["Subject"]))) == "明日值守"
    assert "李四，明天 07:30 路口一" in body.decode()
    assert mail_server.recipients == [f"<{TO}>"]


@pytest.mark.parametrize(
    ("answer", "permanent"),
    [
        pytest.param("550 no such mailbox", True, id="a mailbox that is none"),
        pytest.param("450 try later", False, id="a mailbox that is full for now"),
    ],
)
def test_a_refusal_for_good_is_told_from_one_that_passes(
    opened: Opened, mail_server: MailServer, answer: str, permanent: bool
) -> None:
    mail_server.answer = answer

    with pytest.raises(Undelivered) as refused:
        opened("email", mail=mailbox(mail_server)).send(message(TO))

    assert (refused.value.reason, refused.value.permanent) == (f"SMTP {answer[:3]}", permanent)


def test_a_server_that_is_not_there_may_come_back(opened: Opened, mail_server: MailServer) -> None:
    with pytest.raises(Undelivered) as refused:
        opened("email", mail="mailto://127.0.0.1:1?from=redvest@example.cn&smtp=127.0.0.1").send(message(TO))

    assert not refused.value.permanent
    assert TO not in refused.value.reason


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("li", id="no mailbox"),
        pytest.param("li@example.cn,wang@example.cn", id="several"),
        pytest.param("li@example.cn?smtp=inner", id="another server"),
        pytest.param("li@example.cn\r\nBcc: wang@example.cn", id="another header"),
        pytest.param("mailto://li@inner.example.cn", id="an address of Apprise"),
    ],
)
def test_only_one_plain_mailbox_is_written_to(opened: Opened, address: str) -> None:
    with pytest.raises(Undelivered) as refused:
        opened("email", mail="mailto://127.0.0.1").send(message(address))

    assert refused.value.permanent
