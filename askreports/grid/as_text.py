"""A grid as CSV, Markdown and HTML."""

import csv
import io
from collections.abc import Iterator
from html import escape

from askreports.answering.answer import Citation
from askreports.grid.table import Grid, GridCell

_STYLE = (
    "body{font:15px/1.4 system-ui,sans-serif;margin:2em}table{border-collapse:collapse}"
    "td,th{border:1px solid #8a9099;padding:.3em .5em;text-align:left;vertical-align:top}"
    ".closest{color:#4d3200}.nothing,.no-report{color:#4a4f57}"
)
_STARTS = ("=", "+", "-", "@", "\t", "\r")  # with which a spreadsheet begins a formula


def as_csv(grid: Grid) -> str:
    """A row a cell: question, column, state, answer, number, unit, quote and place."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow("question column status text value unit quote report page path".split())
    for question, row in zip(grid.questions, grid.cells, strict=True):
        for column, cell in zip(grid.columns, row, strict=True):
            value = "" if cell.value is None else f"{cell.value:f}"
            told = [question, column, str(cell.status), cell.text]
            writer.writerow([*map(harmless, told), value, cell.unit, *map(harmless, _place(grid, cell))])
    return out.getvalue()


def as_markdown(grid: Grid) -> str:
    """A table, its sources below it."""
    heads = ["Question", *grid.columns, *(["Change"] if _has_changes(grid) else [])]
    lines = [_row(heads), _row(["---"] * len(heads))]
    lines += [_row([question, *cells]) for question, cells in _lines(grid)]
    lines += ["", *(f"{c.number}. {source_line(c)}" for c in grid.citations)]
    return "\n".join(lines) + "\n"


def as_html(grid: Grid) -> str:
    """A page with the table, each cell linked to its source, and the sources."""
    heads = "".join(f"<th>{escape(head)}</th>" for head in ("", *grid.columns))
    rows = "".join(
        f"<tr><th>{escape(question)}</th>{''.join(map(_td, row))}</tr>"
        for question, row in zip(grid.questions, grid.cells, strict=True)
    )
    sources = "".join(f"<li id='c{c.number}'>{escape(source_line(c))}</li>" for c in grid.citations)
    return (
        f"<!doctype html><meta charset='utf-8'><title>Question grid</title><style>{_STYLE}</style>"
        f"<h1>Question grid</h1><table><tr>{heads}</tr>{rows}</table><h2>Sources</h2><ol>{sources}</ol>"
    )


def shown(cell: GridCell) -> str:
    """A cell for people: its number with the unit, else its text; what may not answer says so."""
    if cell.value is not None:
        return f"{cell.value:,f} {cell.unit}".strip()
    return f"({cell.status}) {cell.text}".strip() if str(cell.status) != "answers" else cell.text


def source_line(citation: Citation) -> str:
    """Where something stands, and its words."""
    page = citation.page.label or str(citation.page.number)
    quote = " ".join(citation.quote.split())
    return f"{citation.document.title}, {citation.document.path}, page {page}: “{quote}”"


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula: reports and questions are written by others."""
    return f"'{text}" if text.startswith(_STARTS) else text


def _has_changes(grid: Grid) -> bool:
    return any(change is not None for change in grid.changes())


def _lines(grid: Grid) -> Iterator[tuple[str, list[str]]]:
    for question, row, change in zip(grid.questions, grid.cells, grid.changes(), strict=True):
        cells = [f"{shown(cell)} [{cell.citation}]" if cell.citation else shown(cell) for cell in row]
        if _has_changes(grid):
            cells.append("" if change is None else f"{change:+,f}")
        yield question, cells


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|').replace(chr(10), ' ') for cell in cells)} |"


def _td(cell: GridCell) -> str:
    mark = f" <a href='#c{cell.citation}'>[{cell.citation}]</a>" if cell.citation else ""
    return f"<td class='{str(cell.status).replace(' ', '-')}'>{escape(shown(cell))}{mark}</td>"


def _place(grid: Grid, cell: GridCell) -> list[str]:
    cited = grid.cited(cell)
    if cited is None:
        return ["", "", "", ""]
    quote = " ".join(cited.quote.split())
    return [quote, cited.document.title, str(cited.page.number), cited.document.path]
