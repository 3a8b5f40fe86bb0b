"""The lines of financial statements and the usual ratios by their names, as `taxonomy.toml` has them."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from askreports.answering.formula import Expression
from askreports.answering.formula_text import parse_formula
from ingest.facts.words import fold

_TABLE = Path(__file__).with_name("taxonomy.toml")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\]]*\]")
_MARK = re.compile(r"\s+(?:\d{1,2}|[a-z])$")


@dataclass(frozen=True)
class Item:
    """A line of a statement. `rows` are the labels it may have, the best first, in normal form."""

    name: str
    statements: tuple[str, ...]
    rows: tuple[str, ...]
    not_rows: tuple[str, ...] = ()
    amount: bool = False
    sign: str = ""

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {row: place for place, row in reversed(list(enumerate(self.rows)))}

    @cached_property
    def _patterns(self) -> list[tuple[int, re.Pattern[str]]]:
        return [(place, _pattern(row)) for place, row in enumerate(self.rows) if "*" in row]

    @cached_property
    def _excluded(self) -> list[re.Pattern[str]]:
        return [_pattern(row) for row in self.not_rows]

    def fit(self, label: str) -> int | None:
        """How well a label in normal form names this item: 0 is best; None where it does not."""
        if any(pattern.fullmatch(label) for pattern in self._excluded):
            return None
        fits = [place for place, pattern in self._patterns if pattern.fullmatch(label)]
        return min([*fits, self._places[label]] if label in self._places else fits, default=None)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A figure that is computed. `unit` is percent, ratio, days or money."""

    name: str
    formula: Expression
    unit: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name stands for: a line; where no report has it, a formula; or a formula alone."""

    item: Item | None
    ratio: Ratio | None


@dataclass(frozen=True, slots=True)
class Statement:
    """A kind of statement: how its pages are headed, and lines of which it holds at least one."""

    name: str
    words: tuple[str, ...]  # the titles without case and accents
    titles: re.Pattern[str]
    anchors: Item


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """Names in normal form to what they stand for, and the kinds of statement by name."""

    entries: Mapping[str, Entry]
    statements: Mapping[str, Statement]

    def find(self, name: str) -> Entry | None:
        """What a name stands for, with or without "total" and "net" around it."""
        plain = normal(name)
        tries = [
            plain,
            plain.removeprefix("unadjusted "),
            plain.removeprefix("total "),
            plain.removeprefix("reported "),
        ]
        return next((self.entries[form] for form in tries if form in self.entries), None)


@lru_cache(maxsize=4096)
def normal(name: str) -> str:
    """A label or name without case, accents, brackets, punctuation and footnote mark."""
    folded = _BRACKETS.sub(" ", fold(name)).replace(" & ", " and ")
    return _MARK.sub("", " ".join(re.sub(r"[^\w&]+", " ", folded).split()))


def load_taxonomy(files: Iterable[Path] = ()) -> Taxonomy:
    """Our own table, with what these files say before it. Raises tomllib.TOMLDecodeError, FormulaError."""
    tables = [tomllib.loads(file.read_text(encoding="utf-8")) for file in (*files, _TABLE)]
    entries: dict[str, Entry] = {}
    for table in tables:
        for name, entry in _entries(table):
            entries.setdefault(name, entry)
    statements = {
        name: _statement(name, fields)
        for table in reversed(tables)
        for name, fields in table.get("statement", {}).items()
    }
    return Taxonomy(entries, statements)


@cache
def standard_taxonomy() -> Taxonomy:
    """The taxonomy that comes with the package."""
    return load_taxonomy()


def _entries(table: Mapping[str, Any]) -> Iterable[tuple[str, Entry]]:
    """Names and what they stand for; a name of a ratio is not also one of an item."""
    items = {name: _item(name, fields) for name, fields in table.get("item", {}).items()}
    ratios = {
        name: Ratio(name, parse_formula(fields["formula"]), fields["unit"])
        for name, fields in table.get("ratio", {}).items()
    }
    for name, ratio in ratios.items():
        for asked in table["ratio"][name]["asked"]:
            yield normal(asked), Entry(items.get(name), ratio)
    for name, item in items.items():
        for asked in (*table["item"][name].get("asked", ()), *item.rows):
            if "*" not in asked:
                yield normal(asked), Entry(item, ratios.get(name))


def _item(name: str, fields: Mapping[str, Any]) -> Item:
    return Item(
        name=name,
        statements=tuple(fields["statement"]),
        rows=tuple(_label(row) for row in fields["rows"]),
        not_rows=tuple(_label(row) for row in fields.get("not_rows", ())),
        amount=fields.get("amount", False),
        sign=fields.get("sign", ""),
    )


def _statement(name: str, fields: Mapping[str, Any]) -> Statement:
    words = tuple(sorted(map(fold, fields["titles"]), key=len, reverse=True))
    titles = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")
    anchors = Item(name, (name,), tuple(_label(anchor) for anchor in fields["anchors"]))
    return Statement(name, words, titles, anchors)


def _label(row: str) -> str:
    """A label of the table in normal form, its stars kept."""
    return " ".join("*" if part == "*" else normal(part) for part in re.split(r"(\*)", row) if part.strip())


def _pattern(row: str) -> re.Pattern[str]:
    return re.compile(re.escape(row).replace(r"\*", ".*"))
