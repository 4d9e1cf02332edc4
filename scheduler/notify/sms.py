"""SMS 短信: to a volunteer's phone, through whoever REDVEST_SMS names: a folder, for tests and for programs that pick
texts up there, or a gateway that takes them by HTTP."""

import hashlib
import json
import os
import re
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import ClassVar
from urllib.parse import unquote, urlsplit

from scheduler.language import say
from scheduler.language.system import reason
from scheduler.notify.calling import post
from scheduler.notify.channel import Message, Undelivered
from scheduler.notify.rates import Rate
from scheduler.notify.world import World
from scheduler.settings.channels import IfUnsure

_PHONE = re.compile(r"\+?[0-9][0-9 -]{4,18}[0-9]")


class _Sms:
    name = "sms"
    rates: ClassVar[tuple[Rate, ...]] = ()

    def check(self, address: str) -> None:
        """Raises Undelivered for what is no phone number."""
        if not _PHONE.fullmatch(address):
            raise Undelivered(say("不是电话号码"), permanent=True)


class SmsFolder(_Sms):
    """One file a message, named by a digest of its key: the second time changes nothing."""

    once = True

    def __init__(self, world: World) -> None:
        self._folder = Path(unquote(urlsplit(world.settings.channels.sms or "").path))

    def send(self, message: Message) -> str:
        self.check(message.to or "")
        name = f"{hashlib.sha256(message.key.encode()).hexdigest()}.json"
        part = self._folder / f".{name}.{token_hex(4)}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            _write(part, message)
            with suppress(FileExistsError):
                os.link(part, self._folder / name)
            part.unlink()
        except OSError as error:
            raise Undelivered(say("短信文件夹写不了：{reason}", reason=reason(error))) from error
        return name


class SmsGateway(_Sms):
    """POST {"key", "to", "text"} to the gateway, which answers 2xx once it has taken the text. It finds the key also
    in Idempotency-Key; whether it minds is not ours to promise."""

    once = False

    def __init__(self, world: World) -> None:
        self._url = world.settings.channels.sms or ""
        self._again = world.settings.channels.if_unsure(self.name) is IfUnsure.AGAIN

    def send(self, message: Message) -> str:
        self.check(message.to or "")
        digest = hashlib.sha256(message.key.encode()).hexdigest()
        post(self._url, _text(message), again=self._again, headers={"Idempotency-Key": digest})
        return "2xx"


def sms(world: World) -> SmsFolder | SmsGateway:
    """The sender that the settings name."""
    return (SmsFolder if (world.settings.channels.sms or "").startswith("file:") else SmsGateway)(world)


def _text(message: Message) -> dict[str, str]:
    return {"key": message.key, "to": message.to or "", "text": message.body or message.title}


def _write(part: Path, message: Message) -> None:
    """The whole text, readable by its owner only."""
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        json.dump(_text(message), out, ensure_ascii=False)
