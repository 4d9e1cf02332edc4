"""How many people a shift needs, from a formula over the point's length: max(8, length/50), or 每50米1人，至少8人.

A formula is made of whole numbers, `length` (metres), + - * /, max(), min() and brackets; it is worked out
exactly and rounded up to a whole number, never below 0.
"""

import ast
import math
import re
import unicodedata
from fractions import Fraction
from functools import lru_cache

from scheduler.errors import Invalid
from scheduler.exchange.reading.numbers import numeral
from scheduler.language import say

MOST_PEOPLE = 10_000

_TOKENS = re.compile(r"(?:\d+|length|max|min|[-+*/(),]|\s)+")
_LONGEST = 200
_COUNT = "([0-9]+|[一二两三四五六七八九十]+)(?:人|名|个人|个)?"
_WHERE = "(?:每个?)?(?:点位|路口|路段|小区|处)?(?:设|安排|配备?|需)?"
_RATE = re.compile(rf"(?:道路|路段|沿线)?每隔?([0-9]+)米(?:设|安排|配备?)?{_COUNT}")
_LEAST = re.compile(rf"{_WHERE}(?:(?:至少|最少|不少于|不低于){_COUNT}|{_COUNT}以上)")
_MOST = re.compile(rf"{_WHERE}(?:至多|最多|不超过|不多于){_COUNT}")
_FIXED = re.compile(rf"{_WHERE}{_COUNT}")


def people(text: str, length: float | None) -> int:
    """Headcount by the formula `text` at a point `length` metres long; None, a mere spot, counts as 0 metres.

    Raises Invalid for a text that is no formula, one that leaves a spot without anybody for its want of
    length, a division by zero, and more than MOST_PEOPLE.
    """
    try:
        found = max(0, math.ceil(_value(_tree(text), Fraction(str(length or 0)))))
    except ZeroDivisionError:
        raise _by_zero(text) from None
    if found == 0 and length is None and needs_length(text):
        raise Invalid(say("人数公式“{formula}”要用长度，而这个点位没有填长度", formula=text))
    if found > MOST_PEOPLE:
        raise Invalid(say("人数公式“{formula}”算出 {found} 人，太多了", formula=text, found=found))
    return found


def plain(text: str) -> str:
    """The same formula in symbols, as it is kept: "每50米1人，至少8人" gives "max(length / 50, 8)".

    Raises Invalid for a text that is no formula, and one that divides by zero at whatever length.
    """
    tree = _tree(text)
    if all(_divides_by_zero(tree, length) for length in (1, 2)):
        raise _by_zero(text)
    return ast.unparse(tree)


def needs_length(text: str) -> bool:
    """Whether the formula asks for the length of the point. Raises Invalid for a text that is no formula."""
    return any(isinstance(node, ast.Name) and node.id == "length" for node in ast.walk(_tree(text)))


@lru_cache(maxsize=1024)
def _tree(text: str) -> ast.expr:
    symbols = unicodedata.normalize("NFKC", text).lower().strip()
    symbols = symbols.replace("长度", "length").replace("×", "*").replace("÷", "/").replace("、", ",")
    formula = symbols if _TOKENS.fullmatch(symbols) else _from_words(symbols)
    if not formula or len(formula.replace(" ", "")) > _LONGEST:
        raise _odd(text)
    try:
        tree = ast.parse(" ".join(formula.split()), mode="eval").body
    except SyntaxError:
        raise _odd(text) from None
    if not _allowed(tree):
        raise _odd(text)
    return tree


def _allowed(node: ast.expr) -> bool:
    match node:
        case ast.Constant(value=int()) | ast.Name(id="length"):
            return True
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div(), right=right):
            return _allowed(left) and _allowed(right)
        case ast.Call(func=ast.Name(id="max" | "min"), args=[_, _, *_] as several, keywords=[]):
            return all(_allowed(one) for one in several)
    return False


def _value(node: ast.expr, length: Fraction) -> Fraction:
    match node:
        case ast.Constant(value=int(number)):
            return Fraction(number)
        case ast.Call(func=ast.Name(id=name), args=several):
            found = [_value(one, length) for one in several]
            return max(found) if name == "max" else min(found)
        case ast.BinOp(left=left, op=op, right=right):
            return _worked(op, _value(left, length), _value(right, length))
    return length


def _divides_by_zero(tree: ast.expr, length: int) -> bool:
    try:
        _value(tree, Fraction(length))
    except ZeroDivisionError:
        return True
    return False


def _worked(op: ast.operator, left: Fraction, right: Fraction) -> Fraction:
    match op:
        case ast.Add():
            return left + right
        case ast.Sub():
            return left - right
        case ast.Mult():
            return left * right
    return left / right


def _from_words(text: str) -> str:
    """The formula that Chinese words say, "" when they say none."""
    base, least, most = "", "", ""
    for clause in (piece for piece in re.split(r"[,;。\s]+", text) if piece):
        if (rate := _RATE.fullmatch(clause)) and not base:
            base = (
                f"length * {numeral(rate[2])} / {int(rate[1])}" if numeral(rate[2]) != 1 else f"length / {int(rate[1])}"
            )
        elif (found := _LEAST.fullmatch(clause)) and not least:
            least = str(numeral(found[1] or found[2]))
        elif (found := _MOST.fullmatch(clause)) and not most:
            most = str(numeral(found[1]))
        elif (found := _FIXED.fullmatch(clause)) and not base:
            base = str(numeral(found[1]))
        else:
            return ""
    lower = f"max({base}, {least})" if base and least else base or least
    return f"min({lower}, {most})" if lower and most else "" if most else lower


def _by_zero(text: str) -> Invalid:
    return Invalid(say("人数公式“{formula}”除以了零", formula=text))


def _odd(text: str) -> Invalid:
    return Invalid(say("看不懂人数“{formula}”，请写成 4、max(8, length/50) 或“每50米1人，至少8人”", formula=text[:40]))
