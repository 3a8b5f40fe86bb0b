"""A follow-up ("and in 2020?", "what about Pfizer?") to a question that can be understood alone.

By rule: what the follow-up names takes the place of its like in the question before, a year of a year, a name
of a name; what it leaves out comes from there. With a language model, by the model, where its question says
nothing that nobody asked.
"""

import re
from collections.abc import Sequence

from askreports.answering.followups import ASKING, OPENER, YEAR_AFTER, YEAR_BEFORE, Grammar, grammar_of
from askreports.answering.generate import Generator
from askreports.answering.naming import PERIOD, name_in, names_alone, without_owner, years_in
from askreports.answering.prompt import standalone_prompt

_TAIL = re.compile(r"(?<=\w)\s+aus\s*\??$", re.I)  # of the German "wie sieht es bei ... aus?"

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
    text = " ".join(question.split())
    if len(question) > MAX_CHARS or len(text.split()) > MAX_WORDS:
        return question
    opener = OPENER.match(text)
    rest = _TAIL.sub("", text[opener.end() :] if opener else text).strip(" ?¿.!,")
    rest = _with_years_told(rest, base)
    if ASKING.fullmatch(rest):  # "Why?"
        return _before_end(base, f", {grammar_of(base).also} {rest.lower()}")
    if ASKING.match(rest) and (opener or grammar_of(text).pronouns.search(text)):
        return question if _names_somebody(rest) else _resolved(rest, base)
    if opener or _is_fragment(rest, grammar_of(base)):
        return _replaced(rest, base) if rest else base
    return question


def _with_years_told(rest: str, base: str) -> str:
    """ "The year before" as a year, where the question before has one."""
    if not (years := years_in(base)):
        return rest
    return YEAR_AFTER.sub(str(years[-1] + 1), YEAR_BEFORE.sub(str(years[0] - 1), rest)).strip()


def _names_somebody(asking: str) -> bool:
    """Whether a question has a name of its own; German writes all nouns like names, so there it is open."""
    how = grammar_of(asking)
    return bool(name_in(asking)) and not (how.language == "de" and how.pronouns.search(asking))


def _is_fragment(rest: str, how: Grammar) -> bool:
    """Whether a text is nothing but a period or a name."""
    return bool(rest) and (names_alone(rest) or not _without_period(rest, how))


def _without_period(rest: str, how: Grammar) -> str:
    return " ".join(how.joining.sub(" ", PERIOD.sub(" ", rest).strip()).split()).strip(" ,")


def _replaced(rest: str, base: str) -> str:
    """The question before, with what the follow-up names in the place of its like."""
    how = grammar_of(base)
    other = _without_period(rest, how)
    if other and not names_alone(other):
        return _about(other, _periods(rest), base, how)
    text = _with_name(base, without_owner(other), how) if other else base
    return _with_period(text, _periods(rest)[0], how) if _periods(rest) else text


def _about(topic: str, periods: Sequence[str], base: str, how: Grammar) -> str:
    """A question on another topic, with the name and the period of the question before."""
    name, text = name_in(base), topic[:1].upper() + topic[1:]
    if name and how.pronouns.search(text):
        text = how.named(text, name)
    elif name and (how.language == "de" or not name_in(topic)):
        text = f"{text} {how.of} {name}"
    before = _periods(base)
    return _with_period(text, (periods or before)[0], how) if periods or before else f"{text}?"


def _resolved(text: str, base: str) -> str:
    """A question with "its", "they", or without any name, with the name and the period it leaves out."""
    name, how = name_in(base), grammar_of(text)
    if name:
        text = how.named(text, name) if how.pronouns.search(text) else f"{text} {how.of} {name}"
    before = _periods(base)
    if before and not _periods(text):
        text = f"{text} {how.within} {before[0]}"
    return f"{text[:1].upper()}{text[1:]}?"


def _with_name(base: str, name: str, how: Grammar) -> str:
    if held := name_in(base):
        return re.sub(rf"(?:\bthe )?{re.escape(held)}", lambda _: name, base, count=1)
    return _before_end(base, f" {how.of} {name}")


def _with_period(base: str, period: str, how: Grammar) -> str:
    """The question in another period; of a quarter, in the year that it has."""
    held = list(PERIOD.finditer(base))
    if not held:
        return _before_end(base, f" {how.within} {period}")
    if years_in(base) and re.fullmatch(r"Q[1-4]", period):
        period = f"{period} {years_in(base)[-1]}"
    first, last = held[0], held[-1]
    return base[: first.start()] + period + base[last.end() :]


def _periods(text: str) -> list[str]:
    return [match.group() for match in PERIOD.finditer(text)]


def _before_end(text: str, addition: str) -> str:
    return f"{text.rstrip(' ?.!')}{addition}?"
