"""Text that no spreadsheet runs: what would start a formula is written behind an apostrophe, and read back.

A cell that begins with = + - @ (full-width ones too), a tab or a line break is taken for a formula by Excel, WPS and
LibreOffice when it comes from a .csv, and again when somebody saves our .xlsx as one. `neutral` puts one "'" before
it, `restored` takes exactly that one away; a text that already stands behind apostrophes gets one more, so that
restored(neutral(text)) == text for every text.
"""

import re

_RUNS = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")
_HELD = re.compile(r"'+[=+\-@＝＋－＠\t\r\n]")


def neutral(text: str) -> str:
    """`text` as it may be written into a cell."""
    return "'" + text if _RUNS.match(text) else text


def restored(text: str) -> str:
    """What was meant by a cell that holds `text`."""
    return text[1:] if _HELD.match(text) else text
