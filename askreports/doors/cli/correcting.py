"""The verbs by which people decide about reports: describe, forget and purge."""

from dataclasses import asdict
from typing import Annotated

import typer

from askreports.doors.cli.options import AsJson, Index
from askreports.doors.cli.output import print_json

ReportName = Annotated[
    str, typer.Argument(metavar="PATH|ID", help="The report: its file, its path or id as status shows them.")
]


def describe(
    name: ReportName,
    organisation: Annotated[str | None, typer.Option(help="Who reports.")] = None,
    period: Annotated[str | None, typer.Option(help='Such as 2018, 2018-2020 or "2023 Q2".')] = None,
    title: Annotated[str | None, typer.Option(help="What it is called.")] = None,
    kind: Annotated[str | None, typer.Option(help='Such as "annual report".')] = None,
    language: Annotated[str | None, typer.Option(help="A code such as en.")] = None,
    collection: Annotated[
        list[str] | None, typer.Option(help="A collection that it belongs to; may be given several times.")
    ] = None,
    clear: Annotated[bool, typer.Option("--clear", help="Take earlier corrections back first.")] = False,
    *,
    index: Index,
    as_json: AsJson = False,
) -> None:
    """Correct what is known of a report, at once and for every later ingest."""
    from askreports.correcting import describe as correct
    from askreports.doors.printing import show_report
    from askreports.schema import document_json
    from askreports.settings import from_environment
    from ingest.facts.description import parse_description

    given = {
        "organisation": organisation,
        "period": period,
        "title": title,
        "kind": kind,
        "language": language,
        "collection": collection,
    }
    said = {key: value for key, value in given.items() if value is not None}
    if not said and not clear:
        raise typer.BadParameter("say what is to be corrected, as in --organisation NAME, or --clear")
    says = parse_description(said, "the command")
    report = correct(name, index, from_environment(), says, clear)
    print_json(document_json(report)) if as_json else show_report(report)


def forget(
    name: ReportName,
    restoring: Annotated[
        bool, typer.Option("--restore", help="Let the next ingest take it in again.")
    ] = False,
    *,
    index: Index,
    as_json: AsJson = False,
) -> None:
    """Take a report out for good, or all in a folder; later ingests leave it out until --restore."""
    from askreports.correcting import forget as take_out
    from askreports.correcting import restore
    from askreports.settings import from_environment

    places = restore(name, index) if restoring else take_out(name, index, from_environment())
    if as_json:
        key = "restored" if restoring else "forgotten"
        print_json({key: [{"id": one.report, "path": one.path, "file": one.file} for one in places]})
        return
    for place in places:
        print(f"{place.path}: {'the next ingest takes it in' if restoring else 'forgotten'}")
    if not restoring:
        print("The files stay where they are; 'askreports purge' deletes what the index folder still has.")


def purge(index: Index, as_json: AsJson = False) -> None:
    """Delete what is left of reports that are gone: older generations, texts, answers that cite them."""
    from askreports.correcting import purge as clean

    gone = clean(index)
    if as_json:
        print_json(asdict(gone))
        return
    print(
        f"Deleted: {gone.generations} older generations, {gone.texts} files with texts of reports, "
        f"{gone.answers} kept answers, and all remembered vectors."
    )
