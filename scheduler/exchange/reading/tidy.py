"""A cell's text, whatever keyboard it came from: half-width, without odd spaces and invisible marks."""

import re
import unicodedata
from datetime import date, datetime

from scheduler.language import say

# Zero-width spaces and joiners, byte-order marks, soft hyphens, writing-direction marks: pasted unseen.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_COLONS = re.compile("[\u2236\ua789]")
# Hyphens, dashes, the minus, the box-drawing line and the kana lengthener all stand in for a dash.
_DASHES = re.compile(r"\s*(?:[-~\u2010-\u2015\u2212\u223c\u2500\u2501\u301c\u30fc\u3161]|至|到)+\s*")
_BLANK = frozenset({"", "-", "--", "/", "\\", "—", "——", "/-"})
_CLOSED = re.compile(r"(?<=[^\x00-\x7f])[^\S\n]+(?=[^\x00-\x7f])")


class Unreadable(ValueError):  # noqa: N818 (a refusal is an answer, not an error)
    """A cell that cannot be read; `advice` tells its writer what to do, in the language in force."""

    def __init__(self, advice: str) -> None:
        super().__init__(advice)
        self.advice = advice


def tidy(value: object) -> str:
    """`value` as text: half-width, single spaces, none at the ends; line breaks stay. None gives "".

    A whole number that a spreadsheet kept as 5.0 gives "5"; a date gives "2026-12-01".
    """
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        value = value.isoformat()
    text = unicodedata.normalize("NFKC", str(value))
    text = _COLONS.sub(":", _INVISIBLE.sub("", text)).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line for line in (" ".join(part.split()) for part in text.split("\n")) if line)


def dashed(value: object) -> str:
    """Tidied text in which every way to write "from … to …" has become one "-"."""
    return _DASHES.sub("-", tidy(value))


def closed(text: str) -> str:
    """`text` without the spaces that people put between Chinese characters to line names up."""
    return _CLOSED.sub("", text)


def blank(value: object) -> bool:
    """Whether a cell says nothing: empty, only spaces, or the dash or slash that stands for "none"."""
    return tidy(value) in _BLANK


def filled(value: object) -> str:
    """The tidied text of a cell that must not be empty. Raises Unreadable when it is."""
    if blank(value):
        raise Unreadable(say("这里不能空着，请填写"))
    return tidy(value)
