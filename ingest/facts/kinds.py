"""Which kind of report is this? Forms, covers and titles say, in the words of `kinds.toml`."""

import re
from collections.abc import Iterable
from functools import cache

from ingest.facts.evidence import FactEvidence
from ingest.facts.vocabulary import either_loosely, fold, table, weighty

UNKNOWN = "report"
_SHORT_LINE = 12  # words: a longer line is prose, where a kind is mentioned rather than named
_FORM_LINE = 60  # characters
_PROSE_REACH = 2500  # characters: where a text without a cover says what it is


def find_kind(evidence: FactEvidence) -> str:
    """The kind as an English term; `UNKNOWN` when nothing says."""
    name, titles = evidence.name, evidence.titles
    return (
        _kind_of_form(evidence.front)
        or _first_kind("prose", [evidence.opening[:_PROSE_REACH]])
        or _first_kind("titles", [*_headlines(evidence.cover), *titles, *evidence.running])
        or _first_kind("titles", [*_headlines(evidence.front), name, evidence.opening[:_PROSE_REACH]])
        or _kind_of_form_in(name)
        or _first_kind("weak", [*_headlines(evidence.cover), *titles, name])
        or UNKNOWN
    )


def kind_phrase(line: str) -> tuple[int, int] | None:
    """Where a line names a kind of report, as offsets."""
    match = _pattern("titles").search(fold(line)) or _pattern("weak").search(fold(line))
    return match.span() if match else None


def kind_of_line(line: str) -> str:
    """The kind that a line names, empty where it names none."""
    return _first_kind("titles", [line]) or _first_kind("weak", [line])


def is_periodic(kind: str) -> bool:
    """Whether reports of a kind come out again and again: their titles name who reports, not a subject."""
    return kind in _periodic_kinds()


def kinds_named(text: str) -> frozenset[str]:
    """Every kind that a text names, by a form ("10-K", "8k") or in words of any of our languages."""
    words = {re.sub(r"[^A-Z0-9]", "", word) for word in text.upper().split()}
    by_form = {kind for form, kind in _kinds_of_forms().items() if form.replace("-", "") in words}
    by_title = {_kind_of_match("titles", match.group()) for match in _pattern("titles").finditer(fold(text))}
    return frozenset(by_form | by_title)


def is_filing(evidence: FactEvidence) -> bool:
    """Whether the report is a form filed with a stock exchange commission, which has no title of its own."""
    return bool(_kind_of_form(evidence.front))


def _headlines(lines: Iterable[str]) -> list[str]:
    """The short lines as one text, since a title may break anywhere, in a list of its own."""
    return ["\n".join(line for line in lines if len(line.split()) <= _SHORT_LINE)]


def _kind_of_form(lines: Iterable[str]) -> str:
    """The kind of the first line that is no more than the name of a form, such as `FORM 10-K`."""
    flat = " ".join(lines)
    match = re.search(r"(?i)exchange commission\W.{0,120}?\bform\s+(\S+(?: 14A)?)", flat[:3000])
    alone = (re.fullmatch(r"(?i)\W*form (\S+(?: 14A)?)\W*", line[:_FORM_LINE]) for line in lines)
    found = [match.group(1)] if match else [line.group(1) for line in alone if line]
    return _kinds_of_forms().get(found[0].upper().split("/")[0], "") if found else ""


def _kind_of_form_in(name: str) -> str:
    """The kind of a form that a file's name mentions, with or without its hyphen."""
    for word in name.upper().split():
        for form, kind in _kinds_of_forms().items():
            if word in (form, form.replace("-", "")):
                return kind
    return ""


def _first_kind(column: str, texts: Iterable[str]) -> str:
    for text in texts:
        match = _pattern(column).search(fold(text))
        if match:
            return _kind_of_match(column, match.group())
    return ""


def _kind_of_match(column: str, matched: str) -> str:
    """The longest phrase wins: `informe anual de sostenibilidad` is no `informe anual`."""
    whole = (kind for phrase, kind in _phrases(column) if re.fullmatch(either_loosely([phrase]), matched))
    return next(whole)


@cache
def _phrases(column: str) -> tuple[tuple[str, str], ...]:
    pairs = (
        (fold(phrase), kind["name"])
        for kind in table("kinds.toml")["kind"]
        for phrase in kind.get(column, ())
    )
    return tuple(sorted(pairs, key=lambda pair: -len(weighty(pair[0]))))


@cache
def _periodic_kinds() -> frozenset[str]:
    return frozenset(kind["name"] for kind in table("kinds.toml")["kind"] if kind.get("periodic"))


@cache
def _pattern(column: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either_loosely(phrase for phrase, _ in _phrases(column))}(?!\w)")


@cache
def _kinds_of_forms() -> dict[str, str]:
    return {form: kind["name"] for kind in table("kinds.toml")["kind"] for form in kind.get("forms", ())}
