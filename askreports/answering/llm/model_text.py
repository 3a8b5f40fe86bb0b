"""What a language model wrote to sentences, each with the numbers of the passages that it cites."""

import re
from dataclasses import dataclass

from ingest.readers.characters import plain
from ingest.structure.units import text_units

_MARK = r"[\[【]\s*\d{1,4}(?:\s*[,;–-]\s*\d{1,4})*\s*[\]】]"
_MARKS = re.compile(rf"\s*{_MARK}")
_MARKS_BEHIND = re.compile(rf"([.!?…][\"'”’»)]*)((?:\s*{_MARK})+)")  # "It rose. [1]" -> "It rose [1]."
_RANGE = re.compile(r"(\d+)\s*[–-]\s*(\d+)|(\d+)")
_MAX_RANGE = 20  # passages; a longer one is not a list of passages
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.S)  # some models think aloud before they answer
_SHORTENED = re.compile(r"\b(Mio|Mrd|Tsd|Mill)\.(?=\s)")  # "12 Mio. EUR": a stop that ends nothing
_STYLES = (  # of citation marks, each turned into [1]
    (re.compile(r"\[\[(\d{1,4})\]\](?:\([^)\s]*\))?|\[(\d{1,4})\]\([^)\s]*\)"), r"[\1\2]"),  # links
    (re.compile(r"\[\^(\d{1,4})\]|<sup>\s*\[?(\d{1,4})\]?\s*</sup>", re.I), r"[\1\2]"),  # footnotes
    (re.compile(r"【\s*(\d{1,4})\s*(?:†|:)[^】]*】"), r"[\1]"),
    (
        re.compile(r"[\[(]\s*(?:passage|source|document|doc|ref)s?\.?:?\s*#?(\d[\d\s,;–-]*)[\])]", re.I),
        r"[\1]",
    ),
)
_RAISED = re.compile(r"(?<=[.!?,;)\"”»])[⁰¹²³⁴-⁹]{1,2}(?!\w)")  # behind a word they may be a power: m²
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_TERMINAL = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")  # colours and the like
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")  # text is text: a browser that is shown it must find no HTML
_MARKDOWN = re.compile(r"\*\*|__|`|^\s*#{1,6}\s+|^\s*[*•-]\s+", re.M)


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A sentence of a model: its text without the marks, and the numbers in them, in order."""

    text: str
    cited: tuple[int, ...]


def cited_sentences(answer: str) -> list[CitedSentence]:
    """The sentences of an answer in order; pieces without letters or digits are left out."""
    in_one_style = _in_one_style(_THOUGHT.sub("", plain(_TERMINAL.sub("", answer))))
    bare = _SHORTENED.sub(r"\1", _MARKDOWN.sub("", _TAG.sub("", in_one_style)))
    text = _MARKS_BEHIND.sub(r"\2\1", bare)
    pieces = (text[unit.start : unit.end] for unit in text_units(text))
    return [written for written in map(_sentence, pieces) if any(char.isalnum() for char in written.text)]


def _in_one_style(text: str) -> str:
    for style, mark in _STYLES:
        text = style.sub(mark, text)
    return _RAISED.sub(lambda found: f"[{found[0].translate(_DIGITS)}]", text)


def _sentence(piece: str) -> CitedSentence:
    numbers = (number for mark in _MARKS.findall(piece) for number in _numbers(mark))
    return CitedSentence(" ".join(_MARKS.sub("", piece).split()), tuple(dict.fromkeys(numbers)))


def _numbers(mark: str) -> list[int]:
    """The numbers of one mark: [1, 3] and [1-3] alike."""
    found: list[int] = []
    for first, last, single in _RANGE.findall(mark):
        if single:
            found.append(int(single))
        elif 0 <= int(last) - int(first) < _MAX_RANGE:
            found += range(int(first), int(last) + 1)
        else:
            found += [int(first), int(last)]
    return found
