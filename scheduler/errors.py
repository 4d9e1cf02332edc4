"""Every refusal of the service, so that a front door can turn each into its own answer.

Refusal             something asked for is not done; the message says what and what to do
├── NotFound        no such thing, or none that the asker may see
├── Forbidden       the asker sees it but may not do this to it
├── Conflict        somebody was faster, or the life cycle does not allow the move
│   └── InUse       what is in use stays; `uses` says where
├── TooMany         asked too often; `until` is when to ask again
├── Invalid         what was handed in is wrong; `faults` names each place
└── Misconfigured   settings, database or key are not usable; says how to mend them
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table that was handed in: the `row` as the spreadsheet counts it, what the column means."""

    sheet: str
    row: int
    field: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One wrong place in what was handed in: where it is, what stands there, what to do. `cell` is the one to mend,
    None where it is no cell of a row."""

    where: str
    value: str
    advice: str
    cell: Cell | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return f"{self.where}「{self.value}」：{self.advice}"


class Refusal(Exception):  # noqa: N818 (a refusal is an answer, not an error)
    """Base of all refusals. The message is for people, in their language."""

    code = "refused"


class NotFound(Refusal):
    code = "not-found"


class Forbidden(Refusal):
    code = "forbidden"


class Conflict(Refusal):
    code = "conflict"


@dataclass(frozen=True, slots=True)
class Use:
    """Where something is used: `count` things of a `noun`, some of them by (code, name) as far as the asker sees them;
    of a shift that is its roster's."""

    noun: str
    count: int
    known: tuple[tuple[str, str], ...] = ()


class InUse(Conflict):
    def __init__(self, message: str, uses: Sequence[Use]) -> None:
        super().__init__(message)
        self.uses = tuple(uses)


class TooMany(Refusal):
    code = "too-many"

    def __init__(self, message: str, until: datetime) -> None:
        super().__init__(message)
        self.until = until


class Misconfigured(Refusal):
    code = "misconfigured"


class Invalid(Refusal):
    code = "invalid"

    def __init__(self, message: str, faults: Sequence[Fault] = ()) -> None:
        super().__init__(message)
        self.faults = tuple(faults)
