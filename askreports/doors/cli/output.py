"""Standard output: JSON, answers to several questions, and what happens when nobody takes it."""

import errno
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from ingest.errors import AskReportsError

if TYPE_CHECKING:
    from askreports.answering.answer import Answer
    from askreports.checking.checked import CheckedText
    from askreports.grid.table import Grid
    from askreports.reports import Reports

Found = TypeVar("Found")
EVIDENCE = (".pdf", ".zip")


class OutputFailed(Exception):
    """Standard output takes nothing more. `reader_left` where a reader, such as `head`, has seen enough."""

    def __init__(self, error: OSError) -> None:
        super().__init__(f"standard output cannot be written: {error.strerror}")
        self.reader_left = error.errno == errno.EPIPE


class _Stdout(TextIOWrapper):
    """Standard output whose failures are told from those of any other file."""

    def write(self, text: str) -> int:
        try:
            return super().write(text)
        except OSError as error:
            raise OutputFailed(error) from error

    def flush(self) -> None:
        try:
            super().flush()
        except OSError as error:
            raise OutputFailed(error) from error


def watch_stdout() -> None:
    """From here on, printing raises `OutputFailed` where it fails. Whatever the locale, it is UTF-8."""
    old = sys.stdout
    if isinstance(old, TextIOWrapper):
        lines = old.line_buffering
        sys.stdout = _Stdout(old.detach(), encoding="utf-8", errors="replace", line_buffering=lines)


def drop() -> None:
    """Lets go of what could not be written: otherwise the exit would try again, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def print_json(value: object, indent: int | None = None) -> None:
    """A JSON object, on one line unless it is indented."""
    print(json.dumps(value, ensure_ascii=False, indent=indent), flush=True)


def write_file(file: Path, data: bytes) -> None:
    """Writes a result into a file. Raises `BadText` where that cannot be."""
    from askreports.errors import BadText

    try:
        file.write_bytes(data)
    except OSError as error:
        raise BadText(f"{file} cannot be written: {error.strerror}") from error


def evidence_bytes(
    found: "Answer | CheckedText | Grid", told: Mapping[str, Any], file: Path, paper: str, reports: "Reports"
) -> bytes:
    """The evidence pack that the suffix of a file asks for: a PDF, or a ZIP that holds the JSON as well."""
    whole = json.dumps(told, ensure_ascii=False, indent=2) if file.suffix.lower() == ".zip" else None
    return reports.evidence(found, whole, "Letter" if paper.casefold() == "letter" else "A4")


def read_text(file: Path) -> str:
    """The text of a file in UTF-8. Raises `BadText` where it cannot be read."""
    from askreports.errors import BadText

    try:
        return file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadText(f"{file} cannot be read ({error}): name a text file in UTF-8") from error


def print_found(
    question: str,
    find: Callable[[str], Found],
    as_json: Callable[[Found], Mapping[str, Any]],
    show: Callable[[Found], None] | None,
) -> None:
    """Finds what one question asks for, and prints it for people with `show`, as JSON without it.

    The question "-" stands for the lines of stdin: each gets a JSON object on a line. One that cannot be
    asked gets its error there, and the exit status is 1 in the end.
    """
    if question != "-":
        found = find(question)
        return show(found) if show else print_json(as_json(found), indent=2)
    failed = False
    for line in _lines():
        try:
            told = as_json(find(line))
        except AskReportsError as error:
            failed = True
            told = {"question": line, "error": str(error)}
        print_json(told)
    if failed:
        raise typer.Exit(1)
    return None


def _lines() -> Iterator[str]:
    return (line.rstrip("\r\n") for line in sys.stdin if line.strip())
