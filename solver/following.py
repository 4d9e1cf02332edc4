"""Duties of one person that follow one another closely, or meet."""

from collections.abc import Iterable, Iterator

from solver.problem import Problem, Shift


def closely(problem: Problem, month: Iterable[str], *, within: int) -> Iterator[tuple[Shift, Shift, int]]:
    """Every two shifts, by id, of which the later begins less than `within` minutes after the earlier ends, the one
    whose id comes first before the other, and the minutes between them: below 0 where they meet."""
    shifts = sorted((problem.shift[id_] for id_ in month), key=lambda shift: shift.span.start)
    for n, earlier in enumerate(shifts, 1):
        for later in shifts[n:]:
            between = later.span.start - earlier.span.end
            if between >= within:
                break
            yield (earlier, later, between) if earlier.id < later.id else (later, earlier, between)
