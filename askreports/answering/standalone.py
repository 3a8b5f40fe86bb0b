"""A follow-up ("and in 2020?", "what about Pfizer?") to a question that can be understood alone.

By rule: what the follow-up names takes the place of its like in the question before, a year of a year, a name
of a name; what it leaves out comes from there. With a language model, by the model, where its question says
nothing that nobody asked.
"""

import re
from collections.abc import Sequence

from askreports.answering.followups import OPENER, Tongue, tongue
from askreports.answering.generate import Generator
from askreports.answering.naming import PERIOD, name_in, names_alone
from askreports.answering.prompt import standalone_prompt

_TAIL = re.compile(r"(?<=\w)\s+aus\s*\??$", re.I)  # of the German "wie sieht es bei ... aus?"

MAX_WORDS = 12  # of a follow-up; a longer question stands alone
MAX_EARLIER = 6  # questions that a model is shown
MAX_GROWTH = 2.0  # of a model's question beyond the two it is made of


def standalone(question: str, earlier: Sequence[str]) -> str:
    """The question as one that can be understood alone, by rule; `earlier` has the oldest question first.

    A question that needs nothing from before comes back as it is.
    """
    text = " ".join(question.split())
    if not earlier or len(text.split()) > MAX_WORDS:
        return text
    base = _last_whole(earlier)
    opener = OPENER.match(text)
    rest = _TAIL.sub("", text[opener.end() :] if opener else text).strip(" ?¿.!,")
    if opener or _is_fragment(rest, tongue(base)):
        return _replaced(rest, base) if rest else base
    if tongue(text).pronouns.search(text) and not name_in(text):
        return _resolved(text, base)
    return text


def standalone_by(model: Generator, question: str, earlier: Sequence[str]) -> str:
    """The same by a language model; by rule where it adds a name or number of its own.

    Raises `ModelFailed`.
    """
    written = "".join(model.stream(standalone_prompt(question, earlier[-MAX_EARLIER:])))
    text = " ".join(written.split()).strip('"“”«» ')
    return text if _says_no_more(text, [question, *earlier]) else standalone(question, earlier)


def _says_no_more(text: str, asked: Sequence[str]) -> bool:
    """Whether a model's question is one question, made of what was asked."""
    known = {word.casefold() for one in asked for word in re.findall(r"\w+", one)}
    telling = re.findall(r"\b(?:[A-ZÀ-Þ]\w*|\w*\d\w*)\b", text)[1:] + re.findall(r"\d+", text)
    longest = MAX_GROWTH * max(map(len, asked)) + len(asked[0])
    return 0 < len(text) <= longest and all(word.casefold() in known for word in telling)


def _last_whole(earlier: Sequence[str]) -> str:
    """The question before, itself made whole from those before it."""
    return standalone(earlier[-1], earlier[:-1])


def _is_fragment(rest: str, how: Tongue) -> bool:
    """Whether a text is nothing but a period or a name."""
    return bool(rest) and (names_alone(rest) or not _without_period(rest, how))


def _without_period(rest: str, how: Tongue) -> str:
    return " ".join(how.joining.sub(" ", PERIOD.sub(" ", rest).strip()).split()).strip(" ,")


def _replaced(rest: str, base: str) -> str:
    """The question before, with what the follow-up names in the place of its like."""
    how = tongue(base)
    periods = [match.group() for match in PERIOD.finditer(rest)]
    other = _without_period(rest, how)
    if other and not names_alone(other):
        return _about(other, periods, base, how)
    text = _with_name(base, other, how) if other else base
    return _with_period(text, periods[0], how) if periods else text


def _about(topic: str, periods: Sequence[str], base: str, how: Tongue) -> str:
    """A question on another topic, with the name and the period of the question before."""
    name = "" if name_in(topic) else name_in(base)
    before = [match.group() for match in PERIOD.finditer(base)]
    text = topic[:1].upper() + topic[1:] + (f" {how.of} {name}" if name else "")
    return _with_period(text, (periods or before)[0], how) if periods or before else f"{text}?"


def _with_name(base: str, name: str, how: Tongue) -> str:
    held = name_in(base)
    return base.replace(held, name, 1) if held else _before_end(base, f"{how.of} {name}")


def _with_period(base: str, period: str, how: Tongue) -> str:
    held = list(PERIOD.finditer(base))
    if not held:
        return _before_end(base, f"{how.within} {period}")
    first, last = held[0], held[-1]
    return base[: first.start()] + period + base[last.end() :]


def _resolved(text: str, base: str) -> str:
    """A question with "its", "they" or the like, with the name and the period it leaves out."""
    name, how = name_in(base), tongue(text)
    before = [match.group() for match in PERIOD.finditer(base)]
    if name:
        text = how.named(text, name)
    if before and not PERIOD.search(text):
        text = _before_end(text, f"{how.within} {before[0]}")
    return text


def _before_end(text: str, addition: str) -> str:
    return f"{text.rstrip(' ?.!')} {addition}?"
