"""Tables of WordprocessingML -> rows of cells as they are merged, and what in them ends a page."""

from collections.abc import Iterator, Sequence
from typing import Any

from ingest.readers.grid import GivenCell
from ingest.readers.office.word.runs import WORD, Mark, Note, Run, WordTextBox, is_on, runs

Element = Any  # an lxml element, which has no types

PARAGRAPH, TABLE, ROW, CELL = (f"{WORD}{name}" for name in ("p", "tbl", "tr", "tc"))
_WRAPPERS = {f"{WORD}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_MAX_CELL_CHARS = 100  # of most cells that hold data
_MAX_SPAN = 100  # columns


class WordRow:
    """A row of a table, its cells read. `breaks` are the page breaks in it after its beginning."""

    def __init__(self, row: Element) -> None:
        self.cells = [(cell, cell_pieces(cell)) for cell in inside(row, {CELL})]
        self.begins_page = any(_begins_with_break(pieces) for _, pieces in self.cells)
        breaks = max((sum(map(_is_break, pieces)) for _, pieces in self.cells), default=0)
        self.breaks = breaks - self.begins_page
        self.notes = [piece for _, pieces in self.cells for piece in pieces if isinstance(piece, Note)]
        self.before = _number(row, f"{WORD}trPr/{WORD}gridBefore", 0)


def inside(parent: Element, tags: set[str]) -> Iterator[Element]:
    """The children with one of the tags, also where content controls or tracked changes wrap them."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from inside(child, tags)


def is_layout(rows: Sequence[Element]) -> bool:
    """Whether a table only places things on the page, as one around other tables mostly does."""
    if not any(row.find(f".//{TABLE}") is not None for row in rows):
        return False
    plain = 0
    for row in rows:
        cells = list(inside(row, {CELL}))
        texts = [text_of(cell_pieces(cell)) for cell in cells]
        nested = any(cell.find(f".//{TABLE}") is not None for cell in cells)
        plain += not nested and sum(0 < len(text) <= _MAX_CELL_CHARS for text in texts) > 1
    return plain <= len(rows) / 2


def given_rows(rows: Sequence[WordRow]) -> list[list[GivenCell]]:
    """The rows with their cells; one that only goes on from the row above is part of the cell there."""
    placed = [list(_placed(row)) for row in rows]
    starts = [{column: goes_on for column, _, goes_on, _ in row} for row in placed]
    given = []
    for number, row in enumerate(placed):
        cells = [GivenCell("", column_span=rows[number].before)] if rows[number].before else []
        for column, span, goes_on, text in row:
            if goes_on and number and column in starts[number - 1]:
                continue
            depth = 1
            while number + depth < len(rows) and starts[number + depth].get(column):
                depth += 1
            cells.append(GivenCell(text, depth, span))
        given.append(cells)
    return given


def marked_heads(rows: Sequence[Element]) -> int:
    """How many rows at the top are said again on every page."""
    for number, row in enumerate(rows):
        if not is_on(row, f"{WORD}trPr/{WORD}tblHeader"):
            return number
    return 0


def cell_pieces(cell: Element) -> list[Run]:
    """What is inside a cell: its paragraphs one after the other, and those of tables in it."""
    found: list[Run] = []
    for block in inside(cell, {PARAGRAPH, TABLE}):
        if block.tag == PARAGRAPH:
            found += [*runs(block), " "]
        else:
            for row in inside(block, {ROW}):
                found += [piece for inner in inside(row, {CELL}) for piece in cell_pieces(inner)]
                found.append("; ")
    return found


def text_of(pieces: Sequence[Run]) -> str:
    """All text among the pieces on one line, text boxes included."""
    text = " ".join("".join(map(_as_text, pieces)).split())
    return text.replace(" ;", ";").removesuffix(";")


def _placed(row: WordRow) -> Iterator[tuple[int, int, bool, str]]:
    """Column, width, whether it goes on from the row above, and text of each cell of a row."""
    column = row.before
    for cell, pieces in row.cells:
        span = _number(cell, f"{WORD}tcPr/{WORD}gridSpan", 1)
        merge = cell.find(f"{WORD}tcPr/{WORD}vMerge")
        yield column, span, merge is not None and merge.get(f"{WORD}val") != "restart", text_of(pieces)
        column += span


def _number(element: Element, path: str, otherwise: int) -> int:
    found = element.find(path)
    value = found.get(f"{WORD}val", "") if found is not None else ""
    return min(int(value), _MAX_SPAN) if value.isdecimal() else otherwise


def _as_text(piece: Run) -> str:
    if isinstance(piece, WordTextBox):
        return text_of(cell_pieces(piece.content))
    if _is_break(piece):
        return " "
    return piece if isinstance(piece, str) else ""


def _is_break(piece: Run) -> bool:
    return piece is Mark.PAGE_BREAK or piece is Mark.PAGE_END


def _begins_with_break(cell: Sequence[Run]) -> bool:
    first = next((piece for piece in cell if not isinstance(piece, str) or piece.strip()), None)
    return first is not None and _is_break(first)
