"""Channels as the clock opens them, with answers and mailboxes that the test plays."""

import socketserver
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from threading import Thread

import pytest
import responses

from scheduler.notify.channel import Message
from scheduler.notify.channels import Addressed, open_addressed
from scheduler.settings.channels import KNOWN, ChannelSettings, Origin
from scheduler.settings.web import WebSettings
from tests.conftest import settings_of
from tests.scheduler.rows import NOW

HOOK = Origin.of("hook.example.cn")
Opened = Callable[..., Addressed]


@pytest.fixture
def dialect() -> str:
    """A channel knows no database."""
    return "sqlite"


@pytest.fixture
def opened(tmp_path: object) -> Opened:
    """opened("wecom", mail=...): the channel at the moment NOW, with these settings of channels."""

    def of(name: str, *, url: str | None = None, **fields: object) -> Addressed:
        channels = replace(ChannelSettings(on=KNOWN, hosts=frozenset((HOOK,))), **fields)  # type: ignore[arg-type]
        plain = settings_of("sqlite://", tmp_path)  # type: ignore[arg-type]
        settings = replace(plain, channels=channels, web=WebSettings(url=url))
        return open_addressed(settings, name, now=lambda: NOW)

    return of


@pytest.fixture
def web() -> Iterator[responses.RequestsMock]:
    """The world outside: whoever is called without an answer laid ready is an error."""
    with responses.RequestsMock() as mock:
        yield mock


def message(to: str | None, body: str = "李四，明天 07:30 路口一", key: str = "k1", title: str = "明日值守") -> Message:
    return Message(key=key, title=title, body=body, kind="tomorrow", to=to)


@dataclass
class MailServer:
    """A mail server that says `answer` to every recipient and keeps what it was sent."""

    answer: str = "250 ok"
    port: int = 0
    mails: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    kept = MailServer()

    class Talk(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self._say("220 here")
            while line := self.rfile.readline().decode().strip():
                if line.upper().startswith("RCPT"):
                    kept.recipients.append(line.partition(":")[2])
                    self._say(kept.answer)
                elif line.upper() == "DATA":
                    self._say("354 go on")
                    kept.mails.append(self._mail())
                    self._say("250 taken")
                else:
                    self._say("221 bye" if line.upper() == "QUIT" else "250 ok")

        def _mail(self) -> str:
            lines = iter(self.rfile.readline, b".\r\n")
            return b"".join(lines).decode()

        def _say(self, words: str) -> None:
            self.wfile.write(f"{words}\r\n".encode())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as server:
        kept.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield kept
        server.shutdown()
        thread.join()
