"""Whether a line is a heading, recognised by how it is written and by the lines beside it."""

import re

MAX_HEADING_CHARS = 100
MAX_SENTENCE_CASE_CHARS = 70
ALWAYS_SHORT_CHARS = 24
MAX_CAPTION_CHARS = 160
MAX_NUMBERED_WORDS = 12

NUMBERING = (
    r"(?:item|part|note|chapter|section|annex|appendix|table|figure|chart|box|exhibit|tabla|taula|tableau|tabelle"
    r"|cuadro|quadre|figura|abbildung|gráfico|gràfic|graphique|capítulo|capítol|chapitre|kapitel|nota|anexo|annexe"
    r"|anhang)\s+(?:\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?|[ivx]{1,5}|[a-z])(?!\w)"
)
_CAPTION = re.compile(rf"{NUMBERING}\s?[.:–—-]\s*\S", re.I)
_NUMBERED = re.compile(rf"#{{1,6}}\s|(?i:{NUMBERING})|\d+(?:\.\d+)*\.?\s+[\"'“«¿]?[A-ZÀ-Þ]")
_BULLET = re.compile(r"\s*[•●▪■◦‣·*–—-]\s+(?=\S)")
_ITEM = re.compile(r"\s*(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})(?P<sign>[.)])|[A-Z]\d{1,2}\.)\s+(?=\S)")
_BEGINNING = re.compile(r"[A-ZÀ-Þ\"'“«¿]|(?:19|20)\d\d ")
LEADERS = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}")  # the dots of a list of contents
_ENDED = re.compile(r"[.!?:…][\"'”’»)\]]*\s*$")
_SMALL_WORDS = 3  # letters; a shorter word may be lower case in a title
_SHOUTED_WORDS = 2  # long words in capitals that are a heading even after an unfinished line


def is_title(line: str) -> bool:
    """Whether a line alone reads like a heading: short, no sentence, in title case, capitals or numbered."""
    if len(line) > MAX_HEADING_CHARS:
        return False
    letters = sum(map(str.isalpha, line))
    if letters < 3 or letters < 0.6 * len(line.replace(" ", "")):
        return False
    if (line[-1] in ".,;:-–" and line[0] != "#") or LEADERS.search(line) or is_item(line):
        return False
    if _NUMBERED.match(line):
        return len(line.split()) <= MAX_NUMBERED_WORDS
    words = _long_words(line)
    return bool(words) and all(word[0].isupper() for word in words) and not line[0].islower()


def is_shouted(line: str) -> bool:
    """Whether a line is a heading in capitals, wherever it stands: but one or two words may be names."""
    return line.isupper() and len(_long_words(line)) >= _SHOUTED_WORDS and is_title(line.rstrip(":"))


def is_caption(line: str, following: str) -> bool:
    """Whether a line names a table or a figure: "Table 3. Largest projects (in thousands of euros)"."""
    short = len(line) <= MAX_CAPTION_CHARS and not has_ended(line)
    return short and bool(_CAPTION.match(line)) and not following[:1].islower()


def is_item(line: str) -> bool:
    """Whether a line begins like an item of a list: with a bullet, a number or a letter."""
    return _mark(line) is not None


def without_mark(line: str) -> str:
    """A line without the bullet or number that it begins with."""
    mark = _mark(line)
    return line[mark.end() :] if mark else line


def _mark(line: str) -> re.Match[str] | None:
    return _BULLET.match(line) or _ITEM.match(line)


def is_chapter(line: str, before: str, following: str) -> bool:
    """Whether a line such as "3. Projects" heads what stands below it, and is no item of a list."""
    mark = _ITEM.match(line)
    if not mark or len(line) > MAX_HEADING_CHARS or len(line.split()) > MAX_NUMBERED_WORDS:
        return False
    beside = (_ITEM.match(other) for other in (before, following))
    in_list = any(other and other["sign"] == mark["sign"] for other in beside)
    return not in_list and line[mark.end()].isupper() and stands_above(line, following)


def says_something(line: str, following: str) -> bool:
    """Whether a line is a term with its value ("Term: 36 months"), and heads no text."""
    return ": " in line and not _NUMBERED.match(line) and not has_ended(following)


def stands_above(line: str, following: str) -> bool:
    """Whether a line has no end of its own, and the line below begins anew."""
    return line[-1] not in ".,;:-–!" and bool(following) and not following[0].islower()


def stands_apart(line: str, following: str, width: float) -> bool:
    """A heading written like a sentence: short, without a full stop, and a new sentence starts below it.

    `width` is what a line must have in characters to be no heading.
    """
    return (
        len(line) <= min(MAX_SENTENCE_CASE_CHARS, max(width, ALWAYS_SHORT_CHARS))
        and bool(_BEGINNING.match(line))
        and line[-1] != "?"
        and not is_item(line)
        and stands_above(line, following)
    )


def has_ended(line: str) -> bool:
    """Whether a line ends like a sentence."""
    return bool(_ENDED.search(line))


def _long_words(line: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > _SMALL_WORDS]
