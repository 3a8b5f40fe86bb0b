"""The verbs that ask: search and ask."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from askreports.doors.cli.options import AsJson, Filters, Index, Paper, QuestionText, opened
from askreports.doors.cli.output import EVIDENCE, evidence_bytes, print_found, write_file

if TYPE_CHECKING:
    from askreports.answering.answer import Answer
    from index.hit import Hit


@dataclass(frozen=True, slots=True)
class _Result:
    """What a search found, and how long it took."""

    question: str
    hits: "Sequence[Hit]"
    seconds: float


def search(
    question: QuestionText,
    k: Annotated[int, typer.Option("-k", help="How many pages to show.")] = 10,
    where: Filters = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show what each signal gave.")] = False,
    rerank: Annotated[
        bool,
        typer.Option("--rerank", help="Let a reader judge the best pages: slower, more often right."),
    ] = False,
    *,
    index: Index,
    as_json: AsJson = False,
) -> None:
    """Show the pages that fit the question best, with their best passage."""
    from askreports.doors.printing import show_hits
    from askreports.schema import search_json
    from index.query.filters import parse_where

    filters = parse_where(where or ())
    with opened(index) as reports:

        def find(text: str) -> _Result:
            began = time.perf_counter()
            hits = reports.search(text, k, filters, rerank=rerank)
            return _Result(text, hits, time.perf_counter() - began)

        show = None if as_json else lambda result: show_hits(result.hits, explain)
        print_found(question, find, lambda r: search_json(r.question, r.hits, r.seconds), show)


def ask(
    question: QuestionText,
    where: Filters = None,
    earlier: Annotated[
        list[str] | None,
        typer.Option(
            "--earlier",
            metavar="QUESTION",
            help="A question asked before, which this one follows up; the oldest first.",
        ),
    ] = None,
    evidence: Annotated[
        Path | None,
        typer.Option("--evidence", help="Also write what the answer stands on, as a .pdf or .zip."),
    ] = None,
    paper: Paper = "A4",
    *,
    index: Index,
    as_json: AsJson = False,
) -> None:
    """Answer the question in sentences of the reports, each with the page it stands on."""
    from askreports.doors.printing import show_answer, show_writing
    from askreports.schema import answer_json
    from index.query.filters import parse_where

    if evidence is not None and (evidence.suffix.lower() not in EVIDENCE or question == "-"):
        raise typer.BadParameter("--evidence is a .pdf or .zip file, for one question")
    filters = parse_where(where or ())
    with opened(index) as reports:

        def find(text: str) -> "Answer":
            with show_writing() as on_text:
                answer = reports.ask(text, filters, earlier or (), on_text)
            if evidence is not None:
                write_file(evidence, evidence_bytes(answer, answer_json(answer), evidence, paper, reports))
            return answer

        print_found(question, find, answer_json, None if as_json else show_answer)
