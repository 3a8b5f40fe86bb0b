"""Table rows that are cited, each as a small table: its heads, the row, and a row above and below it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from askreports.answering.answer import Answer, Citation, FigureInput
from askreports.answering.text.cell_values import written_value
from askreports.viewing.locate import find
from ingest.document import Page
from ingest.table import Table, TableCell

_MOST_ROWS = 6  # of a quote: more are a table, which the page shows better
_MOST_TITLE = 100  # characters
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class ExcerptCell:
    """A cell of a small table, empty where the page has none. `asked` says that it is the one meant."""

    text: str = ""
    span: int = 1
    asked: bool = False


@dataclass(frozen=True, slots=True)
class ExcerptRow:
    """A row of a small table. `quoted` says that it is cited, and not there for context."""

    cells: tuple[ExcerptCell, ...]
    quoted: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Rows of a page's table with its title, its unit and its heads.

    `part` are the characters of the quote that are the cell meant, `head` the words above that cell.
    """

    caption: str
    unit: str
    heads: tuple[tuple[ExcerptCell, ...], ...]
    rows: tuple[ExcerptRow, ...]
    label_columns: int
    part: range = range(0)
    head: str = ""


def excerpts_of(answer: Answer, pages: Mapping[tuple[str, int], Page]) -> dict[int, Excerpt]:
    """The small tables of an answer's citations, by number; `pages` are those cited, by report and sheet."""
    made = {}
    for citation in answer.citations:
        page = pages.get((citation.document.id, citation.page.number))
        if page and (excerpt := _excerpt(citation, page, answer)):
            made[citation.number] = excerpt
    return made


def _excerpt(citation: Citation, page: Page, answer: Answer) -> Excerpt | None:
    place = find(citation.quote, page.text)
    table = next((one for one in page.tables if one.start < place.stop and place.start < one.end), None)
    if not place or table is None:
        return None
    cited = [cell for cell in table.cells if cell.start < place.stop and place.start < cell.end]
    rows = sorted({cell.row for cell in cited if cell.row >= table.header_rows})
    if not rows or rows[-1] - rows[0] >= _MOST_ROWS:
        return None
    asked = _asked_cell([cell for cell in cited if cell.row in rows], citation, answer)
    first = max(table.header_rows, rows[0] - 1)
    return Excerpt(
        table.caption or _line_above(page.text, table.start),
        table.unit,
        tuple(_cells(table, row, None) for row in range(table.header_rows)),
        tuple(
            ExcerptRow(_cells(table, row, asked), row in rows)
            for row in range(first, min(table.row_count, rows[-1] + 2))
            if row in rows or _has_value(table, row)
        ),
        table.label_columns,
        _part(asked, place, citation.quote) if asked else range(0),
        _head(table, asked) if asked else "",
    )


def _has_value(table: Table, row: int) -> bool:
    """Whether a row has more than a label: a line without one may be the text below the table."""
    return any(cell.covers(row, cell.column) and cell.column >= table.label_columns for cell in table.cells)


def _line_above(text: str, start: int) -> str:
    """The last line before a table, which is mostly its title; empty where it does not look like one."""
    lines = text[:start].strip().splitlines()
    line = " ".join(lines[-1].split()) if lines else ""
    return line if len(line) <= _MOST_TITLE and line[:1].isupper() else ""


def _cells(table: Table, row: int, asked: TableCell | None) -> tuple[ExcerptCell, ...]:
    """The places of a row from the left, blank ones too; a merged cell stands in every row that it covers."""
    cells, column = [], 0
    while column < table.column_count:
        cell = next((one for one in table.cells if one.covers(row, column)), None)
        span = cell.column + cell.column_span - column if cell else 1
        text = " ".join(cell.text.split()) if cell else ""
        cells.append(ExcerptCell(text, span, cell is not None and cell is asked))
        column += span
    return tuple(cells)


def _asked_cell(cells: Sequence[TableCell], citation: Citation, answer: Answer) -> TableCell | None:
    """The cell that the answer gives the value of: an input of its figure, or the one that it says first.

    None where it quotes the row, or says all of its values.
    """
    valued = [cell for cell in cells if _DIGIT.search(cell.text)]
    if answer.figure:
        given = [one for one in answer.figure.inputs if one.citation == citation.number]
        same = [cell for cell in valued if _holds(cell, given, citation.document.language)]
        return same[0] if len(same) == 1 else None
    said = next((one.text for one in answer.sentences if citation.number in one.citations), "")
    if " ".join(citation.quote.split()) in " ".join(said.split()):
        return None
    first = said.rpartition(" (")[0] or said if said.endswith(")") else said  # the others are in brackets
    if ";" in first:  # between the values of a row that is said as a whole
        return None
    same = [cell for cell in valued if _stands_in(_bare(cell.text), first)]
    return same[0] if len(same) == 1 else None


def _holds(cell: TableCell, inputs: Sequence[FigureInput], language: str) -> bool:
    value = written_value(cell.text, language)
    return value is not None and any(abs(one.value) == abs(value) for one in inputs)


def _bare(text: str) -> str:
    """The digits of a cell with what stands between them."""
    places = [match.start() for match in _DIGIT.finditer(text)]
    return text[places[0] : places[-1] + 1]


def _stands_in(digits: str, said: str) -> bool:
    """Whether a sentence has these digits as a number of their own."""
    return re.search(rf"(?<![\d.,]){re.escape(digits)}(?![.,]?\d)", said) is not None


def _part(cell: TableCell, place: range, quote: str) -> range:
    """The characters of the quote that are the cell; none where the quote only has the page's letters."""
    if len(place) != len(quote):
        return range(0)
    return range(max(0, cell.start - place.start), min(len(quote), cell.end - place.start))


def _head(table: Table, cell: TableCell) -> str:
    return " ".join(" ".join(head.text.split()) for head in table.heads(cell.column, cell.column_span))
