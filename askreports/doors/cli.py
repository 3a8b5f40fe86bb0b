"""The command line.

Results go to stdout, progress and errors to stderr. Exit 0, 1 for our errors, 2 for wrong usage.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ingest.errors import AskReportsError

if TYPE_CHECKING:
    from askreports.reports import Reports

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Ask questions of a folder of reports; every sentence of the answer cites the page it stands on.",
)

Index = Annotated[
    Path,
    typer.Option(
        "--index", envvar="ASKREPORTS_INDEX", help="Folder of the index.", show_default=".askreports"
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
QuestionText = Annotated[
    str, typer.Argument(metavar="QUESTION", help="The question; '-' reads one a line from stdin.")
]
Filters = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        metavar="FIELD=VALUE",
        help="Only reports with this organisation, period, year, kind, "
        "language, title or path. Several are joined by and, a field given twice by or.",
    ),
]
DEFAULT_INDEX = Path(".askreports")


def _print_version(wanted: bool) -> None:
    if wanted:
        from askreports import __version__

        print(f"askreports {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options of the command itself, before any verb."""


@app.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Folders and files of reports.")],
    index: Index = DEFAULT_INDEX,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Build anew, from these paths alone.")] = False,
    watching: Annotated[
        bool, typer.Option("--watch", help="Go on: again whenever files change, until Ctrl-C.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Bring the index in line with the files: new ones in, changed ones replaced, vanished ones out."""
    if watching:
        return _watch(paths, index, rebuild, as_json)
    from askreports.doors.printing import ingest_progress, show_ingested
    from askreports.reports import ingest as bring_in
    from askreports.schema import ingested_json

    with ingest_progress() as on_progress:
        result = bring_in(list(paths), index, _settings(), rebuild, on_progress)
    if as_json:
        _print_json(ingested_json(result))
    else:
        show_ingested(result)
    return None


def _watch(paths: list[Path], index: Path, rebuild: bool, as_json: bool) -> None:
    """Prints a line a round, or a JSON object, until it is interrupted."""
    from askreports.doors.printing import ingested_line
    from askreports.reports import ingest as bring_in
    from askreports.schema import ingested_json
    from askreports.watch import watch
    from index.outcome import Ingested

    first = iter([rebuild])

    def bring_in_step(try_again: bool) -> Ingested:
        return bring_in(list(paths), index, _settings(), next(first, False), try_again=try_again)

    try:
        for outcome in watch(paths, index, bring_in_step):
            if isinstance(outcome, Ingested):
                _print_json(ingested_json(outcome)) if as_json else print(ingested_line(outcome), flush=True)
            elif as_json:
                _print_json({"error": str(outcome)})
            else:
                print(f"askreports: {outcome}", file=sys.stderr)
    except KeyboardInterrupt:
        print("askreports: no longer watching", file=sys.stderr)


@app.command()
def search(
    question: QuestionText,
    k: Annotated[int, typer.Option("-k", help="How many pages to show.")] = 10,
    where: Filters = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show what each signal gave.")] = False,
    rerank: Annotated[
        bool,
        typer.Option("--rerank", help="Let a reader judge the best pages: slower, more often right."),
    ] = False,
    index: Index = DEFAULT_INDEX,
    as_json: AsJson = False,
) -> None:
    """Show the pages that fit the question best, with their best passage."""
    from askreports.doors.printing import show_hits
    from askreports.schema import search_json
    from index.query.filters import parse_where

    filters = parse_where(where or ())
    with _open(index) as reports:

        def one(text: str) -> dict[str, Any]:
            began = time.perf_counter()
            hits = reports.search(text, k, filters, rerank=rerank)
            return search_json(text, hits, time.perf_counter() - began)

        _answer(question, one, as_json, lambda found: show_hits(found, explain))


@app.command()
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
    index: Index = DEFAULT_INDEX,
    as_json: AsJson = False,
) -> None:
    """Answer the question in sentences of the reports, each with the page it stands on."""
    from askreports.doors.printing import show_answer, show_writing
    from askreports.schema import answer_json
    from index.query.filters import parse_where

    filters = parse_where(where or ())
    with _open(index) as reports:

        def one(text: str) -> dict[str, Any]:
            with show_writing() as on_text:
                return answer_json(reports.ask(text, filters, earlier or (), on_text))

        _answer(question, one, as_json, show_answer)


@app.command("eval")
def evaluate(
    gold: Annotated[
        Path | None, typer.Argument(metavar="GOLD.jsonl", help="Questions with their gold pages, one a line.")
    ] = None,
    from_feedback: Annotated[
        bool,
        typer.Option(
            "--from-feedback", help="Print gold lines made of the answers that the app's visitors rated."
        ),
    ] = False,
    answers: Annotated[bool, typer.Option(help="Measure answers too, not retrieval alone.")] = True,
    before: Annotated[
        Path | None,
        typer.Option("--compare", metavar="FILE", help="What --json printed before: test the difference."),
    ] = None,
    ablations: Annotated[
        bool, typer.Option("--ablate", help="Leave each signal of the search out in turn.")
    ] = False,
    index: Index = DEFAULT_INDEX,
    as_json: AsJson = False,
) -> None:
    """Measure retrieval and answers on questions with gold pages."""
    if from_feedback:
        return _print_feedback(index)
    if gold is None:
        raise typer.BadParameter("name a file of questions, or say --from-feedback", param_hint="GOLD.jsonl")
    from askreports.doors.printing import (
        show_ablations,
        show_abstention,
        show_differences,
        show_evaluation,
    )
    from askreports.evaluation.ablate import ablate
    from askreports.evaluation.abstain import abstain
    from askreports.evaluation.compare import compare, read_outcomes
    from askreports.evaluation.evaluate import evaluate as measure
    from askreports.evaluation.evaluate import evaluation_json
    from askreports.evaluation.gold import read_gold

    questions = read_gold(gold)
    outcomes = read_outcomes(before) if before else None
    with _open(index) as reports:
        evaluation = measure(reports, questions, answers=answers)
        without = ablate(reports, questions, reports.signals()) if ablations else []
        refused = sum(not outcome.answer.found for outcome in evaluation.outcomes if outcome.answer)
        abstention = abstain(reports, questions, refused) if answers else None
    found = evaluation_json(evaluation)
    differences = compare(outcomes, found["outcomes"]) if outcomes else []
    if as_json:
        found["ablations"] = {a.signal or "everything": dict(a.measures) for a in without}
        found["abstention"] = None
        if abstention:
            figures = {"recall": abstention.recall, "precision": abstention.precision}
            found["abstention"] = figures | asdict(abstention)
        found["differences"] = [asdict(difference) for difference in differences]
        _print_json(found)
    else:
        show_evaluation(evaluation)
        show_abstention(abstention)
        show_ablations(without)
        show_differences(differences)
    return None


def _print_feedback(index: Path) -> None:
    """Gold lines on stdout, ready to be kept in a file; on stderr what could not be one."""
    from askreports import live_generation
    from askreports.evaluation.feedback import gold_from_feedback, gold_line
    from askreports.history import History

    live_generation(index)  # an index that is not there is an error, not one without feedback
    rated = History(index).rated()
    questions = gold_from_feedback(rated)
    for question in questions:
        _print_json(gold_line(question))
    print(f"askreports: {len(questions)} of {len(rated)} rated answers are gold lines", file=sys.stderr)
    for turn in rated:
        if turn.helpful is False:
            print(f"  not helpful  {turn.question}  ({turn.reason or 'no reason given'})", file=sys.stderr)


@app.command()
def status(index: Index = DEFAULT_INDEX, as_json: AsJson = False) -> None:
    """Show what is indexed, and what was skipped and why."""
    from askreports.doors.printing import show_status
    from askreports.schema import status_json

    with _open(index) as reports:
        found = status_json(reports)
    if as_json:
        _print_json(found)
    else:
        show_status(found)


@app.command()
def doctor(index: Index = DEFAULT_INDEX, as_json: AsJson = False) -> None:
    """Check the installation and the index; exit 1 when something is wrong."""
    from askreports.doctor import examine
    from askreports.doors.printing import show_findings

    findings = examine(index, _settings())
    if as_json:
        _print_json(
            {"findings": [{"what": f.what, "state": str(f.state), "detail": f.detail} for f in findings]}
        )
    else:
        show_findings(findings)
    if any(finding.is_wrong for finding in findings):
        raise typer.Exit(1)


@app.command()
def rollback(index: Index = DEFAULT_INDEX, as_json: AsJson = False) -> None:
    """Go back to the generation before the live one."""
    from index.storage.generation import rollback as go_back

    name = go_back(index)
    if as_json:
        _print_json({"generation": name})
    else:
        print(f"Generation {name} is live again.")


@app.command("app")
def browser(
    index: Index = DEFAULT_INDEX,
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8501,
    address: Annotated[
        str, typer.Option(help="Address to listen on; beyond this machine only when that is allowed.")
    ] = "127.0.0.1",
    as_json: AsJson = False,
) -> None:
    """Open the browser app, on 127.0.0.1 unless told otherwise."""
    from askreports.doors.web.launch import run

    _say_where(port, as_json, address)
    run(index, address, port)


@app.command()
def serve(
    index: Index = DEFAULT_INDEX,
    port: Annotated[int, typer.Option(help="Port on 127.0.0.1.")] = 8502,
    as_json: AsJson = False,
) -> None:
    """Answer over HTTP (REST) on 127.0.0.1."""
    rest = _door("rest", "fastapi")
    with _open(index) as reports:
        _say_where(port, as_json)
        rest.serve(reports, port=port)


@app.command()
def mcp(index: Index = DEFAULT_INDEX, as_json: AsJson = False) -> None:
    """Answer the tools of a language model over stdin and stdout (Model Context Protocol)."""
    server = _door("mcp_server", "mcp")
    with _open(index) as reports:
        if as_json:  # stdout belongs to the protocol, which is JSON anyway
            print(json.dumps({"transport": "stdio"}), file=sys.stderr, flush=True)
        server.serve(reports)


def main() -> None:
    """The command `askreports`."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except AskReportsError as error:
        print(f"askreports: {error}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("askreports: interrupted; what was live still is", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:  # the reader of our output, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else the exit would complain again
        sys.exit(0)


def _say_where(port: int, as_json: bool, address: str = "127.0.0.1") -> None:
    """Prints the address of a door that is about to open, for a script that waits for it."""
    if as_json:
        _print_json({"url": f"http://{address}:{port}"})


def _settings() -> Any:
    from askreports.settings import from_environment

    return from_environment(os.environ)


def _open(index: Path) -> "Reports":
    from askreports.reports import open_reports

    return open_reports(index, _settings())


def _door(name: str, extra_package: str) -> Any:
    from importlib import import_module
    from importlib.util import find_spec

    if find_spec(extra_package) is None:
        extra = name.removesuffix("_server")
        raise AskReportsError(f"{extra} is not installed: run pip install 'askreports[{extra}]'")
    return import_module(f"askreports.doors.{name}")


def _answer(
    question: str, one: Callable[[str], dict[str, Any]], as_json: bool, show: Callable[[dict[str, Any]], None]
) -> None:
    """Answers one question, or each line of stdin; a question that cannot be asked costs its line alone."""
    if question != "-":
        found = one(question)
        return _print_json(found, indent=2) if as_json else show(found)
    failed = False
    for line in _lines():
        try:
            found = one(line)
        except AskReportsError as error:
            failed = True
            found = {"question": line, "error": str(error)}
        _print_json(found)
    if failed:
        raise typer.Exit(1)
    return None


def _lines() -> Iterator[str]:
    return (line.rstrip("\r\n") for line in sys.stdin if line.strip())


def _print_json(value: object, indent: int | None = None) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=indent), flush=True)
