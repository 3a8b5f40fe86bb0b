"""The verb that checks a text."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from askreports.doors.cli.options import AsJson, Filters, Index, Paper, opened
from askreports.doors.cli.output import EVIDENCE, evidence_bytes, print_json, write_file

if TYPE_CHECKING:
    from askreports.checking.checked import CheckedText


def check(
    draft: Annotated[
        str, typer.Argument(metavar="FILE", help="A Word, Markdown, text or PDF file; '-' reads stdin.")
    ],
    where: Filters = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help="Also write the result: .docx with comments, .html with marks, .pdf or .zip with evidence.",
        ),
    ] = None,
    paper: Paper = "A4",
    *,
    index: Index,
    as_json: AsJson = False,
) -> None:
    """Check each claim of a text against the reports: supported, contradicted, other period, not found."""
    from askreports.doors.printing import show_checked
    from askreports.schema import check_json
    from index.query.filters import parse_where

    allowed = (*_WRITERS, *EVIDENCE)
    if output is not None and output.suffix.lower() not in allowed:
        raise typer.BadParameter(f"{output.name}: the output is one of {', '.join(allowed)}")
    with opened(index) as reports, told_progress("claims") as on_claim:
        text = sys.stdin.read() if draft == "-" else reports.read_draft(Path(draft))
        checked = reports.check(text, parse_where(where or ()), on_claim)
        if output is not None:
            if output.suffix.lower() in EVIDENCE:
                data = evidence_bytes(checked, check_json(checked), output, paper, reports)
            else:
                data = _WRITERS[output.suffix.lower()](checked, draft)
            write_file(output, data)
    if as_json:
        print_json(check_json(checked), indent=2)
    else:
        show_checked(checked)


def _word(checked: "CheckedText", draft: str) -> bytes:
    from askreports.checking.word_comments import with_comments

    return with_comments(checked, Path(draft) if draft.lower().endswith(".docx") else None)


def _html(checked: "CheckedText", _: str) -> bytes:
    from askreports.checking.marked import as_html

    return as_html(checked).encode()


_WRITERS: dict[str, Callable[["CheckedText", str], bytes]] = {".docx": _word, ".html": _html}


@contextmanager
def told_progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Tells on stderr how far something is, where a person looks at it."""
    seen = sys.stderr.isatty()

    def tell(done: int, total: int) -> None:
        if seen:
            print(f"\r{done} of {total} {what}", end="", file=sys.stderr, flush=True)

    try:
        yield tell
    finally:
        if seen:
            print(file=sys.stderr)
