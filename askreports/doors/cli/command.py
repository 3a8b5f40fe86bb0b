"""The command `askreports`: its verbs in the order of its help, and how it ends."""

import sys
from io import TextIOWrapper
from typing import Annotated

import typer

from askreports.doors.cli import (
    asking,
    building,
    checking,
    correcting,
    gridding,
    inspecting,
    measuring,
    output,
    serving,
    tokens,
)
from ingest.errors import AskReportsError

_INTERRUPTED = 130  # what typer exits with after Ctrl-C, as shells expect

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Ask questions of a folder of reports; every sentence of the answer cites the page it stands on.",
)
app.command()(building.ingest)
app.command()(asking.search)
app.command()(asking.ask)
app.command()(checking.check)
app.command()(gridding.grid)
app.command()(gridding.restatements)
app.command("eval")(measuring.evaluate)
app.command()(inspecting.status)
app.command()(inspecting.doctor)
app.command()(building.upgrade)
app.command()(building.rollback)
app.command()(correcting.describe)
app.command()(correcting.forget)
app.command()(correcting.purge)
app.add_typer(tokens.app, name="token")
app.command("app")(serving.browser)
app.command()(serving.serve)
app.command()(serving.mcp)


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


def main() -> None:
    """Runs the command. An error of ours is one line on stderr and exit status 1."""
    for stream in (sys.stdin, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    output.watch_stdout()
    try:
        _run()
    except output.OutputFailed as failure:
        output.drop()
        if not failure.reader_left:
            print(f"askreports: {failure}", file=sys.stderr)
            sys.exit(1)


def _run() -> None:
    try:
        app()
    except AskReportsError as error:
        print(f"askreports: {error}", file=sys.stderr)
        sys.exit(1)
    except SystemExit as end:
        if end.code == _INTERRUPTED:
            print("askreports: interrupted; the index is as it was before", file=sys.stderr)
        raise
    finally:
        sys.stdout.flush()
