"""The verbs that look over many reports: grid and restatements."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from askreports.doors.cli.checking import told_progress
from askreports.doors.cli.options import AsJson, Filters, Index, Paper, opened
from askreports.doors.cli.output import EVIDENCE, evidence_bytes, print_json, read_text, write_file

if TYPE_CHECKING:
    from askreports.grid.table import Grid

ASKS_FROM = 1_000  # cells: from here on somebody has to say yes
OVER = ("organisation", "report", "year")


def grid(
    questions: Annotated[
        str, typer.Argument(metavar="FILE", help="A text file with a question a line; '-' reads stdin.")
    ],
    over: Annotated[str, typer.Option("--over", help=f"What the columns are: {', '.join(OVER)}.")] = "report",
    where: Filters = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Write it: .xlsx, .csv, .html, .md, .pdf or .zip (evidence)."),
    ] = None,
    paper: Paper = "A4",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before a large grid.")] = False,
    *,
    index: Index,
    as_json: AsJson = False,
) -> None:
    """Answer questions for each report, organisation or year, as a table; stopped, it goes on next time."""
    from askreports.doors.printing import show_grid
    from askreports.schema import grid_json
    from index.query.filters import parse_where

    if over not in OVER:
        raise typer.BadParameter(f"--over is {over!r}: it is one of {', '.join(OVER)}")
    allowed = (*_WRITERS, *EVIDENCE)
    if output is not None and output.suffix.lower() not in allowed:
        raise typer.BadParameter(f"{output.name}: the output is one of {', '.join(allowed)}")
    filters = parse_where(where or ())
    with opened(index) as reports:
        asked = sys.stdin.read() if questions == "-" else read_text(Path(questions))
        if not yes:
            _ask_before(reports.count_cells(asked, over, filters))
        with told_progress("cells") as told:

            def on_cell(done: int, total: int) -> bool:
                told(done, total)
                return True

            found = reports.grid(asked, over, filters, on_cell)
        if output is not None:
            if output.suffix.lower() in EVIDENCE:
                data = evidence_bytes(found, grid_json(found), output, paper, reports)
            else:
                data = _WRITERS[output.suffix.lower()](found)
            write_file(output, data)
    if as_json:
        print_json(grid_json(found), indent=2)
    else:
        show_grid(found)


def restatements(where: Filters = None, *, index: Index, as_json: AsJson = False) -> None:
    """List figures that reports give differently for the same item, period and organisation."""
    from askreports.doors.printing import show_restatements
    from askreports.schema import restatements_json
    from index.query.filters import parse_where

    with opened(index) as reports, told_progress("reports") as told:
        found = reports.restatements(parse_where(where or ()), told)
    if as_json:
        print_json(restatements_json(found), indent=2)
    else:
        show_restatements(found)


def _ask_before(cells: int) -> None:
    """A grid of many cells takes long: somebody has to want it."""
    if cells < ASKS_FROM:
        return
    if not sys.stdin.isatty():
        raise typer.BadParameter(f"the grid has {cells:,} cells, which takes long: add --yes to answer them")
    typer.confirm(f"The grid has {cells:,} cells. Answer them all?", abort=True, err=True)


def _csv(found: "Grid") -> bytes:
    from askreports.grid.as_text import as_csv

    return as_csv(found).encode("utf-8-sig")


def _markdown(found: "Grid") -> bytes:
    from askreports.grid.as_text import as_markdown

    return as_markdown(found).encode()


def _html(found: "Grid") -> bytes:
    from askreports.grid.as_text import as_html

    return as_html(found).encode()


def _workbook(found: "Grid") -> bytes:
    from askreports.grid.as_workbook import as_workbook

    return as_workbook(found)


_WRITERS: dict[str, Callable[["Grid"], bytes]] = {
    ".xlsx": _workbook,
    ".csv": _csv,
    ".html": _html,
    ".md": _markdown,
}
