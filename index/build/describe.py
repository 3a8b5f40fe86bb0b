"""Corrects what is known of a report, at once and for every later ingest."""

from collections.abc import Callable
from pathlib import Path

from index.build.rewrite import places_called, rewriting
from index.embedding.embedder import Embedder
from index.errors import NoSuchReport
from index.storage.corrections import read_corrections, write_corrections
from ingest.document import Report
from ingest.facts.description import Description


def describe(
    name: str, root: Path, load: Callable[[], Embedder], says: Description, clear: bool = False
) -> Report:
    """Adds to what is said of the report with this path or id, or takes all of it back first.

    Returns the report as it is known now. Raises `NoSuchReport` and what a writer of the index raises;
    a correction that was kept before writing failed takes effect with the next ingest.
    """
    with rewriting(root, load) as index:
        entries = index.previous.catalog.files()
        places = places_called(name, [entry for entry in entries if entry.is_report])
        ids = {place.report for place in places}
        if len(ids) > 1:
            paths = ", ".join(place.path for place in places[:5])
            raise NoSuchReport(f"{name!r} names {len(ids)} reports ({paths} ...): describe one at a time")
        corrections = read_corrections(root)
        before = Description() if clear else corrections.of(places[0].report, [places[0].file])
        changed = corrections.describing(places[0], says.over(before))
        write_corrections(root, changed)
        facts = index.write(changed, entries)
        return facts.of(index.previous.reports[places[0].report])
