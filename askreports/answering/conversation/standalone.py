"""A follow-up ("and in 2020?", "what about Pfizer?") to a question that can be understood alone.

By rule: what the follow-up names takes the place of its like in the question before, a year of a year, a name
of a name; what it leaves out comes from there. With a language model, by the model, where its question says
nothing that was not asked.
"""

import re
from collections.abc import Sequence

from askreports.answering.conversation.follow_up_phrases import (
    ADDED,
    ASKING_ALONE,
    ASKS,
    COMPARED,
    END_OF,
    LEADING,
    NOW,
    OF_THOSE,
    OPENER,
    PRELUDE,
    SAME_AGAIN,
    THE_SAME_THING,
    WHY,
)
from askreports.answering.conversation.grammar import Grammar, grammar_of
from askreports.answering.conversation.names import name_in, names_alone, without_owner
from askreports.answering.conversation.period_phrases import period_spans, periods_in, without_periods
from askreports.answering.conversation.place_names import is_known_place, is_place
from askreports.answering.llm.generator import Generator
from askreports.answering.llm.prompt import standalone_prompt
from ingest.language.periods import years_in
from ingest.language.relative_periods import with_quarters, with_years

_TAIL = re.compile(r"(?<=\w)\s+aus\s*\??$", re.I)  # of the German "wie sieht es bei ... aus?"

_YEAR_FIRST = re.compile(r"(?:FY|CY)?\s?'?\d\d", re.I)
_YEAR_WORD = re.compile(
    r"(?<=\s)(?:fiscal|year|año|ejercicio|any|exercici|année|exercice|jahr|geschäftsjahr)\s+$", re.I
)
_DAY = re.compile(r"\d{1,2}\.?\s(?:d|[^\W\d])|[^\W\d_]{3,}\s\d{1,2}\b")
_WORD_BEFORE = re.compile(r"\b(?:in|im|en|el)(?=\s+$)", re.I)
_IT = re.compile(r"\b(?:it|that|this)\b", re.I)
_IN_PLACE = re.compile(r"\b(?P<word>in|en|a|dans|au|aux|im) (?P<place>[A-ZÀ-Þ]\w+)")

MAX_WORDS = 12  # of a follow-up; a longer question stands alone
MAX_CHARS = 200
MAX_EARLIER = 30  # questions that one may follow up
MAX_SHOWN = 6  # of them to a model
MAX_GROWTH = 2.0  # of a model's question beyond the two it is made of


def standalone(question: str, earlier: Sequence[str]) -> str:
    """The question as one that can be understood alone, by rule; `earlier` has the oldest question first.

    A question that needs nothing from before comes back as it is.
    """
    whole = ""
    for one in (*earlier[-MAX_EARLIER:], question):
        whole = _followed(one, whole) if whole else one
    return whole


def standalone_by(model: Generator, question: str, earlier: Sequence[str]) -> str:
    """The same by a language model; by rule where it adds a name or number of its own.

    Raises `ModelFailed`.
    """
    written = "".join(model.stream(standalone_prompt(question, earlier[-MAX_SHOWN:])))
    text = " ".join(written.split()).strip('"“”«» ')
    return text if _says_no_more(text, [question, *earlier]) else standalone(question, earlier)


def _says_no_more(text: str, asked: Sequence[str]) -> bool:
    """Whether a model's question is one question, made of what was asked."""
    known = {word.casefold() for one in asked for word in re.findall(r"\w+", one)}
    telling = re.findall(r"\b(?:[A-ZÀ-Þ]\w*|\w*\d\w*)\b", text)[1:] + re.findall(r"\d+", text)
    longest = MAX_GROWTH * max(map(len, asked)) + len(asked[0])
    return 0 < len(text) <= longest and all(word.casefold() in known for word in telling)


def _followed(question: str, base: str) -> str:
    """A question made whole from the one before it, which is whole."""
    text = PRELUDE.sub("", " ".join(question.split()))
    if len(question) > MAX_CHARS or len(text.split()) > MAX_WORDS:
        return question
    opener = OPENER.match(text)
    rest = _TAIL.sub("", text[opener.end() :] if opener else text).strip(" ?¿.!,")
    rest = _with_relative_periods(rest, base)
    if not rest:
        return base if opener else question
    if compared := COMPARED.match(rest):
        return _before_end(base, f" {grammar_of(base).compared} {without_owner(compared['other'])}")
    again = SAME_AGAIN.match(rest)
    if again and _is_fragment(rest[again.end() :], grammar_of(base)):
        return _replaced(rest[again.end() :], base)
    if ASKS.match(rest):
        return _asked_on(question, rest, base, bool(opener))
    if THE_SAME_THING.search(rest) and opener:
        return _also(rest, base)
    if opener or _is_fragment(rest, grammar_of(base)):
        return _replaced(rest, base)
    return question


def _asked_on(question: str, rest: str, base: str, opened: bool) -> str:
    """A question with a verb of its own; `rest` is what it says without its opening words."""
    about_thing = THE_SAME_THING.search(rest)
    about_organisation = grammar_of(rest, like=base).refers_back(rest)
    asks_why = WHY.match(rest) and (about_thing or about_organisation or _IT.search(rest))
    if about_thing or asks_why or ASKING_ALONE.fullmatch(rest):
        return _also(rest, base)
    if opened or about_organisation:
        return question if _names_an_organisation(rest) else _resolved(rest, base)
    return question


def _also(asking: str, base: str) -> str:
    """The question before, and another one about the same."""
    return _before_end(base, f", {grammar_of(base).also} {asking[:1].lower()}{asking[1:]}")


def _with_relative_periods(rest: str, base: str) -> str:
    """ "The year before" as a year, where the question before has one; "the previous quarter" likewise."""
    rest = with_quarters(rest, base)
    years = years_in(base)
    return with_years(rest, years) if years else rest


def _names_an_organisation(asking: str) -> bool:
    """Whether a question has a name of its own; German writes all nouns like names, so there it is open."""
    how = grammar_of(asking)
    name = name_in(asking)
    return (
        bool(name) and not is_known_place(name) and not (how.language == "de" and how.pronouns.search(asking))
    )


def _is_fragment(rest: str, how: Grammar) -> bool:
    """Whether a text is nothing but a period, a name, or what may be added to a question."""
    bare = _without_leading(rest)
    return bool(rest) and (
        names_alone(bare) or bool(ADDED.fullmatch(rest)) or not _without_period(END_OF.sub("", bare), how)
    )


def _without_leading(rest: str) -> str:
    found = LEADING.match(rest)
    return OF_THOSE.sub("", rest[found.end() :] if found else rest)


def _without_period(rest: str, how: Grammar) -> str:
    return " ".join(how.joining.sub(" ", without_periods(rest).strip()).split()).strip(" ,")


def _replaced(rest: str, base: str) -> str:
    """The question before, with what the follow-up names in the place of its like."""
    how = grammar_of(base)
    if NOW.fullmatch(rest):
        return _before_end(_without_own_period(base, how), f" {rest}")
    leading = LEADING.match(rest)
    bare = END_OF.sub("", _without_leading(rest))
    other, periods = _without_period(bare, how), periods_in(bare)
    if not other:
        return _with_period(base, periods[0], how) if periods else base
    if names_alone(other):
        word = leading["word"] if leading else ""
        text = (
            _in_place(base, other, word)
            if is_place(other, word, how.language)
            else _with_name(base, other, how)
        )
        return _with_period(text, periods[0], how) if periods else text
    if ADDED.fullmatch(rest):
        return _before_end(base, f" {rest[:1].lower()}{rest[1:]}")
    return _about(other, periods, base, how)


def _about(topic: str, periods: Sequence[str], base: str, how: Grammar) -> str:
    """A question on another topic, with the name and the period of the question before."""
    name, text = name_in(base), topic[:1].upper() + topic[1:]
    if name and how.pronouns.search(text):
        text = how.named(text, name)
    elif name and (how.language == "de" or not name_in(topic)):
        text = f"{text} {how.of} {name}"
    before = periods_in(base)
    return _with_period(text, (periods or before)[0], how) if periods or before else f"{text}?"


def _resolved(text: str, base: str) -> str:
    """A question with "its", "they", or without any name, with the name and the period it leaves out."""
    name, how = name_in(base), grammar_of(text, like=base)
    if name:
        text = how.named(text, name) if how.pronouns.search(text) else f"{text} {how.of} {name}"
    before = periods_in(base)
    if before and not periods_in(text):
        text = f"{text} {how.within} {before[0]}"
    return f"{text[:1].upper()}{text[1:]}?"


def _with_name(base: str, name: str, how: Grammar) -> str:
    name = without_owner(name)
    if current := name_in(base):
        return re.sub(rf"(?:\bthe )?{re.escape(current)}", lambda _: name, base, count=1)
    return _before_end(base, f" {how.of} {name}")


def _in_place(base: str, place: str, word: str) -> str:
    """The question before for a place, instead of the place that it has."""
    language = grammar_of(base).language
    for found in _IN_PLACE.finditer(base):
        if is_known_place(found["place"]) or (
            language != "de" and is_place(found["place"], found["word"], language)
        ):
            return base[: found.start("place")] + place + base[found.end("place") :]
    return _before_end(base, f" {word or 'in'} {place}")


def _without_own_period(base: str, how: Grammar) -> str:
    return f"{_without_period(base.rstrip(' ?.!'), how)}?" if period_spans(base) else base


def _with_period(base: str, period: str, how: Grammar) -> str:
    """The question in another period; of a quarter, in the year that it has."""
    spans = period_spans(base)
    if not spans:
        return _before_end(base, f" {how.within} {period}")
    years = years_in(base)
    if years and not years_in(period) and not re.search(r"\d\d", period):
        period = f"{period} {years[-1]}"
    start, end = spans[0]
    before, after = base[:start], base[spans[-1][1] :]
    if not _YEAR_FIRST.match(period):
        before = _YEAR_WORD.sub("", before)
    if _DAY.match(period) and not _DAY.match(base[start:end]):
        before = _WORD_BEFORE.sub(how.on, before)
    return before + period + after


def _before_end(text: str, addition: str) -> str:
    return f"{text.rstrip(' ?.!')}{addition}?"
