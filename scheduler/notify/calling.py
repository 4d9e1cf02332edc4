"""Calling: one POST of JSON to a robot or a gateway, and what came of it. Nothing of the address gets into a reason:
who knows it may speak as its owner."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import requests

from scheduler.language import say
from scheduler.notify.channel import Undelivered

_TIMEOUT = (5, 10)
_BUSY = frozenset((408, 425, 429))
_LONGEST = timedelta(hours=1)


def post(url: str, payload: Mapping[str, Any], *, again: bool, headers: Mapping[str, str] | None = None) -> Any:
    """The JSON that was answered, None for an empty answer. Redirects are not followed: they could lead anywhere.

    Raises Undelivered: for now where nobody answered, or the other side is busy or ill; for good where it refuses.
    Where an answer did not come in time nobody knows whether the message went out: `again` says to try again.
    """
    try:
        answer = requests.post(url, json=payload, headers=headers, timeout=_TIMEOUT, allow_redirects=False)
    except requests.ReadTimeout:
        raise Undelivered(say("对方没有及时回答，不知是否已发出"), permanent=not again) from None
    except requests.RequestException as error:
        raise Undelivered(say("连接不上：{reason}", reason=type(error).__name__)) from None
    if answer.status_code in _BUSY or answer.status_code >= 500:
        raise Undelivered(f"HTTP {answer.status_code}", wait=_wait(answer))
    if not 200 <= answer.status_code < 300:
        raise Undelivered(f"HTTP {answer.status_code}", permanent=True)
    return _json(answer)


def _json(answer: requests.Response) -> Any:
    if not answer.content:
        return None
    try:
        return answer.json()
    except requests.JSONDecodeError:
        return answer.text[:200]


def _wait(answer: requests.Response) -> timedelta | None:
    text = answer.headers.get("Retry-After", "")
    return min(timedelta(seconds=int(text[:6])), _LONGEST) if text.isascii() and text.isdigit() else None
