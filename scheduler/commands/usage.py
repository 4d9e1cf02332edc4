"""Wrong usage and help in the language in force: what click itself says, it says in Chinese too."""

from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from click import Context, Option, core, decorators, exceptions, formatting, parser, termui, types

from scheduler.commands.help_pages import HelpPage
from scheduler.language import current, say

_CHINESE = Path(__file__).with_name("click.po")
_SPEAKERS = (core, decorators, exceptions, formatting, parser, termui, types)


def speak_as_we_do() -> None:
    """Let click look its texts up here, at the moment it says them.

    It asks gettext for them, which knows only compiled catalogues and the system's locale, not the language chosen
    with `--lang`; so the two names by which its modules ask are ours. Of a command it lists the first words only, which
    are seldom enough; here it lists all.
    """
    Context.formatter_class = HelpPage
    setattr(core, "_make_default_short_help", _whole)  # noqa: B010 (no name of click's own types)
    for module in _SPEAKERS:
        for name, ours in (("_", _said), ("ngettext", _counted)):
            if hasattr(module, name):
                setattr(module, name, ours)


class LateOption(Option):
    """An option of `redvest` itself, which is made before the language is chosen: `help` is the Chinese."""

    def get_help_record(self, ctx: Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        return record and (record[0], say(record[1]))


def _whole(text: str, *_: object) -> str:
    return text


def _said(text: str) -> str:
    return _chinese().get(text, text) if current() == "zh" else text


def _counted(one: str, more: str, count: int) -> str:
    return _said(one if count == 1 else more)


@cache
def _chinese() -> dict[str, str]:
    """Singulars and plurals alike, each by click's own words."""
    with _CHINESE.open("rb") as file:
        catalogue = read_po(file, locale="zh")
    return {
        asked: said
        for one in catalogue
        if one.id and one.string
        for asked, said in zip(_all(one.id), _all(one.string), strict=True)
    }


def _all(texts: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)
