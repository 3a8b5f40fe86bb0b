"""Builds a generation from its reports.

A pure function of what the reports contain: they go in in the order of their ids, so the order in
which files were read or arrived over the years makes no difference to any ranking.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from index.catalog import CatalogWriter, FileEntry
from index.embed import Vectors
from index.errors import IndexNotWritten
from index.generation import CATALOG, LEXICAL, VECTORS, Manifest, building, publish
from index.header import word_entry
from index.outcome import Outcome
from index.vectors import VectorWriter
from index.words import WordEntry, write_words
from ingest.pipeline import Prepared

Source = Callable[[str], tuple[Prepared, Vectors]]  # report id -> its passages and their vectors


def build(root: Path, files: Sequence[FileEntry], source: Source, manifest: Manifest) -> str:
    """Writes and publishes the generation that holds these files. Returns its name.

    `manifest` says with what it is built; the counts are filled in here. Raises `IndexNotWritten`,
    and then the live generation is as it was.
    """
    folder = building(root)
    try:
        complete = _write(folder, files, source, manifest)
        return publish(root, folder, complete)
    except (OSError, sqlite3.Error, RuntimeError, ValueError) as error:  # how each part says "disk full"
        shutil.rmtree(folder, ignore_errors=True)
        raise IndexNotWritten(
            f"the next generation could not be written to {root} ({error}): "
            "free some space and run the same command again; what was live still is"
        ) from error


def _write(folder: Path, files: Sequence[FileEntry], source: Source, manifest: Manifest) -> Manifest:
    paths = _first_paths(files)
    catalog = CatalogWriter(folder / CATALOG)
    vectors = VectorWriter(manifest.embedder.dimension)
    pages = 0

    def entries() -> Iterator[WordEntry]:
        nonlocal pages
        for report in sorted(paths):
            prepared, matrix = source(report)
            document = replace(prepared.document, path=paths[report])
            for row, passage in enumerate(prepared.passages, catalog.next_row):
                yield word_entry(document, passage, row)
            catalog.add(document, prepared.passages)
            vectors.add(matrix)
            pages += document.page_count

    try:
        write_words(folder / LEXICAL, entries())  # one pass over the reports fills all three
        catalog.add_files(files)
    finally:
        catalog.close()
    vectors.write(folder / VECTORS)
    return replace(manifest, reports=len(paths), pages=pages, passages=catalog.next_row)


def _first_paths(files: Iterable[FileEntry]) -> dict[str, str]:
    """The path under which each report is shown: the first of all that hold it."""
    paths: dict[str, str] = {}
    for entry in sorted(files, key=lambda entry: entry.path, reverse=True):
        if entry.outcome != Outcome.SKIPPED:
            paths[entry.report] = entry.path
    return paths
