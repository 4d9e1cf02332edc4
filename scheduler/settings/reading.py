"""Reading one variable of the environment; a value that is none is refused with its name."""

from collections.abc import Mapping, Sequence

from scheduler.errors import Misconfigured
from scheduler.language import say


def number(env: Mapping[str, str], name: str, *, least: int = 0, most: int = 2**31 - 1) -> int | None:
    """A whole number from `least` to `most`; None where nothing is said. Raises Misconfigured."""
    text = env.get(name)
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise Misconfigured(
            say("{name} 应为 {least} 到 {most} 的整数：{value}", name=name, least=least, most=most, value=text)
        )
    return int(text)


def switch(env: Mapping[str, str], name: str, *, default: bool) -> bool:
    """on or off. Raises Misconfigured."""
    text = (env.get(name) or "").lower()
    if text not in {"", "on", "off"}:
        raise Misconfigured(say("{name} 应为 on 或 off：{value}", name=name, value=text))
    return default if not text else text == "on"


def choice(env: Mapping[str, str], name: str, of: Sequence[str], *, default: str) -> str:
    """One of `of`. Raises Misconfigured."""
    text = (env.get(name) or default).lower()
    if text not in of:
        raise Misconfigured(say("{name} 应为 {of} 之一：{value}", name=name, of="、".join(of), value=text))
    return text
