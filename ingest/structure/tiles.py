"""Key figures set in tiles ("12 Projects", "34 Partners"): what a designed page shows instead of a table.

Readers give a tile as one line, as a line of several tiles, or as a number and its label on lines of their
own. Alone such a line could be anything; several below each other are tiles, and each is a row by itself.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

TileSpan = tuple[int, int]  # start and end, in characters

MAX_LABEL_CHARS = 48
MAX_LINE_CHARS = 220

_UNIT = r"(?: ?(?:%|[$€£kKMm]|EUR|USD|[kM] ?€|million|M ?EUR)(?!\w))?"
_ORDINAL = r"(?:(?:st|nd|rd|th|er|ère|e|º|ª)(?!\w))?"
_NUMBER = rf"[+≈~<>]?(?:EUR|USD|[$€£])? ?\d+(?:[.,]\d+)*{_ORDINAL}{_UNIT}\+?"
_ALONE = re.compile(rf"{_NUMBER}")
_GAP = re.compile(r"\s{2,}|\t")
_YEAR = re.compile(r"(?:19|20)\d\d")
_FIRST = re.compile(rf"(?P<number>{_NUMBER})\s+(?P<label>[^\W\d_][^\d.!?;:|]*)")
_LAST = re.compile(rf"(?P<label>[^\W\d_][^\d.!?;|]*?):?\s+(?P<number>{_NUMBER})")
_SEVERAL = re.compile(rf"(?:{_NUMBER}\s+[^\W\d_][^\d.!?;:,|]*){{3,}}")
_NUMBERED = re.compile(
    rf"(?!{_YEAR.pattern} ){_NUMBER} (?P<label>[^\W\d_][^.!?;:|]*(?:[^\W\d_]|{_YEAR.pattern}))"
)
_CELL = re.compile(r"\S+(?: \S+)*")
_DIGITS = re.compile(r"\d+")
_NUMBER_AT_AN_END = re.compile(
    r"^[+≈~<>]?(?:EUR|USD|[$€£])? ?\d|\d[^\d\s]{0,3}(?: \D{1,7})?$"
)  # seen at a glance
_EACH = re.compile(rf"(?:^|(?<=\s)){_NUMBER}(?=\s+[^\W\d_])")
_LABEL = re.compile(r"[^\W\d_][^\d.!?;:|]*")
_OPEN_END = re.compile(
    r"(?:,|\b(?:of|the|and|or|in|at|to|by|for|from|with|than|de|del|la|el|en|y|o|al|los|las|i|a|d|des|du|le|les|et|ou"
    r"|à|par|pour|der|die|das|und|von|im|in|zu|am|als|per|amb|que))$",
    re.I,
)


def tiles(text: str, lines: Sequence[TileSpan]) -> list[TileSpan]:
    """The tiles among these lines, none of which is blank, in order; each holds its number and its label."""
    kinds = (_lines_of_tiles, _side_by_side, _number_and_label, _grids)
    found = sorted(span for kind in kinds for span in kind(text, lines))
    return [span for span, before in zip(found, [(0, 0), *found], strict=False) if span[0] >= before[1]]


def _lines_of_tiles(text: str, lines: Sequence[TileSpan]) -> Iterator[TileSpan]:
    """Lines that hold a number and its label, two or more below each other; or three tiles on one line."""
    for pattern, run in groupby(lines, lambda line: _form(text[slice(*line)])):
        spans = list(run)
        if pattern is _SEVERAL:
            for start, end in spans:
                yield from _cut(text, start, end)
        elif pattern and len(spans) > 1 and not _counts_up(text, spans, pattern):
            yield from (trimmed(text, *span) for span in spans)


def _side_by_side(text: str, lines: Sequence[TileSpan]) -> Iterator[TileSpan]:
    """Cells of one line that hold a number and a label each; where labels repeat, they head columns."""
    for start, end in lines:
        cells = [match.span() for match in _CELL.finditer(text, start, min(end, start + MAX_LINE_CHARS))]
        labels = {_DIGITS.sub("", _label_of(text[slice(*cell)])) for cell in cells}
        if len(cells) > 1 and "" not in labels and len(labels) == len(cells):
            yield from cells


def _label_of(cell: str) -> str:
    """The label in a cell that begins with a number; empty where there is none."""
    found = _NUMBERED.fullmatch(cell)
    return found["label"] if found and _is_label(found["label"]) else ""


def _form(line: str) -> re.Pattern[str] | None:
    """How a line holds a number and its label, None where it does not."""
    line = line.strip()
    if len(line) > MAX_LINE_CHARS or "  " in line or not _NUMBER_AT_AN_END.search(line):
        return None
    for pattern in (_FIRST, _LAST):
        found = pattern.fullmatch(line)
        if found and _is_label(found["label"]) and not _YEAR.fullmatch(found["number"]):
            return pattern
    if _SEVERAL.fullmatch(line) and all(_is_label(line[slice(*span)]) for span in _cut(line, 0, len(line))):
        return _SEVERAL
    return None


def _cut(text: str, start: int, end: int) -> list[TileSpan]:
    """A line of several tiles, before each number."""
    starts = [start + match.start() for match in _EACH.finditer(text[start:end])]
    ends = [*starts[1:], end]
    return [trimmed(text, max(start, at), to) for at, to in zip([start, *starts[1:]], ends, strict=True)]


def _is_label(text: str) -> bool:
    text = text.strip()
    return len(text) <= MAX_LABEL_CHARS and "  " not in text and not _OPEN_END.search(text)


def _counts_up(text: str, lines: Sequence[TileSpan], pattern: re.Pattern[str]) -> bool:
    """Whether the numbers go up one by one: then they number chapters, notes or items."""
    found = [pattern.fullmatch(text[slice(*line)].strip()) for line in lines]
    numbers = [match["number"] for match in found if match]
    return all(
        one.isdecimal() and other.isdecimal() and int(other) == int(one) + 1
        for one, other in pairwise(numbers)
    )


def _number_and_label(text: str, lines: Sequence[TileSpan]) -> Iterator[TileSpan]:
    """Numbers and labels in turn, a line each: a run that ends in a number has its labels first."""
    kinds = [_part(text[slice(*line)]) for line in lines]
    for start, end in _turns(kinds):
        start += (end - start) % 2  # an odd one out at the top is a heading of the tiles
        if end - start < 4:
            continue
        yield from ((lines[n][0], lines[n + 1][1]) for n in range(start, end, 2))


def _grids(text: str, lines: Sequence[TileSpan]) -> Iterator[TileSpan]:
    """Tiles side by side: a line of numbers above a line of as many labels or more, all as one.

    Where readers put a number among the labels, its own label stands below them.
    """
    for place, (above, below) in enumerate(pairwise(lines)):
        numbers = _cells(text[slice(*above)])
        if len(numbers) < 2 or not all(map(_is_number, numbers)):
            continue
        labels = _cells(text[slice(*below)])
        if len(labels) < len(numbers):
            continue
        named = labels[: len(numbers)]
        if all(_LABEL.match(label) and len(label) <= MAX_LABEL_CHARS for label in named):
            loose = sum(label[0].isdigit() or bool(_EACH.match(label)) for label in labels[len(numbers) :])
            yield above[0], _end_of_labels(text, lines[place + 1 : place + 2 + 2 * loose])


def _end_of_labels(text: str, lines: Sequence[TileSpan]) -> int:
    """Where labels end that go on below the first of these lines, in lower case."""
    end = lines[0][1]
    for start, stop in lines[1:]:
        line = text[start:stop].strip()
        if not (line[0].islower() and _LABEL.fullmatch(line) and _is_label(line)):
            break
        end = stop
    return end


def _cells(line: str) -> list[str]:
    return [cell for cell in _GAP.split(line.strip()) if cell]


def _is_number(cell: str) -> bool:
    return bool(_ALONE.fullmatch(cell)) and not _YEAR.fullmatch(cell)


def _part(line: str) -> str:
    """ "number", "label" or nothing of a tile."""
    line = line.strip()
    if len(line) > MAX_LABEL_CHARS:
        return ""
    if _is_number(line):
        return "number"
    return "label" if _LABEL.fullmatch(line) and _is_label(line) else ""


def _turns(kinds: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The longest stretches in which numbers and labels take turns."""
    start = 0
    for n in range(1, len(kinds) + 1):
        if n == len(kinds) or not kinds[n] or not kinds[n - 1] or kinds[n] == kinds[n - 1]:
            yield start, n
            start = n


def trimmed(text: str, start: int, end: int) -> TileSpan:
    """The span without the white space at its ends."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, start + len(piece.strip())
