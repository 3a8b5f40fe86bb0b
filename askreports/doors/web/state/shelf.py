"""Opens the index for the browser: once a generation, for all sessions together."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

import askreports
from askreports.history import History
from askreports.reports import Reports, Skipped
from askreports.settings import Settings
from index.embedding.embedder import Embedder, open_embedder
from index.embedding.model_card import ModelCard
from ingest.document import Report


@dataclass(frozen=True, slots=True)
class Shelf:
    """An open index, and the lists that every page needs. `documents` maps ids to reports."""

    reports: Reports
    documents: Mapping[str, Report]
    skipped: tuple[Skipped, ...]
    is_part: bool = False

    def history(self, visitor: str) -> History:
        """The conversations of a visitor. Of those that saw more once, only what they may see now is left."""
        return History(self.reports.index, visitor, frozenset(self.documents) if self.is_part else None)


def fill_shelf(reports: Reports) -> Shelf:
    """Read the lists of an open index."""
    documents = {document.id: document for document in reports.documents()}
    return Shelf(reports, documents, tuple(reports.skipped()))


def part_of(shelf: Shelf, collections: Collection[str] | None) -> Shelf:
    """The shelf as whoever may see these collections finds it; None stands for every report."""
    return (
        shelf if collections is None else replace(fill_shelf(shelf.reports.within(collections)), is_part=True)
    )


def open_shelf(index_path: Path, settings: Settings) -> Shelf:
    """The shelf of the live generation; raises what `askreports.open` raises."""
    return _open_generation(index_path, settings, askreports.live_generation(index_path))


# Keyed by the generation, so that a new one is picked up at the next click. The one before is not
# closed when it drops out of the cache: other sessions may still be reading from it.
@st.cache_resource(max_entries=1, show_spinner=False)
def _open_generation(index_path: Path, settings: Settings, generation: str) -> Shelf:  # noqa: ARG001  (part of the key)
    return fill_shelf(askreports.open(index_path, settings, model=_open_model))


@st.cache_resource(max_entries=1, show_spinner=False)
def _open_model(card: ModelCard, models: Path) -> Embedder:
    """The model, once for all generations that were built with it."""
    return open_embedder(card, models)
