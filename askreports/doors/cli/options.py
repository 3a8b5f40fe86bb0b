"""Options and arguments that several verbs share, and what they lead to: an open index, a door."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from askreports.reports import Reports


def default_index() -> Path:
    from askreports.settings import index_folder

    return index_folder()


Index = Annotated[
    Path,
    typer.Option(
        "--index",
        default_factory=default_index,
        help="Folder of the index; ASKREPORTS_INDEX names another default.",
        show_default=".askreports",
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
        "language, title, path or collection. Several are joined by and, a field given twice by or.",
    ),
]


Paper = Annotated[str, typer.Option("--paper", help="Paper of an evidence pack: A4 or Letter.")]


@contextmanager
def opened(index: Path) -> Iterator["Reports"]:
    """The reports of an index, with the settings of the environment."""
    from askreports.reports import open_reports
    from askreports.settings import from_environment

    with open_reports(index, from_environment()) as reports:
        yield reports
