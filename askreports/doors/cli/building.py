"""The verbs that change an index: ingest, upgrade and rollback."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from askreports.doors.cli.options import AsJson, Index
from askreports.doors.cli.output import print_json


def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Folders and files of reports.")],
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Build anew, from these paths alone.")] = False,
    watching: Annotated[
        bool, typer.Option("--watch", help="Go on: again whenever files change, until Ctrl-C.")
    ] = False,
    no_ocr: Annotated[
        bool, typer.Option("--no-ocr", help="Leave pages without text waiting for a later ingest.")
    ] = False,
    ocr_pages: Annotated[
        int | None, typer.Option("--ocr-pages", min=0, help="Read at most so many waiting pages by OCR.")
    ] = None,
    *,
    index: Index,
    as_json: AsJson = False,
) -> None:
    """Bring the index in line with the files: new ones in, changed ones replaced, vanished ones out.

    Pages without text are read by OCR when all other pages can be asked about; interrupted, the next ingest
    goes on with them.
    """
    if watching and ocr_pages:
        raise typer.BadParameter("--watch reads all waiting pages, or none with --no-ocr")
    most = 0 if no_ocr else ocr_pages
    if watching:
        return _watch(paths, index, rebuild, as_json, reads_by_ocr=most is None)
    from askreports.doors.printing import ingest_progress, show_ingested
    from askreports.ingesting import ingest as bring_in
    from askreports.schema import ingested_json
    from askreports.settings import from_environment

    with ingest_progress() as on_progress:
        settings = replace(from_environment(), ocr_pages=most)
        result = bring_in(paths, index, settings, rebuild, on_progress)
    return print_json(ingested_json(result)) if as_json else show_ingested(result)


def _watch(paths: list[Path], index: Path, rebuild: bool, as_json: bool, reads_by_ocr: bool) -> None:
    """Prints a line a round, or a JSON object, until it is interrupted. Waiting pages are read meanwhile."""
    from askreports.background.ocr import BackgroundOcr
    from askreports.background.watch import watch
    from askreports.doors.printing import ingested_line
    from askreports.ingesting import ingest as bring_in
    from askreports.schema import ingested_json
    from askreports.settings import from_environment
    from index.outcome import Ingested

    first = iter([rebuild])

    def bring_in_step(try_again: bool) -> Ingested:
        settings = replace(from_environment(), ocr_pages=0)
        return bring_in(paths, index, settings, next(first, False), try_again=try_again)

    background = BackgroundOcr(index)
    if reads_by_ocr:
        background.start()
    try:
        for outcome in watch(paths, index, bring_in_step):
            if isinstance(outcome, Ingested):
                print_json(ingested_json(outcome)) if as_json else print(ingested_line(outcome), flush=True)
            elif as_json:
                print_json({"error": str(outcome)})
            else:
                print(f"askreports: {outcome}", file=sys.stderr)
    except KeyboardInterrupt:
        print("askreports: no longer watching", file=sys.stderr)
    finally:
        background.stop()


def upgrade(
    model: Annotated[
        str,
        typer.Option("--model", help="The embedder; else ASKREPORTS_MODEL, else the default one."),
    ] = "",
    *,
    index: Index,
    as_json: AsJson = False,
) -> None:
    """Give the index another model, from the texts it holds: no file is read again."""
    from askreports.doors.printing import ingest_progress
    from askreports.ingesting import upgrade as embed_anew
    from askreports.schema import upgraded_json
    from askreports.settings import from_environment

    with ingest_progress() as on_progress:
        settings = from_environment()
        done = embed_anew(index, replace(settings, model=model or settings.model), on_progress)
    if as_json:
        print_json(upgraded_json(done))
    elif done.passages:
        made = f"{done.passages} passages in {done.seconds:.1f} s ({done.backend})"
        print(f"{done.before} -> {done.model}: {made}")
    else:
        print(f"The index has {done.model} already.")


def rollback(index: Index, as_json: AsJson = False) -> None:
    """Go back to the generation before the live one."""
    from index.storage.generation import rollback as go_back

    name = go_back(index)
    if as_json:
        print_json({"generation": name})
    else:
        print(f"Generation {name} is live again.")
