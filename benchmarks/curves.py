"""Curves of proven gap against time as a picture, both scales logarithmic."""

from collections.abc import Iterator, Mapping, Sequence
from math import floor, log10

Curve = Sequence[tuple[float, float]]
"""(seconds, gap) from the first to the last step; between two steps the earlier gap holds."""

_WIDE, _HIGH, _LEFT, _RIGHT, _TOP, _BOTTOM = 760, 420, 56, 150, 16, 44
_LEAST_GAP, _MOST_GAP, _LEAST_SECONDS = 0.001, 1.0, 0.3
_COLOURS = ("#c0392b", "#2471a3", "#1e8449", "#b9770e", "#7d3c98", "#d35400", "#17a589", "#5d6d7e", "#884ea0")
_STYLE = (
    "text{font:12px system-ui,sans-serif;fill:#444}line{stroke:#999;stroke-opacity:.35}"
    "polyline{fill:none;stroke-width:2}@media(prefers-color-scheme:dark){text{fill:#ccc}}"
)


def drawn(curves: Mapping[str, Curve]) -> str:
    """An SVG with one line for each name; gaps beyond 0.1 % and 100 % lie on the edge."""
    last = max((seconds for curve in curves.values() for seconds, _ in curve), default=1.0)
    most = max(10.0, last * 1.05)
    lines = [*_grid(most)]
    for n, (name, curve) in enumerate(curves.items()):
        colour = _COLOURS[n % len(_COLOURS)]
        lines.append(f'<polyline stroke="{colour}" points="{_points(curve, most)}"/>')
        lines.append(_text(_WIDE - _RIGHT + 12, _TOP + 14 + 20 * n, name, f' style="fill:{colour}"'))
    size = f'viewBox="0 0 {_WIDE} {_HIGH}" width="{_WIDE}" height="{_HIGH}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img"><title>Proven gap against time</title>'
    return "\n".join([head, f"<style>{_STYLE}</style>", *lines, "</svg>", ""])


def _points(curve: Curve, most: float) -> str:
    """A stair: a gap holds until the next step."""
    places: list[tuple[float, float]] = []
    for seconds, gap in curve:
        x, y = _across(seconds, most), _down(gap)
        if places:
            places.append((x, places[-1][1]))
        places.append((x, y))
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)


def _grid(most: float) -> Iterator[str]:
    for seconds in _ticks(_LEAST_SECONDS, most):
        x = _across(seconds, most)
        yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP}" y2="{_HIGH - _BOTTOM}"/>'
        yield _text(x, _HIGH - _BOTTOM + 18, f"{seconds:g} s", ' text-anchor="middle"')
    for gap in _ticks(_LEAST_GAP, _MOST_GAP):
        y = _down(gap)
        yield f'<line x1="{_LEFT}" x2="{_WIDE - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield _text(_LEFT - 6, y + 4, f"{gap * 100:g} %", ' text-anchor="end"')


def _ticks(least: float, most: float) -> Iterator[float]:
    """1, 2 and 5 of every power of ten."""
    for power in range(floor(log10(least)), floor(log10(most)) + 1):
        for digit in (1, 2, 5):
            tick = round(digit * 10.0**power, 6)
            if least <= tick <= most:
                yield tick


def _across(seconds: float, most: float) -> float:
    share = log10(max(seconds, _LEAST_SECONDS) / _LEAST_SECONDS) / log10(most / _LEAST_SECONDS)
    return _LEFT + share * (_WIDE - _LEFT - _RIGHT)


def _down(gap: float) -> float:
    share = log10(min(max(gap, _LEAST_GAP), _MOST_GAP) / _LEAST_GAP) / log10(_MOST_GAP / _LEAST_GAP)
    return _HIGH - _BOTTOM - share * (_HIGH - _TOP - _BOTTOM)


def _text(x: float, y: float, text: str, more: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}"{more}>{text}</text>'
