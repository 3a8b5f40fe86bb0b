"""Opens the index for the browser: once a generation, for all sessions together."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

import askreports
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


def fill_shelf(reports: Reports) -> Shelf:
    """Read the lists of an open index."""
    documents = {document.id: document for document in reports.documents()}
    return Shelf(reports, documents, tuple(reports.skipped()))


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
