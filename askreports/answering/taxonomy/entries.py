"""The lines of financial statements and the usual ratios by their names, as `taxonomy.toml` has them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from askreports.answering.formulas.expression import Expression
from ingest.language.folding import fold

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


def _pattern(row: str) -> re.Pattern[str]:
    """What a label of the table fits, with its stars."""
    return re.compile(re.escape(row).replace(r"\*", ".*"))
