"""A question to the figure it asks for: a formula over named lines, its years, unit and rounding.

Every word of the question must be understood: one that is not ("adjusted", "in Europe", "per employee") may
change what is meant, so no figure is claimed then.
"""

import re
from dataclasses import dataclass, replace

from askreports.answering.figures.item_names import ItemNames, item_words, known_spans
from askreports.answering.formulas.expression import (
    Average,
    Expression,
    FormulaError,
    Growth,
    Operation,
    Term,
    in_year,
    show,
    substitute,
    terms_of,
)
from askreports.answering.formulas.parser import parse_formula
from askreports.answering.question.phrasing import (
    COMPARING,
    HARMLESS,
    SOURCE,
    SPANNING,
    clause_of,
    definitions,
    number_word,
    rounding,
    unit_asked,
    years_asked,
)
from askreports.answering.tables.fiscal_periods import year_part_asked
from askreports.answering.tables.segments import segment_asked
from askreports.answering.taxonomy.entries import Taxonomy
from ingest.language.periods import YearPart

MAX_CHARS = 400  # of a clause that can be understood to the last word

_YEAR = re.compile(r"(?:\b(?:FY|CY|fiscal(?: year)?|year)\s?'?)?(?:19|20)\d\d\b|\bFY\s?'?\d\d\b", re.I)
_RANGE_SIGN = re.compile(r"(?<=\d)\s*[-–—]\s*(?=(?:FY)?\s?\d{4})", re.I)
_SO_MANY_YEARS = re.compile(r"\b(\d{1,2}|two|three|four|five|ten)[\s-]years?\b", re.I)
_CAGR = re.compile(r"\b(?:cagr|compound(?:ed)? annual growth(?: rate)?)\b", re.I)
_GROWTH = re.compile(
    r"\b(?:year[\s-]over[\s-]year|yoy|percentage|percent|%|relative)\s+(?:change|growth|increase|decrease)"
    r"(?:\s+(?:rate|in))?|\bgrowth(?:\s+rates?)?(?:\s+(?:in|of))?\b",
    re.I,
)
_CHANGE = re.compile(r"\b(?:absolute |net )?(?:change|increase|decrease|difference) (?:in|of)\b", re.I)
_SHARE = re.compile(r"\bas (?:a |an )?(?:%|per ?cent|percentage|share|fraction)(?: of)?\b|% of\b", re.I)
_MARGIN = re.compile(r"\s*%?\s*\bmargin$", re.I)
_AVERAGE = re.compile(r"\baverage\b(?: of(?: the)?)?", re.I)
_CALCULATION = re.compile(r"\s[-+*/−–]\s|\b(?:less|minus|plus|divided by)\b", re.I)
_SIGN_ONLY = re.compile(r"\b(?:positive|negative)\b", re.I)
_PART_OF_YEAR = re.compile(
    r"\bQ[1-4]|[1-4]Q\d|\bH[12]\b|\b[12]H\d|\bquarter|\bhalf\b|\bmonths?\b|\btrimestre|\bsemestre", re.I
)
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FigureQuery:
    """What a question asks: the value of `expression`, or with `compares` its value in each of `years`.

    Where it compares, the terms of the expression are not bound to a year yet. `unit` is money, percent,
    ratio or days, or empty where the value itself decides; `scale` is the power of ten of money asked for.
    `part` is what is asked of each year, None for all of it; `segment` what is asked of the organisation,
    empty for all of it.
    """

    title: str
    expression: Expression
    years: tuple[int, ...]
    compares: bool
    unit: str = ""
    scale: int | None = None
    decimals: int | None = None
    part: YearPart | None = None
    segment: str = ""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A question on the way to its figure. `text` is its clause without names of organisations and asides."""

    question: str
    text: str
    compares: bool
    names: ItemNames
    years: tuple[int, ...]

    @property
    def bare(self) -> str:
        """The clause without years."""
        return " ".join(_YEAR.sub(" ", _RANGE_SIGN.sub(" ", _SO_MANY_YEARS.sub(" ", self.text))).split())

    @property
    def span(self) -> int | None:
        """How many years "3 year average" means; None where it says nothing like that."""
        found = _SO_MANY_YEARS.search(self.text)
        return number_word(found[1]) if found else None

    def query(self, title: str, expression: Expression, years: tuple[int, ...], unit: str) -> FigureQuery:
        scale, wanted = unit_asked(self.question)
        decimals = rounding(self.question)
        return FigureQuery(title, expression, years, self.compares, wanted or unit, scale, decimals)


def parse_figure_query(
    question: str,
    named: frozenset[str],
    taxonomy: Taxonomy,
    several: bool = False,
    latest: int | None = None,
) -> FigureQuery | None:
    """The figure that a question asks for, None where it asks for none or is not understood to the last word.

    `named` are the words, in lower case, by which it names an organisation; `several` says that it names
    more than one. Where it names no year, `latest` is meant.
    """
    clause = clause_of(question)
    if clause is None or len(clause.text) > MAX_CHARS:
        return None
    part, whole = year_part_asked(clause.text)
    segment = segment_asked(whole)
    whole = segment.rest if segment else whole
    if _PART_OF_YEAR.search(whole):
        return None
    names = ItemNames(taxonomy, definitions(question))
    try:
        text = SOURCE.sub(" ", names.without_asides(_without(whole, named)))
        years = years_asked(text) or ((latest,) if latest and not part else ())
        reading = _Reading(question, text, clause.compares, names, years)
        query = _read(reading, COMPARING if several or clause.compares else NONE) if reading.years else None
        return _narrowed(query, part, segment.name if segment else "") if query else None
    except FormulaError:
        return None


def _narrowed(query: FigureQuery, part: YearPart | None, segment: str) -> FigureQuery:
    title = f"{query.title} of {segment}" if segment else query.title
    return replace(query, title=title, part=part, segment=segment)


def items_asked(question: str, named: frozenset[str], taxonomy: Taxonomy) -> list[str]:
    """The names of lines and ratios in a question, whether or not all of it is understood."""
    clause = clause_of(question)
    words = item_words(_without(clause.text if clause else question, named))
    return list(known_spans(words, lambda name: taxonomy.find(name) is not None))


def _read(reading: _Reading, extra: frozenset[str]) -> FigureQuery | None:
    if _CAGR.search(reading.bare):
        return _growth(reading, _CAGR, "CAGR")
    if reading.compares:
        return _comparison(reading, extra)
    if _GROWTH.search(reading.bare):
        return _growth(reading, _GROWTH, "growth")
    if _CHANGE.search(reading.bare):
        return _change(reading)
    if reading.span or len(reading.years) > 1:
        return _average(reading)
    inner, title, unit = _inner(reading.bare, reading.names, extra)
    return reading.query(title, in_year(inner, reading.years[0]), reading.years, unit)


def _growth(reading: _Reading, pattern: re.Pattern[str], name: str) -> FigureQuery:
    """Growth from the first year to the last, or from the year before; a CAGR is growth a year."""
    inner, title, _ = _inner(pattern.sub(" ", reading.bare), reading.names, SPANNING)
    years = reading.years if len(reading.years) > 1 else (reading.years[0] - 1, reading.years[0])
    apart = years[-1] - years[0] if name == "CAGR" else 1
    grown = Growth(in_year(inner, years[0]), in_year(inner, years[-1]), apart)
    return reading.query(f"{title} {name}", grown, years, "percent")


def _change(reading: _Reading) -> FigureQuery:
    """The difference between the last year and the first, or the year before; in per cent where asked so."""
    if unit_asked(reading.question)[1] == "percent":
        return _growth(reading, _CHANGE, "growth")
    inner, title, unit = _inner(_CHANGE.sub(" ", reading.bare), reading.names, SPANNING)
    years = reading.years if len(reading.years) > 1 else (reading.years[0] - 1, reading.years[0])
    difference = Operation("-", in_year(inner, years[-1]), in_year(inner, years[0]))
    return reading.query(f"change in {title}", difference, years, unit)


def _average(reading: _Reading) -> FigureQuery | None:
    """The average over the years named, or over so many up to the one named."""
    if not _AVERAGE.search(reading.text):
        return None
    last, span = reading.years[-1], reading.span or len(reading.years)
    years = reading.years if len(reading.years) > 1 else tuple(range(last - span + 1, last + 1))
    if len(years) != span:
        return None
    inner, title, unit = _inner(_AVERAGE.sub(" ", reading.bare), reading.names, SPANNING)
    average = Average(tuple(in_year(inner, year) for year in years))
    return reading.query(f"{span} year average {title}", average, years, unit)


def _comparison(reading: _Reading, extra: frozenset[str]) -> FigureQuery:
    """A year is compared with the one before, unless the question is only whether a value is positive."""
    inner, title, unit = _inner(reading.bare, reading.names, extra)
    years = reading.years
    if len(years) == 1 and _SIGN_ONLY.search(reading.text):
        scale, wanted = unit_asked(reading.question)
        return FigureQuery(title, in_year(inner, years[0]), years, False, wanted or unit, scale)
    return reading.query(title, inner, years if len(years) > 1 else (years[0] - 1, years[0]), unit)


def _inner(text: str, names: ItemNames, extra: frozenset[str]) -> tuple[Expression, str, str]:
    """The expression of what is left of the question, its title and its usual unit."""
    harmless = HARMLESS | extra
    if len(parts := _SHARE.split(text)) == 2:
        above, below = (names.term(part, harmless) for part in parts)
        shared = Operation("/", names.expand(above), names.expand(below))
        return shared, f"{above.name} as a share of {below.name}", "percent"
    if _CALCULATION.search(text):
        return _calculation(text, names, harmless)
    kept = " ".join(_without_harmless_end(text, harmless))
    base = names.term_or_none(_MARGIN.sub("", kept), harmless) if _MARGIN.search(kept) else None
    if base and (names.defines(base.name) or not names.term_or_none(text, harmless)):
        return Operation("/", names.expand(base), Term("revenue")), f"{base.name} margin", "percent"
    term = names.term(text, harmless)
    return names.expand(term), term.name, names.unit(term.name)


def _calculation(text: str, names: ItemNames, harmless: frozenset[str]) -> tuple[Expression, str, str]:
    expression = substitute(parse_formula(text), lambda term: Term(names.term(term.name, harmless).name))
    if len(list(terms_of(expression))) < 2:
        raise FormulaError(f"{text!r} is no calculation")
    return names.expand(expression), show(expression, lambda term: term.name), ""


def _without_harmless_end(text: str, harmless: frozenset[str]) -> list[str]:
    words = re.findall(r"[\w&'’-]+|%", text)
    while words and words[-1].casefold() in harmless:
        words.pop()
    return words


def _without(text: str, named: frozenset[str]) -> str:
    """The text without the names of organisations, which are written with a capital."""

    def drop(match: re.Match[str]) -> str:
        word = match["word"]
        return "" if word.casefold() in named and not word[0].islower() else match.group()

    return re.sub(r"\b(?P<word>[^\W_]+)(?:['’]s?\b|['’](?=\s))?", drop, text)
