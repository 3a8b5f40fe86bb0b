"""The words of a question to the names of lines that stand in them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from askreports.answering.formulas.expression import (
    Expression,
    FormulaError,
    Term,
    in_year,
    substitute,
    terms_of,
)
from askreports.answering.formulas.parser import parse_formula
from askreports.answering.question.phrasing import HARMLESS, SOURCE
from askreports.answering.taxonomy.entries import Taxonomy, normal

MAX_DEPTH = 5  # of definitions that use each other
MAX_TERMS = 60  # of a formula with all definitions put in
MAX_NAME_WORDS = 9
MAX_WORDS = 120  # of a question that names are looked for in

_ASIDE = re.compile(r"\(([^()+*/]*)\)|\[([^\[\]]*)\]")
_ASIDE_SAYS_NOTHING = re.compile(
    r"in (?:units|usd|eur|us dollars|%|per|million|thousand|billion)|formerly|also known|round|from ",
    re.I,
)
_MAX_ABBREVIATION = 6  # letters


@dataclass(frozen=True, slots=True)
class ItemNames:
    """What the names of one question stand for: its own definitions come before the taxonomy."""

    taxonomy: Taxonomy
    defined: Mapping[str, str]

    def defines(self, name: str) -> bool:
        return normal(name) in self.defined

    def knows(self, name: str) -> bool:
        return self.defines(name) or self.taxonomy.find(name) is not None

    def unit(self, name: str) -> str:
        """The unit of a usual ratio, else empty: a question that defines its own means a plain ratio."""
        entry = self.taxonomy.find(name)
        usual = entry.ratio.unit if entry and entry.ratio else ""
        return "" if self.defines(name) and usual == "percent" else usual

    def term(self, text: str, harmless: frozenset[str] = HARMLESS) -> Term:
        """The one known name in a text whose other words say nothing. Raises `FormulaError`."""
        words = item_words(text)
        for start, end in _spans(len(words)):
            others = words[:start] + words[end:]
            name = " ".join(words[start:end])
            if self.knows(name) and all(word.casefold() in harmless for word in others):
                return Term(name)
        raise FormulaError(f"{text!r} is not understood")

    def term_or_none(self, text: str, harmless: frozenset[str]) -> Term | None:
        try:
            return self.term(text, harmless)
        except FormulaError:
            return None

    def expand(self, expression: Expression, depth: int = 0) -> Expression:
        """The expression with the question's own definitions put in. Raises `FormulaError`."""

        def put(term: Term) -> Expression:
            formula = self.defined.get(normal(term.name))
            if formula is None:
                return Term(self.term(term.name).name, term.year, term.back)
            if depth == MAX_DEPTH:
                raise FormulaError(f"{term.name} is defined by itself")
            inner = self.expand(parse_formula(formula), depth + 1)
            return in_year(inner, term.year - term.back) if term.year else inner

        expanded = substitute(expression, put)
        if sum(1 for _ in terms_of(expanded)) > MAX_TERMS:
            raise FormulaError("the formula is too long")
        return expanded

    def without_asides(self, text: str) -> str:
        """The text without what it says in brackets, if that is understood. Raises `FormulaError`."""
        for match in _ASIDE.finditer(text):
            aside = next(filter(None, match.groups()), "").strip()
            if not self._is_understood(SOURCE.sub("", aside).strip()):
                raise FormulaError(f"({aside}) is not understood")
            if self.defines(aside):  # "days payable outstanding (DPO)", and DPO is defined
                text = text.replace(match.group(), " ").replace(_stands_for(text, match), aside)
        return _ASIDE.sub(" ", text)

    def _is_understood(self, aside: str) -> bool:
        if not aside or _ASIDE_SAYS_NOTHING.match(aside):
            return True
        if aside.lower().startswith("using "):
            return all(self.knows(part) for part in re.split(r",|\band\b", aside[6:]) if part.strip())
        return self.knows(aside) or (aside.isupper() and len(aside) <= _MAX_ABBREVIATION)


def item_words(text: str) -> list[str]:
    """The words of a text as they are written."""
    return re.findall(r"\w[\w&]*", text)


def known_spans(words: Sequence[str], known: Callable[[str], bool]) -> Iterator[str]:
    """The names among these words, longer ones first; no word is part of two."""
    taken: set[int] = set()
    for start, end in _spans(min(len(words), MAX_WORDS)):
        name = " ".join(words[start:end])
        if taken.isdisjoint(range(start, end)) and known(name):
            taken.update(range(start, end))
            yield name


def _spans(count: int) -> Iterator[tuple[int, int]]:
    """All spans of so many words, the longest first."""
    for size in range(min(count, MAX_NAME_WORDS), 0, -1):
        for start in range(count - size + 1):
            yield start, start + size


def _stands_for(text: str, aside: re.Match[str]) -> str:
    """The words before an abbreviation that begin with its letters; else what stands nowhere."""
    letters = (aside.group(1) or "").strip().lower()
    words = text[: aside.start()].split()[-len(letters) :]
    return " ".join(words) if "".join(word[0].lower() for word in words) == letters else "\0"
