"""The pieces of a page that may answer a question, as they stand there.

A sentence or a table row each; a line that announces something ("The fees are as follows:") together with
what it announces. No piece are headings, column heads, and sentences that only point elsewhere.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from ingest.document import Page
from ingest.structure.table_heads import head_lines
from ingest.structure.units import TextUnit, UnitKind, text_units

MAX_ANNOUNCED = 10  # rows or items below the line that announces them
MAX_CHARS = 700  # a longer "sentence" is a run of text no reader would call one
MIN_WORDS = 3  # of a sentence without a number that is no year

_POINTER = re.compile(
    r"""(?:\(?\d?\)?\s?(?:please\s+)?(?:see|refer\s+to)\b
      |for\s+(?:an?\s+|more\s+|further\s+|additional\s+)*(?:information|discussion|details?|description|analysis)\b[^.]*?
       \b(?:see|refer(?:\s+to)?)\b
      |véase|vegeu|voir|siehe)\b""",
    re.I | re.X,
)
_DATE = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+\d{1,2}\b"
    r"|\b(?:19|20)\d\d\b",
    re.I,
)


def spans(page: Page) -> Iterator[str]:
    """The pieces of a page in order, each verbatim text of it."""
    text = page.text
    found = list(text_units(text, page.body_start, page.body_end))
    heads = {line.start for lines in head_lines(text, found).values() for line in lines}
    for place, unit in enumerate(found):
        if unit.kind is UnitKind.HEADING or (unit.kind is UnitKind.ROW and unit.start in heads):
            continue
        end = _end(text, found[place : place + MAX_ANNOUNCED + 1], heads)
        quote = text[unit.start : end]
        if len(quote) <= MAX_CHARS and _says_something(quote, unit.kind):
            yield quote


def _end(text: str, following: Sequence[TextUnit], heads: Collection[int]) -> int:
    """Where a piece ends: with its unit, or where that announces something, with the last of it."""
    announcing, *announced = following
    end = announcing.end
    if announcing.kind is UnitKind.ROW or not announced or not text[announcing.start : end].endswith(":"):
        return end
    is_table = _is_of_table(announced[0], heads)
    for unit in announced:
        too_long = unit.end - announcing.start > MAX_CHARS
        if too_long or unit.kind is UnitKind.HEADING or _is_of_table(unit, heads) != is_table:
            break
        end = unit.end
        if not is_table and text[unit.start : end].endswith("."):
            break
    return end


def _is_of_table(unit: TextUnit, heads: Collection[int]) -> bool:
    return unit.kind is UnitKind.ROW or unit.start in heads


def _says_something(quote: str, kind: UnitKind) -> bool:
    """Whether a piece is more than a pointer or a fragment."""
    if kind is UnitKind.ROW:
        return True
    if _POINTER.match(quote):
        return False
    bare = _DATE.sub(" ", quote)
    return bool(re.search(r"\d", bare)) or len(re.findall(r"[^\W\d_]+", bare)) >= MIN_WORDS
