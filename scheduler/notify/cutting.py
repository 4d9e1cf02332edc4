"""Cutting: what is longer than a channel carries ends at the end of a line, and says how much is missing and where
it is."""

from scheduler.language import say


def cut(text: str, most: int, *, url: str | None) -> str:
    """The text in at most `most` bytes of UTF-8. Lines that do not fit are counted in a last line, which names `url`
    where there is one."""
    if _size(text) <= most:
        return text
    lines = text.splitlines()
    for kept in range(len(lines) - 1, 0, -1):
        shorter = "\n".join([*lines[:kept], _rest(len(lines) - kept, url)])
        if _size(shorter) <= most:
            return shorter
    ending = "……\n" + _rest(len(lines), url)
    return lines[0].encode()[: most - _size(ending)].decode(errors="ignore") + ending


def _rest(count: int, url: str | None) -> str:
    return (
        say("另有 {count} 条，见 {url}", count=count, url=url)
        if url
        else say("另有 {count} 条，请登录查看", count=count)
    )


def _size(text: str) -> int:
    return len(text.encode())
