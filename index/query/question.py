"""What a question asks, without its frame ("You are an analyst ...", "Round to two decimals.")."""

import re
from dataclasses import dataclass

from index.errors import BadQuestion

MAX_CHARS = 10_000

_FRAME_END = re.compile(
    r".*(?:here(?:'|’)?s the question|(?:answer|following) (?:the )?(?:following )?question[^:]{0,60}):",
    re.I | re.S,
)
_SENTENCE = re.compile(r"[^.?!]+(?:[.?!](?!\s|$)[^.?!]*)*[.?!]*\s*")
_INSTRUCTION = re.compile(
    r"\s*(?:please|answer|round|give|provide|respond|approach|calculate|compute|utili[sz]e|use|assume|state|"
    r"we (?:need|want)|you are|if .{1,120}\bstate\b)\b",
    re.I | re.S,
)

_YEAR_MARK = re.compile(r"\b(?:FY|CY)\s?['’]?(?=\d{2,4}(?!\d))", re.I)
_END_OF_YEAR = re.compile(
    r"\b(?:(?:at |by |as of |until )?(?:the )?(?:year[- ])?end(?: of)?"
    r"(?: the)?(?: fiscal| financial)?(?: year)?"
    r"|a (?:finales|fines|finals) (?:de|del año|de l['’]any)"
    r"|al (?:final|cierre|tancament) (?:de|del año|de l['’]any)"
    r"|(?:à la )?fin(?: de)?(?: l['’]année)?"
    r"|(?:am |zum |bis )?ende(?: des jahres| von)?) (?=(?:FY\s?)?(?:19|20)\d\d\b)",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+")
_NAME_WORD = r"\b(?:[A-ZÀ-ÖØ-Þ][^\W\d_]*[a-zß-ÿ][^\W\d_]*|[A-ZÀ-ÖØ-Þ]{6,})\b"
_NAME = re.compile(rf"{_NAME_WORD}(?: {_NAME_WORD})*")
_ACRONYM = re.compile(r"\b[A-ZÀ-ÖØ-Þ]{3,5}\b")
_OPENING = re.compile(r"(?:^|[.?!:¿¡]\s*)$")  # the first word of a sentence has a capital anyway
_GERMAN = frozenset(
    (
        "der das den dem ein eine einer einem im ist sind hat wird werden gibt und für von zu bei nicht "
        "wie viele wer wo wann warum welche welcher welches was"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question in two parts: `core` is what is asked, `frame` the instructions around it."""

    text: str
    core: str
    frame: str


def parse(text: str) -> Question:
    """Checks a question and takes it apart. Raises `BadQuestion`."""
    text = " ".join(text.replace("\0", " ").split())
    if len(text) > MAX_CHARS:
        raise BadQuestion(
            f"the question has {len(text):,} characters, at most {MAX_CHARS:,} are searched: shorten it"
        )
    if not any(char.isalnum() for char in text):
        raise BadQuestion("the question is empty: type a few words")
    text = text.encode(
        "utf-8", "replace"
    ).decode()  # a lone surrogate, as terminals may pass on, cannot be encoded
    opening = _FRAME_END.match(text)
    frame, rest = (opening.group(), text[opening.end() :]) if opening else ("", text)
    sentences = _SENTENCE.findall(rest)
    asked = [sentence for sentence in sentences if not _INSTRUCTION.match(sentence) or "?" in sentence]
    if not any(char.isalnum() for char in "".join(asked)):
        return Question(text, rest.strip(), frame.strip())
    framing = [sentence for sentence in sentences if sentence not in asked]
    return Question(text, "".join(asked).strip(), (frame + " ".join(framing)).strip())


def without_year_marks(text: str) -> str:
    """A text with "FY2022" and "the end of 2022" as 2022: reports write "31 December", or nothing."""
    return _YEAR_MARK.sub("", _END_OF_YEAR.sub("", text))


def acronyms(text: str) -> list[list[str]]:
    """The words of a question in capitals, as `names` gives names."""
    return [[word] for word in dict.fromkeys(_ACRONYM.findall(text))]


def names(text: str) -> list[list[str]]:
    """The names in a question, each as its words: runs of words that are written like names.

    None in German, which writes every noun like one; and no acronyms, which question and report may
    use differently.
    """
    words = _WORD.findall(text)
    if sum(word.casefold() in _GERMAN for word in words) >= 2:
        return []
    runs = (
        match.group().split()[1 if _OPENING.search(text[: match.start()]) else 0 :]
        for match in _NAME.finditer(text)
    )
    return [run for run in runs if run]
