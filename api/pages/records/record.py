"""What a page must know of a noun, beyond what REST is told of it: its words, columns, fields and filters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from api.pages.records.inputs import CODE, Input
from api.rest.nouns import Edits, Looks


@dataclass(frozen=True, slots=True)
class Field:
    """One field by its `name` in REST: `label` and `hint` are msgids. A `must` is not left empty."""

    name: str
    label: str
    input: Input
    hint: str = ""
    must: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that stand together, under a title; `folded`, what few people change."""

    title: str
    fields: tuple[Field, ...]
    folded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A noun as pages show it. `noun` is what the audit calls it, `path` its address, `many` and `name` its words.

    `columns` are what its list shows; `told`, the fields that are only looked at. `extra` is a template drawn beside
    the form, `script` what makes that alive. `about` says what it is for.
    """

    noun: str
    path: str
    name: str
    about: str
    icon: str
    looks: Looks
    edits: Edits
    columns: tuple[str, ...]
    groups: tuple[Group, ...]
    filters: tuple[Field, ...] = ()
    told: tuple[Field, ...] = ()
    extra: str = ""
    script: str = ""

    @property
    def fields(self) -> tuple[Field, ...]:
        """All that is typed, in order; the code, which is typed once, is not among them."""
        return tuple(one for group in self.groups for one in group.fields)

    @property
    def known(self) -> Mapping[str, Field]:
        """Every field by name, the code too."""
        return {one.name: one for one in (CODE_FIELD, *self.fields, *self.told)}

    @property
    def listed(self) -> tuple[Field, ...]:
        return tuple(self.known[name] for name in self.columns)

    @property
    def endpoint(self) -> str:
        """Its blueprint, as addresses are made by."""
        return f"data_pages.{self.noun}_pages"


CODE_FIELD = Field("code", "编号", CODE, "不含空格；定下以后不再改。", must=True)


def sources(fields: Iterable[Field]) -> frozenset[str]:
    """The lists that these fields choose from."""
    return frozenset(one.input.source for one in fields if one.input.source)
