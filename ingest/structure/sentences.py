"""The sentences of a paragraph: where one ends, and what only looks like an end."""

import re
from collections.abc import Iterator
from functools import cache

from ingest.language.cldr import month_names
from ingest.language.folding import fold
from ingest.structure.headings import NUMBERING, is_item, without_mark

MAX_LEAD_IN_CHARS = 120
MAX_LEAD_IN_WORDS = 4
MAX_ENDING_CHARS = 40  # before a full stop, in which an abbreviation stands

_END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s+[\"'“‘«(\[¿¡]*[A-ZÀ-ÖØ-Þ0-9])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|Inc|Corp|Co|Ltd|No|Nos|Mr|Mrs|Ms|Dr|Prof|St|Jr|vs|etc|e\.g|i\.e|cf|approx|Fig|Art|Sr|Sra|"
    r"Dra|núm|pág|pàg|p|pp|bzw|Nr|Abs|ca|z\.B|d\.h|u\.a|vgl|inkl|Mio|Mrd|Tsd|M|Mme|Mlle|env|art|(?:[A-Z]\.)+[A-Z])\.$"
)
_ITEM_OF_A_FORM = re.compile(r"\bItem \d{1,2}[A-Z]?\.$")  # "see Item 1A. Risk Factors"
_ORDINAL = re.compile(r"(?:^|[\s(])\d{1,2}\.$")
_LABEL = re.compile(  # "3.", "O1.", "Table 2.": what a sentence may begin with, and cannot consist of
    rf"\s*(?:\(?(?:\d{{1,3}}|[a-zA-Z]|[ivx]{{1,5}})|[A-Z]\d{{1,2}}|(?i:{NUMBERING}))\."
)


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of `text[start:end]`, with the white space before it."""
    for match in _END.finditer(text, start, end):
        if not _goes_on(text, start, match.end()):
            yield start, match.end()
            start = match.end()
    if text[start:end].strip():
        yield start, end


def _goes_on(text: str, start: int, place: int) -> bool:
    """Whether the full stop before `place` ends no sentence."""
    near = max(start, place - MAX_ENDING_CHARS)
    return bool(
        _ABBREVIATION.search(text, near, place)
        or _ITEM_OF_A_FORM.search(text, near, place)
        or (
            _ORDINAL.search(text, near, place)
            and _counted().match(fold(text[place : place + MAX_ENDING_CHARS]))
        )
        or (place - start <= MAX_LEAD_IN_CHARS and _only_begins(text[start:place]))
    )


def _is_counted(text: str) -> bool:
    return bool(_counted().match(fold(text)))


@cache
def _counted() -> re.Pattern[str]:
    """What follows a German ordinal number: "am 3. März", "im 2. Quartal"."""
    return re.compile(rf"\s+(?:{'|'.join(month_names(('de',)))}|quartal|halbjahr|jahrhundert)\b")


def _only_begins(piece: str) -> bool:
    return bool(_LABEL.fullmatch(piece)) or _leads_in(piece)


def _leads_in(item: str) -> bool:
    """Whether a list item has only named what it is about: "• Interest.", "• May I apply twice?"."""
    if not is_item(item):
        return False
    return item.endswith("?") or len(without_mark(item).split()) <= MAX_LEAD_IN_WORDS
