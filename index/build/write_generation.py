"""Builds a generation from its reports.

A pure function of what the reports contain: they go in in the order of their ids, so the order in
which files were read or arrived over the years makes no difference to any ranking.
"""

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from index.build.report_words import ReportWords, entries_by_page, page_entry
from index.embedding.embedder import Vectors
from index.errors import IndexNotWritten
from index.ranking.page_roles import roles_of_page
from index.ranking.signposts import POINTER, is_signpost
from index.storage.catalog import CatalogWriter, FileEntry
from index.storage.custom_files import write_custom_files
from index.storage.generation import (
    CATALOG,
    PAGE_WORDS,
    PASSAGE_WORDS,
    VECTORS,
    WRITE_ERRORS,
    Manifest,
    building,
    publish,
)
from index.storage.lexical import LexicalWriter
from index.storage.origin_record import Origin
from index.storage.vectors import VectorWriter
from ingest.pipeline import Prepared


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """What a report gives to a generation: the words and the vectors of its passages, and all that was read.

    `origin` says where its facts come from, `collections` what it belongs to. `prepared` is None where the
    catalog of before has it already.
    """

    words: ReportWords
    vectors: Vectors
    origin: Origin
    collections: tuple[str, ...] = ()
    prepared: Prepared | None = None


Source = Callable[[str], ReportEntry]  # by the id of a report


def write_generation(  # noqa: PLR0913 - all that a generation is made of
    root: Path,
    files: Sequence[FileEntry],
    source: Source,
    manifest: Manifest,
    custom_files: Mapping[str, str] = MappingProxyType({}),
    before: Path | None = None,
) -> str:
    """Writes and publishes the generation that holds these files. Returns its name.

    `custom_files` are texts by file name: custom glossary and taxonomy. `before` is the catalog from which
    reports are carried over. `manifest` says with what it is built; the counts are filled in here. Raises
    `IndexNotWritten`, and then the live generation is as it was.
    """
    folder = building(root)
    try:
        complete = _write(folder, files, source, manifest, before)
        write_custom_files(folder, custom_files)
        return publish(root, folder, complete)
    except WRITE_ERRORS as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise IndexNotWritten(
            f"the next generation could not be written to {root} ({error}): "
            "free some space and run the same command again; the live index is unchanged"
        ) from error


def _write(
    folder: Path, files: Sequence[FileEntry], source: Source, manifest: Manifest, before: Path | None
) -> Manifest:
    paths = _first_paths(files)
    catalog = CatalogWriter(folder / CATALOG, before)
    passage_words = LexicalWriter(folder / PASSAGE_WORDS)
    page_words = LexicalWriter(folder / PAGE_WORDS)
    vectors = VectorWriter(folder / VECTORS, manifest.embedder.dimension)
    ranked_pages = 0
    try:
        for report in sorted(paths):
            part = source(report)
            for entries in entries_by_page(part.words, report, catalog.next_row):
                for entry in entries:
                    passage_words.add(entry)
                page_words.add(page_entry(entries, ranked_pages))
                ranked_pages += 1
            if part.prepared is None:
                catalog.carry_over(report, paths[report])
            else:
                document = replace(part.prepared.document, path=paths[report])
                catalog.add(document, part.prepared.passages, _roles(part.prepared))
            catalog.add_origin(report, part.origin, part.collections)
            vectors.add(part.vectors)
        catalog.add_files(files)
    finally:
        catalog.close()
        vectors.close()
    passage_words.close()
    page_words.close()
    vectors.write()
    return replace(manifest, reports=len(paths), pages=catalog.pages, passages=catalog.next_row)


def _roles(prepared: Prepared) -> dict[int, dict[str, float]]:
    """What each page of a report is, by its number."""
    sections: dict[int, set[tuple[str, ...]]] = {}
    for passage in prepared.passages:
        sections.setdefault(passage.first_page, set()).add(passage.section)
    count = prepared.document.page_count
    return {
        page.number: {POINTER: 1.0}
        if is_signpost(page, count)
        else roles_of_page(page.body, sections[page.number])
        for page in prepared.document.pages
        if page.number in sections
    }


def _first_paths(files: Iterable[FileEntry]) -> dict[str, str]:
    """The path under which each report is shown: the first of all that hold it."""
    paths: dict[str, str] = {}
    for entry in sorted(files, key=lambda entry: entry.path, reverse=True):
        if entry.is_report:
            paths[entry.report] = entry.path
    return paths
